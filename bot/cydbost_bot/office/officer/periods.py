"""The stretch of days that figures are of: a month, a quarter, a year, or from one day to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import spell_day
from cydbost_bot.sentences_money import spell_month

KINDS: Final = ("month", "quarter", "year", "custom")
#: The months of a kind of period; nobody asks for more than twenty years.
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_LONGEST: Final = timedelta(days=366 * 20)


class NoPeriod(ValueError):
    """The days that were given are none, or the wrong way round."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both counted."""

    kind: str
    first: date
    last: date

    @property
    def name(self) -> str:
        """What it is called: a month by its name, everything else by its days."""
        if self.kind == "month":
            return spell_month(self.first.isoformat()[:7])
        if self.kind == "year":
            return str(self.first.year)
        days = {"first": spell_day(self.first.isoformat()), "last": spell_day(self.last.isoformat())}
        return _("%(first)s to %(last)s") % days

    @property
    def query(self) -> str:
        """Return what stands behind the question mark of a page about it."""
        return urlencode({"first": self.first.isoformat(), "last": self.last.isoformat()})

    def beside(self, steps: int) -> "Period | None":
        """Return the period of the same kind so many steps later; ``None`` for days that somebody chose."""
        months = _MONTHS.get(self.kind)
        if months is None:
            return None
        return _whole(self.kind, _month_on(self.first, steps * months))

    @property
    def address(self) -> str:
        """Return the dashboard's own question for it."""
        if self.kind == "custom":
            return f"period=custom&{self.query}"
        return urlencode({"period": self.kind, "at": self.first.isoformat()[:7]})


def chosen(query: Mapping[str, str], today: date) -> Period:
    """Return the period that an address asks for; without one, this month.

    Raises:
        NoPeriod: its days are none, or the wrong way round.
    """
    kind = query.get("period", "month")
    if kind == "custom" or (kind not in KINDS and "first" in query):
        return between(query)
    at = query.get("at", "")
    try:
        begins = date.fromisoformat(f"{at}-01") if at else today.replace(day=1)
    except ValueError as error:
        raise NoPeriod from error
    return _whole(kind if kind in _MONTHS else "month", begins)


def between(query: Mapping[str, str]) -> Period:
    """Return the days that an address names with ``first`` and ``last``.

    Raises:
        NoPeriod: they are none, or the wrong way round.
    """
    try:
        first, last = (date.fromisoformat(query.get(name, "").strip()) for name in ("first", "last"))
    except ValueError as error:
        raise NoPeriod from error
    if last < first or last - first > _LONGEST or first.year < 2000 or last.year > 2999:
        raise NoPeriod
    return Period("custom", first, last)


def _whole(kind: str, day: date) -> Period:
    months = _MONTHS[kind]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return Period(kind, first, _month_on(first, months) - timedelta(days=1))


def _month_on(day: date, months: int) -> date:
    """Return the first of the month so many months later, no further than a calendar goes."""
    number = min(max(day.year * 12 + day.month - 1 + months, 2000 * 12), 2999 * 12)
    return date(number // 12, number % 12 + 1, 1)
