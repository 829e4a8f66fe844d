"""Series: beginning one, skipping one of its places, putting it back, and stopping the rest."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from cydbost_queue.actions.withdrawing import take_posting_down
from cydbost_queue.actions.writing import new_uid
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import id_of, number_of, posting_of
from cydbost_queue.parts import is_divided
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.recurrence import (
    Recurrence,
    far_after,
    first_of,
    instant_of,
    read_recurrence,
    read_wall,
    spell_wall,
    wall_of,
)
from cydbost_queue.series.following import NOT_OUT, not_out, refuse_pattern
from cydbost_queue.series.making import make_occurrence
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Occurrence, Posting, PostingKind, Series

_PATTERNS = frozenset({PostingState.DRAFT, PostingState.READY})


def add_series(desk: Desk, actor: Actor, ref: str, rule: str, first: datetime) -> str:
    """Make a posting the pattern of a series; return the series' reference.

    The worker makes each occurrence, a posting of its own, ahead of its time. An occurrence carries the approvals of
    its pattern as long as it says the very same.

    Args:
        desk: the desk.
        actor: who asks.
        ref: the pattern: a posting that has no time and is not out.
        rule: a recurrence rule of RFC 5545, such as ``FREQ=WEEKLY;BYDAY=MO``.
        first: the time on the council's wall, without zone, from which the rule counts.

    Raises:
        Refused: the posting cannot be a pattern, the rule is none, or its first time has passed.
        Denied: the actor may not schedule.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        pattern = posting_of(act.session, ref)
        refuse_pattern(act, pattern)
        is_fit = pattern.kind is PostingKind.STANDARD and pattern.slot is None and pattern.expires is None
        if pattern.state not in _PATTERNS or not is_fit or is_divided(act.session, pattern):
            raise Refused("no_pattern", ref=pattern.ref, state=pattern.state.value)
        recurrence = read_recurrence(rule, first)
        begins = next(recurrence.walls(until=far_after(first)))
        if instant_of(begins, act.rules.zone) <= act.at:
            raise Refused("slot_past", slot=instant_of(begins, act.rules.zone).isoformat())
        series = Series(
            posting_id=id_of(pattern),
            rule=recurrence.rule,
            first=spell_wall(first),
            due=act.at,
            created_by=actor.name,
            created_at=act.at,
        )
        act.session.add(series)
        act.session.flush()
        act.record(series.subject, Tag.SERIES_ADDED, ref=pattern.ref, rule=series.rule, wall=spell_wall(begins))
        return series.ref


def skip_occurrence(desk: Desk, actor: Actor, ref: str, day: date) -> None:
    """Leave out the place of a series on a day; the posting that was made for it, if one was, never goes out.

    Raises:
        Refused: the series has no place on that day, it was skipped, or it is out.
        Denied: the actor may not schedule.
        NotFound: there is no such series.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        series = lock_series(act, ref)
        occurrence = _place(act, series, day)
        if occurrence.skipped_by is not None:
            raise Refused("skipped_already", series=series.ref, day=day.isoformat())
        if occurrence.posting_id is not None:
            never_send(act, posting_of(act.session, str(occurrence.posting_id)))
        occurrence.skipped_by = actor.name
        act.session.add(occurrence)
        act.record(series.subject, Tag.SERIES_SKIPPED, wall=occurrence.wall)


def unskip_occurrence(desk: Desk, actor: Actor, ref: str, day: date) -> None:
    """Put a place of a series back that was left out; what goes out then is made anew, of the pattern as it is now.

    Raises:
        Refused: the series has no place on that day, it was not left out, or its time has passed.
        Denied: the actor may not schedule.
        NotFound: there is no such series.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        series = lock_series(act, ref)
        occurrence = _place(act, series, day)
        if occurrence.skipped_by is None:
            raise Refused("not_skipped", series=series.ref, day=day.isoformat())
        wall = read_wall(occurrence.wall)
        slot = instant_of(wall, act.rules.zone)
        if slot <= act.at:
            raise Refused("slot_past", slot=slot.isoformat())
        if occurrence.posting_id is not None:
            _free_uid(act, posting_of(act.session, str(occurrence.posting_id)))
        act.session.delete(occurrence)
        act.session.flush()
        act.record(series.subject, Tag.SERIES_UNSKIPPED, wall=occurrence.wall)
        if series.made_to is not None and occurrence.wall <= series.made_to:  # the worker has passed it
            make_occurrence(act, series, posting_of(act.session, str(series.posting_id)), wall)


def _free_uid(act: Act, posting: Posting) -> None:
    """Let the place's next posting have its keys: this one was never handed to its channels, so none was used."""
    posting.uid = new_uid()
    act.session.add(posting)
    act.session.flush()


def stop_series(desk: Desk, actor: Actor, ref: str, reason: str, *, from_day: date | None = None) -> int:
    """Stop the rest of a series, from a day on or at once; return how many made occurrences will not go out.

    Raises:
        Refused: it is over or was stopped.
        Denied: the actor may not schedule.
        NotFound: there is no such series.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        series = lock_series(act, ref)
        now = wall_of(act.at, act.rules.zone)
        start = spell_wall(max(first_of(from_day), now) if from_day else now)
        if series.stopped_from is not None and series.stopped_from <= start:
            raise Refused("series_over", series=series.ref)
        rest = not_out(act.session, series, from_wall=start)
        if series.due is None and not rest:
            raise Refused("series_over", series=series.ref)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        for _occurrence, posting in rest:
            never_send(act, posting)
        series.stopped_from, series.due = start, act.at
        act.session.add(series)
        act.record(series.subject, Tag.SERIES_STOPPED, wall=start, words=words.digest, number=len(rest))
        return len(rest)


def series_named(session: Session, ref: str) -> Series:
    """Return the series that ``ref`` names.

    Raises:
        NotFound: there is none of that name.
    """
    found = session.get(Series, number_of(ref, "S"))
    if found is None:
        raise NotFound("no_series", ref=ref)
    return found


def lock_series(act: Act, ref: str) -> Series:
    """Return the series under the lock of its pattern, which every change of a series takes first."""
    series = series_named(act.session, ref)
    act.session.exec(select(Posting.id).where(Posting.id == series.posting_id).with_for_update()).one()
    act.session.refresh(series)
    return series


def _place(act: Act, series: Series, day: date) -> Occurrence:
    start = first_of(day)
    recurrence = Recurrence(series.rule, read_wall(series.first))
    last = start + timedelta(days=1, microseconds=-1)
    wall = next(recurrence.walls(until=last, after=start - timedelta(microseconds=1)), None)
    if wall is None or (series.stopped_from is not None and spell_wall(wall) >= series.stopped_from):
        raise Refused("no_occurrence", series=series.ref, day=day.isoformat())
    found = act.session.get(Occurrence, (series.id, spell_wall(wall)))
    if found is None and instant_of(wall, act.rules.zone) <= act.at:
        raise Refused("slot_past", slot=instant_of(wall, act.rules.zone).isoformat())
    return found or Occurrence(series_id=series.id or 0, wall=spell_wall(wall))


def never_send(act: Act, posting: Posting) -> None:
    """Take back what was made for a place and is not out, in the caller's act.

    Raises:
        Refused: it is out, or was handed to its channels.
    """
    if posting.state is PostingState.WITHDRAWN:
        return
    if posting.state not in NOT_OUT or posting.releases:
        raise Refused("already_released", ref=posting.ref, state=posting.state.value)
    take_posting_down(act, posting, reason="series")
