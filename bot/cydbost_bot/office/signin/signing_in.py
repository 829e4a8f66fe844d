"""Signing in with a password, then with a code of the app; and signing out."""

from starlette.responses import Response

from cydbost_bot.office import cookies
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.problem_pages import show_status
from cydbost_bot.office.room import ANYONE
from cydbost_bot.office.signin.door import (
    directory_of,
    lengths_of,
    let_in,
    room,
    takes_council_accounts,
    takes_passwords,
    under_way,
)
from cydbost_bot.office.signin.limits import is_too_often
from cydbost_bot.office.visit import Visit, own_path
from cydbost_bot.office.words import gettext as _
from cydbost_bot.vault_key import read_seal
from cydbost_queue.actions.proving import check_code, check_password, check_recovery_code
from cydbost_queue.actions.sessions import begin_sign_in, end_session, find_session, sign_in_under_way, take_sign_in
from cydbost_queue.policy import Actor
from cydbost_queue.queries.people import logins
from cydbost_queue.tables import Way

_FIGURES = 6  # of an app's code; a recovery code is longer


@room.page("/sign-in", right=ANYONE)
def sign_in_page(visit: Visit) -> Response:
    """Ask for name and password, or lead to the council's own sign-in."""
    goal = own_path(visit.query.get("next", "/"))
    return visit.go(goal) if visit.visitor is not None else _ask(visit, goal)


@room.act("/sign-in", right=ANYONE)
def sign_in(visit: Visit) -> Response:
    """Take name and password. A wrong one, an unknown name and a locked account are answered alike."""
    goal = own_path(visit.form.text("next", "/"))
    if is_too_often(visit):
        return show_status(visit, 429)
    name, password = visit.form.text("name"), visit.form.text("password")
    errors = FieldErrors()
    if not name:
        errors.add("name", _("Enter your name, as an administrator wrote it."))
    if not password:
        errors.add("password", _("Enter your password."))
    if errors:
        return _ask(visit, goal, errors)
    actor = directory_of(visit).actor(name) if takes_passwords(visit.settings) else None
    if not check_password(visit.desk, name, password, is_known=actor is not None) or actor is None:
        errors.add(
            "name", _("The name or the password is not right, or there were too many tries. Check both, or wait.")
        )
        return _ask(visit, goal, errors)
    return go_on(visit, actor, goal)


def go_on(visit: Visit, actor: Actor, goal: str) -> Response:
    """Ask somebody whose password was right for what is still wanted, or let them in."""
    login = logins(visit.desk, actor.name)[actor.name]
    if not login.has_app and not visit.settings.office.require_totp:
        let_in(visit, actor, Way.PASSWORD)
        return visit.go(goal)
    step = "code" if login.has_app else "app"
    token = begin_sign_in(visit.desk, actor.name, {"step": step, "next": goal}, visit.now)
    answer = visit.go(f"/sign-in/{step}")
    cookies.keep_sign_in(visit.office, answer, token)
    return answer


@room.page("/sign-in/code", right=ANYONE)
def code_page(visit: Visit) -> Response:
    """Ask for a code of the app, or a recovery code."""
    return visit.go("/sign-in") if under_way(visit, "code") is None else visit.show("signin/code.html")


@room.act("/sign-in/code", right=ANYONE)
def code(visit: Visit) -> Response:
    """Take the code and let the person in."""
    if is_too_often(visit):
        return show_status(visit, 429)
    token = cookies.sign_in_of(visit.office, visit.request)
    found = sign_in_under_way(visit.desk, token) if under_way(visit, "code") is not None else None
    actor = directory_of(visit).actor(found.person) if found is not None and found.person else None
    if found is None or actor is None:
        return visit.go("/sign-in", said=_("That took too long, or there were too many tries. Sign in again."))
    way = _proved(visit, actor, visit.form.text("code"))
    if way is None:
        errors = FieldErrors()
        errors.add("code", _("The code is not right, or was used. Wait for the next one, and type it."))
        return visit.show("signin/code.html", errors=errors)
    take_sign_in(visit.desk, token)
    let_in(visit, actor, way)
    left = logins(visit.desk, actor.name)[actor.name].codes_left
    said = _("Recovery codes you have left: %(n)s. Make new ones under your name.") % {"n": left}
    answer = visit.go(str(found.facts.get("next", "/")), said=said if way is Way.RECOVERY else None)
    cookies.forget_sign_in(visit.office, answer)
    return answer


@room.act("/sign-out", right=ANYONE)
def sign_out(visit: Visit) -> Response:
    """End the session of this browser."""
    signed = find_session(visit.desk, visit.token, visit.now, lengths_of(visit.settings))
    if signed is not None and visit.visitor is not None:
        end_session(visit.desk, visit.actor, signed.id)
    visit.visitor, visit.token = None, cookies.new_token()
    return visit.go("/sign-in", said=_("You are signed out."))


def _proved(visit: Visit, actor: Actor, typed: str) -> Way | None:
    if len("".join(typed.split())) <= _FIGURES:
        seal = read_seal(visit.settings.database)
        return Way.TOTP if check_code(visit.desk, seal, actor.name, typed) else None
    return Way.RECOVERY if check_recovery_code(visit.desk, actor.name, typed) else None


def _ask(visit: Visit, goal: str, errors: FieldErrors | None = None) -> Response:
    return visit.show(
        "signin/sign_in.html",
        errors=errors,
        goal=goal,
        name=visit.form.text("name"),
        has_passwords=takes_passwords(visit.settings),
        has_council=takes_council_accounts(visit.settings),
    )
