"""What people have to post, change or take down by hand: everything they need to do it, the most urgent first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_connectors import Media
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.halt import halted
from cydbost_queue.lookup import number_of
from cydbost_queue.reopening import is_closed
from cydbost_queue.rules import Rules
from cydbost_queue.sending.in_hand import LOOK_FIRST, patience
from cydbost_queue.sending.modes import barred_posting
from cydbost_queue.sending.outbox import Body
from cydbost_queue.sides import media_of
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Account, Carries, Delivery, EnglishFirst, Lane, Posting, Task


@dataclass(frozen=True, slots=True)
class HandJob:
    """One thing that a person does by hand.

    ``task`` says what; ``is_recall`` that it may just have been posted and must not stand. ``address`` is where it
    stands, ``answers`` what it is posted as an answer to. ``in_doubt``: look first, it may have been done already.
    ``is_paused``: it must not be posted now, because somebody stopped it. ``due_at`` is when more people are told, or
    when the Welsh of an emergency is due.
    """

    ref: str
    label: str
    channel: str
    account: str
    carries: Carries
    task: Task
    text: str
    link: str | None
    media: tuple[Media, ...]
    address: str | None
    answers: str | None
    handed_at: datetime
    due_at: datetime
    is_emergency: bool
    is_recall: bool
    in_doubt: bool
    is_paused: bool
    is_half: bool  #: the other language stands alone before the public


def hand_jobs(desk: Desk, *, ref: str | None = None) -> list[HandJob]:
    """Return what is in hand, of one posting where ``ref`` names it: emergencies first, then half pairs, then by time.

    What is to come down stands with its English first, everything else with its Welsh first.

    Raises:
        NotFound: ``ref`` is no reference.
    """
    now = desk.clock.now()
    with desk.store.reading() as session:
        wanted = select(Delivery).where(col(Delivery.in_hand).is_not(None), Delivery.in_hand == Delivery.task)
        if ref is not None:
            wanted = wanted.where(Delivery.posting_id == number_of(ref, "P"))
        rows = session.exec(wanted.order_by(col(Delivery.id))).all()
        jobs = [_job(session, row, desk.rules, now) for row in rows]
    return sorted(jobs, key=_urgency)


def texts_to_post(jobs: Collection[HandJob], ref: str, carries: Carries | None = None) -> Iterator[HandJob]:
    """Yield those jobs whose words are to be posted, or put in the place of others, now.

    Raises:
        Refused: there is none, or it was stopped.
    """
    found = [job for job in jobs if job.task is not Task.WITHDRAW and carries in (None, job.carries)]
    if not found:
        raise Refused("nothing_to_post", ref=ref.strip().upper())
    if any(job.is_paused for job in found):
        raise Refused("hand_paused", ref=ref.strip().upper())
    yield from found


def _urgency(job: HandJob) -> tuple[bool, bool, bool, datetime, str, bool]:
    english_first = job.task is Task.WITHDRAW
    return (
        not job.is_emergency,
        not (job.is_half or job.is_recall),
        not english_first,
        job.due_at,
        job.ref,
        (job.carries is Carries.CY) is english_first,
    )


def _job(session: Session, row: Delivery, rules: Rules, now: datetime) -> HandJob:
    posting = session.get(Posting, row.posting_id)
    if posting is None:
        raise AssertionError("what is in hand belongs to a posting")
    body = Body.of(row.edit) if row.task is Task.EDIT and row.edit else Body.standing(row)
    live = [twin for twin in _twins(session, row) if twin.state in LIVE_DELIVERIES and twin.task is not Task.WITHDRAW]
    return HandJob(
        ref=posting.ref,
        label=posting.label,
        channel=row.channel,
        account=row.account,
        carries=row.carries,
        task=row.task or Task.PUBLISH,
        text=body.text,
        link=body.link,
        media=media_of(body.media),
        address=row.address,
        answers=_answered(session, row),
        handed_at=row.handed_at or now,
        due_at=_due(session, row, rules, live),
        is_emergency=row.lane == Lane.EMERGENCY,
        is_recall=row.state is DeliveryState.BY_HAND and row.task is Task.WITHDRAW,
        in_doubt=row.error_code == LOOK_FIRST,
        is_paused=_is_paused(session, row, is_half=bool(live)),
        is_half=row.task is Task.PUBLISH and bool(live),
    )


def _twins(session: Session, row: Delivery) -> list[Delivery]:
    return [one for one in session.exec(select(Delivery).where(Delivery.batch == row.batch)) if one.id != row.id]


def _answered(session: Session, row: Delivery) -> str | None:
    if row.after is None or row.task is not Task.PUBLISH:
        return None
    return session.exec(select(Delivery.address).where(Delivery.key == row.after)).first()


def _due(session: Session, row: Delivery, rules: Rules, live: Collection[Delivery]) -> datetime:
    exception = session.get(EnglishFirst, row.posting_id)
    brings_welsh = row.carries is not Carries.EN or row.task is Task.EDIT
    if exception is not None and brings_welsh and exception.welsh_live_at is None:
        return exception.due_at
    told = (row.handed_at or row.not_before) + patience(row, rules)
    closes = [one.live_at + rules.hand_window for one in live if one.live_at is not None]
    return min([told, *closes]) if row.task is Task.PUBLISH else told


def _is_paused(session: Session, row: Delivery, *, is_half: bool) -> bool:
    """Tell whether somebody has stopped what would make it public; half a pair is always finished."""
    if row.task is Task.WITHDRAW or is_half:
        return False
    if is_closed(session):
        return True
    posting, account = session.get(Posting, row.posting_id), session.get(Account, row.account)
    if posting is not None and row.task is Task.PUBLISH and barred_posting(session, posting.kind, row.channel):
        return True
    is_stopped = account is not None and account.stopped_at is not None
    return is_stopped or (row.lane != Lane.EMERGENCY and row.edited_at is None and halted(session) is not None)
