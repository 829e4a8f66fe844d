"""Keeping what the platform gave back."""

import hashlib
import unicodedata

from cydbost_connectors import Receipt
from cydbost_queue.desk import Act
from cydbost_queue.lookup import id_of
from cydbost_queue.tables import Delivery, ReceiptRow


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


def text_digest(text: str) -> str:
    """Return the SHA-256, in hex, of what a reader sees."""
    return hashlib.sha256(as_seen(text).encode("utf-8", "surrogatepass")).hexdigest()
