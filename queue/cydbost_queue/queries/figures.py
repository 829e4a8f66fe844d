"""The figures: what the rows show of the promise, each with the number it is out of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlmodel import Session, col, func, select

from cydbost_queue.desk import Desk
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import (
    Carries,
    Comment,
    CommentState,
    Delivery,
    EnglishFirst,
    Posting,
    Reply,
    ReplyKind,
)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Seconds between the two languages going live, over all pairs, by the platforms' own clocks."""

    pairs: int
    median: float | None
    p95: float | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What became of the Welsh of emergencies."""

    kept: int
    late: int
    running: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Comments to be answered in one language (or both), and what became of them."""

    reply_in: str
    received: int
    answered: int
    no_answer: int
    matching: int  #: answers in exactly the language they were due in


@dataclass(frozen=True, slots=True)
class Figures:
    """The promise in numbers."""

    postings: dict[str, int]  #: by state
    gaps: Gaps
    welsh_first: int  #: pairs whose Welsh went live before the English, or with it
    deadlines: Deadlines
    answers: tuple[Answers, ...]


def figures(desk: Desk) -> Figures:
    """Work the figures out from the rows as they are now."""
    with desk.store.reading() as session:
        pairs = _pairs(session)
        gaps = sorted(abs((en - cy).total_seconds()) for cy, en in pairs)
        return Figures(
            postings=_states(session),
            gaps=Gaps(len(gaps), _quantile(gaps, 0.5), _quantile(gaps, 0.95), gaps[-1] if gaps else None),
            welsh_first=sum(cy <= en for cy, en in pairs),
            deadlines=_deadlines(session, desk.clock.now()),
            answers=tuple(_answers(session, reply_in) for reply_in in ("cy", "en", "both")),
        )


def _states(session: Session) -> dict[str, int]:
    counted = session.exec(select(Posting.state, func.count()).group_by(col(Posting.state))).all()
    found = {PostingState(state).value: number for state, number in counted}
    return {state.value: found.get(state.value, 0) for state in PostingState}


def _pairs(session: Session) -> Sequence[tuple[datetime, datetime]]:
    """Return the moments at which Welsh and English went live, for every pair that went out as one."""
    rows = session.exec(
        select(Delivery)
        .where(
            col(Delivery.posting_id).is_not(None),
            col(Delivery.verified_at).is_not(None),
            col(Delivery.posting_id).not_in(select(EnglishFirst.posting_id)),
        )
        .order_by(col(Delivery.batch))
    )
    times: dict[str, dict[Carries, datetime]] = {}
    for row in rows:
        if row.live_at is not None:
            times.setdefault(row.batch, {})[row.carries] = row.live_at
    found = [
        (pair.get(Carries.CY) or pair.get(Carries.BOTH), pair.get(Carries.EN) or pair.get(Carries.BOTH))
        for pair in times.values()
    ]
    return [(cy, en) for cy, en in found if cy is not None and en is not None]


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least ``share`` of them do not exceed (nearest rank)."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)] if ordered else None


def _deadlines(session: Session, now: datetime) -> Deadlines:
    exceptions = session.exec(select(EnglishFirst)).all()
    late = sum(row.is_late(now) for row in exceptions)
    kept = sum(row.welsh_live_at is not None and not row.is_late(now) for row in exceptions)
    return Deadlines(kept=kept, late=late, running=len(exceptions) - kept - late)


def _answers(session: Session, reply_in: str) -> Answers:
    comments = session.exec(select(Comment).where(Comment.reply_in == reply_in)).all()
    matching = session.exec(
        select(func.count())
        .select_from(Reply)
        .join(Comment, col(Comment.id) == Reply.comment_id)
        .join(Delivery, col(Delivery.reply_id) == Reply.id)
        .where(
            Comment.reply_in == reply_in,
            Reply.kind == ReplyKind.ANSWER,
            Reply.language == reply_in,
            Delivery.state == DeliveryState.VERIFIED,
        )
    ).one()
    return Answers(
        reply_in=reply_in,
        received=len(comments),
        answered=sum(row.state is CommentState.ANSWERED for row in comments),
        no_answer=sum(row.state is CommentState.NO_ANSWER for row in comments),
        matching=matching,
    )
