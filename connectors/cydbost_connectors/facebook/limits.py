"""What a Page takes, as dated data, and the check of a post against it before anything is sent."""

from datetime import date
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.counting import length
from cydbost_connectors.message import Outgoing
from cydbost_connectors.refusing import is_showable, refuse

CAPABILITIES: Final = Capabilities(
    platform="facebook",
    text_limit=63_206,
    media_limit=10,
    alt_text_limit=1_000,  # none is published; what Facebook's own form takes
    edits=True,
    withdraws=True,
    language_tag=False,
    threads=False,  # what continues a post stands under it as a comment: that is no equal place for a language
    comments=True,
    replies=True,
    repeat_safe=False,
    source="https://developers.facebook.com/docs/pages-api/posts",
    read_on=date(2026, 11, 22),
    media_bytes=4_000_000,
    media_types=frozenset({"image/jpeg", "image/png", "image/gif"}),
    lists_late=True,
    moderates=True,
)
#: Characters of a comment, and of a private reply (Send API: a text of 2,000 characters).
COMMENT_LIMIT: Final = 8_000
PRIVATE_LIMIT: Final = 2_000
#: Within how many days of a comment its author may be written to, once.
PRIVATE_DAYS: Final = 7


def check_words(outgoing: Outgoing) -> None:
    """Refuse what Facebook would not take, or could not show.

    Raises:
        Rejected: with what to change.
    """
    is_comment = outgoing.reply_to is not None
    most = COMMENT_LIMIT if is_comment else CAPABILITIES.text_limit or 0
    refusals = (
        (not outgoing.text.strip(), wording.EMPTY),
        (not is_showable(outgoing.text), wording.CONTROL),
        (length(outgoing.text) > most, details.TOO_LONG),
        (len(outgoing.media) > (1 if is_comment else CAPABILITIES.media_limit), details.MEDIA_COUNT),
        (needs_card(outgoing) and (is_comment or bool(outgoing.media)), details.LINK),
    )
    refuse(*refusals)


def needs_card(outgoing: Outgoing) -> bool:
    """Tell whether the post's link stands nowhere in its text, so that only a link card can carry it."""
    return outgoing.link is not None and outgoing.link not in outgoing.text
