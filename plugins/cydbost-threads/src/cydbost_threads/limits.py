"""What Threads takes, as dated data, and the check of a post against it before anything is sent."""

import re
import unicodedata
from datetime import date
from typing import Final

from cydbost_connectors import Capabilities, Outgoing, Rejected
from cydbost_threads import details
from cydbost_threads.counting import length

CAPABILITIES: Final = Capabilities(
    platform="threads",
    text_limit=500,
    media_limit=20,
    alt_text_limit=1_000,
    edits=False,
    withdraws=True,
    language_tag=False,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=False,  # a container is published once, but Threads promises no keys of ours
    source="https://developers.facebook.com/docs/threads/posts",
    read_on=date(2026, 11, 23),
    media_bytes=8_000_000,
    media_types=frozenset({"image/jpeg", "image/png"}),
    lists_late=True,
    moderates=True,  # replies can be hidden; nothing else
)
#: Different links in one post, its link card among them (in force since 22 December 2025).
LINK_LIMIT: Final = 5

_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)


def check_words(outgoing: Outgoing) -> None:
    """Refuse what Threads would not take, or could not show.

    Raises:
        Rejected: with what to change.
    """
    refusals = (
        (not outgoing.text.strip(), details.EMPTY),
        (not _is_showable(outgoing.text), details.CONTROL),
        (length(outgoing.text) > (CAPABILITIES.text_limit or 0), details.TOO_LONG),
        (len(outgoing.media) > CAPABILITIES.media_limit, details.MEDIA_COUNT),
        (needs_card(outgoing) and bool(outgoing.media), details.LINK),
        (len(links_of(outgoing)) > LINK_LIMIT, details.LINK_COUNT),
    )
    for refused, detail in refusals:
        if refused:
            raise Rejected(detail)


def needs_card(outgoing: Outgoing) -> bool:
    """Tell whether the post's link stands nowhere in its text, so that only a link card can carry it."""
    return outgoing.link is not None and outgoing.link not in outgoing.text


def links_of(outgoing: Outgoing) -> set[str]:
    """Return the different links of a post, as Threads counts them: those in its text, and its card's."""
    found = {one.rstrip(".,;:!?)'\"") for one in _LINK.findall(outgoing.text)}
    return found | ({outgoing.link} if outgoing.link and needs_card(outgoing) else set())


def _is_showable(text: str) -> bool:
    """Tell whether every character can be shown: no controls but tab and line ends, no half characters."""
    return not any(unicodedata.category(one) in {"Cc", "Cs"} and one not in "\t\n\r" for one in text)
