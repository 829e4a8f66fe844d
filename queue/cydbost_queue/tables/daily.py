"""The figures of each day, kept so that nobody who looks at a year goes through every row of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class DayFigures(SQLModel, table=True):
    """One day of the council's calendar, worked out from the rows; whatever changes them has it worked out anew.

    ``pairs`` has a line for each pair that began to go out on the day: posting, channel, the milliseconds by which the
    English was later than the Welsh (nothing unless both were read back), and whether a person posted it.
    ``answers`` is by the language that an answer is due in: ``n`` comments written on the day, ``none`` that need no
    answer, ``ok`` answered in that very language, ``odd`` the numbers of those answered in another, and ``times``, in
    seconds, from each comment to its answer.
    """

    __tablename__ = "day_figures"

    day: str = Field(primary_key=True, max_length=10)  #: 2026-06-01
    pairs: list[list[Any]] = Field(sa_type=JSON)
    answers: dict[str, dict[str, Any]] = Field(sa_type=JSON)


class FiguresMark(SQLModel, table=True):
    """How far the record was gone through for the figures: up to this seal; ``version`` rises with each change."""

    __tablename__ = "figures_mark"

    name: str = Field(primary_key=True, max_length=16)
    seal: int
    version: int
    at: datetime = Field(sa_type=UtcDateTime)
