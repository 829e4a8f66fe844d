"""The translator's desk: what is owed and by when, a page at a time, emergencies first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, case, col, exists, func, or_, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.states import PostingState
from cydbost_queue.tables import (
    Approval,
    EnglishFirst,
    OutsideLink,
    Posting,
    PostingKind,
    TranslationRequest,
    Version,
    Words,
)
from cydbost_queue.tables.columns import Coded, UtcDateTime
from cydbost_queue.translations import OWING, Owed, word_count

_LAST: Final = datetime(9999, 1, 1, tzinfo=UTC)  #: what has no time comes after all that has one
_CY, _EN = aliased(Version), aliased(Version)


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request that is open. Where ``taken_by`` is ``outside:NAME``, ``link_until`` says how long their link opens."""

    asked_by: str
    asked_at: datetime
    due_at: datetime | None
    note: str | None
    is_outside: bool
    taken_by: str | None
    taken_at: datetime | None
    link_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One piece of work on the desk. ``due_at`` is the emergency's deadline, the request's, or else the slot."""

    ref: str
    label: str
    kind: PostingKind
    state: PostingState
    wanted: Language
    why: Owed
    is_written: bool  #: the Welsh of an emergency that is there and waits for its approval
    due_at: datetime | None
    slot: datetime | None
    words: int
    begins: str  #: how the source begins
    written_at: datetime  #: when the source was
    request: RequestView | None

    @property
    def is_emergency(self) -> bool:
        """Whether its English is before the public alone."""
        return self.state is PostingState.ENGLISH_OUT


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the work is wanted: every field that is set narrows it."""

    wanted: Language | None = None
    why: Owed | None = None
    taken_by: str | None = None
    is_free: bool = False
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A page of the desk; ``after`` is where the next one begins, or ``None``."""

    lines: tuple[OwedLine, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """How much is asked for and not given yet."""

    texts: int
    words: int


ALL: Final = Choice()


def list_owed(desk: Desk, choice: Choice = ALL, *, after: str = "", limit: int = 25) -> OwedPage:
    """Return what is owed: emergencies by their deadline, then by when each is due. ``after`` goes on from a page."""
    query = _chosen(_owed(), choice)
    start = _place(after)
    if start is not None:
        query = query.where(tuple_(*_order()) > tuple_(*start))
    with desk.store.reading() as session:
        rows = session.exec(query.order_by(*_order()).limit(limit + 1)).all()  # type: ignore[call-overload]
        lines = _lines(session, rows[:limit])
    return OwedPage(lines, _mark(lines[-1]) if len(rows) > limit else None)


def asked_for(desk: Desk) -> AskedFor:
    """Return how many texts and words are asked for and not given yet."""
    query = select(func.count(), func.coalesce(func.sum(TranslationRequest.words), 0))
    with desk.store.reading() as session:
        texts, words = session.exec(query.where(col(TranslationRequest.ended_at).is_(None))).one()
    return AskedFor(texts, int(words))


def request_views(session: Session, requests: Sequence[TranslationRequest]) -> Mapping[int, RequestView]:
    """Return what is shown of requests, by their posting's number."""
    notes = dict(
        session.exec(select(Words.id, Words.body).where(col(Words.id).in_([row.note_id for row in requests]))).all()
    )
    links = dict(
        session.exec(
            select(OutsideLink.request_id, OutsideLink.expires_at).where(
                col(OutsideLink.request_id).in_([row.id for row in requests]), col(OutsideLink.ended_at).is_(None)
            )
        ).all()
    )
    return {
        row.posting_id: RequestView(
            asked_by=row.asked_by,
            asked_at=row.asked_at,
            due_at=row.due_at,
            note=notes.get(row.note_id) if row.note_id else None,
            is_outside=row.is_outside,
            taken_by=row.taken_by,
            taken_at=row.taken_at,
            link_until=links.get(row.id or 0),
        )
        for row in requests
    }


def _latest(language: Language) -> ColumnElement[int]:
    newest = select(func.max(Version.id)).where(Version.posting_id == Posting.id, Version.language == language)
    return newest.correlate(Posting).scalar_subquery()


def _is_stale(older: Any, newer: Any, language: Language) -> ColumnElement[bool]:  # noqa: ANN401 - aliases of Version
    """Say as ``translations.owed_side`` does whether the ``older`` version, in ``language``, is stale."""
    approved = exists().where(
        col(Approval.posting_id) == Posting.id,
        col(Approval.language) == language,
        col(Approval.voided_at).is_(None),
        col(Approval.cy_hash) == _CY.content_hash,
        col(Approval.en_hash) == _EN.content_hash,
    )
    return and_(older.id < newer.id, newer.revision > 1, older.created_at != newer.created_at, ~approved)


