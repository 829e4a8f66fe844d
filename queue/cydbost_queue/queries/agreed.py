"""Reading the lists of agreed pairs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from cydbost_queue.agreed_pairs import listed
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import number_of
from cydbost_queue.tables import AgreedPair, PairKind, Words

PAGE: Final = 100  #: pairs on one page


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair of a list. One of the configuration has no ``ref``, and nobody who agreed it."""

    kind: PairKind
    cy: str
    en: str
    ref: str | None = None
    note: str | None = None
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PairPage:
    """Some pairs of one list, the latest first; ``older`` is the reference to go on from, where there are more."""

    pairs: tuple[PairView, ...]
    older: str | None


def list_pairs(desk: Desk, kind: PairKind, *, sought: str = "", before: str | None = None) -> PairPage:
    """Return a page of the pairs of a kind that people keep, the latest first.

    Args:
        desk: where they are kept.
        kind: which list.
        sought: a part of either half, whatever its capitals; all where it is empty.
        before: the reference of the last pair of the page before.

    Raises:
        NotFound: ``before`` is no reference of a pair.
    """
    query = select(AgreedPair).where(AgreedPair.kind == kind, col(AgreedPair.removed_at).is_(None))
    if sought:
        like = f"%{_escaped(sought.lower())}%"
        halves = (func.lower(AgreedPair.cy).like(like, escape="!"), func.lower(AgreedPair.en).like(like, escape="!"))
        query = query.where(halves[0] | halves[1])
    if before is not None:
        query = query.where(col(AgreedPair.id) < number_of(before, "L"))
    with desk.store.reading() as session:
        rows = session.exec(query.order_by(col(AgreedPair.id).desc()).limit(PAGE + 1)).all()
        shown = rows[:PAGE]
        return PairPage(tuple(_views(session, shown)), shown[-1].ref if len(rows) > PAGE else None)


def show_pair(desk: Desk, ref: str) -> PairView:
    """Return one pair that stands.

    Raises:
        NotFound: there is no such pair, or it was taken off its list.
    """
    with desk.store.reading() as session:
        row = session.get(AgreedPair, number_of(ref, "L"))
        if row is None or row.removed_at is not None:
            raise NotFound("no_pair", ref=ref)
        return next(iter(_views(session, [row])))


def fixed_pairs(desk: Desk, kind: PairKind) -> list[PairView]:
    """Return the pairs of a kind that the configuration holds: they are changed there alone."""
    return [PairView(one, cy, en) for one, cy, en in listed(desk.rules.agreements) if one is kind]


def all_pairs(desk: Desk) -> list[PairView]:
    """Return every pair of every list, those of the configuration first: for a file."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(AgreedPair).where(col(AgreedPair.removed_at).is_(None)).order_by(col(AgreedPair.id))
        ).all()
        kept = _views(session, rows)
    return [*(PairView(kind, cy, en) for kind, cy, en in listed(desk.rules.agreements)), *kept]


def count_pairs(desk: Desk) -> dict[PairKind, int]:
    """Return how many pairs of each kind there are, those of the configuration among them."""
    counts = dict.fromkeys(PairKind, 0)
    for kind, _cy, _en in listed(desk.rules.agreements):
        counts[kind] += 1
    query = select(AgreedPair.kind, func.count()).where(col(AgreedPair.removed_at).is_(None))
    with desk.store.reading() as session:
        for stored, number in session.exec(query.group_by(col(AgreedPair.kind))):
            counts[PairKind(stored)] += number
    return counts


def _views(session: Session, rows: Iterable[AgreedPair]) -> list[PairView]:
    rows = list(rows)
    numbers = [row.note_id for row in rows if row.note_id is not None]
    notes = {one.id: one.body for one in session.exec(select(Words).where(col(Words.id).in_(numbers)))}
    return [
        PairView(row.kind, row.cy, row.en, row.ref, notes.get(row.note_id) if row.note_id else None, row.by, row.at)
        for row in rows
    ]


def _escaped(sought: str) -> str:
    return sought.replace("!", "!!").replace("%", "!%").replace("_", "!_")
