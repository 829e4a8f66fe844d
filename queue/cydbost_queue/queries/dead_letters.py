"""The dead letters: every posting, answer, notice and stranger that waits for a person, and the acts that are safe."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session, col, or_, select

from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.policy import Role
from cydbost_queue.record import Tag
from cydbost_queue.rereading import DIFFERENCES, DIFFERS
from cydbost_queue.rules import Rules
from cydbost_queue.sending.backoff import LASTING_CODES, TOGETHER
from cydbost_queue.sending.in_hand import patience
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import (
    Carries,
    Comment,
    Delivery,
    Entry,
    HeldReason,
    Notice,
    NoticeDelivery,
    NoticeState,
    Posting,
    Reply,
    Stranger,
    Task,
)

#: An unclear outcome clears up by itself in some minutes; after this it is shown.
PATIENCE: Final = timedelta(minutes=10)
#: Faults of our own after which somebody must look.
FAULTS: Final = 5
#: A notice that nobody could be brought is shown for so long.
NOTICES_FOR: Final = timedelta(days=7)

#: What is said of a delivery that no error was kept of.
BY_HAND: Final = "by_hand"
_STANDING: Final = {DeliveryState.UNKNOWN: "outcome_unknown", DeliveryState.BY_HAND: BY_HAND}

#: What looks like a key or a token is never shown, whatever a platform puts into its answer.
_TOKEN: Final = re.compile(r"[A-Za-z0-9_\-+/=.]{32,500}")
_ADMINISTRATORS: Final = frozenset({"expired", "not_allowed", "fault", "stopped"})


class Way(StrEnum):
    """Something that is safe to do with a dead letter as it stands."""

    RETRY = "retry"  #: send again what was surely not sent
    FOUND = "found"  #: a person looked, and it is there
    ABSENT = "absent"  #: a person looked, and it is not there
    LOOK = "look"  #: have the platform looked at again now
    RESCHEDULE = "reschedule"
    WITHDRAW = "withdraw"  #: both versions, everywhere
    DROP = "drop"  #: the change that could not go out
    GIVE_UP = "give-up"  #: the answer as it was written; the comment waits again
    HAND = "hand"  #: a person posts it, or says what became of it
    SETTLE = "settle"  #: a stranger, or what differs since a restore, was looked at


@dataclass(frozen=True, slots=True)
class Trouble:
    """One delivery of a dead letter that is not as it should be."""

    account: str
    carries: Carries
    state: DeliveryState
    task: Task | None
    error: str
    detail: str  #: the platform's words, without what looks like a secret
    address: str | None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What happened (``why``), since when it stands so, who acts next, and what may be done."""

    ref: str
    label: str
    why: str
    since: datetime
    role: Role
    ways: tuple[Way, ...]
    troubles: tuple[Trouble, ...] = ()


