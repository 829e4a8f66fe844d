"""Keeping what the platform gave back."""

import hashlib
import re
import unicodedata
from typing import Final

from cydbost_connectors import Receipt
from cydbost_queue.desk import Act
from cydbost_queue.lookup import id_of
from cydbost_queue.tables import Delivery, ReceiptRow

_LINK: Final = re.compile(r"https?://\S+")
#: The kind of a receipt that a person gave, who posted and said where.
BY_HAND: Final = "by-hand"


def keep_receipt(act: Act, delivery: Delivery, kind: str, receipt: Receipt, *, text: str | None = None) -> None:
    """Store a receipt for a write or a reading, in the caller's act; ``text`` is what the public saw."""
    act.session.add(
        ReceiptRow(
            delivery_id=id_of(delivery),
            kind=kind,
            remote_id=receipt.remote_id,
            address=receipt.address,
            platform_time=receipt.at,
            content_hash=None if text is None else text_digest(text),
            at=act.at,
        )
    )


def as_seen(text: str) -> str:
    """Return ``text`` as a reader sees it: composed letters, and any run of white space as one."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_on_page(text: str, page: str) -> bool:
    """Tell whether a page holds the words of a post. Its links are left out: places shorten them."""
    pieces = [piece for piece in (as_seen(one) for one in _LINK.split(text)) if piece]
    words = as_seen(page)
    return bool(pieces) and all(piece in words for piece in pieces)


def text_digest(text: str) -> str:
    """Return the SHA-256, in hex, of what a reader sees."""
    return hashlib.sha256(as_seen(text).encode("utf-8", "surrogatepass")).hexdigest()
