"""People of the office: added, given and refused roles, and sent away. What each of them did stays theirs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import SYSTEM, Actor, Right, Role
from cydbost_queue.record import Tag
from cydbost_queue.signing_in.rows import SUBJECT, end_sessions, login_made
from cydbost_queue.tables import Channel, Identity, Person

NAME_LIMIT: Final = 64  #: characters, as everywhere that a person is named
_EMAIL_LIMIT: Final = 254  # RFC 5321, section 4.5.3.1.3


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody is here for. ``channels`` are the only ones they may do anything about; ``None``: all."""

    roles: frozenset[Role]
    languages: frozenset[Language] = frozenset(Language)
    channels: frozenset[str] | None = None
    email: str | None = field(default=None, repr=False)


def add_person(desk: Desk, actor: Actor, name: str, held: Held, *, taken: Collection[str] = ()) -> str:
    """Add somebody; return their name as it is kept. ``taken`` are names that the configuration has given.

    Raises:
        Denied: the actor does not look after people.
        Refused: the name is taken or cannot be used, or there is no role.
        NotFound: there is no such channel.
    """
    with desk.act(actor, Right.RUN_PEOPLE) as act:
        return _add(act, name, held, taken)


def set_person(desk: Desk, actor: Actor, name: str, held: Held) -> None:
    """Give and take roles, languages and channels. What changed counts from the person's next step.

    Raises:
        Denied: the actor does not look after people, or would change what they may do themselves.
        Refused: there is no role.
        NotFound: there is no such person here, or no such channel.
    """
    with desk.act(actor, Right.RUN_PEOPLE) as act:
        if name == actor.name:
            raise Denied("own_roles", actor=actor.name)
        _set(act, _person(act, name), held)


def disable(desk: Desk, actor: Actor, name: str) -> None:
    """Shut somebody out: their sessions end now. Nothing of what they did is changed.

    Raises:
        Denied: the actor does not look after people, or would shut themselves out.
    """
    with desk.act(actor, Right.RUN_PEOPLE) as act:
        if name == actor.name:
            raise Denied("own_roles", actor=actor.name)
        login = login_made(act, name)
        if login.disabled_at is None:
            login.disabled_at, login.disabled_by = act.at, actor.name
            act.session.add(login)
            act.record(SUBJECT, Tag.LOGIN_DISABLED, name=name)
            end_sessions(act, name)


def enable(desk: Desk, actor: Actor, name: str) -> None:
    """Let somebody in again, as they were.

    Raises:
        Denied: the actor does not look after people.
    """
    with desk.act(actor, Right.RUN_PEOPLE) as act:
        login = login_made(act, name)
        if login.disabled_at is not None:
            login.disabled_at, login.disabled_by = None, None
            act.session.add(login)
            act.record(SUBJECT, Tag.LOGIN_ENABLED, name=name)


def bind_identity(desk: Desk, person: str, issuer: str, subject: str) -> None:
    """Write down that the council's sign-in knows this person as ``subject``.

    Raises:
        Refused: it knows somebody else so.
    """
    with desk.system_act() as act:
        found = act.session.exec(select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)).first()
        if found is not None and found.person != person:
            raise Refused("identity_taken", name=found.person)
        if found is None:
            act.session.add(Identity(person=person, issuer=issuer, subject=subject, made_at=act.at))
            act.record(SUBJECT, Tag.IDENTITY_BOUND, name=person, issuer=issuer)


def keep_person(desk: Desk, name: str, held: Held, *, taken: Collection[str] = ()) -> None:
    """Add somebody whom the council's sign-in vouches for, or give them the roles that it says now.

    Raises:
        Refused: the name is taken or cannot be used, or there is no role.
    """
    with desk.system_act() as act:
        there = act.session.exec(select(Person).where(Person.name == name).with_for_update()).first()
        if there is None:
            _add(act, name, held, taken)
            return
        channels = None if there.channels is None else frozenset(there.channels)
        languages = frozenset(Language(one) for one in there.languages)
        _set(act, there, Held(held.roles, languages, channels, held.email or there.email))


def _add(act: Act, name: str, held: Held, taken: Collection[str]) -> str:
    name = checked_text(name, field_name="person_name", limit=NAME_LIMIT)
    if set(name) & set("|/\n") or name.casefold() == SYSTEM.name:
        raise Refused("name_unusable", name=name)
    there = act.session.exec(select(Person.name)).all()
    if name.casefold() in {one.casefold() for one in (*there, *taken)}:
        raise Refused("name_taken", name=name)
    held = _checked(act, held)
    act.session.add(
        Person(
            name=name,
            roles=_sorted(held.roles),
            languages=_sorted(held.languages),
            channels=None if held.channels is None else sorted(held.channels),
            email=held.email,
            made_by=act.actor.name,
            made_at=act.at,
        )
    )
    login_made(act, name)
    act.record(SUBJECT, Tag.PERSON_ADDED, name=name, roles=_sorted(held.roles), **_may(held))
    return name


def _set(act: Act, person: Person, held: Held) -> None:
    held = _checked(act, held)
    before = {Role(role) for role in person.roles}
    for role in _sorted(held.roles - before):
        act.record(SUBJECT, Tag.ROLE_GIVEN, name=person.name, role=role)
    for role in _sorted(before - held.roles):
        act.record(SUBJECT, Tag.ROLE_TAKEN, name=person.name, role=role)
    was = {"languages": sorted(person.languages), "channels": person.channels}
    if was != _may(held):
        act.record(SUBJECT, Tag.PERSON_SET, name=person.name, **_may(held))
    person.roles, person.languages, person.email = _sorted(held.roles), _sorted(held.languages), held.email
    person.channels = None if held.channels is None else sorted(held.channels)
    act.session.add(person)


def _checked(act: Act, held: Held) -> Held:
    if not held.roles or Role.SYSTEM in held.roles:
        raise Refused("role_missing")
    for channel in sorted(held.channels or ()):
        if act.session.get(Channel, channel) is None:
            known = act.session.exec(select(Channel.name).order_by(col(Channel.name))).all()
            raise NotFound("no_channel", channel=channel, known=", ".join(known))
    if held.channels is not None and not held.channels:
        raise Refused("channel_missing")
    email = (held.email or "").strip() or None
    if email is not None and ("@" not in email or len(email) > _EMAIL_LIMIT or any(sign.isspace() for sign in email)):
        raise Refused("email_unusable")
    return Held(held.roles, held.languages, held.channels, email)


def _may(held: Held) -> dict[str, list[str] | None]:
    channels = None if held.channels is None else sorted(held.channels)
    return {"languages": _sorted(held.languages), "channels": channels}


def _person(act: Act, name: str) -> Person:
    found = act.session.exec(select(Person).where(Person.name == name).with_for_update()).first()
    if found is None:
        raise NotFound("no_person", name=name)
    return found


def _sorted(words: Iterable[Role | Language]) -> list[str]:
    return sorted(word.value for word in words)
