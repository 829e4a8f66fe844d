"""What a checkup says of one thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``sentence`` says that it is well, or what to mend."""

    name: str
    is_well: bool
    sentence: str
