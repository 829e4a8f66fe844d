"""Enrolling an authenticator app: a picture for the phone, the same in letters, and codes for when it is lost."""

import io

import segno
from markupsafe import Markup
from starlette.responses import Response

from cydbost_bot.office import cookies
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import ANYONE, SIGNED_IN
from cydbost_bot.office.signin.door import directory_of, let_in, room, under_way
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.vault_key import read_seal
from cydbost_queue.actions.passwords import renew_recovery_codes, set_app
from cydbost_queue.actions.sessions import begin_sign_in, sign_in_under_way, take_sign_in
from cydbost_queue.errors import Refused
from cydbost_queue.signing_in.codes import address_of, new_secret
from cydbost_queue.tables import Way

#: What the secret of an app is sealed for while it is shown, before its first code.
_DRAWER = "office/enrolling"


@room.page("/sign-in/app", right=ANYONE)
def first_app_page(visit: Visit) -> Response:
    """Show the secret of an app to somebody whose password was right, and who has no app yet."""
    found = under_way(visit, "app") or under_way(visit, "app-code")
    if found is None or found.person is None:
        return visit.go("/sign-in")
    return _show(visit, found.person, "/sign-in/app", facts={"step": "app-code", "next": found.facts.get("next", "/")})


@room.act("/sign-in/app", right=ANYONE)
def first_app(visit: Visit) -> Response:
    """Take the app by its first code; let the person in, and show their recovery codes."""
    token = cookies.sign_in_of(visit.office, visit.request)
    found = sign_in_under_way(visit.desk, token) if under_way(visit, "app-code") is not None else None
    actor = directory_of(visit).actor(found.person) if found is not None and found.person else None
    if found is None or actor is None:
        return visit.go("/sign-in", said=_("That took too long, or there were too many tries. Sign in again."))
    seal = read_seal(visit.settings.database)
    secret = seal.opened(_DRAWER, str(found.facts["secret"]))
    try:
        codes = set_app(visit.desk, actor, seal, secret, visit.form.text("code"))
    except Refused:
        return _again(visit, actor.name, secret, "/sign-in/app")
    take_sign_in(visit.desk, token)
    let_in(visit, actor, Way.TOTP)
    visit.visitor = visit.office.doorkeeper.visitor(visit.token)
    answer = visit.show("signin/codes.html", codes=codes, goal=str(found.facts.get("next", "/")))
    cookies.forget_sign_in(visit.office, answer)
    return answer


@room.act("/me/app", right=SIGNED_IN, step_up=True)
def new_app(visit: Visit) -> Response:
    """Show the secret of another app to somebody who has just shown who they are."""
    return _show(visit, visit.actor.name, "/me/app/code", facts={"step": "new-app"})


@room.act("/me/app/code", right=SIGNED_IN, step_up=True)
def new_app_code(visit: Visit) -> Response:
    """Take the other app by its first code; the one before no longer counts."""
    token = cookies.sign_in_of(visit.office, visit.request)
    found = sign_in_under_way(visit.desk, token) if under_way(visit, "new-app") is not None else None
    if found is None or found.person != visit.actor.name:
        return visit.go("/me", said=_("That took too long. Begin again."))
    seal = read_seal(visit.settings.database)
    secret = seal.opened(_DRAWER, str(found.facts["secret"]))
    try:
        codes = set_app(visit.desk, visit.actor, seal, secret, visit.form.text("code"))
    except Refused:
        return _again(visit, visit.actor.name, secret, "/me/app/code")
    take_sign_in(visit.desk, token)
    answer = visit.show("signin/codes.html", codes=codes, goal="/me")
    cookies.forget_sign_in(visit.office, answer)
    return answer


@room.act("/me/codes", right=SIGNED_IN, step_up=True)
def new_codes(visit: Visit) -> Response:
    """Show fresh recovery codes; the ones before no longer count."""
    return visit.show("signin/codes.html", codes=renew_recovery_codes(visit.desk, visit.actor), goal="/me")


def _show(visit: Visit, person: str, action: str, *, facts: dict[str, object]) -> Response:
    secret = new_secret()
    sealed = read_seal(visit.settings.database).seal(_DRAWER, secret)
    token = begin_sign_in(visit.desk, person, {**facts, "secret": sealed}, visit.now)
    answer = _page(visit, person, secret, action, FieldErrors())
    cookies.keep_sign_in(visit.office, answer, token)
    return answer


def _again(visit: Visit, person: str, secret: str, action: str) -> Response:
    errors = FieldErrors()
    errors.add("code", _("The code is not right. Type the six figures that the app shows now."))
    return _page(visit, person, secret, action, errors)


def _page(visit: Visit, person: str, secret: str, action: str, errors: FieldErrors) -> Response:
    letters = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    address = address_of(secret, person=person, council=visit.office.council(visit.language))
    return visit.show("signin/app.html", errors=errors, picture=_drawn(address), letters=letters, action=action)


def _drawn(address: str) -> Markup:
    """Return the square picture of an address, as a part of the page."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=4, xmldecl=False, omitsize=True, svgclass=None, lineclass=None, light="#fff"
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - squares alone: nothing of the address stands in it as it is
