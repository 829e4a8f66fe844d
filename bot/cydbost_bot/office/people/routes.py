"""Listing people, adding somebody, giving and taking roles, inviting, shutting out."""

from datetime import datetime
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from cydbost_bot.directory import Directory, Known, is_dormant
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import Room
from cydbost_bot.office.signin.names import key_rows, session_rows
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_
from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import error_sentence
from cydbost_bot.sentences_people import ROLES
from cydbost_bot.sentences_words import LANGUAGES, name_of, names_of
from cydbost_language import Language
from cydbost_queue.actions.api_keys import revoke_key
from cydbost_queue.actions.passwords import INVITED_FOR, invite
from cydbost_queue.actions.people import Held, add_person, disable, enable, set_person
from cydbost_queue.actions.sessions import end_session
from cydbost_queue.errors import NotFound, QueueError
from cydbost_queue.policy import Right, Role
from cydbost_queue.queries.people import invited_until, keys_of, sessions_of
from cydbost_queue.queries.record import list_channels

room: Final = Room(
    "people", title=N_("People"), home="/people", right=Right.RUN_PEOPLE, order=90, daily_for=[Role.ADMINISTRATOR]
)
_EXAMPLE: Final = {"name": "comms-editor"}
_GIVEN: Final = tuple(role for role in Role if role is not Role.SYSTEM)
#: In which field of the form a refusal is mended.
_FIELDS: Final = {
    "role_missing": "roles",
    "channel_missing": "channels",
    "no_channel": "channels",
    "email_unusable": "email",
}


@room.page("/people", right=Right.RUN_PEOPLE)
def people(visit: Visit) -> Response:
    """List everybody; or those alone who have not signed in for long."""
    since = visit.now - visit.settings.office.dormant_after
    everybody = _directory(visit).everybody()
    dormant = [one for one in everybody if is_dormant(one, since)]
    only = visit.query.get("show") == "dormant"
    return visit.show(
        "people/list.html",
        people=[_row(one, since) for one in (dormant if only else everybody)],
        dormant=len(dormant),
        only=only,
        days=visit.settings.office.dormant_after.days,
    )


@room.page("/people/new", right=Right.RUN_PEOPLE)
def new_page(visit: Visit) -> Response:
    """Ask who is to be added."""
    return _form(visit, None)


@room.act("/people/new", right=Right.RUN_PEOPLE, step_up=True)
def new(visit: Visit) -> Response:
    """Add somebody."""
    try:
        name = add_person(visit.desk, visit.actor, visit.form.text("name"), _held(visit), taken=visit.settings.people)
    except QueueError as refused:
        return _form(visit, None, _errors(refused))
    return visit.go(_place(name), said=_("%(name)s was added. Invite them, so that they can come in.") % {"name": name})


@room.page("/people/{name}", right=Right.RUN_PEOPLE, example=_EXAMPLE)
def one(visit: Visit, name: str) -> Response:
    """Show one person: what they may do, how they sign in, and where they are signed in."""
    return _show(visit, _known(visit, name))


@room.page("/people/{name}/change", right=Right.RUN_PEOPLE, example=_EXAMPLE)
def change_page(visit: Visit, name: str) -> Response:
    """Ask what is to be changed of somebody who was added here."""
    known = _known(visit, name)
    if known.is_configured:
        raise NotFound("no_person", name=name)
    return _form(visit, known)


@room.act("/people/{name}/change", right=Right.RUN_PEOPLE, step_up=True, example=_EXAMPLE)
def change(visit: Visit, name: str) -> Response:
    """Give and take roles, languages and channels."""
    known = _known(visit, name)
    try:
        set_person(visit.desk, visit.actor, name, _held(visit))
    except NotFound:
        raise
    except QueueError as refused:
        return _form(visit, known, _errors(refused))
    return visit.go(_place(name), said=_("This was changed for %(name)s.") % {"name": name})


@room.act("/people/{name}/invite", right=Right.RUN_PEOPLE, step_up=True, example=_EXAMPLE)
def invite_one(visit: Visit, name: str) -> Response:
    """Make a link with which somebody first comes in, and show it, once."""
    known = _known(visit, name)
    token = invite(visit.desk, visit.actor, known.name)
    link = f"{visit.office.base_url.rstrip('/')}/invitation/{token}"
    until = visit.now + INVITED_FOR
    return visit.show("people/invited.html", person=known, link=link, until=until, place=_place(known.name))


@room.act("/people/{name}/shut-out", right=Right.RUN_PEOPLE, example=_EXAMPLE)
def shut_out(visit: Visit, name: str) -> Response:
    """Shut somebody out, at once."""
    disable(visit.desk, visit.actor, _known(visit, name).name)
    return visit.go(_place(name), said=_("%(name)s is shut out. Every session of theirs has ended.") % {"name": name})


