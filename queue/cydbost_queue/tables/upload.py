"""The pictures that people gave to the office: what is known of each, by its hash. The files are kept beside."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class Upload(SQLModel, table=True):
    """A picture as it is kept: made anew from what was given, without anything that is not the picture."""

    sha256: str = Field(primary_key=True, max_length=64)
    mime: str = Field(max_length=32)
    size: int  #: bytes
    width: int  #: pixels
    height: int
    frames: int  #: one, unless it moves
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
