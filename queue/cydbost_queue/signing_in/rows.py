"""Finding the rows of one person's signing in, locked for the transaction that decides by them."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, delete, select

from cydbost_queue.desk import Act
from cydbost_queue.record import Tag
from cydbost_queue.tables import Login, SignIn, WebSession

#: The chain in the record of all who use the office.
SUBJECT: Final = "people"

#: So many failures are forgiven; each further one is waited for, twice as long as for the one before.
FORGIVEN: Final = 5
_FIRST_WAIT: Final = timedelta(minutes=1)
_LONGEST_WAIT: Final = timedelta(minutes=15)


def login_of(session: Session, person: str) -> Login | None:
    """Return how a person signs in, locked where the database can."""
    return session.exec(select(Login).where(Login.person == person).with_for_update()).first()


def login_made(act: Act, person: str) -> Login:
    """Return how a person signs in; begun with nothing where they never did."""
    login = login_of(act.session, person)
    if login is None:
        login = Login(person=person, made_at=act.at)
        act.session.add(login)
        act.session.flush()
    return login


def may_try(login: Login, at: datetime, *, is_inside: bool = False) -> bool:
    """Tell whether what is typed now is looked at at all.

    Strangers who guess at a name keep nobody from confirming, within a session, who they are: an emergency must not
    wait for them. A session has tries of its own (``sessions.count_wrong_proof``).
    """
    return login.disabled_at is None and (is_inside or login.locked_until is None or login.locked_until <= at)


def count_failure(act: Act, login: Login) -> None:
    """Count a wrong proof; after some, the next one must wait."""
    login.failures += 1
    if login.failures >= FORGIVEN:
        wait = min(_FIRST_WAIT * 2 ** min(login.failures - FORGIVEN, 10), _LONGEST_WAIT)
        login.locked_until = act.at + wait
        act.record(
            SUBJECT,
            Tag.SIGN_IN_LOCKED,
            name=login.person,
            failures=login.failures,
            until=login.locked_until.isoformat(),
        )
    act.session.add(login)


def end_sessions(act: Act, person: str, *, but: int | None = None) -> int:
    """End all of a person's sessions, ``but`` the one that is given; return how many."""
    standing = select(WebSession).where(WebSession.person == person, col(WebSession.revoked_at).is_(None))
    rows = [row for row in act.session.exec(standing.with_for_update()) if row.id != but and row.ends_at > act.at]
    for row in rows:
        row.revoked_at, row.revoked_by = act.at, act.actor.name
        act.session.add(row)
    if rows:
        act.record(SUBJECT, Tag.SESSION_ENDED, name=person, number=len(rows))
    return len(rows)


def forget_what_ended(act: Act) -> None:
    """Remove the sign-ins that nobody went on with."""
    act.session.connection().execute(delete(SignIn).where(col(SignIn.ends_at) <= act.at))
