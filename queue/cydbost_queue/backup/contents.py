"""What belongs to a council besides the queue's own tables: the noticeboard's tables, and the pictures."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, MetaData, Table
from sqlmodel import SQLModel, col, select

from cydbost_queue.backup.lines import BATCH
from cydbost_queue.record.seals import SEALS
from cydbost_queue.tables import (
    ApiCall,
    ApiKey,
    ChainHead,
    Invitation,
    KeptCredential,
    Reading,
    SignIn,
    StagedPlan,
    WebSession,
    WorkerBeat,
)

QUEUE: Final = "queue"
MEDIA: Final = "media"

#: A picture is kept under the name of its hash; nothing else is let in or out.
PICTURE: Final = re.compile(r"[0-9a-f]{64}\.[a-z]{3,4}")

#: Signs of life, and whose turn it is to be read, tell of processes, not of the council. Credentials that a platform
#: renewed open its accounts, and an old one is of no use: each can be used once.
#: What a program may ask twice, and a plan nobody decided about, are of a day.
#: Who is signed in, and every key and invitation that lets somebody in: one that was taken back must not come back.
_NOT_KEPT: Final = frozenset(
    str(table.__tablename__)
    for table in (
        *(WorkerBeat, KeptCredential, Reading, ApiCall, StagedPlan),
        *(WebSession, SignIn, Invitation, ApiKey),
    )
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A database beside the queue's: the part's name, its address and its tables."""

    name: str
    url: str
    metadata: MetaData


def queue_tables() -> Sequence[Table]:
    """Return the queue's tables that a backup holds, each after those it points to."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in _NOT_KEPT]


def member(part: str, name: str) -> str:
    """Return the name of a table's rows within the backup."""
    return f"{part}/{name}.jsonl"


def pictures_in(folder: Path) -> list[Path]:
    """Return the kept pictures, in the order of their names."""
    return sorted(path for path in folder.glob("*") if PICTURE.fullmatch(path.name) and path.is_file())


def heads_of(connection: Connection) -> tuple[int, str]:
    """Return the number of entries of the record, and a hash over the last entry of every chain."""
    query = select(ChainHead.subject, ChainHead.number, ChainHead.hash).order_by(col(ChainHead.subject))
    query = query.execution_options(yield_per=BATCH)
    entries, digest = 0, hashlib.sha256()
    for subject, number, last in connection.execute(query):
        entries += number if subject != SEALS else 0
        digest.update(f"{subject}\x1f{number}\x1f{last}\n".encode())
    return entries, digest.hexdigest()
