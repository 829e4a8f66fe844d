"""What a visitor asks the calendar for, as it stands in the address; whatever else stands there is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlencode

from cydbost_bot.office.planner.spans import Look, Span, span_of
from cydbost_queue.lookup import LAST_ROW
from cydbost_queue.queries.plan_range import Lack, PlanKey, Wanted
from cydbost_queue.states import PostingState


@dataclass(frozen=True, slots=True)
class Asked:
    """One look at the plan. ``look`` is ``None`` where nobody chose: then narrow screens show a list."""

    look: Look | None
    day: date
    wanted: Wanted
    after: PlanKey | None = None
    waiting_before: int | None = None

    @property
    def span(self) -> Span:
        """The days that are looked at."""
        return span_of(self.look or Look.MONTH, self.day)

    def at(self, day: date) -> str:
        """Return the address of the same look at another day."""
        return replace(self, day=day, after=None, waiting_before=None).address

    def by(self, look: str) -> str:
        """Return the address of the same days in another look."""
        return replace(self, look=Look(look), after=None, waiting_before=None).address

    def week_of(self, day: date) -> str:
        """Return the address of the week of one day."""
        return replace(self, look=Look.WEEK, day=day, after=None, waiting_before=None).address

    def following(self, key: PlanKey) -> str:
        """Return the address of the next page of the list."""
        return replace(self, look=Look.LIST, after=key).address

    def waiting_after(self, number: int) -> str:
        """Return the address with the next page of what waits for a time."""
        return replace(self, waiting_before=number).address

    @property
    def address(self) -> str:
        """This look as a path of the office's own."""
        asked = {
            "look": self.look.value if self.look else "",
            "day": self.day.isoformat(),
            "channel": self.wanted.channel or "",
            "state": self.wanted.state.value if self.wanted.state else "",
            "lack": self.wanted.lack.value if self.wanted.lack else "",
            "after": spelt_key(self.after) if self.after else "",
            "waiting": str(self.waiting_before) if self.waiting_before else "",
        }
        return f"/calendar?{urlencode({name: value for name, value in asked.items() if value})}"


def read_asked(query: Mapping[str, str], *, today: date) -> Asked:
    """Return what an address asks for; without a day, the present one."""
    return Asked(
        look=_member(Look, query.get("look")),
        day=_day(query.get("day")) or today,
        wanted=Wanted(
            channel=(query.get("channel") or "").strip()[:64] or None,
            state=_member(PostingState, query.get("state")),
            lack=_member(Lack, query.get("lack")),
        ),
        after=read_key(query.get("after")),
        waiting_before=_number(query.get("waiting")),
    )


_Kind = TypeVar("_Kind", Look, PostingState, Lack)


def _member(kind: type[_Kind], given: str | None) -> _Kind | None:
    return next((member for member in kind if member.value == given), None)


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given or "")
    except ValueError:
        return None


def _number(given: str | None) -> int | None:
    is_number = given is not None and given.isascii() and given.isdecimal() and len(given) <= 15
    return int(given) if given and is_number and int(given) <= LAST_ROW else None


def spelt_key(key: PlanKey) -> str:
    """Return where a page of the plan ends, as an address carries it."""
    return f"{key.slot.isoformat()}~{key.number}"


def read_key(given: str | None) -> PlanKey | None:
    """Return what ``spelt_key`` wrote; ``None`` for anything else."""
    slot, _mark, number = (given or "").partition("~")
    try:
        moment = datetime.fromisoformat(slot)
    except ValueError:
        return None
    found = _number(number)
    return PlanKey(moment, found) if found is not None and moment.tzinfo is not None else None
