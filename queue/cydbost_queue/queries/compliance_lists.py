"""The lists behind the officer's figures: what each number counts, the newest first, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from cydbost_queue.compliance.days import bounds_of
from cydbost_queue.desk import Desk
from cydbost_queue.queries.compliance import is_in_time
from cydbost_queue.rules import Rules
from cydbost_queue.tables import (
    Acceptance,
    Comment,
    CommentState,
    DayFigures,
    EnglishFirst,
    FindingRow,
    Posting,
    Reply,
    ReplyKind,
    Words,
)

MOST: Final = 50


class PairsOnly(StrEnum):
    """Which pairs are listed."""

    ALL = "all"
    NOT_WHOLE = "not-whole"
    WHOLE = "whole"
    IN_TIME = "in-time"
    APART = "apart"  #: whole, and further apart than the target
    WELSH_FIRST = "welsh-first"
    ENGLISH_FIRST = "english-first"  #: of an ordinary pair the English was live before the Welsh


class AnswersOnly(StrEnum):
    """Which comments are listed."""

    ALL = "all"
    ANSWERED = "answered"
    OPEN = "open"
    NONE = "none"
    ODD = "odd"  #: answered in another language than the one due


class ExceptionsOnly(StrEnum):
    """Which emergencies are listed."""

    ALL = "all"
    KEPT = "kept"
    LATE = "late"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair that went out; ``lead`` is the seconds by which the English was later, ``None`` for half a pair."""

    day: str
    ref: str
    label: str
    channel: str
    lead: float | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One comment; ``seconds`` from it to its answer."""

    ref: str
    written_at: datetime
    reply_in: str
    state: CommentState
    answered_in: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One emergency that went out in English first."""

    ref: str
    label: str
    category: str
    started_at: datetime
    due_at: datetime
    welsh_live_at: datetime | None
    is_late: bool
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """One warning that a named person accepted, with the reason, which is ``None`` where it was erased."""

    ref: str
    label: str
    check: str
    by: str
    at: datetime
    reason: str | None


Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Lines(Generic[Line]):
    """Some of a list; ``older`` is the key of what follows."""

    lines: tuple[Line, ...]
    older: str | None


def list_pairs(
    desk: Desk,
    first: date,
    last: date,
    *,
    only: PairsOnly = PairsOnly.ALL,
    channel: str | None = None,
    older: str | None = None,
    most: int = MOST,
) -> Lines[PairLine]:
    """Return pairs that began to go out between two days, by the kept figures; ``older`` is an earlier page's key."""
    with desk.store.reading() as session:
        found: list[tuple[str, Sequence[Any]]] = []
        for day, line in _pair_lines(session, first, last, older):
            if channel in (None, line[1]) and _is_wanted(line, only, desk.rules):
                found.append((day, line))
                if len(found) > most:
                    break
        shown = found[:most]
        labels = _labels(session, {line[0] for _day, line in shown})
    lines = tuple(
        PairLine(day, f"P{line[0]}", labels.get(line[0], ""), line[1], _seconds(line[2]), bool(line[3]))
        for day, line in shown
    )
    return Lines(lines, _pair_key(*shown[-1]) if len(found) > most else None)


