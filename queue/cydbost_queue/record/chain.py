"""How an entry is chained: its hash covers everything it says and the hash of the entry before it.

There is one chain for each subject, so that many writers can append at once; ``seals`` join the chains.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, select

from cydbost_queue.record.tags import Tag
from cydbost_queue.tables import ChainHead, Entry

GENESIS: Final = "0" * 64  #: what the first entry of a chain points back to

_BEGIN: Final = text(
    "INSERT INTO chain_head (subject, number, hash, sealed_number) VALUES (:subject, 0, :genesis, 0)"
    " ON CONFLICT (subject) DO NOTHING"
)


def canonical(data: Mapping[str, object]) -> str:
    """Return ``data`` as JSON with one spelling only: sorted keys, no spaces, real letters."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def entry_hash(entry: Entry) -> str:
    """Return the SHA-256, in hex, over everything the entry says."""
    return hashlib.sha256(
        canonical(
            {
                "subject": entry.subject,
                "number": entry.number,
                "at": entry.at.astimezone(UTC).isoformat(),
                "actor": entry.actor,
                "act": entry.act,
                "act_id": entry.act_id,
                "data": entry.data,
                "previous": entry.previous,
            }
        ).encode()
    ).hexdigest()


def append(
    session: Session, *, subject: str, at: datetime, actor: str, act: Tag, act_id: str, data: Mapping[str, object]
) -> Entry:
    """Add an entry to the subject's chain, in the caller's transaction."""
    head = locked_head(session, subject)
    entry = Entry(
        subject=subject,
        number=head.number + 1,
        at=at,
        actor=actor,
        act=act.value,
        act_id=act_id,
        data=canonical(data),
        previous=head.hash,
        hash="",
    )
    entry.hash = entry_hash(entry)
    head.number, head.hash = entry.number, entry.hash
    session.add(entry)
    session.add(head)
    session.flush()
    return entry


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
