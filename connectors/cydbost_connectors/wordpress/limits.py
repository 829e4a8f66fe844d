"""What is taken for WordPress, checked before the site is asked.

WordPress sets no limit to a text, to the number of pictures or to their description; those here are ours, so that one
request stays within what web servers usually take. How large a file may be is each server's own (PHP's
``upload_max_filesize``), and cannot be asked over the REST API.
"""

from datetime import date
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.message import Outgoing
from cydbost_connectors.pictures import too_many
from cydbost_connectors.refusing import is_showable, refuse
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
        (not outgoing.text.strip(), wording.EMPTY),
        (len(outgoing.text) > (CAPABILITIES.text_limit or 0), details.TOO_LONG),
        (not is_showable(outgoing.text + (outgoing.link or "")), wording.CONTROL),
        (outgoing.reply_to is not None and bool(outgoing.media), details.NO_MEDIA_HERE),
        (len(outgoing.media) > CAPABILITIES.media_limit, too_many(CAPABILITIES)),
    )
    refuse(*refusals)