def _wanted() -> ColumnElement[str | None]:
    cy, en = (literal(language, Coded(Language)) for language in Language)
    return case(
        (col(Posting.state) == PostingState.ENGLISH_OUT, cy),
        (and_(col(_CY.id).is_(None), col(_EN.id).is_not(None)), cy),
        (and_(col(_EN.id).is_(None), col(_CY.id).is_not(None)), en),
        (_is_stale(_CY, _EN, Language.CY), cy),
        (_is_stale(_EN, _CY, Language.EN), en),
        else_=None,
    )


def _why() -> ColumnElement[str]:
    return case((or_(col(_CY.id).is_(None), col(_EN.id).is_(None)), Owed.MISSING.value), else_=Owed.STALE.value)


def _due() -> ColumnElement[datetime]:
    return func.coalesce(
        EnglishFirst.due_at, TranslationRequest.due_at, Posting.slot, literal(_LAST, UtcDateTime), type_=UtcDateTime
    )


def _order() -> tuple[Any, ...]:
    is_ordinary = case((col(Posting.state) == PostingState.ENGLISH_OUT, 0), else_=1)
    return is_ordinary, _due(), col(Posting.id)


def _owed() -> Select[Any]:
    wanted = _wanted()
    query: Select[Any] = (
        select(Posting, _CY, _EN, EnglishFirst, TranslationRequest, wanted, _why())  # type: ignore[call-overload]
        .select_from(Posting)
        .join(_CY, _CY.id == _latest(Language.CY), isouter=True)
        .join(_EN, _EN.id == _latest(Language.EN), isouter=True)
        .join(
            EnglishFirst,
            and_(EnglishFirst.posting_id == Posting.id, Posting.state == PostingState.ENGLISH_OUT),
            isouter=True,
        )
        .join(
            TranslationRequest,
            and_(
                TranslationRequest.posting_id == Posting.id,
                TranslationRequest.wanted == wanted,
                col(TranslationRequest.ended_at).is_(None),
            ),
            isouter=True,
        )
        .where(col(Posting.state).in_(OWING), wanted.is_not(None))
    )
    return query


def _chosen(query: Select[Any], choice: Choice) -> Select[Any]:
    if choice.wanted is not None:
        query = query.where(_wanted() == literal(choice.wanted, Coded(Language)))
    if choice.why is not None:
        query = query.where(_why() == choice.why.value)
    if choice.taken_by is not None:
        query = query.where(col(TranslationRequest.taken_by) == choice.taken_by)
    if choice.is_free:
        query = query.where(col(TranslationRequest.taken_by).is_(None))
    if choice.is_asked:
        query = query.where(col(TranslationRequest.id).is_not(None))
    return query


def _lines(session: Session, rows: Sequence[Any]) -> tuple[OwedLine, ...]:
    requests = request_views(session, [row[4] for row in rows if row[4] is not None])
    return tuple(_line(row, requests) for row in rows)


def _line(row: Any, requests: Mapping[int, RequestView]) -> OwedLine:  # noqa: ANN401 - a row of ``_owed``
    posting, cy, en, exception, request, wanted, why = row
    source, target = (en, cy) if wanted is Language.CY else (cy, en)
    times = (exception.due_at if exception else None, request.due_at if request else None, posting.slot)
    return OwedLine(
        ref=posting.ref,
        label=posting.label,
        kind=posting.kind,
        state=posting.state,
        wanted=wanted,
        why=Owed(why),
        is_written=posting.state is PostingState.ENGLISH_OUT and target is not None,
        due_at=next((time for time in times if time is not None), None),
        slot=posting.slot,
        words=word_count(source),
        begins=source.text[:160],
        written_at=source.created_at,
        request=requests.get(posting.id) if request is not None else None,
    )


def _mark(line: OwedLine) -> str:
    due = (line.due_at or _LAST).isoformat()
    return f"{int(not line.is_emergency)}~{due}~{line.ref.removeprefix('P')}"


def _place(after: str) -> tuple[ColumnElement[Any], ...] | None:
    """Read where a page begins; what is no such mark begins at the beginning."""
    rank, _tilde, rest = after.partition("~")
    due, _tilde, number = rest.partition("~")
    if not (rank in {"0", "1"} and number.isdecimal() and len(number) < 16):
        return None
    try:
        moment = datetime.fromisoformat(due)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return literal(int(rank)), literal(moment, UtcDateTime), literal(int(number))