def _pair_lines(session: Session, first: date, last: date, older: str | None) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the kept lines, the newest day first, from behind the key ``older``."""
    newest = min(older.partition("~")[0], last.isoformat()) if older else last.isoformat()
    days = session.exec(
        select(DayFigures.day, DayFigures.pairs)
        .where(col(DayFigures.day).between(first.isoformat(), newest))
        .order_by(col(DayFigures.day).desc())
        .execution_options(yield_per=10)
    )
    for day, lines in days:
        for line in reversed(lines):
            if older is None or _place(day, line) < _place_of(older):
                yield day, line


def _pair_key(day: str, line: Sequence[Any]) -> str:
    return f"{day}~{line[0]}~{line[1]}"


def _place(day: str, line: Sequence[Any]) -> tuple[str, int, str]:
    return day, line[0], line[1]


def _place_of(key: str) -> tuple[str, int, str]:
    day, _mark, rest = key.partition("~")
    number, _mark, channel = rest.partition("~")
    return day, int(number) if number.isdecimal() else 0, channel


def _is_wanted(line: Sequence[Any], only: PairsOnly, rules: Rules) -> bool:
    lead = line[2]
    wanted = {
        PairsOnly.ALL: True,
        PairsOnly.NOT_WHOLE: lead is None,
        PairsOnly.WHOLE: lead is not None,
        PairsOnly.IN_TIME: is_in_time(line, rules),
        PairsOnly.APART: lead is not None and not is_in_time(line, rules),
        PairsOnly.WELSH_FIRST: lead is not None and lead >= 0,
        PairsOnly.ENGLISH_FIRST: lead is not None and lead < 0,
    }
    return wanted[only]


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _labels(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    rows = session.exec(select(Posting.id, Posting.label).where(col(Posting.id).in_(list(numbers))))
    return {number: label for number, label in rows if number is not None}


def list_answers(
    desk: Desk,
    first: date,
    last: date,
    *,
    reply_in: str,
    only: AnswersOnly = AnswersOnly.ALL,
    older: str | None = None,
    most: int = MOST,
) -> Lines[AnswerLine]:
    """Return comments written between two days whose answer is due in ``reply_in``, with what became of each.

    Raises:
        ValueError: ``older`` is no key.
    """
    begins, ends = bounds_of(first, last, desk.rules.zone)
    answer = (col(Reply.comment_id) == col(Comment.id)) & (col(Reply.kind) == ReplyKind.ANSWER)
    query = (
        select(Comment, Reply)
        .join(Reply, answer, isouter=True)
        .where(col(Comment.written_at) >= begins, col(Comment.written_at) < ends, Comment.reply_in == reply_in)
        .order_by(col(Comment.written_at).desc(), col(Comment.id).desc())
        .limit(most + 1)
    )
    if older is not None:
        query = query.where(_before(col(Comment.written_at), col(Comment.id), older))
    with desk.store.reading() as session:
        if only is AnswersOnly.ODD:
            query = query.where(col(Comment.id).in_(_odd(session, first, last, reply_in)))
        elif only is not AnswersOnly.ALL:
            query = query.where(_meant(only))
        rows = session.exec(query).all()
    lines = tuple(_answer_line(comment, reply) for comment, reply in rows[:most])
    last_one = rows[most - 1][0] if len(rows) > most else None
    return Lines(lines, f"{last_one.written_at.isoformat()}~{last_one.id}" if last_one is not None else None)


def _meant(only: AnswersOnly) -> ColumnElement[bool]:
    is_answered, needs_none = col(Reply.live_at).is_not(None), col(Comment.state) == CommentState.NO_ANSWER
    if only is AnswersOnly.ANSWERED:
        return is_answered
    return ~is_answered & needs_none if only is AnswersOnly.NONE else ~is_answered & ~needs_none


def _odd(session: Session, first: date, last: date, reply_in: str) -> list[int]:
    days = session.exec(
        select(DayFigures.answers).where(col(DayFigures.day).between(first.isoformat(), last.isoformat()))
    )
    return [number for answers in days for number in answers.get(reply_in, {}).get("odd", ())]


def _answer_line(comment: Comment, reply: Reply | None) -> AnswerLine:
    live = reply.live_at if reply is not None else None
    return AnswerLine(
        ref=comment.ref,
        written_at=comment.written_at,
        reply_in=comment.reply_in,
        state=comment.state,
        answered_in=reply.language if reply is not None and live is not None else None,
        seconds=(live - comment.written_at).total_seconds() if live is not None else None,
    )


def list_exceptions(
    desk: Desk, first: date, last: date, *, only: ExceptionsOnly = ExceptionsOnly.ALL
) -> tuple[ExceptionLine, ...]:
    """Return every emergency that went out in English first between two days, the newest first: there are few."""
    begins, ends = bounds_of(first, last, desk.rules.zone)
    now = desk.clock.now()
    with desk.store.reading() as session:
        rows = session.exec(
            select(EnglishFirst, Posting.label)
            .join(Posting, col(Posting.id) == col(EnglishFirst.posting_id))
            .where(col(EnglishFirst.started_at) >= begins, col(EnglishFirst.started_at) < ends)
            .order_by(col(EnglishFirst.started_at).desc())
        ).all()
    lines = (
        ExceptionLine(
            f"P{row.posting_id}",
            label,
            row.category,
            row.started_at,
            row.due_at,
            row.welsh_live_at,
            row.is_late(now),
            row.reviewed_at,
        )
        for row, label in rows
    )
    return tuple(line for line in lines if only in (ExceptionsOnly.ALL, _kind(line)))


def _kind(line: ExceptionLine) -> ExceptionsOnly:
    if line.is_late:
        return ExceptionsOnly.LATE
    return ExceptionsOnly.KEPT if line.welsh_live_at is not None else ExceptionsOnly.RUNNING


def list_accepted(
    desk: Desk, first: date, last: date, *, check: str | None = None, older: str | None = None, most: int = MOST
) -> Lines[AcceptedLine]:
    """Return the warnings that were accepted between two days, the newest first, each with its reason.

    Raises:
        ValueError: ``older`` is no key.
    """
    begins, ends = bounds_of(first, last, desk.rules.zone)
    found = and_(
        col(FindingRow.posting_id) == col(Acceptance.posting_id),
        col(FindingRow.fingerprint) == col(Acceptance.fingerprint),
        col(FindingRow.cy_hash) == col(Acceptance.cy_hash),
        col(FindingRow.en_hash) == col(Acceptance.en_hash),
    )
    query = (
        select(Acceptance, FindingRow, Words)
        .join(FindingRow, found, isouter=True)
        .join(Words, col(Words.id) == col(Acceptance.reason_id))
        .where(col(Acceptance.at) >= begins, col(Acceptance.at) < ends)
        .order_by(col(Acceptance.at).desc(), col(Acceptance.id).desc())
        .limit(most + 1)
    )
    if check is not None:
        query = query.where(FindingRow.check == check)
    if older is not None:
        query = query.where(_before(col(Acceptance.at), col(Acceptance.id), older))
    with desk.store.reading() as session:
        rows = session.exec(query).all()
        labels = _labels(session, {row.posting_id for row, _finding, _words in rows})
    lines = tuple(
        AcceptedLine(
            f"P{row.posting_id}",
            labels.get(row.posting_id, ""),
            _check_of(finding),
            row.by,
            row.at,
            words.body,
        )
        for row, finding, words in rows[:most]
    )
    last_one = rows[most - 1][0] if len(rows) > most else None
    return Lines(lines, f"{last_one.at.isoformat()}~{last_one.id}" if last_one is not None else None)


def _check_of(finding: FindingRow | None) -> str:
    return finding.check if finding is not None else ""


def _before(at: Any, number: Any, key: str) -> ColumnElement[bool]:  # noqa: ANN401 - columns of any table
    moment, mark, last = key.partition("~")
    given = datetime.fromisoformat(moment)
    if not mark or given.tzinfo is None:
        raise ValueError("no key of a page")
    return or_(at < given, and_(at == given, number < int(last)))
