"""Stopping everything at once, and letting it go again after each posting that waits has its decision."""

from datetime import datetime

from starlette.responses import Response

from cydbost_bot.office.emergency.own_room import room
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.wall_clock import NotATime, parse_time
from cydbost_queue.actions.halting import CANCEL, GO, Decision, resume_all
from cydbost_queue.actions.halting import stop_all as stop_everything
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right
from cydbost_queue.queries.waiting import WaitingView, show_halt
from cydbost_queue.states import PostingState


@room.page("/emergency/stop", right=Right.READ)
def show_stop(visit: Visit) -> Response:
    """Show whether everything is stopped, and what waits."""
    return _show(visit)


def _show(visit: Visit, problem: Exception | None = None, errors: FieldErrors | None = None) -> Response:
    return visit.show(
        "emergency/stop.html",
        halt=show_halt(visit.desk),
        typed=dict(visit.form.items()),
        changing=PostingState.CHANGING,
        problem=problem,
        errors=errors,
    )


@room.act("/emergency/stop", right=Right.RUN_CHANNEL)
def stop(visit: Visit) -> Response:
    """Stop everything but emergencies and withdrawals."""
    try:
        stop_everything(visit.desk, visit.actor, visit.form.text("reason"))
    except QueueError as problem:
        return _show(visit, problem)
    return visit.go("/emergency/stop", said=_("Everything is stopped. Emergencies still pass."))


@room.act("/emergency/resume", right=Right.RESOLVE, step_up=True)
def resume(visit: Visit) -> Response:
    """Let everything go again, with a decision for each posting that waits."""
    halt, errors = show_halt(visit.desk), FieldErrors()
    decisions = {one.ref: _decision(visit, one, errors) for one in (halt.waiting if halt else ())}
    if errors:
        return _show(visit, errors=errors)
    try:
        resume_all(visit.desk, visit.actor, {ref: one for ref, one in decisions.items() if one is not None})
    except QueueError as problem:
        return _show(visit, problem)
    return visit.go("/emergency", said=_("Everything goes again."))


def _decision(visit: Visit, one: WaitingView, errors: FieldErrors) -> Decision | None:
    match visit.form.text(f"do-{one.ref}"):
        case "go":
            return GO
        case "cancel":
            return CANCEL
        case "later":
            slot = _slot(visit, one.ref, errors)
            return Decision(slot=slot) if slot else None
        case _:
            errors.add(f"do-{one.ref}", _("Choose what becomes of {ref}").format(ref=one.ref))
            return None


def _slot(visit: Visit, ref: str, errors: FieldErrors) -> datetime | None:
    try:
        return parse_time(visit.form.text(f"at-{ref}").replace("T", " "), now=visit.now)
    except NotATime:
        errors.add(f"at-{ref}", _("Enter a new time for {ref}").format(ref=ref))
        return None
