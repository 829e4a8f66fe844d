"""How an entry is chained: its hash covers everything it says and the hash of the entry before it.

There is one chain for each subject, so that many writers can append at once; ``seals`` join the chains.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Table, insert, text
from sqlalchemy import select as sql_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from cydbost_queue.record.tags import Tag
from cydbost_queue.tables import ChainHead, Entry

GENESIS: Final = "0" * 64  #: what the first entry of a chain points back to

_BEGIN: Final = text(
    "INSERT INTO chain_head (subject, number, hash, sealed_number) VALUES (:subject, 0, :genesis, 0)"
    " ON CONFLICT (subject) DO NOTHING"
)


# Entries are written as rows: an object for each, with its own statement, would cost more than all else in an act.
_ENTRIES: Final[Table] = Entry.metadata.tables["entry"]
_HEADS: Final[Table] = ChainHead.metadata.tables["chain_head"]
#: Makes a chain's end, or moves it: one statement for many chains.
_MOVE_ENDS: Final[Mapping[str, postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert(_HEADS),
    "sqlite": sqlite.insert(_HEADS),
}

_write_canonically: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(data: Mapping[str, object]) -> str:
    """Return ``data`` as JSON with one spelling only: sorted keys, no spaces, real letters."""
    return _write_canonically(data)


def entry_hash(entry: Entry) -> str:
    """Return the SHA-256, in hex, over everything the entry says."""
    return hash_of(
        {
            "subject": entry.subject,
            "number": entry.number,
            "at": stamp(entry.at),
            "actor": entry.actor,
            "act": entry.act,
            "act_id": entry.act_id,
            "data": entry.data,
            "previous": entry.previous,
        }
    )


def stamp(at: datetime) -> str:
    """Return a moment as it is hashed."""
    return at.astimezone(UTC).isoformat()


def hash_of(told: Mapping[str, object]) -> str:
    """Return the SHA-256, in hex, over everything an entry says, by the names of its columns, ``at`` as ``stamp``."""
    return hashlib.sha256(_write_canonically(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Happening:
    """What an entry is to say, before its place in a chain is known. ``data`` is canonical JSON."""

    subject: str
    at: datetime
    actor: str
    act: Tag
    act_id: str
    data: str


def append_all(session: Session, happenings: Sequence[Happening]) -> None:
    """Add an entry for each happening to the end of its subject's chain, in the caller's transaction.

    The ends of all the chains are locked together, in one order for everybody: two who write to the same chains wait
    for each other, and never in a ring.
    """
    if not happenings:
        return
    ends = _locked_ends(session, sorted({happening.subject for happening in happenings}))
    rows = []
    for happening in happenings:
        number, previous = ends[happening.subject]
        row = {
            "subject": happening.subject,
            "number": number + 1,
            "at": happening.at,
            "actor": happening.actor,
            "act": happening.act.value,
            "act_id": happening.act_id,
            "data": happening.data,
            "previous": previous,
        }
        last = hash_of({**row, "at": stamp(happening.at)})
        ends[happening.subject] = (number + 1, last)
        rows.append({**row, "hash": last})
    session.execute(insert(_ENTRIES).returning(_ENTRIES.c.id), rows)  # with a return, it is one statement for many rows
    _move_ends(session, ends)


def _locked_ends(session: Session, subjects: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return the number and hash of the last entry of each chain, locked until the transaction ends."""
    found = _ends(session, subjects)
    missing = [subject for subject in subjects if subject not in found]
    if missing:
        for subject in missing:
            begin_chain(session, subject)
        found |= _ends(session, missing)
    return found


def _ends(session: Session, subjects: Sequence[str]) -> dict[str, tuple[int, str]]:
    rows = session.execute(
        sql_select(_HEADS.c.subject, _HEADS.c.number, _HEADS.c.hash)
        .where(_HEADS.c.subject.in_(subjects))
        .order_by(_HEADS.c.subject)
        .with_for_update()
    )
    return {subject: (number, last) for subject, number, last in rows}


def _move_ends(session: Session, ends: Mapping[str, tuple[int, str]]) -> None:
    """Let each chain end at the number and hash given for it."""
    made = _MOVE_ENDS[session.get_bind().dialect.name]
    statement = made.on_conflict_do_update(
        index_elements=[_HEADS.c.subject], set_={"number": made.excluded.number, "hash": made.excluded.hash}
    ).returning(_HEADS.c.subject)
    rows = [
        {"subject": subject, "number": number, "hash": last, "sealed_number": 0}
        for subject, (number, last) in ends.items()
    ]
    session.execute(statement, rows)


def locked_head(session: Session, subject: str) -> ChainHead:
    """Return the end of a chain, locked until the transaction ends: two writers at once would fork the chain.

    Whoever must decide from what a chain's subject says now, and then write, takes this lock first.
    """
    own = select(ChainHead).where(ChainHead.subject == subject).with_for_update()
    head = session.exec(own).first()
    if head is None:
        begin_chain(session, subject)
        head = session.exec(own).one()
    return head


def begin_chain(session: Session, subject: str) -> None:
    """Make a chain that has no entry yet, unless there is one; two who do so at once make one."""
    session.execute(_BEGIN, {"subject": subject, "genesis": GENESIS})
