"""Proving who one is: a password, then a code of the app or a recovery code. A wrong one is counted, and waited for."""

import secrets

from sqlmodel import col, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.seal import Seal
from cydbost_queue.signing_in.codes import recovery_hash, step_of
from cydbost_queue.signing_in.passwords import hash_password, is_out_of_date, is_password
from cydbost_queue.signing_in.rows import count_failure, forget_what_ended, login_of, may_try
from cydbost_queue.signing_in.tokens import new_token, token_hash
from cydbost_queue.tables import Login, RecoveryCode, SignIn


def check_password(desk: Desk, name: str, password: str, *, is_known: bool, is_inside: bool = False) -> bool:
    """Tell whether this is the password of ``name``, who may try now.

    What is asked of the database and of the processor is the same for a name that nobody has.

    Args:
        desk: the desk.
        name: as it was typed.
        password: as it was typed.
        is_known: whether somebody of that name may use the office.
        is_inside: whether they are signed in, and only confirm it; then the session counts what is wrong.
    """
    kept = _kept_hash(desk, name)
    matches = is_password(kept, password)
    renewed = hash_password(password) if matches and kept is not None and is_out_of_date(kept) else None
    with desk.system_act() as act:
        forget_what_ended(act)
        login = login_of(act.session, name)
        if login is None or not is_known or not may_try(login, act.at, is_inside=is_inside):
            _write_as_much(act)
            return False
        if not matches or login.password_hash != kept:
            if not is_inside:
                count_failure(act, login)
            return False
        login.password_hash = renewed or kept
        act.session.add(login)
        return True


def check_code(desk: Desk, seal: Seal, person: str, code: str, *, is_inside: bool = False) -> bool:
    """Tell whether this is the app's code for now; one that was taken is not taken again. See ``check_password``.

    Raises:
        StoreError: no key opens the secret.
    """
    with desk.system_act() as act:
        login = login_of(act.session, person)
        if login is None or login.totp is None or not may_try(login, act.at, is_inside=is_inside):
            return False
        step = step_of(seal.opened(login.drawer, login.totp), code, act.at, after=login.totp_step)
        if step is None:
            if not is_inside:
                count_failure(act, login)
            return False
        login.totp_step = step
        act.session.add(login)
        return True


def check_recovery_code(desk: Desk, person: str, code: str) -> bool:
    """Tell whether this is a recovery code that was not used; now it is."""
    with desk.system_act() as act:
        login = login_of(act.session, person)
        if login is None or not may_try(login, act.at):
            return False
        row = _unused(act, login, code)
        if row is None:
            count_failure(act, login)
            return False
        row.used_at = act.at
        act.session.add(row)
        return True


def _unused(act: Act, login: Login, code: str) -> RecoveryCode | None:
    mine = select(RecoveryCode).where(RecoveryCode.person == login.person, col(RecoveryCode.used_at).is_(None))
    wanted = recovery_hash(code)
    return next(
        (row for row in act.session.exec(mine.with_for_update()) if secrets.compare_digest(row.code_hash, wanted)), None
    )


def _kept_hash(desk: Desk, name: str) -> str | None:
    with desk.store.reading() as session:
        return session.exec(select(Login.password_hash).where(Login.person == name)).first()


def _write_as_much(act: Act) -> None:
    """Write a row, as where a failure is counted: the time that it takes tells nobody that a name is unknown."""
    act.session.add(SignIn(token_hash=token_hash(new_token()), ends_at=act.at))
