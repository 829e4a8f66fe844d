"""People of the office, how they sign in, where they are signed in, and their keys. No secret is among it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Right, Role
from cydbost_queue.tables import ApiKey, Identity, Invitation, Login, Person, RecoveryCode, Way, WebSession, Words


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """Somebody who was added on the screen. ``channels`` are the only ones they may do anything about."""

    name: str
    roles: frozenset[Role]
    languages: frozenset[Language]
    channels: frozenset[str] | None
    email: str | None


@dataclass(frozen=True, slots=True)
class LoginView:
    """How one person signs in, and when they did last."""

    person: str
    has_password: bool
    has_app: bool
    is_bound: bool  #: the council's own sign-in knows them
    codes_left: int
    language: Language | None
    made_at: datetime
    seen_at: datetime | None
    locked_until: datetime | None
    disabled_at: datetime | None
    disabled_by: str | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """One device on which somebody is signed in."""

    id: int
    person: str
    way: Way
    device: str
    made_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class KeyView:
    """One key of a person's; ``label`` is what they call it, ``None`` once it was erased."""

    id: int
    ref: str
    person: str
    label: str | None
    scopes: tuple[Right, ...]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


def stored_person(desk: Desk, name: str) -> StoredPerson | None:
    """Return who was added on the screen under this very name, or ``None``."""
    with desk.store.reading() as session:
        row = session.exec(select(Person).where(Person.name == name)).first()
    return _stored(row) if row else None


def stored_people(desk: Desk) -> list[StoredPerson]:
    """Return everybody who was added on the screen, by name."""
    with desk.store.reading() as session:
        rows = session.exec(select(Person).order_by(col(Person.name))).all()
    return [_stored(row) for row in rows]


def person_bound(desk: Desk, issuer: str, subject: str) -> str | None:
    """Return the name of whom the council's sign-in knows as ``subject``, or ``None``."""
    with desk.store.reading() as session:
        query = select(Identity.person).where(Identity.issuer == issuer, Identity.subject == subject)
        return session.exec(query).first()


def logins(desk: Desk, person: str | None = None) -> dict[str, LoginView]:
    """Return how everybody signs in, or one ``person``, by name; who never was invited is not among them."""
    rows = select(Login).order_by(col(Login.person))
    codes = select(RecoveryCode.person, func.count()).where(col(RecoveryCode.used_at).is_(None))
    bound = select(Identity.person)
    if person is not None:
        rows, codes = rows.where(Login.person == person), codes.where(RecoveryCode.person == person)
        bound = bound.where(Identity.person == person)
    with desk.store.reading() as session:
        left = dict(session.exec(codes.group_by(col(RecoveryCode.person))).all())
        known = set(session.exec(bound))
        return {row.person: _login(row, left, is_bound=row.person in known) for row in session.exec(rows)}


def language_of(desk: Desk, person: str) -> Language | None:
    """Return the language that somebody has chosen for their pages."""
    with desk.store.reading() as session:
        chosen = session.exec(select(Login.language).where(Login.person == person)).first()
    return Language(chosen) if chosen else None


def is_disabled(desk: Desk, person: str) -> bool:
    """Tell whether somebody was shut out."""
    with desk.store.reading() as session:
        query = select(Login.id).where(Login.person == person, col(Login.disabled_at).is_not(None))
        return session.exec(query).first() is not None


def invited_until(desk: Desk, person: str) -> datetime | None:
    """Return until when an invitation of this person's holds, or ``None`` where none does."""
    with desk.store.reading() as session:
        query = select(func.max(Invitation.expires_at)).where(
            Invitation.person == person,
            col(Invitation.used_at).is_(None),
            col(Invitation.expires_at) > desk.clock.now(),
        )
        return session.exec(query).first()


def sessions_of(desk: Desk, person: str) -> list[SessionView]:
    """Return where a person is signed in now, the last one first."""
    now = desk.clock.now()
    query = (
        select(WebSession)
        .where(
            WebSession.person == person,
            col(WebSession.revoked_at).is_(None),
            col(WebSession.idle_until) > now,
            col(WebSession.ends_at) > now,
        )
        .order_by(col(WebSession.seen_at).desc(), col(WebSession.id).desc())
    )
    with desk.store.reading() as session:
        return [
            SessionView(row.id or 0, row.person, Way(row.way), row.device, row.made_at, row.seen_at, row.ends_at)
            for row in session.exec(query)
        ]


def keys_of(desk: Desk, person: str) -> list[KeyView]:
    """Return a person's last hundred keys, the newest first."""
    query = (
        select(ApiKey, Words.body)
        .join(Words, col(Words.id) == col(ApiKey.label_id))
        .where(ApiKey.person == person)
        .order_by(col(ApiKey.id).desc())
        .limit(100)
    )
    with desk.store.reading() as session:
        return [_key(row, label) for row, label in session.exec(query)]


def _stored(row: Person) -> StoredPerson:
    return StoredPerson(
        row.name,
        frozenset(Role(role) for role in row.roles),
        frozenset(Language(one) for one in row.languages),
        None if row.channels is None else frozenset(row.channels),
        row.email,
    )


def _login(row: Login, left: Mapping[str, int], *, is_bound: bool) -> LoginView:
    return LoginView(
        person=row.person,
        has_password=row.password_hash is not None,
        has_app=row.totp is not None,
        is_bound=is_bound,
        codes_left=left.get(row.person, 0),
        language=Language(row.language) if row.language else None,
        made_at=row.made_at,
        seen_at=row.seen_at,
        locked_until=row.locked_until,
        disabled_at=row.disabled_at,
        disabled_by=row.disabled_by,
    )


def _key(row: ApiKey, label: str | None) -> KeyView:
    return KeyView(
        id=row.id or 0,
        ref=row.ref,
        person=row.person,
        label=label,
        scopes=tuple(Right(one) for one in row.scopes if one in set(Right)),
        made_at=row.made_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
