"""The Welsh deadline of an emergency: watched from the stored times, so that a stopped worker forgets nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.record import Tag
from cydbost_queue.tables import EnglishFirst, Escalation, Posting

#: Who hears of each step: more people the less time is left. The last step is a breach.
_TOLD: Sequence[tuple[int, tuple[str, ...]]] = (
    (100, ("translator", "language-officer", "approver", "on-call")),
    (75, ("translator", "language-officer")),
    (0, ("translator",)),
)


def escalate(desk: Desk) -> int:
    """Take every step of every ladder that is due and not yet taken; return how many were taken."""
    with desk.system_act() as act:
        return sum(_climb(act, exception) for exception in _open_exceptions(act))


def _open_exceptions(act: Act) -> Sequence[EnglishFirst]:
    return act.session.exec(
        select(EnglishFirst).where(col(EnglishFirst.welsh_live_at).is_(None)).order_by(col(EnglishFirst.due_at))
    ).all()


def _climb(act: Act, exception: EnglishFirst) -> int:
    if not _steps_due(act, exception):
        return 0
    # Locked, and read again: another worker may have taken the step, or the Welsh have come, since it was read.
    posting = act.session.exec(select(Posting).where(Posting.id == exception.posting_id).with_for_update()).first()
    act.session.refresh(exception)
    if posting is None or posting.state.value == "withdrawn" or exception.welsh_live_at is not None:
        return 0
    due = _steps_due(act, exception)
    for step in due:
        _take(act, posting, exception, step)
    return len(due)


def _steps_due(act: Act, exception: EnglishFirst) -> list[int]:
    taken = set(act.session.exec(select(Escalation.percent).where(Escalation.posting_id == exception.posting_id)))
    return [step for step in act.rules.escalate_at if step not in taken and act.at >= step_at(exception, step)]


def step_at(exception: EnglishFirst, percent: int) -> datetime:
    """Return when ``percent`` of the time to the deadline has passed."""
    return exception.started_at + (exception.due_at - exception.started_at) * percent / 100


def _take(act: Act, posting: Posting, exception: EnglishFirst, percent: int) -> None:
    act.session.add(Escalation(posting_id=exception.posting_id, percent=percent, at=act.at))
    breached = percent >= 100
    act.record(
        posting.subject,
        Tag.DEADLINE_BREACHED if breached else Tag.DEADLINE_STEP,
        percent=percent,
        due=exception.due_at.isoformat(),
    )
    roles = next(roles for least, roles in _TOLD if percent >= least)
    for role in roles:
        code = "welsh_late" if breached else "welsh_due"
        act.tell(role, code, posting.subject, ref=posting.ref, due=exception.due_at.isoformat(), percent=str(percent))