def dead_letters(desk: Desk) -> list[DeadLetter]:
    """Return everything that needs a person, the longest waiting first."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        found = [
            *_postings(session, desk.rules, now),
            *_replies(session, desk.rules, now),
            *_strangers(session),
            *_notices(session, now),
        ]
    return sorted(found, key=lambda one: (one.since, one.ref))


def show_dead_letter(desk: Desk, ref: str) -> DeadLetter:
    """Return one of them.

    Raises:
        NotFound: nothing of that name needs a person.
    """
    wanted = ref.strip().upper()
    for one in dead_letters(desk):
        if one.ref in {wanted, f"P{wanted}"}:
            return one
    raise NotFound("no_dead_letter", ref=ref)


def troubled(rows: Iterable[Delivery], rules: Rules, now: datetime) -> list[Delivery]:
    """Return those deliveries that need a person."""
    return [row for row in rows if _needs_a_person(row, rules, now)]


def _needs_a_person(row: Delivery, rules: Rules, now: datetime) -> bool:
    if row.state is DeliveryState.FAILED:
        return True
    if row.is_in_hand:
        return (row.handed_at or now) + patience(row, rules) <= now
    if row.state is DeliveryState.UNKNOWN:
        return row.created_at <= now - PATIENCE
    if row.task is Task.WITHDRAW:
        return row.attempts >= TOGETHER or row.error_code in LASTING_CODES
    is_fault = row.error_code == "fault" and row.attempts >= FAULTS
    return is_fault or (row.state in LIVE_DELIVERIES and row.task is None and row.error_code is not None)


def _rows(session: Session) -> Sequence[Delivery]:
    marked = or_(Delivery.state == DeliveryState.FAILED, col(Delivery.error_code).is_not(None))
    unclear = (col(Delivery.task).is_not(None)) & (Delivery.state == DeliveryState.UNKNOWN)
    in_hand = col(Delivery.in_hand).is_not(None)
    found = {row.id: row for query in (marked, unclear, in_hand) for row in session.exec(select(Delivery).where(query))}
    return [row for _number, row in sorted(found.items(), key=lambda pair: pair[0] or 0)]


def _postings(session: Session, rules: Rules, now: datetime) -> Iterator[DeadLetter]:
    by_posting: dict[int, list[Delivery]] = {}
    for row in troubled(_rows(session), rules, now):
        if row.posting_id is not None:
            by_posting.setdefault(row.posting_id, []).append(row)
    waiting = session.exec(
        select(Posting).where(
            or_(
                Posting.state == PostingState.HELD,
                (Posting.state == PostingState.CORRECTING) & (Posting.held_reason == HeldReason.CHANGE_FAILED),
                col(Posting.id).in_(list(by_posting)),
            )
        )
    )
    for posting in waiting.all():
        rows = by_posting.get(posting.id or 0, [])
        if rows or posting.state is not PostingState.WITHDRAWN:
            yield _of_posting(session, posting, rows)


def _of_posting(session: Session, posting: Posting, rows: Sequence[Delivery]) -> DeadLetter:
    troubles = tuple(_trouble(row) for row in rows)
    held = posting.held_reason.value if posting.held_reason else None
    why = held or next((one.error for one in troubles), "unknown")
    return DeadLetter(
        ref=posting.ref,
        label=posting.label,
        why=why,
        since=_since(session, posting.subject, posting.created_at),
        role=_role(troubles, Role.APPROVER),
        ways=tuple(_ways_of_posting(posting, rows)),
        troubles=troubles,
    )


def _ways_of_posting(posting: Posting, rows: Sequence[Delivery]) -> Iterator[Way]:
    failed = any(row.state is DeliveryState.FAILED for row in rows)
    is_down = posting.state is PostingState.WITHDRAWN
    differing = {row.error_code for row in rows if row.task is None} & DIFFERENCES
    if differing == {DIFFERS}:
        yield Way.SETTLE
    is_in_hand = any(row.is_in_hand for row in rows)
    if is_in_hand:
        yield Way.HAND
    if not differing and (posting.state is PostingState.CORRECTING or (failed and not is_down)):
        yield Way.RETRY
    yield from _ways_of_unclear(rows)
    if any(_may_be_looked_at(row) for row in rows):
        yield Way.LOOK
    is_unclear = any(row.state is DeliveryState.UNKNOWN for row in rows)
    if posting.state is PostingState.HELD and not is_unclear and not differing and not is_in_hand:
        yield Way.RESCHEDULE
    if posting.state is PostingState.CORRECTING:
        yield Way.DROP
    if not is_down:
        yield Way.WITHDRAW


def _may_be_looked_at(row: Delivery) -> bool:
    if row.error_code in DIFFERENCES:
        return False
    if row.is_in_hand:
        return False
    return row.task is Task.WITHDRAW or row.state in LIVE_DELIVERIES or row.error_code == "fault"


def _ways_of_unclear(rows: Iterable[Delivery]) -> Iterator[Way]:
    if any(row.state is DeliveryState.UNKNOWN for row in rows):
        yield from (Way.FOUND, Way.ABSENT)


def _replies(session: Session, rules: Rules, now: datetime) -> Iterator[DeadLetter]:
    for row in troubled(_rows(session), rules, now):
        reply = session.get(Reply, row.reply_id) if row.reply_id is not None else None
        comment = session.get(Comment, reply.comment_id) if reply else None
        if comment is None:
            continue
        ways = tuple(_ways_of_reply(row))
        trouble = _trouble(row)
        since = _since(session, row.subject, row.created_at)
        yield DeadLetter(comment.ref, "", trouble.error, since, _role([trouble], Role.AUTHOR), ways, (trouble,))


def _ways_of_reply(row: Delivery) -> Iterator[Way]:
    if row.state is DeliveryState.FAILED:
        yield from (Way.RETRY, Way.GIVE_UP)
    elif row.state is DeliveryState.UNKNOWN:
        yield from _ways_of_unclear([row])
    else:
        yield Way.SETTLE if row.error_code in DIFFERENCES else Way.LOOK


def _strangers(session: Session) -> Iterator[DeadLetter]:
    rows = session.exec(select(Stranger).where(col(Stranger.settled_at).is_(None)).order_by(col(Stranger.id)))
    for row in rows:
        yield DeadLetter(
            row.ref, f"{row.account} {row.address}", "stranger", row.found_at, Role.APPROVER, (Way.SETTLE,)
        )


def _notices(session: Session, now: datetime) -> Iterator[DeadLetter]:
    rows = session.exec(
        select(NoticeDelivery, Notice)
        .join(Notice, col(Notice.id) == NoticeDelivery.notice_id)
        .where(NoticeDelivery.state == NoticeState.FAILED, col(NoticeDelivery.created_at) >= now - NOTICES_FOR)
        .order_by(col(NoticeDelivery.id))
    )
    for row, notice in rows:
        label = f"{row.person}: {notice.code}"
        yield DeadLetter(f"N{row.id}", label, row.error_code or "no_way", row.created_at, Role.ADMINISTRATOR, ())


def _trouble(row: Delivery) -> Trouble:
    error = row.error_code or _STANDING.get(row.state) or (BY_HAND if row.is_in_hand else "connector_error")
    return Trouble(
        row.account, row.carries, row.state, row.task, error, hide_tokens(row.error_detail or ""), row.address
    )


def hide_tokens(words: str) -> str:
    """Return a platform's words without what looks like a key or a token."""
    return _TOKEN.sub("[…]", words)


def _role(troubles: Iterable[Trouble], usual: Role) -> Role:
    return Role.ADMINISTRATOR if any(one.error in _ADMINISTRATORS for one in troubles) else usual


def _since(session: Session, subject: str, otherwise: datetime) -> datetime:
    """Return when it last moved: it has stood as it stands since then."""
    moved = session.exec(
        select(Entry.at)
        .where(Entry.subject == subject, col(Entry.act).in_([Tag.POSTING_MOVED, Tag.DELIVERY_MOVED]))
        .order_by(col(Entry.number).desc())
        .limit(1)
    ).first()
    return moved or otherwise
