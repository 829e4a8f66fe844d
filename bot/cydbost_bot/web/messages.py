"""Pages that only say something: what is not there, not there any more, or not working."""

from http import HTTPStatus
from typing import Final

from cydbost_bot.web.words import N_

#: For each status: what happened, and what to do.
MESSAGES: Final = {
    HTTPStatus.FORBIDDEN: (
        N_("The comment was sent from another website"),
        N_("Open the notice here and send your comment from its own page."),
    ),
    HTTPStatus.NOT_FOUND: (
        N_("Page not found"),
        N_("If you typed the address, check it. If you followed a link, find the notice in the list."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        N_("This page cannot be used in that way"),
        N_("Open the list of notices and start from there."),
    ),
    HTTPStatus.GONE: (
        N_("This notice has been withdrawn"),
        N_("The council has taken it down. See the list for the current notices."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        N_("The comment is too long to read"),
        N_("Go back and shorten it to 2,000 characters or less."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        N_("The noticeboard is not working"),
        N_("Open the page again in a few minutes."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        N_("The noticeboard is busy"),
        N_("Open the page again in a few minutes."),
    ),
}


def message(status: int) -> tuple[str, str]:
    """Return what to say for an HTTP status: what happened, and what to do."""
    return MESSAGES.get(HTTPStatus(status), MESSAGES[HTTPStatus.INTERNAL_SERVER_ERROR])
