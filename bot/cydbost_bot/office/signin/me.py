"""One's own account: language, password, app, sessions."""

from starlette.responses import RedirectResponse, Response

from cydbost_bot.i18n import LANGUAGES
from cydbost_bot.office import cookies
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import SIGNED_IN
from cydbost_bot.office.signin.door import room, takes_passwords
from cydbost_bot.office.signin.names import key_rows, session_rows
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import error_sentence
from cydbost_bot.sentences_people import ROLES
from cydbost_bot.sentences_words import LANGUAGES as LANGUAGE_NAMES
from cydbost_bot.sentences_words import names_of
from cydbost_language import Language
from cydbost_queue.actions.passwords import change_password, set_language
from cydbost_queue.actions.proving import check_password
from cydbost_queue.actions.sessions import end_other_sessions, end_session
from cydbost_queue.errors import Refused
from cydbost_queue.queries.people import logins
from cydbost_queue.signing_in.passwords import SHORTEST


@room.page("/me", right=SIGNED_IN)
def me(visit: Visit) -> Response:
    """Show one's own account."""
    actor = visit.actor
    return visit.show(
        "signin/me.html",
        login=logins(visit.desk, actor.name).get(actor.name),
        roles=names_of(ROLES, sorted(role.value for role in actor.roles)),
        languages=names_of(LANGUAGE_NAMES, [one.value for one in Language if one in actor.languages]),
        sessions=session_rows(visit, actor.name),
        keys=key_rows(visit, actor.name),
        has_passwords=takes_passwords(visit.settings),
    )


@room.act("/me/language", right=SIGNED_IN)
def choose_own_language(visit: Visit) -> Response:
    """Keep the language that one wants wherever one signs in."""
    chosen = visit.form.text("language")
    if chosen not in LANGUAGES:
        return visit.go("/me")
    set_language(visit.desk, visit.actor, Language(chosen))
    answer = RedirectResponse(visit.url("/me"), 303)
    cookies.keep_language(visit.office, answer, chosen)
    return answer


@room.page("/me/password", right=SIGNED_IN)
def password_page(visit: Visit) -> Response:
    """Ask for the password of now and for another."""
    return _ask(visit)


@room.act("/me/password", right=SIGNED_IN)
def password(visit: Visit) -> Response:
    """Take another password; every other session ends."""
    errors, fresh = FieldErrors(), visit.form.text("password")
    if fresh != visit.form.text("again"):
        errors.add("again", _("The two are not the same. Type the password again."))
    elif not check_password(visit.desk, visit.actor.name, visit.form.text("before"), is_known=True):
        errors.add("before", _("The password of now is not right, or there were too many tries. Check it, or wait."))
    if errors:
        return _ask(visit, errors)
    try:
        change_password(visit.desk, visit.actor, fresh, session=session_number(visit))
    except Refused as refused:
        errors.add("password", error_sentence(refused))
        return _ask(visit, errors)
    return visit.go("/me", said=_("You have a new password. You are signed out everywhere else."))


@room.act("/me/sessions/{number}/end", right=SIGNED_IN, example={"number": "1"})
def end_one(visit: Visit, number: int) -> Response:
    """End one of one's own sessions."""
    end_session(visit.desk, visit.actor, number)
    return visit.go("/me", said=_("The session has ended."))


@room.act("/me/sessions/end-others", right=SIGNED_IN)
def end_others(visit: Visit) -> Response:
    """End every session of one's own but this."""
    end_other_sessions(visit.desk, visit.actor, session_number(visit))
    return visit.go("/me", said=_("You are signed out everywhere else."))


def session_number(visit: Visit) -> int:
    """Return the number of the session that this is."""
    session = visit.visitor.session if visit.visitor else ""
    return int(session) if session.isdecimal() else 0


def _ask(visit: Visit, errors: FieldErrors | None = None) -> Response:
    return visit.show("signin/password.html", errors=errors, shortest=SHORTEST)
