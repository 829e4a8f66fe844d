"""Every exception that was used, and the Welsh language officer's review of each."""

from starlette.responses import Response

from cydbost_bot.library.category_names import EMERGENCY_NAMES
from cydbost_bot.office.emergency.own_room import room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.sentences import name_of
from cydbost_queue.actions.incidents import review_emergency
from cydbost_queue.errors import QueueError, Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.exceptions import exceptions
from cydbost_queue.queries.incidents import show_incident

PAGE = 25


@room.page("/emergency/exceptions", right=Right.READ)
def list_exceptions(visit: Visit) -> Response:
    """List them: kept or late, alone or authorised, reviewed or not."""
    open_only = visit.query.get("show") == "open"
    lines = exceptions(visit.desk, before=visit.query.get("before"), to_review=open_only, limit=PAGE + 1)
    return visit.show(
        "emergency/exceptions.html",
        lines=lines[:PAGE],
        older=lines[PAGE - 1].ref if len(lines) > PAGE else None,
        open_only=open_only,
        category_name=_category_name,
    )


def _category_name(code: str) -> str:
    return name_of(EMERGENCY_NAMES, code)


@room.page("/emergency/{ref}/review", right=Right.REVIEW_EMERGENCY, example={"ref": "P4"})
def ask_review(visit: Visit, ref: str) -> Response:
    """Show what is to be reviewed."""
    return _show(visit, ref)


@room.act("/emergency/{ref}/review", right=Right.REVIEW_EMERGENCY, example={"ref": "P4"})
def give_review(visit: Visit, ref: str) -> Response:
    """Keep the review."""
    try:
        review_emergency(visit.desk, visit.actor, ref, visit.form.text("review"))
    except QueueError as problem:
        return _show(visit, ref, problem)
    return visit.go("/emergency/exceptions", said=_("The review of {ref} is kept.").format(ref=ref))


def _show(visit: Visit, ref: str, problem: Exception | None = None) -> Response:
    incident = show_incident(visit.desk, ref)
    message = next((one for one in incident.messages if one.ref == ref.upper()), incident.messages[0])
    if message.exception is None:
        raise Refused("nothing_to_review", ref=message.ref)
    return visit.show(
        "emergency/review.html",
        incident=incident,
        message=message,
        exception=message.exception,
        typed=visit.form.text("review"),
        category_name=_category_name,
        problem=problem,
    )
