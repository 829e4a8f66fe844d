"""What a person has typed and not handed in yet."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class Draft(SQLModel, table=True):
    """What one person has typed of one posting, kept so that no lost connection loses it.

    It is nobody's word yet, and no part of the record: it is written over as they type, and gone once they hand it in.
    ``place`` is the posting's reference, or a name of its own while there is no posting yet.
    """

    person: str = Field(primary_key=True, max_length=64)
    place: str = Field(primary_key=True, max_length=32, index=True)
    turn: int  #: how often it was kept: whoever keeps it next says which one they saw
    fields: dict[str, list[str]] = Field(default_factory=dict, sa_type=JSON)  #: what was typed, by the field's name
    seen: dict[str, int] = Field(default_factory=dict, sa_type=JSON)  #: by language, the revision that it began from
    saved_at: datetime = Field(sa_type=UtcDateTime)
