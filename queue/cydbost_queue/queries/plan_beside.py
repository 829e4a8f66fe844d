"""What stands around the plan's postings: places of series still to be made, quiet periods, and the ones too near."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise
from typing import Final

from sqlmodel import Session, col, or_, select

from cydbost_language import Language, Severity
from cydbost_queue.beside import NEAR, REPEAT
from cydbost_queue.desk import Desk
from cydbost_queue.queries.plan_range import PlannedView
from cydbost_queue.recurrence import Recurrence, instant_of, read_wall, spell_wall, wall_of
from cydbost_queue.rules import Rules
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Occurrence, Posting, PostingChannel, PostingKind, QuietKind, QuietPeriod, Series

#: A rule names a day at most once, so no more of a year.
_MOST_PLACES: Final = 400


#: What is held or withdrawn does not go out at the time that it has.
_PAST_IT: Final = frozenset({PostingState.HELD, PostingState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class ComingView:
    """One place of a series that will be made into a posting; nothing of it is in the queue yet."""

    series: str
    pattern: str
    label: str
    channels: tuple[str, ...]
    wall: str  #: its time on the wall, by which it is known
    slot: datetime


@dataclass(frozen=True, slots=True)
class QuietBand:
    """One quiet period, as far as the plan shows it; no channel named means all of them."""

    ref: str
    kind: QuietKind
    name: str
    channels: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime | None

    def covers(self, moment: datetime, channels: Sequence[str]) -> bool:
        """Tell whether something on ``channels`` would be held at ``moment``."""
        is_then = self.begins_at <= moment and (self.ends_at is None or moment < self.ends_at)
        return is_then and (not self.channels or bool(set(self.channels) & set(channels)))


@dataclass(frozen=True, slots=True)
class NearView:
    """Another posting that is near in time on a channel (``near_time``), or says the same there (``repeat_same``)."""

    code: str
    ref: str
    channel: str
    minutes: int


def coming_between(desk: Desk, begins: datetime, ends: datetime) -> list[ComingView]:
    """Return the places of series from ``begins`` up to and without ``ends`` (UTC) that are not made yet."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(Series, Posting)
            .join(Posting, col(Posting.id) == col(Series.posting_id))
            .where(col(Series.due).is_not(None))
            .order_by(col(Series.id))
        ).all()
        found = [
            ComingView(series.ref, pattern.ref, pattern.label, channels, wall, slot)
            for series, pattern in rows
            for channels in [_channels(session, series)]
            for wall, slot in _places(session, series, desk.rules, begins, ends)
        ]
    return sorted(found, key=lambda place: (place.slot, place.series))


def _channels(session: Session, series: Series) -> tuple[str, ...]:
    rows = session.exec(
        select(PostingChannel.channel)
        .where(PostingChannel.posting_id == series.posting_id)
        .order_by(col(PostingChannel.channel))
    )
    return tuple(rows)


def _places(
    session: Session, series: Series, rules: Rules, begins: datetime, ends: datetime
) -> list[tuple[str, datetime]]:
    left_out = set(
        session.exec(
            select(Occurrence.wall).where(
                Occurrence.series_id == series.id, col(Occurrence.wall) > (series.made_to or "")
            )
        )
    )
    recurrence = Recurrence(series.rule, read_wall(series.first))
    made_to = read_wall(series.made_to) if series.made_to else None
    walls = recurrence.walls(until=wall_of(ends, rules.zone), after=made_to)
    places = (
        (spell_wall(wall), instant_of(wall, rules.zone))
        for wall in walls
        if series.stopped_from is None or spell_wall(wall) < series.stopped_from
    )
    coming = ((wall, slot) for wall, slot in places if begins <= slot < ends and wall not in left_out)
    return list(islice(coming, _MOST_PLACES))


def quiet_between(desk: Desk, begins: datetime, ends: datetime) -> list[QuietBand]:
    """Return the quiet periods of which a part is between two moments (UTC), in the order they begin."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(QuietPeriod)
            .where(
                col(QuietPeriod.begins_at) < ends,
                or_(col(QuietPeriod.ends_at).is_(None), col(QuietPeriod.ends_at) > begins),
            )
            .order_by(col(QuietPeriod.begins_at), col(QuietPeriod.id))
        ).all()
        return [QuietBand(row.ref, row.kind, row.name, tuple(row.channels), row.begins_at, row.ends_at) for row in rows]


def near_each_other(items: Sequence[PlannedView], rules: Rules) -> Mapping[str, tuple[NearView, ...]]:
    """Return, by posting, the others of its channels that are too near, or say the same, among ``items``. Pure.

    It is told from times and hashes alone, so that a month can be looked at; the gate reads the words too.
    """
    found: dict[str, list[NearView]] = defaultdict(list)
    by_channel: dict[str, list[PlannedView]] = defaultdict(list)
    for item in items:
        if item.slot is not None and item.kind is PostingKind.STANDARD and item.state not in _PAST_IT:
            for channel in item.channels:
                by_channel[channel].append(item)
    for channel, there in by_channel.items():
        there.sort(key=lambda item: (_slot(item), item.ref))
        for code, one, other in [*_near(there, rules), *_same(there, rules)]:
            minutes = round(abs(_slot(other) - _slot(one)).total_seconds() / 60)
            found[one.ref].append(NearView(code, other.ref, channel, minutes))
            found[other.ref].append(NearView(code, one.ref, channel, minutes))
    return {ref: tuple(near) for ref, near in found.items()}


def _near(there: Sequence[PlannedView], rules: Rules) -> list[tuple[str, PlannedView, PlannedView]]:
    if rules.severities.get("near_time", rules.severities.get(NEAR, Severity.WARN)) is None:
        return []
    return [
        ("near_time", one, other) for one, other in pairwise(there) if abs(_slot(other) - _slot(one)) < rules.near_time
    ]


def _same(there: Sequence[PlannedView], rules: Rules) -> list[tuple[str, PlannedView, PlannedView]]:
    severity = rules.severities.get("repeat_same", rules.severities.get(REPEAT, Severity.WARN))
    if severity is None or not rules.repeat_within:
        return []
    last: dict[tuple[Language, str], PlannedView] = {}
    found: dict[tuple[str, str], tuple[str, PlannedView, PlannedView]] = {}
    for item in there:
        for text in item.hashes.items():
            before = last.get(text)
            last[text] = item
            if before is None or _slot(item) - _slot(before) > rules.repeat_within:
                continue
            if item.series is None or item.series != before.series:
                found[before.ref, item.ref] = ("repeat_same", before, item)
    return list(found.values())


def _slot(item: PlannedView) -> datetime:
    if item.slot is None:
        raise AssertionError("only what has a slot is beside others")
    return item.slot
