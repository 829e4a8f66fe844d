"""What a platform can do, as data: it drives the checks, the layouts and the screens."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One platform's abilities and limits, with where they were read and when.

    ``text_limit`` is in the platform's own units (``unit``), ``None`` where it sets none; ``media_bytes`` is the most
    that one picture may weigh. A flag says what may be asked of the platform's connectors.
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
    unit: str = "characters"  #: or ``weighted``, ``graphemes``, ``bytes``
    text_bytes: int | None = None  #: the most bytes of a text, beside ``text_limit``
    limit_varies: bool = False  #: ``text_limit`` is the usual one: each server may have its own
    media_bytes: int | None = None
    media_types: frozenset[str] = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
    lists_late: bool = False  #: what was just published may be missing from a list for some minutes
    atomic_pairs: bool = False  #: two posts of one account go out in one write: see ``protocol.PairConnector``
    by_hand: bool = False  #: a person posts, changes and takes down: see ``protocol.HandConnector``
    moderates: bool = False  #: comments can be hidden, removed and answered in private: see ``protocol.Moderator``
    ends_on: date | None = None  #: when the platform changes what stands here, where it has said so
    check_again_on: date | None = None  #: when this is to be read again; a year after ``read_on`` where none is given
