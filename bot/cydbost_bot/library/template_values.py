"""Values for a template's fields, from ``--set field=value``: given once, or once for each language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Problem, Wording
from cydbost_bot.wall_clock import LONDON, NotATime, parse_time
from cydbost_language.templates import FieldKind, FieldValue, Template, Words

NO_EQUALS = Wording("set_without_equals", N_("“{given}”: write it as field=value."))
SET_TWICE = Wording("set_twice", N_("“{name}” is set twice. Set it once."))
UNKNOWN_SIDE = Wording("set_unknown_side", N_("“{name}”: after the full stop comes cy, en or both."))
TWO_WAYS = Wording("set_two_ways", N_("“{name}” is set once for both languages and again for one. Choose one way."))
ONCE_ONLY = Wording("set_once_only", N_("“{name}” is set once for both languages: {name}=value."))
NOT_A_VALUE = Wording("set_not_a_value", N_("“{name}”: {why}"))
NOT_A_DATE = Wording("not_a_date", N_("“{given}” is not a date. Write it like 2026-06-03 or 3 June 2026."))
NOT_A_NUMBER = Wording("not_a_number", N_("“{given}” is not a number. Write it in figures."))

_SIDES: Final = ("cy", "en", "both")
_WORDS: Final = (FieldKind.TEXT, FieldKind.PLACE)


@dataclass(slots=True)
class Reading:
    """The values read so far, and everything that is wrong with them."""

    values: dict[str, FieldValue] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)  #: fields that were given, well or badly


def read_values(template: Template, given: Iterable[str], *, now: datetime, zone: str = LONDON) -> Reading:
    """Return the values that ``given`` (``field=value``, ``field.cy=value``) sets, each of its field's kind.

    Args:
        template: whose fields they are; a value for a field it does not have is kept as words, to be told.
        given: the options in order.
        now: the present, for days such as “tomorrow”.
        zone: whose clocks moments are read from.
    """
    reading = Reading()
    for name, sides in _by_field(given, reading).items():
        kind = found.kind if (found := template.field(name)) else None
        reading.tried.add(name)
        try:
            reading.values[name] = _value(name, kind, sides, now=now, zone=zone)
        except Misuse as error:
            reading.problems += [NOT_A_VALUE(name=name, why=problem) for problem in error.problems]
    return reading


def _by_field(given: Iterable[str], reading: Reading) -> Mapping[str, dict[str, str]]:
    fields: dict[str, dict[str, str]] = {}
    for option in given:
        key, equals, text = option.partition("=")
        name, dot, side = key.strip().partition(".")
        if not equals or not name:
            reading.problems.append(NO_EQUALS(given=option[:60]))
        elif dot and side not in _SIDES:
            reading.problems.append(UNKNOWN_SIDE(name=key[:60]))
            reading.tried.add(name)
        elif side in fields.setdefault(name, {}):
            reading.problems.append(SET_TWICE(name=key[:60]))
        else:
            fields[name][side] = text.strip()
    return fields


def _value(name: str, kind: FieldKind | None, sides: dict[str, str], *, now: datetime, zone: str) -> FieldValue:
    if "cy" in sides or "en" in sides:
        return _words(name, kind, sides)
    if "both" in sides:
        if kind not in (*_WORDS, FieldKind.LINK, None):
            raise Misuse(ONCE_ONLY(name=name))
        return Words.same(sides["both"])
    return _READERS.get(kind or FieldKind.TEXT, _as_given)(sides[""], now, zone)


def _words(name: str, kind: FieldKind | None, sides: dict[str, str]) -> FieldValue:
    if "" in sides or "both" in sides:
        raise Misuse(TWO_WAYS(name=name))
    if kind not in (*_WORDS, FieldKind.LINK, None):
        raise Misuse(ONCE_ONLY(name=name))
    return Words(cy=sides.get("cy", ""), en=sides.get("en", ""))


def _as_given(text: str, _now: datetime, _zone: str) -> str:
    return text


def _read_date(text: str, now: datetime, zone: str) -> date:
    # A day alone is no instant: it is read as noon of that day, which every clock shows once.
    try:
        return parse_time(f"{text} 12:00", now=now, zone=zone, past=True).date()
    except NotATime as error:
        raise Misuse(NOT_A_DATE(given=text[:60])) from error


def _read_time(text: str, _now: datetime, _zone: str) -> time:
    return parse_time(text, now=datetime(2000, 1, 1, tzinfo=UTC), zone="UTC", past=True).time()


def _read_moment(text: str, now: datetime, zone: str) -> datetime:
    return parse_time(text, now=now, zone=zone, past=True)


def _read_number(text: str, _now: datetime, _zone: str) -> int | Decimal:
    try:
        number = Decimal(text.replace(",", "")) if len(text) <= 20 else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Misuse(NOT_A_NUMBER(given=text[:60]))
    return int(number) if number == number.to_integral_value() else number


_READERS: Final[Mapping[FieldKind, Callable[[str, datetime, str], FieldValue]]] = {
    FieldKind.DATE: _read_date,
    FieldKind.TIME: _read_time,
    FieldKind.MOMENT: _read_moment,
    FieldKind.NUMBER: _read_number,
}
