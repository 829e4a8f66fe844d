"""In which language a member of the public has asked to be answered, for as long as they agreed that it is kept."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class StatedPreference(SQLModel, table=True):
    """One person's wish on one account, known by the key that their comments have in common; never by their name."""

    __tablename__ = "stated_preference"

    author_key: str = Field(primary_key=True, max_length=32)
    language: str = Field(max_length=8)  #: cy, en or both
    comment_id: int = Field(foreign_key="comment.id")  #: where they said so
    kept_by: str = Field(max_length=64)
    kept_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime, index=True)
