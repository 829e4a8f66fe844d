"""Every emergency that did not go the ordinary way: English first, or one officer alone; and what the review found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from cydbost_queue.desk import Desk
from cydbost_queue.lookup import number_of
from cydbost_queue.tables import EnglishFirst, IncidentPosting, Posting, Words


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One emergency that went English first, or on one officer's word; ``due_at`` only where English went first."""

    ref: str
    incident: str
    label: str
    at: datetime
    by: str
    authorised_by: str
    break_glass: bool
    category: str | None
    reason: str | None
    due_at: datetime | None
    welsh_live_at: datetime | None
    is_late: bool
    reviewed_by: str | None
    reviewed_at: datetime | None
    review: str | None

    @property
    def is_english_first(self) -> bool:
        """Whether English went out before the Welsh."""
        return self.due_at is not None

    @property
    def is_kept(self) -> bool:
        """Whether the Welsh came, and in time."""
        return self.welsh_live_at is not None and not self.is_late


def exceptions(
    desk: Desk, *, before: str | None = None, to_review: bool = False, limit: int = 50
) -> list[ExceptionLine]:
    """Return them, the newest first.

    Args:
        desk: the council's.
        before: only those older than this posting, where given.
        to_review: only those that nobody has reviewed.
        limit: at most so many.
    """
    older = col(IncidentPosting.posting_id) < number_of(before, "P") if before is not None else true()
    is_open = col(IncidentPosting.reviewed_at).is_(None) & col(EnglishFirst.reviewed_at).is_(None)
    with desk.store.reading() as session:
        return list(_lines(session, [older, is_open if to_review else true()], desk.clock.now(), limit))


def exceptions_of(session: Session, numbers: Sequence[int], now: datetime) -> dict[int, ExceptionLine]:
    """Return those among these postings, by the posting's number."""
    chosen = [col(IncidentPosting.posting_id).in_(numbers)]
    return {number_of(line.ref, "P"): line for line in _lines(session, chosen, now, len(numbers))}


def _lines(
    session: Session, which: Iterable[ColumnElement[bool]], now: datetime, limit: int
) -> Iterable[ExceptionLine]:
    reason: Any = aliased(Words)
    review: Any = aliased(Words)
    rows: Any = session.execute(
        select(IncidentPosting, Posting, EnglishFirst, reason.body, review.body)  # type: ignore[call-overload]  # 5 columns
        .join(Posting, col(Posting.id) == col(IncidentPosting.posting_id))
        .outerjoin(EnglishFirst, col(EnglishFirst.posting_id) == col(IncidentPosting.posting_id))
        .outerjoin(reason, reason.id == EnglishFirst.reason_id)
        .outerjoin(review, or_(review.id == EnglishFirst.review_id, review.id == IncidentPosting.review_id))
        .where(or_(col(EnglishFirst.posting_id).is_not(None), col(IncidentPosting.break_glass).is_(True)), *which)
        .order_by(col(IncidentPosting.posting_id).desc())
        .limit(limit)
    )
    for member, posting, exception, why, found in rows:
        yield _line(member, posting, exception, now, reason=why, review=found)


def _line(
    member: IncidentPosting,
    posting: Posting,
    exception: EnglishFirst | None,
    now: datetime,
    *,
    reason: str | None,
    review: str | None,
) -> ExceptionLine:
    reviewed = exception or member
    return ExceptionLine(
        ref=posting.ref,
        incident=f"P{member.incident_id}",
        label=posting.label,
        at=posting.created_at,
        by=posting.created_by,
        authorised_by=exception.authorised_by if exception else posting.created_by,
        break_glass=exception.break_glass if exception else member.break_glass,
        category=exception.category if exception else None,
        reason=reason,
        due_at=exception.due_at if exception else None,
        welsh_live_at=exception.welsh_live_at if exception else None,
        is_late=exception.is_late(now) if exception else False,
        reviewed_by=reviewed.reviewed_by,
        reviewed_at=reviewed.reviewed_at,
        review=review,
    )
