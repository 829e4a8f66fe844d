"""The Welsh deadline of an emergency: watched from the stored times, so that a stopped worker forgets nothing."""

from collections.abc import Sequence

from sqlmodel import col, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.record import Tag
from cydbost_queue.sending.welsh_follows import welsh_is_out
from cydbost_queue.states import PostingState
from cydbost_queue.tables import EnglishFirst, Escalation, Posting
from cydbost_queue.telling.ladder import Rung


def escalate(desk: Desk) -> int:
    """Take every step of every ladder that is due and not yet taken; return how many were taken."""
    with desk.system_act() as act:
        return sum(climb(act, exception) for exception in _open_exceptions(act))


def _open_exceptions(act: Act) -> Sequence[EnglishFirst]:
    return act.session.exec(
        select(EnglishFirst).where(col(EnglishFirst.welsh_live_at).is_(None)).order_by(col(EnglishFirst.due_at))
    ).all()


def climb(act: Act, exception: EnglishFirst) -> int:
    """Take every step of one ladder that is due and not yet taken, in the caller's act; return how many were taken."""
    if not _rungs_due(act, exception):
        return 0
    # Locked, and read again: another worker may have taken the step, or the Welsh have come, since it was read.
    posting = act.session.exec(select(Posting).where(Posting.id == exception.posting_id).with_for_update()).first()
    act.session.refresh(exception)
    if posting is None or exception.welsh_live_at is not None or not welsh_is_owed(act, posting):
        return 0
    due = _rungs_due(act, exception)
    for rung in due:
        _take(act, posting, exception, rung)
    return len(due)


def _rungs_due(act: Act, exception: EnglishFirst) -> list[Rung]:
    rows = act.session.exec(select(Escalation).where(Escalation.posting_id == exception.posting_id))
    taken = {Rung(row.percent, row.again) for row in rows}
    ladder = act.rules.ladder_for(exception.category)
    return ladder.due(exception.started_at, exception.due_at, act.at, taken)


def welsh_is_owed(act: Act, posting: Posting) -> bool:
    """Tell whether an emergency's Welsh is still to come: not withdrawn, and not before the public everywhere."""
    return posting.state is PostingState.ENGLISH_OUT and not welsh_is_out(act.session, posting)


def _take(act: Act, posting: Posting, exception: EnglishFirst, rung: Rung) -> None:
    act.session.add(Escalation(posting_id=exception.posting_id, percent=rung.percent, again=rung.again, at=act.at))
    due = exception.due_at.isoformat()
    if rung.percent >= 100 and not rung.again:
        act.record(posting.subject, Tag.DEADLINE_BREACHED, percent=rung.percent, due=due)
    elif 0 < rung.percent < 100:
        act.record(posting.subject, Tag.DEADLINE_STEP, percent=rung.percent, due=due)
    told = act.rules.ladder_for(exception.category).told_at(rung)
    facts = {"ref": posting.ref, "due": due, "percent": str(rung.percent), "again": str(rung.again)}
    if rung.percent >= 100:
        act.tell(told, "welsh_late", posting.subject, **facts)
    elif rung.percent > 0:
        act.tell(told, "welsh_due", posting.subject, **facts)
    else:
        act.tell(told, "welsh_owed", posting.subject, **facts)
