"""Reading the plan: what falls between two moments, what each of it still lacks, and what waits for a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, or_, select

from cydbost_language import Language, Severity
from cydbost_queue.desk import Desk
from cydbost_queue.lookup import id_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import (
    Approval,
    FindingRow,
    HeldReason,
    Occurrence,
    Posting,
    PostingChannel,
    PostingKind,
    Series,
    Version,
)


class Lack(StrEnum):
    """What a planned posting may still lack."""

    WELSH = "welsh"
    ENGLISH = "english"
    APPROVAL = "approval"  #: a version has nobody's approval for what both say now
    BLOCKED = "blocked"  #: a finding that stops it stands, or it is held


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to see of the plan; all of it where nothing is named."""

    channel: str | None = None
    state: PostingState | None = None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class PlannedView:
    """One posting of the plan."""

    ref: str
    label: str
    kind: PostingKind
    state: PostingState
    held_reason: HeldReason | None
    slot: datetime | None
    channels: tuple[str, ...]
    hashes: Mapping[Language, str]  #: of the texts there are now
    lacks: tuple[Lack, ...]
    series: str | None  #: the series it is a place of
    wall: str | None  #: the place's own time on the wall, by which it is known whenever it is moved


@dataclass(frozen=True, slots=True)
class PlanKey:
    """Where a page of the plan ends, and the next begins."""

    slot: datetime
    number: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One page of the plan in the order of its slots; ``following`` is where the next begins, if there is one."""

    items: tuple[PlannedView, ...]
    following: PlanKey | None = None


#: Where a time can still be given; what is past these has had its own.
_TIMELESS: Final = (PostingState.DRAFT, PostingState.READY, PostingState.HELD)


def planned_between(
    desk: Desk,
    begins: datetime,
    ends: datetime,
    *,
    wanted: Wanted | None = None,
    after: PlanKey | None = None,
    limit: int = 1000,
) -> PlanPage:
    """Return what has, or wishes for, a slot from ``begins`` up to and without ``ends`` (UTC), in that order.

    A divided message stands once, for all its parts. What was withdrawn is left out unless it is what is wanted.
    """
    query = (
        select(Posting)
        .where(col(Posting.slot) >= begins, col(Posting.slot) < ends, *_conditions(wanted or Wanted()))
        .order_by(col(Posting.slot), col(Posting.id))
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(tuple_(col(Posting.slot), col(Posting.id)) > (after.slot, after.number))
    with desk.store.reading() as session:
        rows = session.exec(query).all()
        last = rows[limit - 1] if len(rows) > limit else None
        following = PlanKey(last.slot, id_of(last)) if last is not None and last.slot is not None else None
        return PlanPage(_views(session, rows[:limit]), following)


def waiting_for_slot(
    desk: Desk, *, wanted: Wanted | None = None, before: int | None = None, limit: int = 20
) -> tuple[PlannedView, ...]:
    """Return what waits for a time, the newest first: drafts and ready postings without one, and what is held.

    The pattern of a series never goes out itself, and is left out. ``before`` is the number of the last one of the
    page before.
    """
    query = (
        select(Posting)
        .where(
            col(Posting.state).in_(_TIMELESS),
            or_(col(Posting.slot).is_(None), Posting.state == PostingState.HELD),
            ~exists().where(col(Series.posting_id) == col(Posting.id)),
            *_conditions(wanted or Wanted()),
        )
        .order_by(col(Posting.id).desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(col(Posting.id) < before)
    with desk.store.reading() as session:
        return _views(session, session.exec(query).all())


def planned_one(desk: Desk, number: int) -> PlannedView | None:
    """Return one posting as the plan shows it, or ``None`` where there is none of that number."""
    with desk.store.reading() as session:
        row = session.get(Posting, number)
        return _views(session, [row])[0] if row is not None else None


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [col(Posting.continues_id).is_(None)]
    if wanted.state is not None:
        conditions.append(col(Posting.state) == wanted.state)
    else:
        conditions.append(col(Posting.state) != PostingState.WITHDRAWN)
    if wanted.channel is not None:
        on_it = exists().where(
            col(PostingChannel.posting_id) == col(Posting.id), col(PostingChannel.channel) == wanted.channel
        )
        conditions.append(on_it)
    if wanted.lack is not None:
        conditions.append(_lacking(wanted.lack))
    return conditions


def _lacking(lack: Lack) -> ColumnElement[bool]:
    if lack in _LANGUAGES:
        return ~exists().where(col(Version.posting_id) == col(Posting.id), col(Version.language) == _LANGUAGES[lack])
    if lack is Lack.APPROVAL:
        return or_(*(~_approved(language) for language in Language))
    blocks = exists().where(
        col(FindingRow.posting_id) == col(Posting.id),
        col(FindingRow.severity) == Severity.BLOCK.value,
        col(FindingRow.cy_hash) == _latest_hash(Language.CY),
        col(FindingRow.en_hash) == _latest_hash(Language.EN),
    )
    return or_(blocks, col(Posting.state) == PostingState.HELD)


_LANGUAGES: Final[Mapping[Lack, Language]] = {Lack.WELSH: Language.CY, Lack.ENGLISH: Language.EN}


def _approved(language: Language) -> ColumnElement[bool]:
    """An approval that was not voided: every writing of either version voids those there were."""
    return exists().where(
        col(Approval.posting_id) == col(Posting.id),
        col(Approval.language) == language,
        col(Approval.voided_at).is_(None),
    )


def _latest_hash(language: Language) -> Any:  # noqa: ANN401 - SQLAlchemy's scalar subquery
    return (
        sql_select(col(Version.content_hash))
        .where(col(Version.posting_id) == col(Posting.id), col(Version.language) == language)
        .order_by(col(Version.revision).desc())
        .limit(1)
        .scalar_subquery()
    )


def _views(session: Session, rows: Sequence[Posting]) -> tuple[PlannedView, ...]:
    numbers = [id_of(row) for row in rows]
    if not numbers:
        return ()
    facts = _Facts(session, numbers)
    return tuple(facts.view(row) for row in rows)


class _Facts:
    """What belongs to the postings of one page, each kind asked for once."""

    def __init__(self, session: Session, numbers: Sequence[int]) -> None:
        channels = select(PostingChannel.posting_id, PostingChannel.channel)
        versions = select(Version.posting_id, Version.language, Version.content_hash)
        approvals = select(Approval.posting_id, Approval.language).distinct()
        findings = select(FindingRow.posting_id, FindingRow.cy_hash, FindingRow.en_hash).distinct()
        places = select(Occurrence.posting_id, Occurrence.series_id, Occurrence.wall)
        self.channels: dict[int, list[str]] = {}
        self.hashes: dict[int, dict[Language, str]] = {}
        for number, channel in session.exec(
            channels.where(col(PostingChannel.posting_id).in_(numbers)).order_by(col(PostingChannel.channel))
        ):
            self.channels.setdefault(number, []).append(channel)
        for number, language, content_hash in session.exec(
            versions.where(col(Version.posting_id).in_(numbers)).order_by(col(Version.revision))
        ):
            self.hashes.setdefault(number, {})[Language(language)] = content_hash
        self.approved = set(
            session.exec(approvals.where(col(Approval.posting_id).in_(numbers), col(Approval.voided_at).is_(None)))
        )
        self.blocked = set(
            session.exec(
                findings.where(
                    col(FindingRow.posting_id).in_(numbers), col(FindingRow.severity) == Severity.BLOCK.value
                )
            )
        )
        self.places = {
            number: (f"S{series}", wall)
            for number, series, wall in session.exec(places.where(col(Occurrence.posting_id).in_(numbers)))
        }

    def view(self, row: Posting) -> PlannedView:
        number = id_of(row)
        series, wall = self.places.get(number, (None, None))
        return PlannedView(
            ref=row.ref,
            label=row.label,
            kind=row.kind,
            state=row.state,
            held_reason=row.held_reason,
            slot=row.slot,
            channels=tuple(self.channels.get(number, ())),
            hashes=self.hashes.get(number, {}),
            lacks=self._lacks(row, number),
            series=series,
            wall=wall,
        )

    def _lacks(self, row: Posting, number: int) -> tuple[Lack, ...]:
        hashes = self.hashes.get(number, {})
        lacks = [lack for lack, language in _LANGUAGES.items() if language not in hashes]
        if any((number, language) not in self.approved for language in Language):
            lacks.append(Lack.APPROVAL)
        texts = (number, hashes.get(Language.CY, ""), hashes.get(Language.EN, ""))
        if texts in self.blocked or row.state is PostingState.HELD:
            lacks.append(Lack.BLOCKED)
        return tuple(lacks)
