"""Bringing one notice to one person: claimed, tried by one way after another, and recorded.

The intent is committed before a way is used, and the outcome after it. Whoever dies between the two leaves a row
that the next one tries again: what cannot be known to have arrived is sent once more, and says so.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlmodel import col, or_, select

from cydbost_queue.deadlines import welsh_is_owed
from cydbost_queue.desk import Act, Desk
from cydbost_queue.lookup import number_of
from cydbost_queue.queries.notices import view_of
from cydbost_queue.record import Tag
from cydbost_queue.sending.in_hand import HAND_NOTICES, is_still_in_hand
from cydbost_queue.tables import Notice, NoticeDelivery, NoticeState, Posting
from cydbost_queue.telling.handing_out import OF_THE_LADDER, PATIENCE
from cydbost_queue.views import NoticeView

#: How long one attempt may hold a notice: more than any attempt's own time limit.
LEASE: Final = timedelta(minutes=2)
#: Between two rounds of all of somebody's ways.
FIRST_WAIT: Final = timedelta(seconds=15)
LONGEST_WAIT: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NoticeClaim:
    """One attempt: which notice, to whom, by which way. ``is_repeat``: an earlier attempt may have arrived."""

    number: int
    lease: str
    person: str
    way: str
    notice: NoticeView
    label: str | None  #: of the posting it is about
    is_repeat: bool

    @property
    def reference(self) -> str:
        """What the message is known by: the same for every attempt, so that a second copy can be recognised."""
        return f"N{self.number}"


def claim_notice(desk: Desk, name: str) -> NoticeClaim | None:
    """Commit the intent to bring the oldest notice that is due, if there is one; those no longer needed are ended."""
    while True:
        with desk.system_act() as act:
            row = _next(act)
            if row is None:
                return None
            claim = _begin(act, row, name)
            if claim is not None:
                return claim


def _next(act: Act) -> NoticeDelivery | None:
    return act.session.exec(
        select(NoticeDelivery)
        .where(
            col(NoticeDelivery.not_before) <= act.at,
            or_(col(NoticeDelivery.lease_until).is_(None), col(NoticeDelivery.lease_until) <= act.at),
        )
        .order_by(col(NoticeDelivery.urgent).desc(), col(NoticeDelivery.not_before), col(NoticeDelivery.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


def _begin(act: Act, row: NoticeDelivery, name: str) -> NoticeClaim | None:
    act.session.add(row)
    notice = act.session.get(Notice, row.notice_id)
    if notice is None:
        raise AssertionError("a notice is never deleted")
    row.unclear = row.unclear or row.state is NoticeState.SENDING  # somebody died in the middle of it
    if not _is_needed(act, notice):
        _end(act, row, notice, NoticeState.NOT_NEEDED, Tag.NOTICE_NOT_NEEDED)
        return None
    contact = act.rules.reach.contacts.get(row.person)
    ways = contact.ways_for(notice.code) if contact else ()
    if not ways or act.at - row.created_at > PATIENCE:
        row.error_code = row.error_code or "no_way"
        _end(act, row, notice, NoticeState.FAILED, Tag.NOTICE_GIVEN_UP, error=row.error_code)
        return None
    row.way = ways[row.attempts % len(ways)]
    row.attempts += 1
    row.state = NoticeState.SENDING
    row.lease, row.lease_until = f"{name}:{secrets.token_hex(8)}", act.at + LEASE
    posting = _posting(act, notice)
    return NoticeClaim(
        row.id or 0, row.lease, row.person, row.way, view_of(notice), posting.label if posting else None, row.unclear
    )


def notice_sent(desk: Desk, claim: NoticeClaim) -> bool:
    """Record that the way took it; ``False`` when another attempt has taken the notice over."""
    with desk.system_act() as act:
        row, notice = _held(act, claim)
        if row is None or notice is None:
            return False
        row.sent_at, row.error_code = act.at, None
        _end(act, row, notice, NoticeState.SENT, Tag.NOTICE_SENT, way=row.way, repeated=claim.is_repeat)
        return True


def notice_not_taken(desk: Desk, claim: NoticeClaim, error: str, *, unclear: bool = False) -> bool:
    """Record that the way did not take it: the next way follows at once, and after the last one a wait.

    Args:
        desk: the council's.
        claim: the attempt.
        error: a code of ours; never what the way answered, which may hold an address.
        unclear: whether it may have arrived all the same.
    """
    with desk.system_act() as act:
        row, notice = _held(act, claim)
        if row is None or notice is None:
            return False
        contact = act.rules.reach.contacts.get(row.person)
        ways = max(len(contact.ways_for(notice.code)) if contact else 0, 1)
        row.state, row.error_code, row.unclear = NoticeState.WAITING, error, row.unclear or unclear
        row.lease = row.lease_until = None
        row.not_before = act.at if row.attempts % ways else act.at + _wait(row.attempts // ways)
        act.session.add(row)
        if row.attempts <= ways:  # a way that stays down is said once, not at each attempt
            facts = {"code": notice.code, "step": _step(notice), "person": row.person, "way": row.way, "error": error}
            act.record(notice.subject, Tag.NOTICE_NOT_TAKEN, **facts)
        return True


def _wait(rounds: int) -> timedelta:
    return min(FIRST_WAIT * (1 << min(max(rounds - 1, 0), 10)), LONGEST_WAIT)


def _held(act: Act, claim: NoticeClaim) -> tuple[NoticeDelivery | None, Notice | None]:
    row = act.session.exec(
        select(NoticeDelivery)
        .where(NoticeDelivery.id == claim.number, NoticeDelivery.lease == claim.lease)
        .with_for_update()
    ).first()
    return row, act.session.get(Notice, row.notice_id) if row else None


def _end(act: Act, row: NoticeDelivery, notice: Notice, state: NoticeState, tag: Tag, **facts: object) -> None:
    row.state, row.not_before, row.lease, row.lease_until = state, None, None, None
    act.session.add(row)
    act.record(notice.subject, tag, code=notice.code, step=_step(notice), person=row.person, **facts)


def _step(notice: Notice) -> str:
    """Return which step of the ladder it is of, for the record: ``80``, ``100+2``; nothing for any other notice."""
    again = str(notice.facts.get("again", "0"))
    return str(notice.facts.get("percent", "")) + (f"+{again}" if again != "0" else "")


def _is_needed(act: Act, notice: Notice) -> bool:
    if notice.code in HAND_NOTICES:
        return is_still_in_hand(act, notice.subject, notice.facts)
    if notice.code not in OF_THE_LADDER:
        return True
    posting = _posting(act, notice)
    return posting is not None and welsh_is_owed(act, posting)


def _posting(act: Act, notice: Notice) -> Posting | None:
    kind, _colon, number = notice.subject.partition(":")
    return act.session.get(Posting, number_of(number, "P")) if kind == "posting" else None
