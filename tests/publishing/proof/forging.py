"""What somebody with the database's password can do to the record: one thing, and as much mending as they like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cydbost_queue.record.chain import GENESIS, entry_hash
from cydbost_queue.record.seals import SEALS, root_of, seal_hash
from cydbost_queue.tables import ChainHead, Entry, Seal, SealLeaf

Row = dict[str, Any]
Chain = list[Row]

#: What a forger would make another of, in an entry that stays where it is.
COLUMNS: Final = ("at", "actor", "act", "act_id", "data", "previous", "hash")


class Mended(IntEnum):
    """How far a forger mends what the one change has broken."""

    NOTHING = 0
    CHAIN = 1  #: numbers, links and hashes
    HEAD = 2  #: where the chain is said to end
    EVERYTHING = 3  #: every seal since


def change(chain: Chain, place: int, column: str) -> Chain:
    """Make something else of one thing that one entry says."""
    row = chain[place]
    if column == "at":
        row["at"] = row["at"].replace(year=row["at"].year - 1)
    else:  # no longer than it was: the database would refuse that
        row[column] = ("1" if row[column].startswith("0") else "0") + row[column][1:]
    return chain


def remove(chain: Chain, place: int, _column: str) -> Chain:
    """Take one entry out."""
    return chain[:place] + chain[place + 1 :]


def insert(chain: Chain, place: int, _column: str) -> Chain:
    """Put one in front of another; those behind it move up."""
    new = {**chain[place], "actor": "forger"}
    return [*chain[:place], new, *({**row, "number": row["number"] + 1} for row in chain[place:])]


def swap(chain: Chain, place: int, _column: str) -> Chain:
    """Let two change places."""
    other = place - 1
    chain[place]["number"], chain[other]["number"] = chain[other]["number"], chain[place]["number"]
    return sorted(chain, key=lambda row: int(row["number"]))


def cut(chain: Chain, place: int, _column: str) -> Chain:
    """Cut the chain's end off."""
    return chain[:place]


WAYS: Final[tuple[Callable[[Chain, int, str], Chain], ...]] = (change, remove, insert, swap, cut)


@dataclass(frozen=True)
class Forgery:
    """One thing done to the entry at ``place``, from 0, of a chain; ``column`` is what a change is made to."""

    doing: Callable[[Chain, int, str], Chain]
    place: int
    mended: Mended
    column: str = "actor"

    def __str__(self) -> str:
        return f"{self.doing.__name__} at {self.place} ({self.column}), mended: {self.mended.name}"


def forge(session: Session, subject: str, forgery: Forgery) -> None:
    """Do it to a subject's chain, and mend."""
    rows = session.exec(select(Entry).where(Entry.subject == subject).order_by(col(Entry.number))).all()
    chain = forgery.doing([row.model_dump(exclude={"id"}) for row in rows], forgery.place, forgery.column)
    if forgery.mended >= Mended.CHAIN:
        _relink(chain)
    session.execute(delete(Entry).where(col(Entry.subject) == subject))
    session.expunge_all()
    session.add_all([Entry(**row) for row in chain])
    session.flush()
    if forgery.mended >= Mended.HEAD:
        _set_head(session, subject, chain)
    if forgery.mended >= Mended.EVERYTHING:
        _seal_again(session, subject, chain)
    session.flush()


def _relink(chain: Chain) -> None:
    previous = GENESIS
    for number, row in enumerate(chain, 1):
        row["number"], row["previous"] = number, previous
        row["hash"] = previous = entry_hash(Entry(**row))


def _set_head(session: Session, subject: str, chain: Sequence[Row]) -> None:
    head = session.get(ChainHead, subject)
    assert head is not None
    head.number, head.hash = len(chain), chain[-1]["hash"] if chain else GENESIS
    head.sealed_number = min(head.sealed_number, head.number)
    session.add(head)


def _seal_again(session: Session, subject: str, chain: Sequence[Row]) -> None:
    previous = GENESIS
    for seal in session.exec(select(Seal).order_by(col(Seal.id))).all():
        leaves = session.exec(select(SealLeaf).where(SealLeaf.seal_id == seal.id)).all()
        for leaf in leaves:
            if leaf.subject == subject and chain:
                leaf.number = min(leaf.number, len(chain))
                leaf.hash = chain[leaf.number - 1]["hash"]
                session.add(leaf)
            elif leaf.subject == subject:
                session.delete(leaf)
        triples = sorted((leaf.subject, leaf.number, leaf.hash) for leaf in leaves if chain or leaf.subject != subject)
        seal.leaves, seal.root, seal.previous = len(triples), root_of(triples), previous
        seal.hash = previous = seal_hash(at=seal.at, leaves=seal.leaves, root=seal.root, previous=previous)
        session.add(seal)
    end = session.get(ChainHead, SEALS)
    assert end is not None
    end.hash = previous
    session.add(end)
