"""What can be told of a post before X is asked."""

import re
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.errors import NotAllowed, Rejected
from cydbost_connectors.message import Outgoing
from cydbost_connectors.pictures import too_many
from cydbost_connectors.x import details
from cydbost_connectors.x.composing import composed
from cydbost_connectors.x.counting import weighted_length
from cydbost_connectors.x.limits import CAPABILITIES, CASHTAGS
from cydbost_connectors.x.snowflake import is_id

_REFUSED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
_CASHTAG: Final = re.compile(r"(?<!\S)\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?=\s|[.,;:!?]|$)")
_PLAIN_HTTP: Final = re.compile(r"http://", re.IGNORECASE)


def check(outgoing: Outgoing, *, language: str) -> None:
    """Look at what is to be sent, and whether this account is to send it.

    Raises:
        NotAllowed: the account does not carry this language.
        Rejected: with what to change.
    """
    if outgoing.reply_to is None and not set(language.split(",")).issuperset(outgoing.language.split(",")):
        raise NotAllowed(wording.WRONG_LANGUAGE)
    text = composed(outgoing)
    for refused, detail in (
        (not outgoing.text.strip(), wording.EMPTY),
        (_REFUSED.search(text) is not None, wording.CONTROL),
        (_PLAIN_HTTP.search(text) is not None, details.PLAIN_HTTP),
        (weighted_length(text) > (CAPABILITIES.text_limit or 0), details.TOO_LONG),
        (len(_CASHTAG.findall(text)) > CASHTAGS, details.CASHTAGS),
        (len(outgoing.media) > CAPABILITIES.media_limit, too_many(CAPABILITIES)),
        (outgoing.reply_to is not None and not is_id(outgoing.reply_to), details.REPLY_GONE),
        (outgoing.reply_to is not None and text.startswith("@"), details.STARTS_WITH_NAME),
    ):
        if refused:
            raise Rejected(detail)
