"""What follows a pattern, and what an edit or an approval means for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_queue.approvals import void_approvals
from cydbost_queue.desk import Act
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import id_of
from cydbost_queue.moves import move_posting
from cydbost_queue.record import Tag
from cydbost_queue.recurrence import instant_of, read_wall
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Occurrence, Posting, Series

#: An occurrence in one of these has not gone out; one that was ever handed to its channels has.
NOT_OUT = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED, PostingState.HELD})


def series_of(session: Session, posting: Posting) -> Sequence[Series]:
    """Return the series whose pattern a posting is, those that are over too."""
    return session.exec(select(Series).where(Series.posting_id == id_of(posting)).order_by(col(Series.id))).all()


def occurrence_of(session: Session, posting: Posting) -> Occurrence | None:
    """Return the place in a series that a posting fills, if it fills one."""
    return session.exec(select(Occurrence).where(Occurrence.posting_id == id_of(posting))).first()


def began(act: Act, posting: Posting) -> datetime:
    """Return since when a posting may have been: an occurrence since its place could first be made.

    What a restored record makes again was perhaps made, and sent, before the restore.
    """
    occurrence = occurrence_of(act.session, posting)
    series = act.session.get(Series, occurrence.series_id) if occurrence else None
    if occurrence is None or series is None:
        return posting.created_at
    makeable = instant_of(read_wall(occurrence.wall), act.rules.zone) - act.rules.series_lead
    return min(posting.created_at, max(series.created_at, makeable))


def refuse_pattern(act: Act, posting: Posting) -> None:
    """Raise ``Refused`` if a posting is the pattern of a series that goes on: it never goes out itself."""
    for series in series_of(act.session, posting):
        if series.due is not None or not_out(act.session, series):
            raise Refused("is_pattern", ref=posting.ref, series=series.ref)


def not_out(session: Session, series: Series, *, from_wall: str = "") -> list[tuple[Occurrence, Posting]]:
    """Return the occurrences from ``from_wall`` on that have not gone out, locked for this transaction, in order."""
    rows = session.exec(
        select(Occurrence, Posting)
        .join(Posting, col(Posting.id) == col(Occurrence.posting_id))
        .where(
            Occurrence.series_id == series.id,
            Occurrence.wall >= from_wall,
            col(Posting.state).in_(list(NOT_OUT)),
            Posting.releases == 0,
        )
        .order_by(col(Posting.id))
        .with_for_update(of=Posting)
        .execution_options(populate_existing=True)
    ).all()
    return [(occurrence, posting) for occurrence, posting in rows]


def text_changed(act: Act, posting: Posting) -> None:
    """Let a series know that a text was written anew, in the act that did it.

    Of a pattern: the approvals of every occurrence that follows it and is not out end with the pattern's own; the
    worker then gives them the new words. Of an occurrence: it has words of its own from now on.
    """
    occurrence = occurrence_of(act.session, posting)
    if occurrence is not None and not occurrence.own:
        occurrence.own = True
        act.session.add(occurrence)
        act.record(f"series:{occurrence.series_id}", Tag.SERIES_OWN, ref=posting.ref, wall=occurrence.wall)
    for series in series_of(act.session, posting):
        for follower, made in not_out(act.session, series):
            if not follower.own:
                void_approvals(act, made)
                step_back(act, made)
    wake(act, posting)


def step_back(act: Act, posting: Posting) -> None:
    """Make a draft again of what was ready or scheduled, in the caller's act."""
    if posting.state in {PostingState.READY, PostingState.SCHEDULED}:
        move_posting(act, posting, PostingState.DRAFT)


def wake(act: Act, posting: Posting) -> None:
    """Have the worker look at the series of a pattern at once: its words, or what was approved of it, changed."""
    for series in series_of(act.session, posting):
        series.due = act.at
        act.session.add(series)
