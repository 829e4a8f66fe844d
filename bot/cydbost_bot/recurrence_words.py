"""How people say that something comes again, turned into a rule of RFC 5545 and back."""

from datetime import date, datetime
from typing import Final

from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences_words import spell_wall
from cydbost_bot.wall_clock_words import read_day

NOT_A_DAY = Wording("not_a_day", N_("“{text}” is not a date. Write it like 2026-06-03 or 3 June 2026."))
NO_WEEKDAY = Wording(
    "no_weekday", N_("“{text}” is no day of the week.{perhaps} Write them like mon,wed or llun,mercher.")
)

#: Welsh and English names of the days, short and long, to the rule's own.
_WEEKDAYS: Final = {
    name: code
    for code, names in {
        "MO": "mon monday llun",
        "TU": "tue tuesday mawrth",
        "WE": "wed wednesday mercher",
        "TH": "thu thursday iau",
        "FR": "fri friday gwener",
        "SA": "sat saturday sadwrn",
        "SU": "sun sunday sul",
    }.items()
    for name in names.split()
}
_EVERY: Final = {
    "day": "FREQ=DAILY",
    "weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "week": "FREQ=WEEKLY",
    "month": "FREQ=MONTHLY",
    "year": "FREQ=YEARLY",
}


def build_rule(every: str, *, interval: int, on: str | None, until: date | None, count: int | None) -> str:
    """Return the rule that the options of ``series add`` say; what cannot be said at once is left to the queue.

    Raises:
        Misuse: ``on`` names no day of the week.
    """
    parts = [_EVERY[every]]
    parts += [f"INTERVAL={interval}"] if interval != 1 else []
    parts += [f"BYDAY={','.join(_weekdays(on))}"] if on else []
    parts += [f"UNTIL={until:%Y%m%d}"] if until else []
    parts += [f"COUNT={count}"] if count is not None else []
    return ";".join(parts)


def _weekdays(on: str) -> list[str]:
    names = [name for name in on.casefold().replace(",", " ").split() if name not in {"dydd", "and", "a"}]
    for name in names:
        if name not in _WEEKDAYS:
            raise Misuse(NO_WEEKDAY(text=name, perhaps=perhaps(name, list(_WEEKDAYS))))
    return [_WEEKDAYS[name] for name in names]


def read_date(text: str, *, today: date) -> date:
    """Return the day that a person wrote, in Welsh or English.

    Raises:
        Misuse: it names none.
    """
    try:
        day = read_day(" ".join(text.casefold().split()), today=today)
    except ValueError:
        day = None
    if day is None or not day.weekday_agrees:
        raise Misuse(NOT_A_DAY(text=text[:50]))
    return day.date


def spell_rule(rule: str, first: datetime) -> str:
    """Return a rule in words where it is one of the plain ones, and else as it is written, with its first time."""
    parts = dict(part.split("=") for part in rule.split(";"))
    plain = {
        "FREQ=DAILY": _("every day"),
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": _("every weekday"),
        "FREQ=WEEKLY": _("every week"),
        "FREQ=MONTHLY": _("every month"),
        "FREQ=YEARLY": _("every year"),
    }
    bare = ";".join(f"{name}={value}" for name, value in parts.items() if name not in {"COUNT", "UNTIL"})
    said = plain.get(bare, bare)
    if "COUNT" in parts:
        said = _("{rule}, {n} times").format(rule=said, n=parts["COUNT"])
    if "UNTIL" in parts:
        end = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S").date()  # noqa: DTZ007 - a day of the wall
        said = _("{rule}, until {day}").format(rule=said, day=end.isoformat())
    return _("{rule}, from {first}").format(rule=said, first=spell_wall(first.isoformat(timespec="minutes")))
