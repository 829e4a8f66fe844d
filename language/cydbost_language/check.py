"""What a check is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Kind
from cydbost_language.pair import Finding, Language, Severity, Span
from cydbost_language.signs import Sign

#: What a check that looks at every pair needs.
NEEDS_NOTHING: Final[frozenset[Sign | Kind]] = frozenset()


def _nothing_alone(version: Version) -> Iterator[Finding]:  # noqa: ARG001 - the shape of a check
    """Find nothing: most checks need two versions."""
    return iter(())


def no_words(language: Language) -> Set[str]:  # noqa: ARG001 - the shape of a check
    """Return nothing: most checks listen for no words."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of how two versions must agree.

    ``name`` is what a setting, a finding and a page of documentation call it; ``teaches`` is one English paragraph
    on what it catches (a key of the catalogue, so that it is read in Welsh too). ``pair`` looks at two versions and
    ``alone`` at one by itself; neither may raise on any text, nor take more time than is linear in its length.
    ``needs`` are signs and kinds of fact: of a pair in which neither version has any of them, ``pair`` finds nothing,
    and is not asked; empty where it has to look at every pair. With :attr:`Sign.LISTED` among them, ``words`` are
    those, in small letters, of which a text of the language must have one.
    """

    name: str
    teaches: str
    pair: Callable[[Comparison], Iterable[Finding]]
    alone: Callable[[Version], Iterable[Finding]] = field(default=_nothing_alone)
    needs: frozenset[Sign | Kind] = NEEDS_NOTHING
    words: Callable[[Language], Set[str]] = field(default=no_words)


def finding(
    code: str,
    *,
    check: str,
    severity: Severity = Severity.BLOCK,
    cy: Span | None = None,
    en: Span | None = None,
    facts: Mapping[str, str] = MappingProxyType({}),
) -> Finding:
    """Make a finding; ``facts`` are what its sentence names."""
    return Finding(check, code, severity, cy, en, MappingProxyType(dict(facts)))
