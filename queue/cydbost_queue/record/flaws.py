"""What is not as it was: a code and a place, for each thing that the proof of the record finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where the record is not what it was: a code, and where it is."""

    code: str
    subject: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check went through, and every flaw it met."""

    entries: int
    chains: int
    seals: int
    flaws: tuple[Flaw, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed, removed, put in or moved."""
        return not self.flaws
