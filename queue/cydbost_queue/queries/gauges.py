"""The queue in figures for a monitoring: cheap to ask however many years the record holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from sqlmodel import Session, col, func, select

from cydbost_queue.desk import Desk
from cydbost_queue.halt import halted
from cydbost_queue.queries.dead_letters import dead_letters
from cydbost_queue.queries.usage import ChannelMoney, money_now
from cydbost_queue.reopening import is_closed
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import (
    Account,
    Carries,
    Comment,
    CommentState,
    Delivery,
    EnglishFirst,
    Lane,
    WorkerBeat,
)

#: The gaps that count are those of the last day.
WINDOW: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gauges:
    """Figures as they stand now; lengths of time are in seconds."""

    open_deliveries: Mapping[tuple[str, str], int]  #: by lane and state
    oldest_due: float
    dead_letters: Mapping[str, int]  #: by the role that acts next
    deadlines_running: int
    deadlines_late: int
    comments_waiting: Mapping[str, int]  #: by the language of the answer
    pairs: int  #: that went live in the last day
    gap_median: float
    gap_longest: float
    in_hand: int  #: that people have to do by hand
    in_hand_oldest: float
    beats: Mapping[str, float]  #: age of each worker's last sign of life
    is_stopped: bool
    is_closed: bool
    money: Sequence[ChannelMoney]  #: this month's, of every channel that charges


def gauges(desk: Desk) -> Gauges:
    """Return the figures."""
    now = desk.clock.now()
    roles = [letter.role.value for letter in dead_letters(desk)]
    with desk.store.reading() as session:
        running, late = _deadlines(session, now)
        in_hand, oldest = _in_hand(session, now)
        gaps = sorted(_gaps(session, now - WINDOW))
        return Gauges(
            open_deliveries=_open(session),
            oldest_due=_oldest(session, now),
            dead_letters={role: roles.count(role) for role in sorted(set(roles))},
            deadlines_running=running,
            deadlines_late=late,
            comments_waiting=_comments(session),
            pairs=len(gaps),
            gap_median=gaps[ceil(len(gaps) / 2) - 1] if gaps else 0.0,
            gap_longest=gaps[-1] if gaps else 0.0,
            in_hand=in_hand,
            in_hand_oldest=oldest,
            beats={row.name: (now - row.at).total_seconds() for row in session.exec(select(WorkerBeat))},
            is_stopped=halted(session) is not None,
            is_closed=is_closed(session),
            money=money_now(session, desk.rules, now),
        )


def _open(session: Session) -> dict[tuple[str, str], int]:
    rows = session.exec(
        select(Delivery.lane, Delivery.state, func.count())
        .where(col(Delivery.task).is_not(None))
        .group_by(col(Delivery.lane), col(Delivery.state))
    )
    return {(Lane(lane).name.lower(), DeliveryState(state).value): count for lane, state, count in rows}


def _oldest(session: Session, now: datetime) -> float:
    open_ones = select(Delivery.not_before).where(col(Delivery.task).is_not(None))
    first = session.exec(open_ones.order_by(col(Delivery.not_before)).limit(1)).first()
    return max((now - first).total_seconds(), 0.0) if first is not None else 0.0


def _in_hand(session: Session, now: datetime) -> tuple[int, float]:
    handed = session.exec(
        select(Delivery.handed_at).where(col(Delivery.in_hand).is_not(None), Delivery.in_hand == Delivery.task)
    ).all()
    waited = [(now - one).total_seconds() for one in handed if one is not None]
    return len(handed), max(waited, default=0.0)


def _deadlines(session: Session, now: datetime) -> tuple[int, int]:
    rows = session.exec(select(EnglishFirst).where(col(EnglishFirst.welsh_live_at).is_(None))).all()
    late = sum(row.is_late(now) for row in rows)
    return len(rows) - late, late


def _comments(session: Session) -> dict[str, int]:
    rows = session.exec(
        select(Comment.reply_in, func.count()).where(Comment.state == CommentState.OPEN).group_by(col(Comment.reply_in))
    )
    found = dict(rows.all())
    return {language: found.get(language, 0) for language in ("cy", "en", "both")}


def _gaps(session: Session, since: datetime) -> Iterator[float]:
    accounts = session.exec(select(Account.name)).all()
    times: dict[str, dict[Carries, datetime]] = {}
    for account in accounts:  # each by its index
        rows = session.exec(
            select(Delivery.batch, Delivery.carries, Delivery.live_at).where(
                Delivery.account == account, col(Delivery.live_at) > since, col(Delivery.posting_id).is_not(None)
            )
        )
        for batch, carries, live in rows:
            if live is not None:
                times.setdefault(batch, {})[Carries(carries)] = live
    yield from (_between(list(pair.values())) for pair in times.values() if len(pair) > 1)


def _between(moments: Sequence[datetime]) -> float:
    return (max(moments) - min(moments)).total_seconds()
