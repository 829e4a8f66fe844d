"""What the noticeboard takes, checked before anything is made public."""

import hashlib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final

from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import Rejected
from cydbost_connectors.message import Media, Outgoing
from cydbost_connectors.noticeboard import details
from cydbost_connectors.noticeboard.values import COMBINED, CY, EN

REFERENCE_LIMIT: Final = 200  #: characters of a key or a pair's reference
LINK_LIMIT: Final = 2_000
PICTURE_BYTES: Final = 8_000_000

CAPABILITIES: Final = Capabilities(
    platform="noticeboard",
    text_limit=5_000,
    media_limit=4,
    alt_text_limit=1_500,
    edits=True,
    withdraws=True,
    language_tag=True,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=True,
    source="connectors/README.md",
    read_on=date(2026, 11, 22),
)

#: How a file of each kind begins. No SVG: it can carry script.
_SIGNATURES: Final = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}


def is_showable(text: str) -> bool:
    """Say whether every character can be stored and shown: no controls but tab and line ends, no half characters."""
    return not any(_is_refused(character) for character in text)


def _is_refused(character: str) -> bool:
    if character in "\t\n\r":
        return False
    # U+FFFE and U+FFFF (and their like) may not stand in XML, so no feed could carry them.
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) & 0xFFFE == 0xFFFE


def check_words(outgoing: Outgoing) -> None:
    """Refuse what could not be shown.

    Raises:
        Rejected: with what to change.
    """
    refusals = (
        (outgoing.language not in {CY, EN, COMBINED}, details.UNKNOWN_LANGUAGE),
        (not _is_reference(outgoing.key), details.NO_KEY),
        (not _is_reference(outgoing.pair), details.NO_PAIR),
        (not outgoing.text.strip(), details.EMPTY),
        (len(outgoing.text) > (CAPABILITIES.text_limit or 0), details.TOO_LONG),
        (not is_showable(outgoing.text), details.CONTROL),
        (outgoing.link is not None and not _is_link(outgoing.link), details.LINK),
        (len(outgoing.media) > CAPABILITIES.media_limit, details.MEDIA_COUNT),
    )
    _refuse(refusals)


def load_picture(media: Media) -> bytes:
    """Read a picture, once it is known to be what was approved.

    Raises:
        Rejected: it is missing, changed, too large, of another kind or not described.
    """
    _refuse(
        (
            (media.mime not in _SIGNATURES, details.MEDIA_TYPE),
            (not media.alt_text.strip(), details.ALT_MISSING),
            (len(media.alt_text) > CAPABILITIES.alt_text_limit, details.ALT_LONG),
            (not is_showable(media.alt_text), details.CONTROL),
        )
    )
    content = _read(media.path)
    _refuse(
        (
            (len(content) > PICTURE_BYTES, details.MEDIA_SIZE),
            (hashlib.sha256(content).hexdigest() != media.sha256.lower(), details.MEDIA_CHANGED),
            (not content.startswith(_SIGNATURES[media.mime]), details.MEDIA_TYPE),
        )
    )
    return content


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(PICTURE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Rejected(details.MEDIA_GONE) from error


def _is_reference(reference: str) -> bool:
    return 0 < len(reference) <= REFERENCE_LIMIT and is_showable(reference)


def _is_link(link: str) -> bool:
    starts = link.startswith(("https://", "http://"))
    return starts and len(link) <= LINK_LIMIT and not any(c.isspace() for c in link) and is_showable(link)


def _refuse(refusals: tuple[tuple[bool, str], ...]) -> None:
    for refused, detail in refusals:
        if refused:
            raise Rejected(detail)
