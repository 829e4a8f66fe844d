"""What is to be said of one version by itself, told once where both versions share the fault."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from cydbost_language.check import NEEDS_NOTHING, Check, finding, no_words
from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Kind
from cydbost_language.pair import Finding, Language, Severity, Span
from cydbost_language.signs import Sign

_MOST_SHOWN: Final = 80
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def shown(text: str) -> str:
    """Return ``text`` as a sentence about it quotes it: of a long one, its beginning."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault of one version: where it stands and what it is.

    ``key`` is what makes it the same fault as one of the other version: the value of the number, not its spaces.
    """

    code: str
    severity: Severity
    span: Span
    text: str
    key: str
    facts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


def _tell(check: str, remark: Remark, *, cy: Span | None, en: Span | None) -> Finding:
    facts = {"text": shown(remark.text), **remark.facts}
    return finding(remark.code, check=check, severity=remark.severity, cy=cy, en=en, facts=facts)


def check_of_remarks(
    name: str,
    teaches: str,
    look: Callable[[Version], Iterable[Remark]],
    *,
    needs: frozenset[Sign | Kind] = NEEDS_NOTHING,
    words: Callable[[Language], Set[str]] = no_words,
) -> Check:
    """Make the check of which each version can be judged by itself: a fault of both is one finding with two spans.

    ``needs`` and ``words`` are as :class:`Check` has them.
    """

    def alone(version: Version) -> Iterator[Finding]:
        here = version.language is Language.CY
        for one in look(version):
            yield _tell(name, one, cy=one.span if here else None, en=None if here else one.span)

    def pair(comparison: Comparison) -> Iterator[Finding]:
        told_of_english, told_of_welsh = [*look(comparison.en)], [*look(comparison.cy)]
        if not told_of_english and not told_of_welsh:
            return
        english: dict[tuple[str, str], list[Remark]] = defaultdict(list)
        for one in told_of_english:
            english[one.code, one.key].append(one)
        for one in told_of_welsh:
            twins = english[one.code, one.key]
            yield _tell(name, one, cy=one.span, en=twins.pop(0).span if twins else None)
        for left in english.values():
            for one in left:
                yield _tell(name, one, cy=None, en=one.span)

    return Check(name, teaches, pair, alone, needs=needs, words=words)
