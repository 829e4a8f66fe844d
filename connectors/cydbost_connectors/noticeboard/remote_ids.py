"""The ids the noticeboard gives out: ``notice-7`` for notices and replies, ``comment-3`` for comments."""

from typing import Final

NOTICE: Final = "notice"
COMMENT: Final = "comment"
_LONGEST: Final = 18  # digits: what every database's integers hold


def remote_id(kind: str, number: int) -> str:
    """Return the id of the ``number``-th thing of this ``kind``."""
    return f"{kind}-{number}"


def number_of(remote: str, kind: str) -> int | None:
    """Return the number in an id of this ``kind``, ``None`` where it is another kind's or nobody's."""
    prefix, _, digits = remote.partition("-")
    is_ours = prefix == kind and digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST
    return int(digits) if is_ours else None
