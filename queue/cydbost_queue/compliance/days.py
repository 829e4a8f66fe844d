"""One day's figures, worked out from the rows themselves: every kept figure can be proved against this."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from cydbost_queue.sending.receipts import BY_HAND
from cydbost_queue.tables import Carries, Comment, CommentState, Delivery, EnglishFirst, ReceiptRow, Reply, ReplyKind

#: The receipts that say that something went out. They can never be changed, so a pair's day never changes either.
OUT: Final = ("published", "found", BY_HAND)

_WELSH: Final = (Carries.CY, Carries.BOTH)
_ENGLISH: Final = (Carries.EN, Carries.BOTH)


@dataclass(slots=True)
class Day:
    """The figures of one day, as ``tables.DayFigures`` keeps them."""

    pairs: list[list[Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class _Pair:
    """The deliveries of one batch, as they were met; ``went_out`` is when the first of them did."""

    posting: int
    channel: str
    went_out: datetime
    by_hand: bool = False
    welsh: datetime | None = None
    english: datetime | None = None

    @property
    def lead(self) -> int | None:
        """Milliseconds by which the English was later than the Welsh; nothing unless both were read back."""
        if self.welsh is None or self.english is None:
            return None
        return round((self.english - self.welsh) / timedelta(milliseconds=1))


def day_of(at: datetime, zone: ZoneInfo) -> str:
    """Return the day of the council's calendar on which a moment falls: ``2026-06-01``."""
    return at.astimezone(zone).date().isoformat()


def bounds_of(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return where the first day begins and where the last one ends."""
    return midnight(first, zone), midnight(last + timedelta(days=1), zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which a day of the council's calendar begins."""
    return datetime.combine(day, time(), zone)


def work_out(session: Session, first: date, last: date, zone: ZoneInfo) -> dict[str, Day]:
    """Return the figures of each day from ``first`` to ``last``, both counted; a day without any is not there."""
    begins, ends = bounds_of(first, last, zone)
    days: dict[str, Day] = {}
    for pair in pairs_between(session, begins, ends):
        line = [pair.posting, pair.channel, pair.lead, int(pair.by_hand)]
        days.setdefault(day_of(pair.went_out, zone), Day()).pairs.append(line)
    _add_answers(session, begins, ends, zone, days)
    for day in days.values():
        day.pairs.sort(key=lambda line: (line[0], line[1]))
        for answers in day.answers.values():
            answers["times"].sort()
            answers["odd"].sort()
    return days


def pairs_between(session: Session, begins: datetime, ends: datetime) -> Iterator[_Pair]:
    """Yield every pair that began to go out in a time; emergencies in English first have figures of their own."""
    out = col(ReceiptRow.kind).in_(OUT)
    meant = (
        select(col(Delivery.batch))
        .join(ReceiptRow, col(ReceiptRow.delivery_id) == col(Delivery.id))
        .where(
            out,
            col(ReceiptRow.at) >= begins,
            col(ReceiptRow.at) < ends,
            col(Delivery.posting_id).is_not(None),
            col(Delivery.posting_id).not_in(select(col(EnglishFirst.posting_id))),
        )
    )
    rows = session.execute(
        select(
            col(Delivery.batch),
            col(Delivery.posting_id),
            col(Delivery.channel),
            col(Delivery.carries),
            col(Delivery.live_at),
            col(Delivery.verified_at),
            col(ReceiptRow.kind),
            col(ReceiptRow.at),
        )
        .join(ReceiptRow, col(ReceiptRow.delivery_id) == col(Delivery.id))
        .where(out, col(Delivery.batch).in_(meant))
    )
    found = _gathered(rows)
    yield from (pair for pair in found.values() if begins <= pair.went_out < ends)


def _gathered(rows: Iterable[Any]) -> Mapping[str, _Pair]:
    found: dict[str, _Pair] = {}
    for batch, posting, channel, carries, live, verified, kind, at in rows:
        pair = found.setdefault(batch, _Pair(posting, channel, at))
        pair.went_out = min(pair.went_out, at)
        pair.by_hand = pair.by_hand or kind == BY_HAND
        if verified is not None and carries in _WELSH:
            pair.welsh = live
        if verified is not None and carries in _ENGLISH:
            pair.english = live
    return found


def _add_answers(session: Session, begins: datetime, ends: datetime, zone: ZoneInfo, days: dict[str, Day]) -> None:
    answer = (col(Reply.comment_id) == col(Comment.id)) & (col(Reply.kind) == ReplyKind.ANSWER)
    asked = (Comment.id, Comment.written_at, Comment.reply_in, Comment.state, Reply.language, Reply.live_at)
    rows = session.execute(
        select(*(col(column) for column in asked))
        .join(Reply, answer, isouter=True)
        .where(col(Comment.written_at) >= begins, col(Comment.written_at) < ends)
    )
    for number, written, reply_in, state, language, live in rows:
        kept = days.setdefault(day_of(written, zone), Day()).answers
        answers = kept.setdefault(reply_in, {"n": 0, "none": 0, "ok": 0, "odd": [], "times": []})
        answers["n"] += 1
        if live is not None:
            answers["times"].append(round((live - written).total_seconds()))
            answers["ok"] += language == reply_in
            answers["odd"] += [] if language == reply_in else [number]
        elif state == CommentState.NO_ANSWER:
            answers["none"] += 1
