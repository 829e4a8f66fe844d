"""A checkpoint: one line that, kept outside the database, holds the whole record to what it was at that time.

Whoever has the database's password can write the whole record anew, hashes and all. A seal's hash covers every entry
that was sealed until then, so its number and hash, kept elsewhere, are enough to tell.
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from cydbost_queue.errors import Refused
from cydbost_queue.record.chain import GENESIS
from cydbost_queue.store import Store
from cydbost_queue.tables import Seal

_LINE: Final = re.compile(r"(?P<seal>[0-9]{1,15}):(?P<hash>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A seal's number and hash; before the first seal there is number 0."""

    seal: int
    hash: str

    def __str__(self) -> str:
        """Return the line to keep."""
        return f"{self.seal}:{self.hash}"

    @classmethod
    def read(cls, line: str) -> "Checkpoint":
        """Return what a line says.

        Raises:
            Refused: it is no checkpoint's line.
        """
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise Refused("no_checkpoint")
        return cls(int(match["seal"]), match["hash"])

    def is_kept(self, session: Session) -> bool:
        """Tell whether the record still has the seal as it was; whether the seal holds, ``verify`` tells."""
        if self.seal == 0:
            return self.hash == GENESIS
        return session.exec(select(Seal.hash).where(Seal.id == self.seal)).first() == self.hash


def take_checkpoint(store: Store) -> Checkpoint:
    """Return the newest seal's checkpoint: it covers what was sealed, at most one tick of a worker ago."""
    with store.reading() as session:
        newest = session.exec(select(Seal).order_by(col(Seal.id).desc()).limit(1)).first()
        return Checkpoint(newest.id, newest.hash) if newest is not None else Checkpoint(0, GENESIS)
