"""Reading series: their rule, what was made of them, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlmodel import Session, col, select

from cydbost_queue.actions.series import series_named
from cydbost_queue.desk import Desk
from cydbost_queue.recurrence import Recurrence, far_after, instant_of, read_wall, spell_wall, wall_of
from cydbost_queue.rules import Rules
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason, Occurrence, Posting, Series


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place of a series. ``wall`` is what the rule names, ``slot`` the instant; made or still to be made."""

    wall: datetime
    slot: datetime
    is_moved: bool  #: the clocks skip the time that the rule names: they show another at that instant
    ref: str | None = None
    state: PostingState | None = None
    held_reason: HeldReason | None = None
    own: bool = False
    skipped_by: str | None = None


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One series; ``places`` are the last that were made and the next to come."""

    ref: str
    pattern: str
    label: str
    rule: str
    first: datetime  #: on the wall, without zone
    pattern_state: PostingState
    stopped_from: datetime | None
    is_over: bool  #: nothing more of it is to be made
    created_by: str
    created_at: datetime
    places: tuple[PlaceView, ...]


def list_series(desk: Desk) -> list[SeriesView]:
    """Return every series, the newest first, each with its next place."""
    with desk.store.reading() as session:
        rows = session.exec(select(Series).order_by(col(Series.id).desc())).all()
        return [_view(session, row, desk, most=1) for row in rows]


def show_series(desk: Desk, ref: str, *, most: int = 20) -> SeriesView:
    """Return one series with at most ``most`` places from now on, and those before that did not go out.

    Raises:
        NotFound: there is no such series.
    """
    with desk.store.reading() as session:
        return _view(session, series_named(session, ref), desk, most=most)


def _view(session: Session, series: Series, desk: Desk, *, most: int) -> SeriesView:
    pattern = session.get(Posting, series.posting_id)
    if pattern is None:
        raise AssertionError("a series has a pattern")
    now = wall_of(desk.clock.now(), desk.rules.zone)
    return SeriesView(
        ref=series.ref,
        pattern=pattern.ref,
        label=pattern.label,
        rule=series.rule,
        first=read_wall(series.first),
        pattern_state=pattern.state,
        stopped_from=read_wall(series.stopped_from) if series.stopped_from else None,
        is_over=series.due is None,
        created_by=series.created_by,
        created_at=series.created_at,
        places=tuple(_places(session, series, desk.rules, now, most=most)),
    )


def _places(session: Session, series: Series, rules: Rules, now: datetime, *, most: int) -> Sequence[PlaceView]:
    recurrence = Recurrence(series.rule, read_wall(series.first))
    coming = [
        wall
        for wall in islice(recurrence.walls(until=far_after(max(now, recurrence.first)), after=now), most)
        if series.stopped_from is None or spell_wall(wall) < series.stopped_from
    ]
    rows = session.exec(
        select(Occurrence, Posting)
        .join(Posting, col(Posting.id) == col(Occurrence.posting_id), isouter=True)
        .where(Occurrence.series_id == series.id)
        .order_by(col(Occurrence.wall).desc())
        .limit(most + 1000)
    ).all()
    made: dict[str, tuple[Occurrence, Posting | None]] = {
        occurrence.wall: (occurrence, posting) for occurrence, posting in rows
    }
    held = [
        read_wall(wall)
        for wall, (_occurrence, posting) in made.items()
        if posting is not None and posting.state is PostingState.HELD and read_wall(wall) <= now
    ]
    return [_place(wall, rules, made.get(spell_wall(wall))) for wall in [*sorted(held), *coming]]


def _place(wall: datetime, rules: Rules, made: tuple[Occurrence, Posting | None] | None) -> PlaceView:
    slot = instant_of(wall, rules.zone)
    is_moved = wall_of(slot, rules.zone) != wall
    if made is None:
        return PlaceView(wall, slot, is_moved)
    occurrence, posting = made
    return PlaceView(
        wall,
        posting.slot or slot if posting else slot,
        is_moved,
        ref=posting.ref if posting else None,
        state=posting.state if posting else None,
        held_reason=posting.held_reason if posting else None,
        own=occurrence.own,
        skipped_by=occurrence.skipped_by,
    )
