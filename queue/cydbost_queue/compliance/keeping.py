"""Keeping the days' figures true: the record tells which chains grew, and their days are worked out anew.

Every change leaves an entry, and every chain that grew is under a seal or is waiting for the next one. So what was
sealed since the figures were last gone through, together with what is not sealed yet, is all that can have changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from cydbost_queue.compliance.days import OUT, Day, day_of, work_out
from cydbost_queue.desk import Desk
from cydbost_queue.tables import (
    ChainHead,
    Comment,
    DayFigures,
    Delivery,
    FiguresMark,
    ReceiptRow,
    Seal,
    SealLeaf,
)

MARK: Final = "figures"
#: Chains that are gone through at a time, so that nobody waits long for the database.
AT_ONCE: Final = 2000
_IN_ONE_QUESTION: Final = 500
_NEAR: Final = timedelta(days=2)
_SPAN: Final = timedelta(days=31)


def count_days(desk: Desk, most: int = AT_ONCE) -> bool:
    """Work out anew what changed since the last time, a bounded part of it; tell whether that was all.

    Two who do so at once follow each other. What is not sealed yet is counted too, and once more when it is.

    Raises:
        StoreFailed: the database could not take it.
    """
    if not _is_behind(desk):
        return True
    now, zone = desk.clock.now(), desk.rules.zone
    with desk.store.writing() as session:
        mark = session.exec(select(FiguresMark).where(FiguresMark.name == MARK).with_for_update()).first()
        if mark is None:
            mark = FiguresMark(name=MARK, seal=0, version=0, at=now)
        upto, is_all = _reach(session, mark.seal, most)
        grown = set(
            session.exec(select(SealLeaf.subject).where(SealLeaf.seal_id > mark.seal, SealLeaf.seal_id <= upto))
        )
        if is_all:
            grown |= set(session.exec(select(ChainHead.subject).where(_is_growing())))
        wanted = sorted({day_of(at, zone) for at in _moments(session, grown)})
        for first, last in _spans([date.fromisoformat(day) for day in wanted]):
            here = [day for day in wanted if first.isoformat() <= day <= last.isoformat()]
            _keep(session, here, work_out(session, first, last, zone))
        mark.seal, mark.version, mark.at = upto, mark.version + 1, now
        session.add(mark)
    return is_all


def reached(desk: Desk) -> datetime | None:
    """Return when the newest seal was made up to which the days were counted; ``None`` before the first."""
    with desk.store.reading() as session:
        mark = session.get(FiguresMark, MARK)
        seal = session.get(Seal, mark.seal) if mark is not None else None
        return seal.at if seal is not None else None


def _is_behind(desk: Desk) -> bool:
    with desk.store.reading() as session:
        mark = session.get(FiguresMark, MARK)
        if mark is None or (session.exec(select(func.max(Seal.id))).one() or 0) > mark.seal:
            return True
        return session.exec(select(ChainHead.subject).where(_is_growing()).limit(1)).first() is not None


def _is_growing() -> ColumnElement[bool]:
    return col(ChainHead.number) > col(ChainHead.sealed_number)


def _reach(session: Session, after: int, most: int) -> tuple[int, bool]:
    """Return up to which seal some ``most`` chains have grown, and whether that is the newest."""
    upto, chains = after, 0
    for number, leaves in session.exec(select(Seal.id, Seal.leaves).where(Seal.id > after).order_by(col(Seal.id))):
        if chains >= most:
            return upto, False
        upto, chains = number, chains + leaves
    return upto, True


def _moments(session: Session, subjects: Iterable[str]) -> Iterator[datetime]:
    """Yield the moments by which the pairs and the comments of these chains belong to their days."""
    numbers: dict[str, list[int]] = {"posting": [], "comment": []}
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind in numbers and number.isdecimal():
            numbers[kind].append(int(number))
    for some in _some(numbers["posting"]):
        yield from session.exec(
            select(func.min(ReceiptRow.at))
            .join(Delivery, col(Delivery.id) == col(ReceiptRow.delivery_id))
            .where(col(Delivery.posting_id).in_(some), col(ReceiptRow.kind).in_(OUT))
            .group_by(col(Delivery.batch))
        )
    for some in _some(numbers["comment"]):
        yield from session.exec(select(Comment.written_at).where(col(Comment.id).in_(some)))


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), _IN_ONE_QUESTION):
        yield numbers[first : first + _IN_ONE_QUESTION]


def _spans(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Yield stretches that cover all ``days``, which are in order: near ones are worked out together."""
    begin = 0
    for place, day in enumerate(days):
        after = days[place + 1] if place + 1 < len(days) else date.max
        if after - day > _NEAR or after - days[begin] >= _SPAN:
            yield days[begin], day
            begin = place + 1


def _keep(session: Session, wanted: Iterable[str], found: Mapping[str, Day]) -> None:
    """Store the figures that were found; a day on which there is nothing any more has none."""
    for day, figures in found.items():
        session.merge(DayFigures(day=day, pairs=figures.pairs, answers=figures.answers))
    for day in wanted:
        row = session.get(DayFigures, day) if day not in found else None
        if row is not None:
            session.delete(row)
