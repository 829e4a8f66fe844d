"""The room that lets people in, and what all its pages go by."""

from typing import Final

from cydbost_bot.directory import Directory
from cydbost_bot.office import cookies
from cydbost_bot.office.room import Room
from cydbost_bot.office.signin.devices import device_of
from cydbost_bot.office.visit import Visit
from cydbost_bot.settings_model import Settings
from cydbost_queue.actions.sessions import Lengths, UnderWay, begin_session, end_session, peek_sign_in
from cydbost_queue.policy import Actor
from cydbost_queue.tables import Way

room: Final = Room("signin")


def directory_of(visit: Visit) -> Directory:
    """Return who may use this office."""
    return Directory(visit.settings, visit.desk)


def lengths_of(settings: Settings) -> Lengths:
    """Return how long a session lasts."""
    return Lengths(settings.office.session_idle, settings.office.session_longest)


def takes_passwords(settings: Settings) -> bool:
    """Tell whether people sign in with a password that is kept here."""
    return settings.office.sign_in in {"local", "both"}


def takes_council_accounts(settings: Settings) -> bool:
    """Tell whether people sign in with the council's own account."""
    return settings.office.sign_in in {"oidc", "both"} and settings.office.oidc is not None


def under_way(visit: Visit, kind: str) -> UnderWay | None:
    """Return the sign-in that is under way in this browser, where it has come to the step ``kind``."""
    token = cookies.sign_in_of(visit.office, visit.request)
    found = peek_sign_in(visit.desk, token, visit.now) if token else None
    return found if found is not None and found.facts.get("step") == kind else None


def let_in(visit: Visit, actor: Actor, way: Way) -> None:
    """Begin a session for somebody who has proved who they are; the browser is given its token with the answer.

    The token that the browser came with stays outside: nobody is let in by one that somebody else has chosen.
    """
    if visit.visitor is not None and visit.visitor.session.isdecimal():
        end_session(visit.desk, visit.visitor.actor, int(visit.visitor.session))  # the browser forgets its token now
    device = device_of(visit.request.headers.get("user-agent", ""))
    visit.token = begin_session(visit.desk, actor, way=way, device=device, lengths=lengths_of(visit.settings))
