"""The plan as iCalendar (RFC 5545): one event for each posting, its hours told by the rules of the council's clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from cydbost_bot.office.house import Office
from cydbost_bot.office.planner import names
from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import posting_state
from cydbost_queue.queries.plan_beside import ComingView, QuietBand, coming_between, quiet_between
from cydbost_queue.queries.plan_range import Lack, PlannedView, planned_between
from cydbost_queue.states import PostingState

BACK: Final = timedelta(days=60)
AHEAD: Final = timedelta(days=400)
MOST: Final = 5000
#: A post is a moment; programs show what lasts no time as a line, or not at all.
SHOWN_AS: Final = timedelta(minutes=15)
#: How often a program should ask again.
ASK_AGAIN: Final = timedelta(hours=1)

_CERTAIN: Final = frozenset(
    {
        PostingState.SCHEDULED,
        PostingState.RELEASING,
        PostingState.PUBLISHED,
        PostingState.CORRECTING,
        PostingState.CHANGING,
        PostingState.ENGLISH_OUT,
    }
)


@dataclass(frozen=True, slots=True)
class Feed:
    """The plan of one council as a person reads it; the language is that of the context."""

    office: Office

    def made(self, language: str) -> bytes:
        """Return the whole feed."""
        desk, now = self.office.desk, self.office.now()
        begins, ends = now - BACK, now + AHEAD
        page = planned_between(desk, begins, ends, limit=MOST)
        coming = coming_between(desk, begins, ends)
        quiet = quiet_between(desk, begins, ends)
        calendar = self._calendar(language)
        for event in self._events(page.items, coming, quiet, now):
            calendar.add_component(event)
        calendar.add_missing_timezones()
        return bytes(calendar.to_ical())

    def _calendar(self, language: str) -> Calendar:
        calendar = Calendar()
        calendar.add("prodid", "-//Cydbost//Cydbost//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        title = _("Posts of %(council)s") % {"council": self.office.council(language)}
        calendar.add("name", title)
        calendar.add("x-wr-calname", title)
        calendar.add("x-wr-timezone", self._zone.key)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", ASK_AGAIN)
        return calendar

    def _events(
        self,
        items: Iterable[PlannedView],
        coming: Iterable[ComingView],
        quiet: Iterable[QuietBand],
        now: datetime,
    ) -> Iterable[Event]:
        for item in items:
            if item.slot is not None:
                yield self._posting(item, item.slot, now)
        for place in coming:
            title = f"{place.label} ({_('still to be made, of series %(series)s') % {'series': place.series}})"
            event = self._event(self._place_id(place.series, place.wall), title, place.slot, now)
            event.add("description", self._described(place.channels, ()))
            event.add("status", "TENTATIVE")
            yield event
        for band in quiet:
            yield self._quiet(band, now)

    def _posting(self, item: PlannedView, slot: datetime, now: datetime) -> Event:
        is_place = item.series is not None and item.wall is not None
        uid = self._place_id(str(item.series), str(item.wall)) if is_place else self._id(f"posting-{item.ref[1:]}")
        event = self._event(uid, f"{item.label} ({posting_state(item.state)})", slot, now)
        event.add("description", self._described(item.channels, item.lacks))
        event.add("status", "CONFIRMED" if item.state in _CERTAIN else "TENTATIVE")
        event.add("url", f"{self.office.base_url}/calendar/{item.ref}")
        return event

    def _event(self, uid: str, title: str, slot: datetime, now: datetime) -> Event:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", now)
        event.add("dtstart", slot.astimezone(self._zone))
        event.add("dtend", (slot + SHOWN_AS).astimezone(self._zone))
        event.add("summary", title)
        event.add("transp", "TRANSPARENT")  # nobody is busy while a post goes out
        return event

    @staticmethod
    def _described(channels: Sequence[str], lacks: Sequence[Lack]) -> str:
        lines = [_("Channels: %(channels)s") % {"channels": ", ".join(channels)}] if channels else []
        return "\n".join([*lines, *(names.lack_name(lack) for lack in lacks)])

    def _quiet(self, band: QuietBand, now: datetime) -> Event:
        event = Event()
        event.add("uid", self._id(f"quiet-{band.ref[1:]}"))
        event.add("dtstamp", now)
        event.add("dtstart", band.begins_at.astimezone(self._zone))
        event.add("dtend", (band.ends_at or max(now, band.begins_at) + AHEAD).astimezone(self._zone))
        event.add("summary", _("Quiet period: %(name)s") % {"name": band.name})
        event.add("transp", "TRANSPARENT")
        return event

    @property
    def _zone(self) -> ZoneInfo:
        return self.office.desk.rules.zone

    def _place_id(self, series: str, wall: str) -> str:
        """Return what a place of a series is called, before it is made and after, wherever it is moved."""
        return self._id(f"series-{series[1:]}-{''.join(sign for sign in wall if sign.isdigit())}")

    def _id(self, name: str) -> str:
        return f"{name}@{urlsplit(self.office.base_url).hostname or 'cydbost'}"
