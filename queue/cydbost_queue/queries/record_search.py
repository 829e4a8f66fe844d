"""Looking something up in the record: by subject, person, act and time, the newest first, a page at a time."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.lookup import LAST_ROW
from cydbost_queue.record.chain import GENESIS, entry_hash
from cydbost_queue.record.seals import root_of, seal_hash
from cydbost_queue.record.verify import Flaw
from cydbost_queue.tables import ChainHead, Entry, Seal, SealLeaf
from cydbost_queue.views import EntryView

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; what is ``None`` is not asked. ``act`` may be a kind of entry (``posting.moved``)."""

    subject: str | None = None
    person: str | None = None
    act: str | None = None
    since: datetime | None = None
    until: datetime | None = None  #: not counted itself


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some entries, the newest first; ``older`` is the key of the next page."""

    entries: tuple[EntryView, ...]
    older: str | None


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far one chain was proved: ``checked_to`` is its last entry, ``sealed_to`` the last under a seal."""

    checked_to: int
    sealed_to: int
    seal: int | None
    flaws: tuple[Flaw, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed, removed or put in."""
        return not self.flaws


def search_record(desk: Desk, sought: Sought, *, older: str | None = None, most: int = MOST) -> RecordPage:
    """Return the newest entries that fit, or those before the key ``older`` that an earlier page gave.

    Raises:
        ValueError: ``older`` is no key.
    """
    query = select(Entry).order_by(col(Entry.at).desc(), col(Entry.id).desc()).limit(most + 1)
    for column, wanted in ((Entry.subject, sought.subject), (Entry.actor, sought.person), (Entry.act, sought.act)):
        if wanted is not None:
            query = query.where(column == wanted)
    if sought.since is not None:
        query = query.where(col(Entry.at) >= sought.since)
    if sought.until is not None:
        query = query.where(col(Entry.at) < sought.until)
    if older is not None:
        at, number = _key(older)
        query = query.where(or_(col(Entry.at) < at, and_(col(Entry.at) == at, col(Entry.id) < number)))
    with desk.store.reading() as session:
        rows = session.exec(query).all()
    shown = rows[:most]
    last = shown[-1] if len(rows) > most else None
    return RecordPage(tuple(map(view_of, shown)), f"{last.at.isoformat()}~{last.id}" if last else None)


def _key(older: str) -> tuple[datetime, int]:
    at, mark, number = older.partition("~")
    moment = datetime.fromisoformat(at)
    if not mark or moment.tzinfo is None or not 0 <= int(number) <= LAST_ROW:
        raise ValueError("no key of a page")
    return moment, int(number)


def chain_of(desk: Desk, subject: str) -> tuple[Sequence[EntryView], ChainState]:
    """Return every entry of one subject in order, and how far its chain was proved just now."""
    with desk.store.reading() as session:
        rows = session.exec(select(Entry).where(Entry.subject == subject).order_by(col(Entry.number))).all()
        return [view_of(row) for row in rows], chain_state(session, subject, rows)


def chain_state(session: Session, subject: str, rows: Sequence[Entry]) -> ChainState:
    """Prove one chain against its links, its end, and the newest seal that joins it."""
    flaws = list(_link_flaws(subject, rows))
    head = session.get(ChainHead, subject)
    last = rows[-1] if rows else None
    if head is not None and (last is None or (head.number, head.hash) != (last.number, last.hash)):
        flaws.append(Flaw("head_differs", subject, last.number if last else 0))
    leaf = session.exec(
        select(SealLeaf).where(SealLeaf.subject == subject).order_by(col(SealLeaf.number).desc()).limit(1)
    ).first()
    if leaf is not None:
        found = next((row for row in rows if row.number == leaf.number), None)
        if found is None or found.hash != leaf.hash:
            flaws.append(Flaw("sealed_entry_differs", subject, leaf.number))
        flaws += _seal_flaws(session, leaf.seal_id)
    return ChainState(
        checked_to=last.number if last else 0,
        sealed_to=leaf.number if leaf else 0,
        seal=leaf.seal_id if leaf else None,
        flaws=tuple(dict.fromkeys(flaws)),
    )


def _link_flaws(subject: str, rows: Sequence[Entry]) -> Iterator[Flaw]:
    number, previous = 0, GENESIS
    for entry in rows:
        if entry.number != number + 1:
            yield Flaw("entry_missing", subject, number + 1)
        if entry.previous != previous:
            yield Flaw("entry_unlinked", subject, entry.number)
        if entry.hash != entry_hash(entry):
            yield Flaw("entry_changed", subject, entry.number)
        number, previous = entry.number, entry.hash


def _seal_flaws(session: Session, number: int) -> Iterator[Flaw]:
    """Yield what is wrong with one seal: its leaves, its own hash, and its link to the one before."""
    seal, before = session.get(Seal, number), session.get(Seal, number - 1)
    if seal is None or seal.previous != (before.hash if before else GENESIS):
        yield Flaw("seal_unlinked", f"seal:{number}")
    if seal is None:
        return
    found = session.exec(select(SealLeaf.subject, SealLeaf.number, SealLeaf.hash).where(SealLeaf.seal_id == number))
    leaves = sorted((subject, place, last) for subject, place, last in found)
    stated = seal_hash(at=seal.at, leaves=seal.leaves, root=seal.root, previous=seal.previous)
    if seal.hash != stated or seal.leaves != len(leaves) or seal.root != root_of(leaves):
        yield Flaw("seal_changed", f"seal:{number}")


def view_of(row: Entry) -> EntryView:
    """Return an entry as others see it; data that is no JSON any more is left out, and its hash tells of it."""
    try:
        data = json.loads(row.data)
    except (RecursionError, ValueError):
        data = {}
    said: dict[str, Any] = data if isinstance(data, dict) else {}
    return EntryView(row.subject, row.number, row.at, row.actor, row.act, row.act_id, said, row.hash)
