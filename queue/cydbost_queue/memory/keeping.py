"""Taking what went out into the memory, a few postings at a time; what is taken in twice is kept once."""

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_language.remembering import Segment, keys, segments
from cydbost_queue.desk import Act, Desk
from cydbost_queue.states import PostingState
from cydbost_queue.tables import MemoryDue, MemoryKey, MemorySegment, Posting, Version

_AT_ONCE: Final = 20  #: postings in one transaction
_BATCH: Final = 500  #: postings looked through at once, to fill an empty memory


def remember_due(desk: Desk) -> int:
    """Take in some of what went out since; return how many postings, none when nothing waits."""
    with desk.store.reading() as session:
        if session.exec(select(MemoryDue.posting_id).limit(1)).first() is None:
            return 0
    with desk.system_act() as act:
        waiting = act.session.exec(
            select(MemoryDue).order_by(col(MemoryDue.posting_id)).limit(_AT_ONCE).with_for_update(skip_locked=True)
        ).all()
        for due in waiting:
            _take_in(act, due)
            act.session.delete(due)
        return len(waiting)


def fill_memory(desk: Desk) -> int:
    """Take in everything that is published and not remembered, as after an update; return how many postings it was."""
    taken = last = 0
    while found := _missing(desk, last):
        last = found[-1]
        with desk.system_act() as act:
            for number in found:
                _note(act, number)
        while remembered := remember_due(desk):
            taken += remembered
    return taken


def _missing(desk: Desk, after: int) -> Sequence[int]:
    remembered = select(MemorySegment.posting_id).where(MemorySegment.posting_id == Posting.id).exists()
    with desk.store.reading() as session:
        return [
            number
            for number in session.exec(
                select(Posting.id)
                .where(col(Posting.id) > after, Posting.state == PostingState.PUBLISHED, ~remembered)
                .order_by(col(Posting.id))
                .limit(_BATCH)
            )
            if number is not None
        ]


def _note(act: Act, number: int) -> None:
    from cydbost_queue.memory.noting import note_published  # noqa: PLC0415 - of the moves, which come after this

    posting = act.session.get(Posting, number)
    if posting is not None:
        note_published(act, posting)


def _take_in(act: Act, due: MemoryDue) -> None:
    posting = act.session.get(Posting, due.posting_id)
    texts = [_text(act.session, due.posting_id, one, said) for one, said in _hashes(due)]
    if posting is None or not all(texts):
        return
    said_at = posting.published_at or act.at
    for segment in segments(*texts):
        pair_hash = hashlib.sha256(f"{segment.cy}\x1f{segment.en}".encode()).hexdigest()
        known = act.session.exec(select(MemorySegment).where(MemorySegment.pair_hash == pair_hash)).first()
        row = known or MemorySegment(
            pair_hash=pair_hash,
            cy=segment.cy,
            en=segment.en,
            posting_id=due.posting_id,
            cy_hash=due.cy_hash,
            en_hash=due.en_hash,
            said_at=said_at,
        )
        row.posting_id, row.cy_hash, row.en_hash, row.said_at = due.posting_id, due.cy_hash, due.en_hash, said_at
        act.session.add(row)
        act.session.flush()
        if known is None:
            _keep_keys(act.session, row, segment)


def _keep_keys(session: Session, row: MemorySegment, segment: Segment) -> None:
    found = {key for one in Language for key in keys(segment.text(one), one)}
    session.add_all(MemoryKey(key=key, segment_id=row.id or 0) for key in sorted(found))


def _hashes(due: MemoryDue) -> tuple[tuple[Language, str], ...]:
    return ((Language.CY, due.cy_hash), (Language.EN, due.en_hash))


def _text(session: Session, posting_id: int, language: Language, content_hash: str) -> str:
    """Return the text that went out; empty where it is not there any more."""
    said = select(Version.text).where(
        Version.posting_id == posting_id, Version.language == language, Version.content_hash == content_hash
    )
    return session.exec(said.limit(1)).first() or ""
