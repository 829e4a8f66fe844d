"""A record of any length, written row by row as the queue would have left it: published postings, and sealed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from bench_council import CY, EN
from cydbost_language import Language, Side, content_hash
from cydbost_queue.record.chain import GENESIS
from cydbost_queue.record.restated import restated_entry
from cydbost_queue.record.seals import SEALS, root_of, seal_hash
from cydbost_queue.record.tags import Tag
from cydbost_queue.states import PostingState
from cydbost_queue.store import Store
from cydbost_queue.tables import ChainHead, Entry, Posting, PostingKind, Seal, SealLeaf, Version

START: Final = datetime(2026, 6, 1, 9, tzinfo=UTC)
AT_ONCE: Final = 500  #: postings that are written, and sealed, together
TEXTS: Final = {Language.CY: CY, Language.EN: EN}
HASHES: Final = {language: content_hash(Side(text)) for language, text in TEXTS.items()}

Row = dict[str, Any]


def _happenings() -> Iterator[tuple[Tag, dict[str, object]]]:
    """Yield what is recorded of one posting on one pair of accounts, in its order."""
    yield Tag.POSTING_ADDED, {"label": "Llyfrgell", "channels": ["board"], "kind": "standard"}
    for language, digest in HASHES.items():
        yield Tag.VERSION_WRITTEN, {"language": language.value, "revision": 1, "content": digest}
    for language in HASHES:
        yield Tag.APPROVAL_GIVEN, {"language": language.value, "kind": "person", "cy": HASHES[Language.CY]}
    yield Tag.POSTING_MOVED, {"from": "draft", "to": "ready"}
    yield Tag.SLOT_SET, {"slot": START.isoformat()}
    yield Tag.POSTING_MOVED, {"from": "ready", "to": "scheduled"}
    yield Tag.PREFLIGHT_PASSED, {"channels": ["board"]}
    yield Tag.POSTING_MOVED, {"from": "scheduled", "to": "releasing"}
    for language in HASHES:
        yield Tag.DELIVERY_MADE, {"account": language.value, "carries": language.value, "key": f"0.1.{language}"}
    for language in HASHES:
        for state in ("sending", "sent", "verified"):
            yield Tag.DELIVERY_MOVED, {"account": language.value, "to": state, "remote": "123"}
    yield Tag.PAIR_LIVE, {"channel": "board", "gap": 0.02, "first": "cy"}
    yield Tag.POSTING_MOVED, {"from": "releasing", "to": "published"}


#: Each act's tag and data, as they are stored: the same for every posting.
SAID: Final = [(tag.value, json.dumps(data, sort_keys=True, separators=(",", ":"))) for tag, data in _happenings()]


def write_record(store: Store, entries: int) -> None:
    """Write a whole record of about ``entries`` entries into a store that holds none, with a seal for each part."""
    postings, sealed = entries // len(SAID), GENESIS
    for first in range(1, postings + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, postings + 1))
        with store.writing() as session:
            heads = [_write_chain(session, number) for number in numbers]
            _write_postings(session, numbers)
            sealed = _write_seal(session, first // AT_ONCE + 1, heads, sealed)
    with store.writing() as session:
        number = -(-postings // AT_ONCE)
        _put(session, ChainHead, [{"subject": SEALS, "number": number, "hash": sealed, "sealed_number": number}])


def _write_chain(session: Session, posting: int) -> Row:
    subject, previous, rows = f"posting:{posting}", GENESIS, []
    for number, (act, data) in enumerate(SAID, 1):
        at = START + timedelta(seconds=posting, microseconds=number)
        stored = f"{at:%Y-%m-%d %H:%M:%S.%f}"
        row = (subject, number, stored, "comms-editor", act, f"{posting:016x}", data, previous, "")
        digest = str(restated_entry(row))
        names = ("subject", "number", "at", "actor", "act", "act_id", "data", "previous")
        rows.append({**dict(zip(names, row, strict=False)), "at": at, "hash": digest})
        previous = digest
    _put(session, Entry, rows)
    return {"subject": subject, "number": len(SAID), "hash": previous, "sealed_number": len(SAID)}


def _write_postings(session: Session, numbers: range) -> None:
    shared = {"label": "Llyfrgell", "kind": PostingKind.STANDARD, "state": PostingState.PUBLISHED, "releases": 1}
    made = {"created_by": "comms-editor", "created_at": START, "names": []}
    _put(session, Posting, [{"id": number, "uid": f"{number:012x}", **shared, **made} for number in numbers])
    versions = [
        {"posting_id": number, "language": language, "text": TEXTS[language], "content_hash": HASHES[language]}
        for number in numbers
        for language in Language
    ]
    written = {"revision": 1, "media": [], "author": "comms-editor", "created_at": START}
    _put(session, Version, [{**version, **written} for version in versions])


def _write_seal(session: Session, number: int, heads: list[Row], previous: str) -> str:
    _put(session, ChainHead, heads)
    root = root_of(sorted((head["subject"], head["number"], head["hash"]) for head in heads))
    digest = seal_hash(at=START, leaves=len(heads), root=root, previous=previous)
    sealed = {"leaves": len(heads), "root": root, "previous": previous, "hash": digest}
    _put(session, Seal, [{"id": number, "at": START, **sealed}])
    names = ("subject", "number", "hash")
    _put(session, SealLeaf, [{"seal_id": number, **{name: head[name] for name in names}} for head in heads])
    return digest


def _put(session: Session, table: type[SQLModel], rows: list[Row]) -> None:
    session.connection().execute(insert(SQLModel.metadata.tables[str(table.__tablename__)]), rows)
