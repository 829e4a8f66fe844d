"""Seals: a root over the heads of all chains that grew, so that no chain can lose its end unnoticed.

A seal's root is a Merkle tree hash as in RFC 6962 §2.1 (leaves prefixed 0x00, nodes 0x01).
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from cydbost_queue.record.chain import begin_chain, canonical
from cydbost_queue.tables import ChainHead, Seal, SealLeaf

SEALS: Final = "seals"  #: the name under which the last seal is remembered


def leaf_hash(subject: str, number: int, entry_hash: str) -> bytes:
    """Return the tree's leaf for one chain's head."""
    return hashlib.sha256(b"\x00" + f"{subject}\x1f{number}\x1f{entry_hash}".encode("utf-8", "surrogatepass")).digest()


class MerkleTree:
    """A tree that takes one leaf after the other and keeps no more than its unfinished right edge.

    An odd node is carried up as it is.
    """

    def __init__(self) -> None:
        """A tree without leaves."""
        self.leaves = 0
        self._edge: list[bytes] = []  #: the whole subtrees so far, the largest first

    def add(self, leaf: bytes) -> None:
        """Put a leaf at the right end."""
        self._edge.append(leaf)
        self.leaves += 1
        whole = self.leaves
        while whole % 2 == 0:  # two subtrees of the same size make one
            self._join()
            whole //= 2

    def root(self) -> str:
        """Return the root, in hex; no leaf can be added after it."""
        while len(self._edge) > 1:
            self._join()
        return self._edge[0].hex() if self._edge else hashlib.sha256().hexdigest()

    def _join(self) -> None:
        right = self._edge.pop()
        self._edge[-1] = hashlib.sha256(b"\x01" + self._edge[-1] + right).digest()


def seal_hash(*, at: datetime, leaves: int, root: str, previous: str) -> str:
    """Return the hash that the next seal points back to."""
    stamp = at.astimezone(UTC).isoformat()
    return hashlib.sha256(
        canonical({"at": stamp, "leaves": leaves, "root": root, "previous": previous}).encode()
    ).hexdigest()


def root_of(leaves: Iterable[tuple[str, int, str]]) -> str:
    """Return the root over (subject, number, hash) triples, which must be sorted by subject."""
    tree = MerkleTree()
    for leaf in leaves:
        tree.add(leaf_hash(*leaf))
    return tree.root()


def seal(session: Session, at: datetime) -> Seal | None:
    """Seal every chain that grew since it was last sealed; return the seal, or ``None`` if none did.

    A chain that is being written to now is left for the next seal; so is everything while another worker seals.
    """
    if session.exec(select(ChainHead.subject).where(_has_grown()).limit(1)).first() is None:
        return None
    end = _end_of_seals(session)
    grown = session.exec(select(ChainHead).where(_has_grown()).with_for_update(skip_locked=True)).all() if end else ()
    if end is None or not grown:
        return None
    heads = sorted(grown, key=lambda head: head.subject)
    root = root_of((head.subject, head.number, head.hash) for head in heads)
    made = Seal(
        id=end.number + 1,
        at=at,
        leaves=len(heads),
        root=root,
        previous=end.hash,
        hash=seal_hash(at=at, leaves=len(heads), root=root, previous=end.hash),
    )
    session.add(made)
    session.flush()
    # The seals' own end is kept like any chain's, so that the newest cannot vanish unnoticed.
    end.number, end.hash, end.sealed_number = made.id, made.hash, made.id
    session.add(end)
    for head in heads:
        session.add(SealLeaf(seal_id=made.id, subject=head.subject, number=head.number, hash=head.hash))
        head.sealed_number = head.number
    session.flush()
    return made


def _has_grown() -> ColumnElement[bool]:
    return col(ChainHead.number) > col(ChainHead.sealed_number)


def _end_of_seals(session: Session) -> ChainHead | None:
    """Return where the seals end, locked: two who sealed at once would fork them. ``None`` while another seals."""
    begin_chain(session, SEALS)
    return session.exec(select(ChainHead).where(ChainHead.subject == SEALS).with_for_update(skip_locked=True)).first()
