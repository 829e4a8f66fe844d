"""What is taken for WordPress, checked before the site is asked.

WordPress sets no limit to a text, to the number of pictures or to their description; those here are ours, so that one
request stays within what web servers usually take. How large a file may be is each server's own (PHP's
``upload_max_filesize``), and cannot be asked over the REST API.
"""

import unicodedata
from datetime import date
from typing import Final

from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import Rejected
from cydbost_connectors.message import Outgoing
from cydbost_connectors.wordpress import details

CAPABILITIES: Final = Capabilities(
    platform="wordpress",
    text_limit=20_000,
    media_limit=10,
    alt_text_limit=1_500,
    edits=True,
    withdraws=True,
    language_tag=True,
    threads=False,
    comments=True,
    replies=True,
    repeat_safe=True,
    source="https://developer.wordpress.org/rest-api/reference/",
    read_on=date(2026, 11, 23),
    media_bytes=8_000_000,
)


def check_words(outgoing: Outgoing) -> None:
    """Refuse what could not be shown.

    Raises:
        Rejected: with what to change.
    """
    refusals = (
        (not outgoing.text.strip(), details.EMPTY),
        (len(outgoing.text) > (CAPABILITIES.text_limit or 0), details.TOO_LONG),
        (not _is_showable(outgoing.text + (outgoing.link or "")), details.CONTROL),
        (outgoing.reply_to is not None and bool(outgoing.media), details.NO_MEDIA_HERE),
        (len(outgoing.media) > CAPABILITIES.media_limit, details.MEDIA_COUNT),
    )
    for refused, detail in refusals:
        if refused:
            raise Rejected(detail)


def _is_showable(text: str) -> bool:
    return not any(unicodedata.category(one) in {"Cc", "Cs"} for one in text if one not in "\t\n\r")
