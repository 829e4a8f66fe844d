"""Pages that say what stood in the way, and where to go from here."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.office.refusals import BROKEN, lines_of, status_of
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, gettext

_SENTENCES: Final = {
    401: (
        N_("You are no longer signed in"),
        N_("Sign in again in another window, then go back and send this once more: what you typed is still there."),
    ),
    403: (N_("You may not do this"), N_("Your roles do not allow it. An administrator can see who may.")),
    404: (
        N_("This page is not here"),
        N_("If you typed the address, check it. If you followed a link, what it led to may have been removed."),
    ),
    405: (
        N_("This page is not here"),
        N_("If you typed the address, check it. If you followed a link, what it led to may have been removed."),
    ),
    413: (N_("What you sent is too large"), N_("Send less than 25 MB at once.")),
    429: (N_("Too many attempts"), N_("Wait a minute, then try again.")),
}
_FORM: Final = (
    N_("This form is out of date"),
    N_("Go back, load the page again, and send it once more. Nothing was changed."),
)


def show_status(visit: Visit, status: int, *, reason: str = "") -> Response:
    """Return the page for a status."""
    title, advice = _FORM if reason == "form" else _SENTENCES.get(status, (N_("Something went wrong"), BROKEN))
    return _page(visit, status, gettext(title), [gettext(advice)])


def show_problem(visit: Visit, problem: Exception) -> Response:
    """Return the page for what a layer below refused, or for a fault of our own."""
    status = status_of(problem)
    title = {404: N_("There is nothing here"), 403: N_("You may not do this")}.get(status, N_("This was not done"))
    return _page(visit, status, gettext(title), lines_of(problem))


def _page(visit: Visit, status: int, title: str, lines: list[str]) -> Response:
    if visit.is_swap:
        return visit.swap("office/_problem.html", status=status, title=title, lines=lines)
    return visit.show("office/problem.html", status=status, title=title, lines=lines)