@room.act("/people/{name}/let-in", right=Right.RUN_PEOPLE, step_up=True, example=_EXAMPLE)
def let_in(visit: Visit, name: str) -> Response:
    """Let somebody in again."""
    enable(visit.desk, visit.actor, _known(visit, name).name)
    return visit.go(_place(name), said=_("%(name)s may sign in again.") % {"name": name})


@room.act("/people/{name}/sessions/{number}/end", right=Right.RUN_PEOPLE, example={**_EXAMPLE, "number": "1"})
def end_one(visit: Visit, name: str, number: int) -> Response:
    """End one of somebody's sessions."""
    if number not in {session.id for session in sessions_of(visit.desk, name)}:
        raise NotFound("no_session")
    end_session(visit.desk, visit.actor, number)
    return visit.go(_place(name), said=_("The session has ended."))


@room.act("/people/{name}/keys/{number}/revoke", right=Right.RUN_PEOPLE, example={**_EXAMPLE, "number": "1"})
def revoke_one(visit: Visit, name: str, number: int) -> Response:
    """Take back one of somebody's keys."""
    if number not in {key.id for key in keys_of(visit.desk, name)}:
        raise NotFound("no_key", ref=f"K{number}")
    revoke_key(visit.desk, visit.actor, number)
    return visit.go(_place(name), said=_("The key was taken back. Nothing comes in with it any more."))


def _directory(visit: Visit) -> Directory:
    return Directory(visit.settings, visit.desk)


def _known(visit: Visit, name: str) -> Known:
    found = _directory(visit).find(name)
    if found is None:
        raise NotFound("no_person", name=name)
    return found


def _place(name: str) -> str:
    return f"/people/{quote(name, safe='')}"


def _row(known: Known, since: datetime) -> dict[str, object]:
    return {
        "name": known.name,
        "place": _place(known.name),
        "roles": _roles(known),
        "seen_at": known.login.seen_at if known.login else None,
        "is_disabled": known.is_disabled,
        "is_dormant": is_dormant(known, since),
        "can_sign_in": known.login is not None and (known.login.has_password or known.login.is_bound),
    }


def _roles(known: Known) -> str:
    return names_of(ROLES, sorted(role.value for role in known.actor.roles))


def _show(visit: Visit, known: Known) -> Response:
    actor = known.actor
    return visit.show(
        "people/one.html",
        person=known,
        place=_place(known.name),
        roles=_roles(known),
        languages=names_of(LANGUAGES, [language.value for language in Language if language in actor.languages]),
        channels=", ".join(sorted(actor.channels)) if actor.channels is not None else "",
        invited=invited_until(visit.desk, known.name),
        sessions=session_rows(visit, known.name),
        keys=key_rows(visit, known.name),
        is_me=known.name == visit.actor.name,
    )


def _held(visit: Visit) -> Held:
    """Return what was ticked: each choice is a field of its own, so that a step-up carries all of them over."""
    ticked = {name for name, _value in visit.form.items()}
    limited = visit.form.text("limited") == "yes"
    return Held(
        roles=frozenset(role for role in _GIVEN if f"role-{role.value}" in ticked),
        languages=frozenset(language for language in Language if f"language-{language.value}" in ticked),
        channels=frozenset(name.removeprefix("channel-") for name in ticked if name.startswith("channel-"))
        if limited
        else None,
        email=visit.form.text("email") or None,
    )


def _errors(refused: QueueError) -> FieldErrors:
    errors = FieldErrors()
    errors.add(_FIELDS.get(refused.code, "name"), error_sentence(refused))
    return errors


def _form(visit: Visit, known: Known | None, errors: FieldErrors | None = None) -> Response:
    if errors is not None:
        held, name = _held(visit), visit.form.text("name")
    elif known is not None:
        actor = known.actor
        held, name = Held(actor.roles, actor.languages, actor.channels, known.email), known.name
    else:
        held, name = Held(frozenset(), frozenset()), ""
    return visit.show(
        "people/form.html",
        errors=errors,
        person=known,
        action=f"{_place(known.name)}/change" if known else "/people/new",
        name=name,
        held=held,
        roles=[(role.value, name_of(ROLES, role.value), role in held.roles) for role in _GIVEN],
        languages=[(one.value, name_of(LANGUAGES, one.value), one in held.languages) for one in Language],
        channels=[(one.name, one.name, one.name in (held.channels or ())) for one in list_channels(visit.desk)],
    )
