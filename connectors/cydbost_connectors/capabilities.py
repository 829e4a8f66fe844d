"""What a platform can do, as data: it drives the checks, the layouts and the screens."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One platform's abilities and limits, with where they were read and when.

    ``text_limit`` is in the platform's own units, ``None`` where it sets none.
    """

    platform: str
    text_limit: int | None
    media_limit: int
    alt_text_limit: int
    edits: bool
    withdraws: bool
    language_tag: bool
    threads: bool
    comments: bool
    replies: bool
    repeat_safe: bool  #: a repeated publish with the same key is the same write
    source: str
    read_on: date
