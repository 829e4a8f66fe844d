"""Reading quiet periods: when they are, and what they held."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_queue.actions.quieting import quiet_named
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import number_of
from cydbost_queue.quiet import quiet_for
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason, Posting, QuietHold, QuietKind, QuietPeriod, Words


@dataclass(frozen=True, slots=True)
class HeldView:
    """A posting that a quiet period held: the slot it had, and where it stands now."""

    ref: str
    label: str
    slot: datetime
    state: PostingState
    held_reason: HeldReason | None


@dataclass(frozen=True, slots=True)
class QuietView:
    """One quiet period, and everything it held, in the order of the slots."""

    ref: str
    kind: QuietKind
    name: str
    channels: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime | None
    is_now: bool
    reason: str | None
    begun_by: str
    ended_by: str | None
    held: tuple[HeldView, ...]

    @property
    def waiting(self) -> int:
        """How many of the postings it held still wait for a person."""
        return sum(one.held_reason is HeldReason.QUIET for one in self.held)


def list_quiet(desk: Desk) -> list[QuietView]:
    """Return every quiet period, the latest first."""
    with desk.store.reading() as session:
        rows = session.exec(select(QuietPeriod).order_by(col(QuietPeriod.begins_at).desc(), col(QuietPeriod.id).desc()))
        return [_view(session, row, desk.clock.now()) for row in rows.all()]


def show_quiet(desk: Desk, ref: str) -> QuietView:
    """Return one quiet period with everything it held.

    Raises:
        NotFound: there is no such quiet period.
    """
    with desk.store.reading() as session:
        return _view(session, quiet_named(session, ref), desk.clock.now())


def quiet_at_slot(desk: Desk, ref: str) -> QuietView | None:
    """Return the quiet period that would hold a posting at its slot as things stand, or ``None``.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        period = quiet_for(session, posting, posting.slot) if posting.slot else None
        return _view(session, period, desk.clock.now()) if period else None


def _view(session: Session, period: QuietPeriod, now: datetime) -> QuietView:
    reason = session.get(Words, period.reason_id)
    held = session.exec(
        select(QuietHold, Posting)
        .join(Posting, col(Posting.id) == col(QuietHold.posting_id))
        .where(QuietHold.quiet_id == period.id)
        .order_by(col(QuietHold.slot), col(QuietHold.posting_id))
    ).all()
    return QuietView(
        ref=period.ref,
        kind=period.kind,
        name=period.name,
        channels=tuple(period.channels),
        begins_at=period.begins_at,
        ends_at=period.ends_at,
        is_now=period.begins_at <= now and (period.ends_at is None or period.ends_at > now),
        reason=reason.body if reason else None,
        begun_by=period.begun_by,
        ended_by=period.ended_by,
        held=tuple(HeldView(row.ref, row.label, hold.slot, row.state, row.held_reason) for hold, row in held),
    )
