"""The record: entries chained by hash, the seals over all chains, and the words that stand apart."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class Entry(SQLModel, table=True):
    """One line of the audit record; the database refuses to change or delete it.

    ``subject`` names the chain (one posting, one comment, the settings), ``number`` the place in it.
    ``data`` is canonical JSON, kept as the very characters that were hashed.
    """

    __table_args__ = (
        UniqueConstraint("subject", "number"),
        Index("ix_entry_at", "at", "id"),
        Index("ix_entry_actor", "actor", "at", "id"),
        Index("ix_entry_act", "act", "at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=64)
    number: int
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str = Field(max_length=64)
    act: str = Field(max_length=64)
    act_id: str = Field(max_length=32, index=True)  #: shared by all entries of one human act
    data: str
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class ChainHead(SQLModel, table=True):
    """The last entry of each chain: where the next one joins, and how far the seals reach."""

    __tablename__ = "chain_head"
    __table_args__ = (
        Index(
            "ix_chain_head_grown",
            "subject",
            sqlite_where=text("number > sealed_number"),
            postgresql_where=text("number > sealed_number"),
        ),
    )

    subject: str = Field(primary_key=True, max_length=64)
    number: int
    hash: str = Field(max_length=64)
    sealed_number: int = 0


class Seal(SQLModel, table=True):
    """A root over the heads of all chains that grew since the seal before it; seals are chained themselves.

    ``id`` is given by the one who seals, without gaps: a database's own numbers have gaps after a rollback.
    """

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    leaves: int
    root: str = Field(max_length=64)
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class SealLeaf(SQLModel, table=True):
    """One chain's head under a seal."""

    __tablename__ = "seal_leaf"
    __table_args__ = (Index("ix_seal_leaf_subject", "subject", "number"),)

    seal_id: int = Field(foreign_key="seal.id", primary_key=True)
    subject: str = Field(primary_key=True, max_length=64)
    number: int
    hash: str = Field(max_length=64)


class Words(SQLModel, table=True):
    """Words of a person or of the public. The chain holds only their salted hash, so erasing them leaves it whole."""

    id: int | None = Field(default=None, primary_key=True)
    salt: str = Field(max_length=32)
    body: str | None = None
    digest: str = Field(max_length=64)
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
