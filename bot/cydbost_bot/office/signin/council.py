"""Signing in with the council's own account, such as one of Entra ID; and showing there again who one is."""

import hmac
import logging
from functools import cache
from typing import Final

from starlette.responses import RedirectResponse, Response

from cydbost_bot.office import cookies
from cydbost_bot.office.problem_pages import show_status
from cydbost_bot.office.room import ANYONE
from cydbost_bot.office.signin.door import directory_of, let_in, room, takes_council_accounts
from cydbost_bot.office.signin.limits import is_too_often
from cydbost_bot.office.signin.oidc import Client, Identity, Provider, ProviderFailed
from cydbost_bot.office.visit import Visit, own_path
from cydbost_bot.office.words import gettext as _
from cydbost_bot.settings_office import Oidc
from cydbost_queue.actions.passwords import spend_invitation
from cydbost_queue.actions.people import Held, bind_identity, keep_person
from cydbost_queue.actions.sessions import UnderWay, begin_sign_in, peek_sign_in, prove_again, take_sign_in
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.policy import Role
from cydbost_queue.queries.people import person_bound
from cydbost_queue.tables import Way

BACK: Final = "/sign-in/council/back"
_LOG: Final = logging.getLogger("cydbost.office")


@cache
def provider_of(client: Client, base_url: str) -> Provider:
    """Return the provider that ``client`` asks; what it says of itself is kept for a while."""
    return Provider(client, f"{base_url.rstrip('/')}{BACK}")


@room.page("/sign-in/council", right=ANYONE)
def to_council(visit: Visit) -> Response:
    """Send somebody to the council's own sign-in.

    A page and no form: browsers hold back a form that leads to another site, as our content policy asks them to.
    """
    if is_too_often(visit):
        return show_status(visit, 429)
    if not takes_council_accounts(visit.settings):
        return show_status(visit, 404)
    token = cookies.sign_in_of(visit.office, visit.request)
    before = peek_sign_in(visit.desk, token, visit.now) if token and not visit.query.get("next") else None
    facts = dict(before.facts) if before and before.facts.get("step") in {"bind", "confirm"} else {}
    step = facts.get("step", "council")
    try:
        asked = _provider(visit).ask(again=step == "confirm")
    except ProviderFailed as error:
        return _failed(visit, error)
    goal = own_path(visit.query.get("next", "/"))
    facts |= {"step": f"{step}-back", "state": asked.state, "nonce": asked.nonce, "verifier": asked.verifier}
    person = before.person if before and step != "council" else None
    answer = RedirectResponse(asked.address, 303)
    cookies.keep_sign_in(visit.office, answer, begin_sign_in(visit.desk, person, {"next": goal, **facts}, visit.now))
    return answer


@room.page(BACK, right=ANYONE)
def back_from_council(visit: Visit) -> Response:
    """Take what the provider sends with somebody, once."""
    found = take_sign_in(visit.desk, cookies.sign_in_of(visit.office, visit.request))
    state = str(found.facts.get("state", "")) if found else ""
    if found is None or not state or not hmac.compare_digest(state.encode(), visit.query.get("state", "").encode()):
        return visit.go("/sign-in", said=_("That took too long, or was begun elsewhere. Sign in again."))
    is_again = found.facts["step"] == "confirm-back"
    try:
        identity = _provider(visit).identity(
            visit.query.get("code", ""), str(found.facts["verifier"]), str(found.facts["nonce"]), again=is_again
        )
    except ProviderFailed as error:
        return _failed(visit, error)
    answer = _again(visit, identity, found) if is_again else _in(visit, identity, found)
    cookies.forget_sign_in(visit.office, answer)
    return answer


def _in(visit: Visit, identity: Identity, found: UnderWay) -> Response:
    try:
        name = _person(visit, identity, found)
    except (Refused, NotFound) as refused:
        _LOG.info("the council's sign-in vouches for somebody who is not let in: %s", refused.code)
        name = None
    actor = directory_of(visit).actor(name) if name else None
    if actor is None:
        return visit.show("signin/unknown.html", status=403)
    let_in(visit, actor, Way.OIDC)
    return visit.go(str(found.facts.get("next", "/")))


def _person(visit: Visit, identity: Identity, found: UnderWay) -> str | None:
    """Return the name of whom the provider vouches for, with the roles that it says; ``None`` where nobody is known so.

    A person is known by what never changes there. A name or an address that it gives never makes somebody one whom
    the office knows already: for that they are invited.
    """
    oidc = _oidc(visit)
    roles = frozenset(Role(oidc.roles[value]) for value in identity.values(oidc.roles_claim) if value in oidc.roles)
    name = person_bound(visit.desk, identity.issuer, identity.subject)
    if name is None and found.facts["step"] == "bind-back":
        return _bound(visit, identity, found.person or "")
    if oidc.roles and name not in visit.settings.people:
        if not roles:
            return None
        called = name or identity.text(oidc.name_claim)[:64]
        held = Held(roles, email=identity.text("email") or None)
        is_new = name is None
        if is_new and directory_of(visit).find(called) is not None:
            raise Refused("name_taken", name=called)
        keep_person(visit.desk, called, held, taken=visit.settings.people)
        if is_new:
            bind_identity(visit.desk, called, identity.issuer, identity.subject)
        return called
    return name


def _bound(visit: Visit, identity: Identity, invited: str) -> str | None:
    actor = directory_of(visit).actor(invited)
    if actor is None:
        return None
    spend_invitation(visit.desk, actor)
    bind_identity(visit.desk, actor.name, identity.issuer, identity.subject)
    return actor.name


def _again(visit: Visit, identity: Identity, found: UnderWay) -> Response:
    """Go on with an act for which somebody has shown again who they are, if it is the same person and session."""
    name = person_bound(visit.desk, identity.issuer, identity.subject)
    visitor = visit.visitor
    if visitor is None or name != visitor.name or visitor.session != found.facts.get("session"):
        return visit.show("signin/unknown.html", status=403)
    visit.token = prove_again(visit.desk, visitor.actor, visit.token)
    posted = [(str(name), str(value)) for name, value in found.facts.get("posted", [])]
    return visit.show("signin/go_on.html", action=own_path(str(found.facts.get("to", "/"))), posted=posted)


def _provider(visit: Visit) -> Provider:
    oidc = _oidc(visit)
    return provider_of(Client(oidc.issuer, oidc.client_id, oidc.client_secret), visit.office.base_url)


def _oidc(visit: Visit) -> Oidc:
    oidc = visit.settings.office.oidc
    if oidc is None:
        raise NotFound("no_invitation")
    return oidc


def _failed(visit: Visit, error: ProviderFailed) -> Response:
    _LOG.warning("the council's sign-in failed: %s", error)
    return visit.show("signin/failed.html", status=503)
