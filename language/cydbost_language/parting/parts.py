"""One part of a message, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """What the two languages say in one part."""

    cy: str
    en: str
