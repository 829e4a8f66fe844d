"""Credentials that a platform renews: each can be used once, so the newest must not be lost."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class KeptCredential(SQLModel, table=True):
    """What a connector keeps of one account: a platform's answer, sealed (``sealing``). It is no part of the record.

    ``holder`` is whoever has its drawer open, until ``held_until``: a holder that dies does not shut it for ever.
    """

    __tablename__ = "kept_credential"

    name: str = Field(primary_key=True, max_length=200)
    raw: str | None = Field(default=None, repr=False)
    holder: str | None = Field(default=None, max_length=32)
    held_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
