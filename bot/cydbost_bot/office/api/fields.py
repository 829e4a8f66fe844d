"""The kinds of values that requests hold, each bounded."""

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_FIRST: Final = datetime(2000, 1, 2, tzinfo=UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)


def _bounded(moment: datetime) -> datetime:
    try:
        found = moment.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("datetime_far", "too far away") from error
    if not _FIRST <= found <= _LAST:
        raise PydanticCustomError("datetime_far", "too far away")
    return found


class Asked(BaseModel):
    """A body of a request; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid")


Moment = Annotated[
    AwareDatetime,
    AfterValidator(_bounded),
    Field(examples=["2026-06-03T18:30:00+01:00"], description="With its offset."),
]
#: Words that a person wrote; the queue says what of them it can take.
Words = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=2_000), Field(examples=["It was called off."])]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200), Field(examples=["Library closed"])]
Link = Annotated[
    str, StringConstraints(min_length=1, max_length=2_000), Field(examples=["https://www.example.wales/en/library"])
]
Name = Annotated[str, StringConstraints(pattern=r"^[\w@.:+-]{1,64}$"), Field(examples=["board"])]

AccountName = Annotated[str, StringConstraints(pattern=r"^[\w@.:/+-]{1,64}$"), Field(examples=["board/cy"])]

PostingRef = Annotated[str, Path(pattern=r"^[Pp]?[0-9]{1,15}$", examples=["P12"])]
CommentRef = Annotated[str, Path(pattern=r"^[Cc]?[0-9]{1,15}$", examples=["C4"])]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
After = Annotated[str | None, Query(max_length=100, description="The “next” that the page before gave.")]
ChannelName = Annotated[str | None, Query(pattern=r"^[\w@.:+-]{1,64}$")]
