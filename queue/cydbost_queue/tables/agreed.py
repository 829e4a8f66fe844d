"""What the council has agreed to differ between the languages, besides what its configuration says."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class PairKind(StrEnum):
    """Which list a pair stands on; each is a list of ``Agreements``."""

    TERM = "term"  #: a word with one translation; the same twice: never translated
    NAME = "name"  #: a place or a body with two names
    HASHTAG = "hashtag"
    MENTION = "mention"
    LINK = "link"
    DOMAIN = "domain"
    LINE = "line"  #: a phone, an e-mail or hours that differ on purpose


class AgreedPair(SQLModel, table=True):
    """Two that stand for each other, one in each language. A pair is never changed: it ends, and another begins."""

    __tablename__ = "agreed_pair"
    __table_args__ = (
        Index(
            "ix_agreed_pair_standing",
            "kind",
            "cy",
            "en",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: PairKind = Field(sa_type=Coded(PairKind))
    cy: str = Field(max_length=500)
    en: str = Field(max_length=500)
    note_id: int | None = Field(default=None, foreign_key="words.id")
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
    removed_by: str | None = Field(default=None, max_length=64)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def ref(self) -> str:
        """How people name it: ``L7``."""
        return f"L{self.id}"
