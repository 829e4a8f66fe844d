"""Choosing a password and an authenticator app: by an invitation the first time, then by oneself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, delete, select, update

from cydbost_language import Language
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.seal import Seal
from cydbost_queue.signing_in.codes import new_recovery_codes, recovery_hash, step_of
from cydbost_queue.signing_in.passwords import hash_password, require_good_password
from cydbost_queue.signing_in.rows import SUBJECT, end_sessions, login_made
from cydbost_queue.signing_in.tokens import new_token, token_hash
from cydbost_queue.tables import Invitation, Login, RecoveryCode

#: How long an invitation holds.
INVITED_FOR: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Invited:
    """Who an invitation is for, and until when."""

    person: str
    expires_at: datetime


def invite(desk: Desk, actor: Actor, person: str) -> str:
    """Invite somebody to choose a password; return the link's token. Earlier invitations of theirs are void.

    Raises:
        Denied: the actor does not look after people.
        Refused: the person's account is disabled.
    """
    token = new_token()
    with desk.act(actor, Right.RUN_PEOPLE) as act:
        if login_made(act, person).disabled_at is not None:
            raise Refused("login_disabled", name=person)
        _void_invitations(act, person)
        expires = act.at + INVITED_FOR
        act.session.add(
            Invitation(
                person=person, token_hash=token_hash(token), made_by=actor.name, made_at=act.at, expires_at=expires
            )
        )
        act.record(SUBJECT, Tag.PERSON_INVITED, name=person, expires=expires.isoformat())
    return token


def find_invitation(desk: Desk, token: str, now: datetime) -> Invited | None:
    """Return who this invitation is for, or ``None`` where it holds no more."""
    with desk.store.reading() as session:
        row = _invitation(session, token, now)
    return Invited(row.person, row.expires_at) if row else None


def accept_invitation(desk: Desk, actor: Actor, token: str, password: str) -> None:
    """Take the invited person's first password, or their new one; the app and all that was before no longer count.

    Raises:
        NotFound: the invitation was used, has run out, or is somebody else's.
        Refused: the password is too easily guessed.
    """
    require_good_password(password, actor.name)
    kept = hash_password(password)
    with desk.act(actor, Right.READ) as act:
        row = _invitation(act.session, token, act.at, lock=True)
        if row is None or row.person != actor.name:
            raise NotFound("no_invitation")
        row.used_at = act.at
        act.session.add(row)
        login = login_made(act, actor.name)
        if login.disabled_at is not None:
            raise NotFound("no_invitation")
        login.totp, login.totp_step, login.failures, login.locked_until = None, None, 0, None
        _forget_codes(act, actor.name)
        _set_password(act, login, kept)
        end_sessions(act, actor.name)


def spend_invitation(desk: Desk, actor: Actor) -> None:
    """Take the open invitation of somebody who signs in elsewhere, and chooses no password here.

    Raises:
        NotFound: there is none, or it has run out.
    """
    with desk.act(actor, Right.READ) as act:
        mine = select(Invitation.id).where(
            Invitation.person == actor.name, col(Invitation.used_at).is_(None), col(Invitation.expires_at) > act.at
        )
        if act.session.exec(mine.with_for_update()).first() is None:
            raise NotFound("no_invitation")
        _void_invitations(act, actor.name)


def change_password(desk: Desk, actor: Actor, password: str, *, session: int) -> None:
    """Change the actor's own password; every other session of theirs ends. That it is them was proved before.

    Raises:
        Refused: the password is too easily guessed, or this person has none here.
    """
    require_good_password(password, actor.name)
    kept = hash_password(password)
    with desk.act(actor, Right.READ) as act:
        login = login_made(act, actor.name)
        if login.password_hash is None:
            raise Refused("no_password_here", name=actor.name)
        _set_password(act, login, kept)
        end_sessions(act, actor.name, but=session)


def set_app(desk: Desk, actor: Actor, seal: Seal, secret: str, code: str) -> list[str]:
    """Take the actor's authenticator app, once it has shown a right code; return fresh recovery codes.

    Raises:
        Refused: the code is not the one for now.
    """
    with desk.act(actor, Right.READ) as act:
        login = login_made(act, actor.name)
        step = step_of(secret, code, act.at)
        if step is None:
            raise Refused("code_wrong")
        login.totp, login.totp_step = seal.seal(login.drawer, secret), step
        act.session.add(login)
        act.record(SUBJECT, Tag.TOTP_SET, name=actor.name)
        return _fresh_codes(act)


def renew_recovery_codes(desk: Desk, actor: Actor) -> list[str]:
    """Return fresh recovery codes for the actor; the old ones are void."""
    with desk.act(actor, Right.READ) as act:
        login_made(act, actor.name)  # locked: two who ask at once get one set
        return _fresh_codes(act)


def set_language(desk: Desk, actor: Actor, language: Language) -> None:
    """Set the language of the actor's pages."""
    with desk.act(actor, Right.READ) as act:
        login = login_made(act, actor.name)
        login.language = language
        act.session.add(login)


def _set_password(act: Act, login: Login, kept: str) -> None:
    login.password_hash, login.password_at = kept, act.at
    act.session.add(login)
    _void_invitations(act, login.person)
    act.record(SUBJECT, Tag.PASSWORD_SET, name=login.person)


def _fresh_codes(act: Act) -> list[str]:
    _forget_codes(act, act.actor.name)
    codes = new_recovery_codes()
    act.session.add_all(RecoveryCode(person=act.actor.name, code_hash=recovery_hash(code)) for code in codes)
    act.record(SUBJECT, Tag.CODES_MADE, name=act.actor.name, number=len(codes))
    return codes


def _forget_codes(act: Act, person: str) -> None:
    act.session.connection().execute(delete(RecoveryCode).where(col(RecoveryCode.person) == person))


def _void_invitations(act: Act, person: str) -> None:
    mine = update(Invitation).where(col(Invitation.person) == person, col(Invitation.used_at).is_(None))
    act.session.connection().execute(mine.values(used_at=act.at))


def _invitation(session: Session, token: str, at: datetime, *, lock: bool = False) -> Invitation | None:
    mine = select(Invitation).where(
        Invitation.token_hash == token_hash(token), col(Invitation.used_at).is_(None), col(Invitation.expires_at) > at
    )
    return session.exec(mine.with_for_update() if lock else mine).first()
