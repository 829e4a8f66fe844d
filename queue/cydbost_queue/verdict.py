"""The gate's answer, as values that others may hold and show."""

from dataclasses import dataclass, field

from cydbost_language import Finding, Language


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why a posting may not pass: a code, and the language or finding it is about."""

    code: str
    language: Language | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's answer: everything found, and everything that stands in the way."""

    obstacles: tuple[Obstacle, ...] = ()
    findings: tuple[Finding, ...] = ()
    accepted: frozenset[str] = field(default_factory=frozenset)  #: fingerprints of accepted warnings

    @property
    def is_open(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.obstacles
