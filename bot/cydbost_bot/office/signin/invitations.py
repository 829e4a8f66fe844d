"""The first way in: a link that an administrator gave, and a password of one's own."""

from starlette.responses import Response

from cydbost_bot.office import cookies
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.problem_pages import show_status
from cydbost_bot.office.room import ANYONE
from cydbost_bot.office.signin.door import directory_of, room, takes_council_accounts, takes_passwords
from cydbost_bot.office.signin.limits import is_too_often
from cydbost_bot.office.signin.signing_in import go_on
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import error_sentence
from cydbost_queue.actions.passwords import Invited, accept_invitation, find_invitation
from cydbost_queue.actions.sessions import begin_sign_in
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.signing_in.passwords import SHORTEST

_EXAMPLE = {"token": "x"}


@room.page("/invitation/{token}", right=ANYONE, example=_EXAMPLE)
def invitation_page(visit: Visit, token: str) -> Response:
    """Ask the invited person for a password, or lead them to the council's own sign-in."""
    found = find_invitation(visit.desk, token, visit.now)
    if found is None:
        raise NotFound("no_invitation")
    answer = _ask(visit, token, found)
    if takes_council_accounts(visit.settings):
        began = begin_sign_in(visit.desk, found.person, {"step": "bind"}, visit.now)
        cookies.keep_sign_in(visit.office, answer, began)
    return answer


@room.act("/invitation/{token}", right=ANYONE, example=_EXAMPLE)
def invitation(visit: Visit, token: str) -> Response:
    """Take the password; go on to the app, or in."""
    if is_too_often(visit):
        return show_status(visit, 429)
    found = find_invitation(visit.desk, token, visit.now)
    actor = directory_of(visit).actor(found.person) if found is not None else None
    if found is None or actor is None or not takes_passwords(visit.settings):
        raise NotFound("no_invitation")
    password, errors = visit.form.text("password"), FieldErrors()
    if password != visit.form.text("again"):
        errors.add("again", _("The two are not the same. Type the password again."))
        return _ask(visit, token, found, errors)
    try:
        accept_invitation(visit.desk, actor, token, password)
    except Refused as refused:
        errors.add("password", error_sentence(refused))
        return _ask(visit, token, found, errors)
    return go_on(visit, actor, "/")


def _ask(visit: Visit, token: str, found: Invited, errors: FieldErrors | None = None) -> Response:
    return visit.show(
        "signin/invitation.html",
        errors=errors,
        action=f"/invitation/{token}",
        person=found.person,
        until=found.expires_at,
        shortest=SHORTEST,
        has_passwords=takes_passwords(visit.settings),
        has_council=takes_council_accounts(visit.settings),
    )
