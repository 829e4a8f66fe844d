"""What a check is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Severity, Span


def _nothing_alone(version: Version) -> Iterator[Finding]:  # noqa: ARG001 - the shape of a check
    """Find nothing: most checks need two versions."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of how two versions must agree.

    ``name`` is what a setting, a finding and a page of documentation call it; ``teaches`` is one English paragraph
    on what it catches (a key of the catalogue, so that it is read in Welsh too). ``pair`` looks at two versions and
    ``alone`` at one by itself; neither may raise on any text, nor take more time than is linear in its length.
    """

    name: str
    teaches: str
    pair: Callable[[Comparison], Iterable[Finding]]
    alone: Callable[[Version], Iterable[Finding]] = field(default=_nothing_alone)


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
