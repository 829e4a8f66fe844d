"""Looking at some seals of the record, with the entries that each of them sealed: cheap enough to do all the time.

``verify`` proves the whole record; this proves a stretch of it against the seal before, and that nothing sealed since
has lost its end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlmodel import Session, col, func, select

from cydbost_queue.record.chain import GENESIS, entry_hash
from cydbost_queue.record.seals import SEALS, root_of, seal_hash
from cydbost_queue.record.verify import Flaw
from cydbost_queue.tables import ChainHead, Entry, Seal, SealLeaf

#: Seals in one look: so many of the newest, and so many of the others, going round.
NEWEST: Final = 50
OTHERS: Final = 10
#: Of each chain that a seal joins so many entries at most: more than one act ever leaves.
ENTRIES: Final = 50


@dataclass(slots=True)
class SealWatch:
    """Goes through the seals a stretch at a time: what is new at each look, and all the rest in turn."""

    _seen_to: int | None = field(default=None)
    _next: int = field(default=1)

    def look(self, session: Session) -> list[Flaw]:
        """Return what is wrong in the stretch that is due."""
        newest = session.exec(select(func.max(Seal.id))).one() or 0
        head = session.get(ChainHead, SEALS)
        flaws = [Flaw("seals_cut", f"seal:{newest + 1}")] if head is not None and head.number > newest else []
        first = max((self._seen_to or 0) + 1, newest - NEWEST + 1, 1)
        flaws += seals_between(session, first, newest)
        self._seen_to = newest
        begin = self._next if self._next <= newest else 1
        flaws += seals_between(session, begin, min(begin + OTHERS - 1, first - 1, newest))
        self._next = begin + OTHERS if begin + OTHERS < first else 1
        return list(dict.fromkeys(flaws))


def seals_between(session: Session, first: int, last: int) -> list[Flaw]:
    """Return what is wrong with the seals from ``first`` to ``last`` and with the entries that they sealed."""
    if last < first:
        return []
    found = {seal.id: seal for seal in session.exec(select(Seal).where(col(Seal.id).between(first - 1, last)))}
    flaws: list[Flaw] = []
    for number in range(first, last + 1):
        seal, before = found.get(number), found.get(number - 1)
        previous = before.hash if before else GENESIS
        if seal is None or seal.previous != previous:
            flaws.append(Flaw("seal_unlinked", f"seal:{number}"))
        if seal is not None:
            flaws += _sealed(session, seal)
    return flaws


def _sealed(session: Session, seal: Seal) -> Iterator[Flaw]:
    leaves = session.exec(select(SealLeaf).where(SealLeaf.seal_id == seal.id).order_by(col(SealLeaf.subject))).all()
    triples = sorted((leaf.subject, leaf.number, leaf.hash) for leaf in leaves)
    stated = seal_hash(at=seal.at, leaves=seal.leaves, root=seal.root, previous=seal.previous)
    if seal.hash != stated or seal.leaves != len(triples) or seal.root != root_of(triples):
        yield Flaw("seal_changed", f"seal:{seal.id}")
    for leaf in leaves:
        yield from _entries(session, leaf)


def _entries(session: Session, leaf: SealLeaf) -> Iterator[Flaw]:
    """Yield what is wrong with the last entries of a chain up to where it was sealed."""
    number = max(leaf.number - ENTRIES, 0)
    rows = session.exec(
        select(Entry)
        .where(Entry.subject == leaf.subject, col(Entry.number) > number, col(Entry.number) <= leaf.number)
        .order_by(col(Entry.number))
    )
    previous = GENESIS if number == 0 else None  # what the first of a stretch follows is not looked at
    for entry in rows:
        if entry.number != number + 1:
            yield Flaw("entry_missing", leaf.subject, number + 1)
        if previous is not None and entry.previous != previous:
            yield Flaw("entry_unlinked", leaf.subject, entry.number)
        if entry.hash != entry_hash(entry):
            yield Flaw("entry_changed", leaf.subject, entry.number)
        number, previous = entry.number, entry.hash
    if number < leaf.number:
        yield Flaw("entry_missing", leaf.subject, number + 1)
    elif previous != leaf.hash:
        yield Flaw("sealed_entry_differs", leaf.subject, leaf.number)
