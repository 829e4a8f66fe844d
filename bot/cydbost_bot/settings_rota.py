"""The sections that say who is told of a deadline: the ways to reach people, the rotas, and the ladder."""

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from cydbost_bot.settings_duration import Duration
from cydbost_bot.settings_secret import Secret
from cydbost_bot.settings_section import Role, Section, Text

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NoticeLanguage = Literal["both", "cy", "en"]

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _read_clock(value: object) -> time:
    """Return the time of day; ``24:00`` is the midnight at the day's end."""
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if value == "24:00":
        return time(0)
    if found is None:
        raise PydanticCustomError("clock", "clock")
    return time(int(found[1]), int(found[2]))


def _read_wall(value: object, *, end: bool) -> datetime:
    """Return the moment on the wall clock; a day alone is its beginning, or its end."""
    if isinstance(value, datetime):
        return value
    day, _space, clock = value.partition(" ") if isinstance(value, str) else ("", "", "")
    try:
        if not _DAY.fullmatch(day):
            raise PydanticCustomError("wall_time", "wall_time")
        first = datetime.combine(date.fromisoformat(day), time(0))
        if not clock or clock == "24:00":
            return first + timedelta(days=1) if end or clock else first
        return datetime.combine(first.date(), _read_clock(clock))
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError("wall_time", "wall_time") from error


def _rising(steps: "tuple[LadderStep, ...]") -> "tuple[LadderStep, ...]":
    at = [step.at for step in steps]
    if at != sorted(set(at)) or at[-1:] != [100]:
        raise PydanticCustomError("ladder_steps", "ladder_steps")
    return steps


Clock = Annotated[time, BeforeValidator(_read_clock)]
WallBegin = Annotated[datetime, BeforeValidator(lambda value: _read_wall(value, end=False))]
WallEnd = Annotated[datetime, BeforeValidator(lambda value: _read_wall(value, end=True))]
Names = Annotated[tuple[Text, ...], Field(min_length=1)]


class Way(Section):
    """One way to reach somebody: an address that Apprise understands, kept as a secret."""

    name: Annotated[str, Field(pattern=r"^[\w.-]{1,40}$")]
    url_from: Secret
    urgent_only: StrictBool = False


class Notice(Section):
    """A shared address for everyone with a role: a Teams channel, an inbox."""

    role: Role
    url_from: Secret
    name: Annotated[str, Field(pattern=r"^[\w.-]{1,40}$")] = "desk"
    urgent_only: StrictBool = False
    notice_language: NoticeLanguage = "both"


class Shift(Section):
    """Who is on call on some days of every week, by wall clock; ends not after it begins: the next day."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)] = WEEKDAYS
    begins: Clock = time(0)
    ends: Clock = time(0)
    people: Names


class Cover(Section):
    """Who is on call instead, once: a bank holiday."""

    begins: WallBegin
    ends: WallEnd
    people: Names

    @model_validator(mode="after")
    def _ends_later(self) -> "Cover":
        if self.ends <= self.begins:
            raise PydanticCustomError("ends_first", "ends_first")
        return self


class Rota(Section):
    """A named rota: its weekly hours, and the dates on which others stand in."""

    hours: tuple[Shift, ...] = ()
    dates: tuple[Cover, ...] = ()


class Told(Section):
    """Who is told of something: rotas, people, or everybody with a role."""

    rotas: tuple[Text, ...] = ()
    people: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()

    @model_validator(mode="after")
    def _tells_somebody(self) -> Self:
        if not (self.rotas or self.people or self.roles):
            raise PydanticCustomError("nobody_told", "nobody_told")
        return self


class LadderStep(Told):
    """At which per cent of the time to the Welsh, and who is told."""

    at: Annotated[StrictInt, Field(ge=0, le=100)]


class Concerns(Section):
    """Who is told when a comment is marked as one that others must know of."""

    safeguarding: Told = Told(roles=("on-call", "approver"))
    threat_to_life: Told = Told(roles=("on-call", "approver"))
    press: Told = Told(roles=("approver",))
    councillor: Told = Told(roles=("approver",))

    def by_name(self) -> tuple[tuple[str, Told], ...]:
        """Return who is told, by the name that the queue gives each concern."""
        return tuple((name.replace("_", "-"), getattr(self, name)) for name in type(self).model_fields)


class Ladder(Section):
    """The steps of a Welsh deadline, and how often people are reminded while the Welsh is late."""

    steps: Annotated[tuple[LadderStep, ...], AfterValidator(_rising)] = (
        LadderStep(at=0, roles=("translator",)),
        LadderStep(at=50, roles=("translator",)),
        LadderStep(at=80, roles=("translator", "language-officer")),
        LadderStep(at=100, roles=("translator", "language-officer", "approver", "on-call")),
    )
    late_every: Duration = timedelta(minutes=30)
