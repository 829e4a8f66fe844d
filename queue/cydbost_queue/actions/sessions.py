"""Sessions: begun when somebody has proved who they are, given a new token at each further proof, ended at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.signing_in.rows import SUBJECT, end_sessions, forget_what_ended, login_made
from cydbost_queue.signing_in.tokens import new_token, token_hash
from cydbost_queue.tables import SignIn, Way, WebSession

#: How long somebody may take between the steps of a sign-in.
UNDER_WAY: Final = timedelta(minutes=10)
_TRIES: Final = 5  #: codes that are looked at before one begins anew, and before a session ends
_DEVICE: Final = 120  #: characters of what tells one device from another
#: That a session is in use is written down no more often than this.
_SEEN_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a session lasts when nothing is done in it, and at the most."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Signed:
    """A session as it stands."""

    id: int
    person: str
    way: Way
    proved_at: datetime


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A sign-in that is under way."""

    person: str | None
    facts: Mapping[str, Any]


def begin_session(desk: Desk, actor: Actor, *, way: Way, device: str, lengths: Lengths) -> str:
    """Begin a session for somebody who has proved who they are; return its token, which is kept nowhere.

    Raises:
        Denied: the person may not even read.
    """
    token = new_token()
    with desk.act(actor, Right.READ) as act:
        login = login_made(act, actor.name)
        login.failures, login.locked_until, login.seen_at = 0, None, act.at
        act.session.add(login)
        ends = act.at + lengths.longest
        act.session.add(
            WebSession(
                token_hash=token_hash(token),
                person=actor.name,
                way=way,
                device=device[:_DEVICE],
                made_at=act.at,
                seen_at=act.at,
                idle_until=min(act.at + lengths.idle, ends),
                ends_at=ends,
                proved_at=act.at,
            )
        )
        act.record(SUBJECT, Tag.SIGNED_IN, name=actor.name, proof=way.value)
    return token


def find_session(desk: Desk, token: str, now: datetime, lengths: Lengths) -> Signed | None:
    """Return the session of this token, or ``None`` where there is none, or none any more."""
    with desk.store.reading() as session:
        row = _standing(session, token, now)
    if row is None:
        return None
    if now - row.seen_at >= _SEEN_EVERY:
        _keep_alive(desk, token, now, lengths)
    return _signed(row)


def prove_again(desk: Desk, actor: Actor, token: str) -> str:
    """Write down that a session's person proved again who they are; return its new token, the old one is void.

    Raises:
        NotFound: it is not their session, or it has ended.
    """
    fresh = new_token()
    with desk.act(actor, Right.READ) as act:
        row = _standing(act.session, token, act.at)
        if row is None or row.person != actor.name:
            raise NotFound("no_session")
        login = login_made(act, actor.name)
        login.failures, login.locked_until = 0, None
        row.token_hash, row.proved_at, row.failures = token_hash(fresh), act.at, 0
        act.session.add(row)
        act.session.add(login)
    return fresh


def count_wrong_proof(desk: Desk, actor: Actor, token: str) -> None:
    """Count that a session's person could not prove again who they are; after some tries it ends."""
    with desk.act(actor, Right.READ) as act:
        row = act.session.exec(
            select(WebSession).where(WebSession.token_hash == token_hash(token)).with_for_update()
        ).first()
        if row is None or row.revoked_at is not None:
            return
        row.failures += 1
        if row.failures >= _TRIES:
            row.revoked_at, row.revoked_by = act.at, actor.name
            act.record(SUBJECT, Tag.SESSION_ENDED, name=row.person, number=1)
        act.session.add(row)


def end_session(desk: Desk, actor: Actor, number: int) -> None:
    """End one of the actor's own sessions, or anybody's where the actor looks after people.

    Raises:
        NotFound: there is no such session that the actor may see.
    """
    with desk.act(actor, Right.READ) as act:
        row = act.session.exec(select(WebSession).where(WebSession.id == number).with_for_update()).first()
        if row is None or (row.person != actor.name and not actor.may(Right.RUN_PEOPLE)):
            raise NotFound("no_session")
        if row.revoked_at is None:
            row.revoked_at, row.revoked_by = act.at, actor.name
            act.session.add(row)
            act.record(SUBJECT, Tag.SESSION_ENDED, name=row.person, number=1)


def end_other_sessions(desk: Desk, actor: Actor, number: int) -> int:
    """End every session of the actor's but this one; return how many."""
    with desk.act(actor, Right.READ) as act:
        return end_sessions(act, actor.name, but=number)


def begin_sign_in(desk: Desk, person: str | None, facts: Mapping[str, Any], now: datetime) -> str:
    """Remember how far a sign-in is; return the token by which its device goes on with it."""
    token = new_token()
    with desk.system_act() as act:
        forget_what_ended(act)
        act.session.add(SignIn(token_hash=token_hash(token), person=person, facts=dict(facts), ends_at=now + UNDER_WAY))
    return token


def sign_in_under_way(desk: Desk, token: str) -> UnderWay | None:
    """Return the sign-in of this token, and count the look: after some it is over."""
    with desk.system_act() as act:
        row = _under_way(act.session, token, act.at)
        if row is None:
            return None
        row.tries += 1
        if row.tries > _TRIES:
            act.session.delete(row)
            return None
        act.session.add(row)
        return UnderWay(row.person, dict(row.facts))


def take_sign_in(desk: Desk, token: str) -> UnderWay | None:
    """Return the sign-in of this token, which is over with that: it can be taken once."""
    with desk.system_act() as act:
        row = _under_way(act.session, token, act.at)
        if row is None:
            return None
        act.session.delete(row)
        return UnderWay(row.person, dict(row.facts))


def peek_sign_in(desk: Desk, token: str, now: datetime) -> UnderWay | None:
    """Return the sign-in of this token, to show its page."""
    with desk.store.reading() as session:
        row = session.exec(select(SignIn).where(SignIn.token_hash == token_hash(token))).first()
        return UnderWay(row.person, dict(row.facts)) if row is not None and row.ends_at > now else None


def _under_way(session: Session, token: str, at: datetime) -> SignIn | None:
    mine = select(SignIn).where(SignIn.token_hash == token_hash(token), col(SignIn.ends_at) > at)
    return session.exec(mine.with_for_update()).first()


def _standing(session: Session, token: str, at: datetime) -> WebSession | None:
    row = session.exec(select(WebSession).where(WebSession.token_hash == token_hash(token))).first()
    is_over = row is None or row.revoked_at is not None or row.idle_until <= at or row.ends_at <= at
    return None if is_over else row


def _keep_alive(desk: Desk, token: str, now: datetime, lengths: Lengths) -> None:
    with desk.store.writing() as session:
        row = session.exec(
            select(WebSession).where(WebSession.token_hash == token_hash(token)).with_for_update()
        ).first()
        if row is not None and row.revoked_at is None:
            row.seen_at = max(row.seen_at, now)
            row.idle_until = min(max(row.idle_until, now + lengths.idle), row.ends_at)
            session.add(row)


def _signed(row: WebSession) -> Signed:
    if row.id is None:
        raise AssertionError("a stored row has a number")
    return Signed(row.id, row.person, Way(row.way), row.proved_at)
