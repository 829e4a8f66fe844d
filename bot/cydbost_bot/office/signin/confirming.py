"""Step-up: somebody who is signed in shows again who they are, before an act that cannot be undone."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.responses import Response

from cydbost_bot.office import cookies
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.signin.door import room, takes_council_accounts
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.visitor import Visitor
from cydbost_bot.office.words import gettext as _
from cydbost_bot.vault_key import read_seal
from cydbost_queue.actions.proving import check_code, check_password
from cydbost_queue.actions.sessions import begin_sign_in, count_wrong_proof, prove_again
from cydbost_queue.errors import NotFound
from cydbost_queue.queries.people import LoginView, logins

#: What is carried over to the provider and back; more than a page of text is sent again by hand.
_MOST_CARRIED = 200_000  # characters


def confirmed(visit: Visit) -> Visitor | None:
    """Return the visitor where they have shown now who they are; the browser is given a new token then."""
    password, code = visit.form.text("confirm_password"), visit.form.text("confirm_code")
    name = visit.actor.name
    if code:
        is_right = check_code(visit.desk, read_seal(visit.settings.database), name, code, is_inside=True)
    else:
        is_right = bool(password) and check_password(visit.desk, name, password, is_known=True, is_inside=True)
    if not is_right or visit.visitor is None:
        if password or code:
            count_wrong_proof(visit.desk, visit.actor, visit.token)
        return None
    try:
        visit.token = prove_again(visit.desk, visit.actor, visit.token)
    except NotFound:
        return None
    return replace(visit.visitor, confirmed_at=visit.now)


def page_of(visit: Visit, posted: Mapping[str, str]) -> Response:
    """Return the page that asks, with what is to be carried over."""
    visit.room = room
    login = logins(visit.desk, visit.actor.name).get(visit.actor.name)
    errors = FieldErrors()
    if visit.form.text("confirm_code"):
        errors.add("confirm_code", _("The code is not right. Wait for the next one, and type it."))
    elif "confirm_password" in visit.form or "confirm_code" in visit.form:
        errors.add(_first_field(login), _("Check what you typed. After five wrong tries you are signed out."))
    answer = visit.show(
        "signin/confirm.html",
        status=422 if errors else 200,
        errors=errors,
        action=visit.request.url.path.removeprefix(visit.office.root),
        posted=[(name, value) for name, value in posted.items()],
        has_password=login is not None and login.has_password,
        has_app=login is not None and login.has_app,
        has_council=login is not None and login.is_bound and takes_council_accounts(visit.settings),
    )
    if login is not None and login.is_bound and sum(map(len, posted.values())) <= _MOST_CARRIED:
        facts = {
            "step": "confirm",
            "to": visit.request.url.path.removeprefix(visit.office.root),
            "posted": [list(item) for item in posted.items()],
            "session": visit.visitor.session if visit.visitor else "",
        }
        token = begin_sign_in(visit.desk, visit.actor.name, facts, visit.now)
        cookies.keep_sign_in(visit.office, answer, token)
    return answer


def _first_field(login: LoginView | None) -> str:
    return "confirm_code" if login is not None and login.has_app else "confirm_password"
