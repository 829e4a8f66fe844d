"""What the noticeboard takes, checked before anything is made public."""

from datetime import date
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.message import Outgoing
from cydbost_connectors.noticeboard import details
from cydbost_connectors.noticeboard.values import COMBINED, CY, EN
from cydbost_connectors.pictures import too_many
from cydbost_connectors.refusing import is_showable, refuse

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
    media_bytes=PICTURE_BYTES,
)


def check_words(outgoing: Outgoing) -> None:
    """Refuse what could not be shown.

    Raises:
        Rejected: with what to change.
    """
    refusals = (
        (outgoing.language not in {CY, EN, COMBINED}, wording.UNKNOWN_LANGUAGE),
        (not _is_reference(outgoing.key), details.NO_KEY),
        (not _is_reference(outgoing.pair), details.NO_PAIR),
        (not outgoing.text.strip(), details.EMPTY),
        (len(outgoing.text) > (CAPABILITIES.text_limit or 0), details.TOO_LONG),
        (not is_showable(outgoing.text), wording.CONTROL),
        (outgoing.link is not None and not _is_link(outgoing.link), details.LINK),
        (len(outgoing.media) > CAPABILITIES.media_limit, too_many(CAPABILITIES)),
    )
    refuse(*refusals)


def _is_reference(reference: str) -> bool:
    return 0 < len(reference) <= REFERENCE_LIMIT and is_showable(reference)


def _is_link(link: str) -> bool:
    starts = link.startswith(("https://", "http://"))
    return starts and len(link) <= LINK_LIMIT and not any(c.isspace() for c in link) and is_showable(link)
