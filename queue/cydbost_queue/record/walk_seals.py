"""Every seal from the first to the last, beside its leaves and the entries that they name: a leaf at a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col

from cydbost_queue.record.as_stored import Row, Wanted, as_hashed, moment, name_in, number_in, rows, selected
from cydbost_queue.record.chain import GENESIS
from cydbost_queue.record.flaws import Flaw
from cydbost_queue.record.seals import SEALS, MerkleTree, leaf_hash, seal_hash
from cydbost_queue.tables import ChainHead, Entry, Seal, SealLeaf


class SealWalk:
    """One walk along all seals."""

    def __init__(self, session: Session) -> None:
        """Nothing is read before ``flaws``."""
        self._session = session
        self._leaves: Iterator[Row] = iter(())
        self._leaf: Row | None = None
        self.seals_seen = 0

    def flaws(self) -> Iterator[Flaw]:
        """Give every flaw of the seals, and of what they sealed."""
        self._leaves = rows(self._session, _leaves())
        self._leaf = next(self._leaves, None)
        previous: Any = GENESIS
        expected = 1
        for seal in rows(self._session, _seals(self._session)):
            self.seals_seen += 1
            number, _, _, _, points_to, stated = seal
            yield from self._without_seal(number)
            if number != expected or points_to != previous:
                yield Flaw("seal_unlinked", f"seal:{number}")
            yield from self._seal(seal)
            previous, expected = stated, number + 1
        yield from self._without_seal(None)
        yield from self._end(expected, previous)

    def _seal(self, seal: Row) -> Iterator[Flaw]:
        number, _, leaves, root, _, stated = seal
        tree = MerkleTree()
        while self._leaf is not None and self._leaf[0] == number:
            _, subject, place, sealed, found = self._leaf
            tree.add(leaf_hash(str(subject), place, sealed))
            if found != sealed:
                yield Flaw("sealed_entry_differs", name_in(subject), number_in(place))
            self._leaf = next(self._leaves, None)
        if stated != _restated(seal) or leaves != tree.leaves or root != tree.root():
            yield Flaw("seal_changed", f"seal:{number}")

    def _without_seal(self, number: int | None) -> Iterator[Flaw]:
        """Give a flaw for each leaf of a seal that is not there, up to seal ``number``."""
        while self._leaf is not None and (number is None or self._leaf[0] < number):
            yield Flaw("seal_changed", f"seal:{self._leaf[0]}")
            self._leaf = next(self._leaves, None)

    def _end(self, expected: int, previous: object) -> Iterator[Flaw]:
        last = self._session.execute(selected(ChainHead.number, ChainHead.hash).where(_is_end())).first()
        if last != (expected - 1, previous) if last else expected > 1:
            yield Flaw("seals_cut", f"seal:{expected}")


def _restated(seal: Row) -> str | None:
    _, at, leaves, root, previous, _ = seal
    try:
        return seal_hash(at=datetime.fromisoformat(as_hashed(at)), leaves=leaves, root=root, previous=previous)
    except (TypeError, ValueError):
        return None


def _is_end() -> Any:  # noqa: ANN401 - a condition
    return col(ChainHead.subject) == SEALS


def _seals(session: Session) -> Wanted:
    at = moment(session, Seal.at)
    return selected(Seal.id, at, Seal.leaves, Seal.root, Seal.previous, Seal.hash).order_by(col(Seal.id))


def _leaves() -> Wanted:
    """Select every leaf, in the order in which its seal's root was made, with the hash of the entry that it names."""
    entry = and_(col(Entry.subject) == SealLeaf.subject, col(Entry.number) == SealLeaf.number)
    leaf = (SealLeaf.seal_id, SealLeaf.subject, SealLeaf.number, SealLeaf.hash)
    order = (col(SealLeaf.seal_id), col(SealLeaf.subject))
    return selected(*leaf, Entry.hash).select_from(SealLeaf).outerjoin(Entry, entry).order_by(*order)
