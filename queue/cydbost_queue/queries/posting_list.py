"""Postings page by page, the newest first: by state, by channel, by what they lack, by their name."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlalchemy import select as sql_select
from sqlmodel import Session, and_, col, func, or_, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import id_of, number_of
from cydbost_queue.queries.postings import posting_lines
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Approval, Posting, PostingChannel, Version
from cydbost_queue.views import PostingLine

#: In these a posting may lack a version or an approval.
_UNAPPROVED: Final = frozenset(
    {PostingState.DRAFT, PostingState.HELD, PostingState.CORRECTING, PostingState.ENGLISH_OUT}
)
#: In these it may lack a time.
_UNTIMED: Final = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.HELD})


class Lack(StrEnum):
    """What a posting still needs."""

    WELSH = "cy"
    ENGLISH = "en"
    APPROVAL = "approval"  #: of one version or of both, which are there
    SLOT = "slot"


_VERSIONS: Final = {Lack.WELSH: Language.CY, Lack.ENGLISH: Language.EN}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which postings are asked for; what is left out does not matter."""

    states: frozenset[PostingState] = field(default_factory=frozenset)
    channel: str = ""
    lacks: Lack | None = None
    search: str = ""  #: part of its name, or its reference


@dataclass(frozen=True, slots=True)
class ListedPosting:
    """One posting of a page, with what it lacks and which of its versions are stale."""

    line: PostingLine
    lacks: tuple[Lack, ...]
    stale: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class PostingPage:
    """One page; ``older`` is given as ``before`` for the next one, ``None`` where there is none."""

    postings: tuple[ListedPosting, ...]
    older: int | None


def find_postings(desk: Desk, wanted: Wanted, *, before: int | None = None, limit: int = 30) -> PostingPage:
    """Return the newest ``limit`` postings that are wanted, of those made before the one numbered ``before``."""
    with desk.store.reading() as session:
        query = select(Posting).where(*_conditions(wanted)).order_by(col(Posting.id).desc()).limit(limit + 1)
        if before is not None:
            query = query.where(col(Posting.id) < before)
        found = session.exec(query).all()
        page = found[:limit]
        older = id_of(page[-1]) if len(found) > limit else None
        return PostingPage(tuple(_listed(session, page)), older)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.states:
        conditions.append(col(Posting.state).in_(sorted(wanted.states)))
    if wanted.channel:
        on = sql_select(col(PostingChannel.posting_id)).where(
            col(PostingChannel.posting_id) == col(Posting.id), col(PostingChannel.channel) == wanted.channel
        )
        conditions.append(on.exists())
    if wanted.lacks is not None:
        conditions.append(_lacking(wanted.lacks))
    if wanted.search.strip():
        conditions.append(_named(wanted.search.strip()))
    return conditions


def _lacking(lack: Lack) -> ColumnElement[bool]:
    if lack is Lack.SLOT:
        return and_(col(Posting.state).in_(sorted(_UNTIMED)), col(Posting.slot).is_(None))
    open_ones = col(Posting.state).in_(sorted(_UNAPPROVED))
    if lack in _VERSIONS:
        return and_(open_ones, ~_has_version(_VERSIONS[lack]))
    written = [_has_version(language) for language in Language]
    return and_(open_ones, *written, or_(*(~_has_approval(language) for language in Language)))


def _has_version(language: Language) -> ColumnElement[bool]:
    return (
        sql_select(col(Version.id))
        .where(col(Version.posting_id) == col(Posting.id), col(Version.language) == language)
        .exists()
    )


def _has_approval(language: Language) -> ColumnElement[bool]:
    standing = sql_select(col(Approval.id)).where(
        col(Approval.posting_id) == col(Posting.id),
        col(Approval.language) == language,
        col(Approval.voided_at).is_(None),
    )
    return standing.exists()


def _named(search: str) -> ColumnElement[bool]:
    # A database folds the case of plain letters alone: of others the usual ways to write them are looked for.
    ways = sorted({search, search.lower(), search.upper(), search.capitalize()})
    named: list[Any] = [col(Posting.label).icontains(way, autoescape=True) for way in ways if way]
    with suppress(NotFound):  # most often it is part of a name, and no reference
        named.append(col(Posting.id) == number_of(search, "P"))
    return or_(*named)


def _listed(session: Session, page: Sequence[Posting]) -> list[ListedPosting]:
    written, approved = _written(session, page), _approved(session, page)
    lines = posting_lines(session, page)
    return [
        ListedPosting(
            line, _lacks(line, approved.get(id_of(row), set())), _stale(written.get(id_of(row), {}), approved, row)
        )
        for row, line in zip(page, lines, strict=True)
    ]


def _lacks(line: PostingLine, approved: set[Language]) -> tuple[Lack, ...]:
    found = []
    if line.state in _UNAPPROVED:
        found = [lack for lack, language in _VERSIONS.items() if language not in line.languages]
        if not found and approved != set(Language):
            found.append(Lack.APPROVAL)
    if line.state in _UNTIMED and line.slot is None:
        found.append(Lack.SLOT)
    return tuple(found)


def _stale(
    written: Mapping[Language, tuple[int, int]], approved: Mapping[int, set[Language]], row: Posting
) -> tuple[Language, ...]:
    """Return the versions that the other one was changed after, and that nobody approved since."""
    if len(written) < len(Language) or row.state not in _UNAPPROVED:
        return ()
    standing = approved.get(id_of(row), set())
    return tuple(
        one
        for one in Language
        if written[one.other][0] > written[one][0] and written[one.other][1] > 1 and one not in standing
    )


def _written(session: Session, page: Sequence[Posting]) -> dict[int, dict[Language, tuple[int, int]]]:
    """Return the number and the revision of each posting's newest version in each language."""
    rows = session.exec(
        select(Version.posting_id, Version.language, func.max(Version.id), func.max(Version.revision))
        .where(col(Version.posting_id).in_([row.id for row in page]))
        .group_by(col(Version.posting_id), col(Version.language))
    )
    found: dict[int, dict[Language, tuple[int, int]]] = {}
    for posting, language, number, revision in rows:
        found.setdefault(posting, {})[Language(language)] = (number or 0, revision)
    return found


def _approved(session: Session, page: Sequence[Posting]) -> dict[int, set[Language]]:
    rows = session.exec(
        select(Approval.posting_id, Approval.language).where(
            col(Approval.posting_id).in_([row.id for row in page]), col(Approval.voided_at).is_(None)
        )
    )
    found: dict[int, set[Language]] = {}
    for posting, language in rows:
        found.setdefault(posting, set()).add(Language(language))
    return found
