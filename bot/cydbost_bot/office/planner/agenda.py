"""The plan laid out by days: what falls on each, in the order of the clock."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cydbost_bot.office.planner.asked import Asked
from cydbost_bot.office.planner.spans import Look, begin_of, bounds_of, day_of, same_clock_on
from cydbost_queue.desk import Desk
from cydbost_queue.queries.plan_beside import (
    ComingView,
    NearView,
    QuietBand,
    coming_between,
    near_each_other,
    quiet_between,
)
from cydbost_queue.queries.plan_range import PlanKey, PlannedView, Wanted, planned_between
from cydbost_queue.states import PostingState

#: More of one month or week than a page can show; the list goes on where it ends.
MOST_SHOWN: Final = 1500
LIST_PAGE: Final = 60
CELL: Final = 6  #: shown of one day in a month; the rest is a link away

#: In these a time can be given or taken; everything else has had its own.
MOVABLE: Final = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED, PostingState.HELD})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day: a posting, or a place of a series that is still to be made into one."""

    slot: datetime
    posting: PlannedView | None = None
    coming: ComingView | None = None
    near: tuple[NearView, ...] = ()
    quiet: QuietBand | None = None

    @property
    def is_movable(self) -> bool:
        """Whether its time can still be another."""
        return self.posting is not None and self.posting.state in MOVABLE


@dataclass(frozen=True, slots=True)
class DayView:
    """One day with everything on it."""

    day: date
    is_in_span: bool
    is_today: bool
    is_past: bool
    entries: tuple[Entry, ...]
    quiet: tuple[QuietBand, ...]
    most: int

    @property
    def shown(self) -> tuple[Entry, ...]:
        """What stands in the day's cell."""
        return self.entries[: self.most]

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return max(0, len(self.entries) - self.most)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A look at the plan: its weeks of days, the same as a list, and what of it is still to come."""

    weeks: tuple[tuple[DayView, ...], ...]
    listed: tuple[DayView, ...]  #: only the days with something on them
    quiet: tuple[QuietBand, ...]
    following: PlanKey | None
    is_cut: bool  #: there is more in these weeks than the table shows
    is_list_cut: bool  #: there is more in the span than is listed beside the table

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the span at all."""
        return not self.listed


def make_agenda(desk: Desk, asked: Asked, *, today: date) -> Agenda:
    """Return what is asked for of the plan."""
    zone, span = desk.rules.zone, asked.span
    is_list = asked.look is Look.LIST
    begins, ends = bounds_of([[span.first, span.last]] if is_list else span.weeks, zone)
    page = planned_between(
        desk, begins, ends, wanted=asked.wanted, after=asked.after, limit=LIST_PAGE if is_list else MOST_SHOWN
    )
    coming = _coming(desk, asked, begins, ends, page.following if is_list else None)
    quiet = tuple(quiet_between(desk, begins, ends))
    by_day = _by_day(page.items, coming, quiet, near_each_other(page.items, desk.rules), zone)
    most = CELL if asked.look in {None, Look.MONTH} else MOST_SHOWN

    def day_view(day: date) -> DayView:
        return DayView(
            day,
            is_in_span=span.first <= day <= span.last,
            is_today=day == today,
            is_past=day < today,
            entries=tuple(by_day.get(day, ())),
            quiet=tuple(band for band in quiet if _touches(band, day, zone)),
            most=most,
        )

    weeks = () if is_list else tuple(tuple(day_view(day) for day in week) for week in span.weeks)
    there = [day_view(day) for day in sorted(by_day) if span.first <= day <= span.last]
    listed = there if is_list else _beside_table(there, today)
    return Agenda(
        weeks,
        tuple(listed),
        quiet,
        page.following if is_list else None,
        is_cut=not is_list and bool(page.following),
        is_list_cut=len(listed) < len(there),
    )


def _beside_table(days: Sequence[DayView], today: date) -> list[DayView]:
    """Return the days that a narrow screen gets in the table's place: from today on, and no more than a page."""
    coming = [day for day in days if day.day >= today] or list(days)
    listed: list[DayView] = []
    shown = 0
    for day in coming:
        if listed and shown + len(day.entries) > LIST_PAGE:
            break
        listed.append(day)
        shown += len(day.entries)
    return listed


def _coming(desk: Desk, asked: Asked, begins: datetime, ends: datetime, until: PlanKey | None) -> list[ComingView]:
    """Return the places of series that belong on this page: no filter but that of a channel fits them."""
    wanted = asked.wanted
    if wanted != Wanted(channel=wanted.channel):
        return []
    first = asked.after.slot if asked.after else begins
    last = until.slot if until else ends
    found = coming_between(desk, first, last)
    return [place for place in found if wanted.channel is None or wanted.channel in place.channels]


def _by_day(
    items: Sequence[PlannedView],
    coming: Sequence[ComingView],
    quiet: Sequence[QuietBand],
    near: Mapping[str, tuple[NearView, ...]],
    zone: ZoneInfo,
) -> dict[date, list[Entry]]:
    entries = [
        Entry(item.slot, posting=item, near=near.get(item.ref, ()), quiet=_holding(quiet, item.slot, item))
        for item in items
        if item.slot is not None
    ]
    entries += [Entry(place.slot, coming=place, quiet=_holding(quiet, place.slot, place)) for place in coming]
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.slot):
        by_day[day_of(entry.slot, zone)].append(entry)
    return by_day


def _holding(quiet: Sequence[QuietBand], slot: datetime, what: PlannedView | ComingView) -> QuietBand | None:
    if isinstance(what, PlannedView) and what.state not in MOVABLE:
        return None
    return next((band for band in quiet if band.covers(slot, what.channels)), None)


def _touches(band: QuietBand, day: date, zone: ZoneInfo) -> bool:
    begins, ends = bounds_of([[day, day]], zone)
    return band.begins_at < ends and (band.ends_at is None or band.ends_at > begins)


__all__ = ["Agenda", "DayView", "Entry", "begin_of", "make_agenda", "same_clock_on"]
