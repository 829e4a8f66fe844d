"""What waits for the visitor's word, the most urgent first."""

from starlette.responses import Response

from cydbost_bot.office.approvals.several import approved_together, chosen
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _, ngettext
from cydbost_queue.actions.sending_back import send_back
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right
from cydbost_queue.queries.approvals import number_waiting, waiting_for
from cydbost_queue.queries.postings import show_posting

room = Room("approvals", title=N_("Approvals"), home="/approvals", right=Right.APPROVE, order=40)

AT_A_TIME = 10


@room.waiting
def tell(visit: Visit) -> str:
    """Say how many pairs wait for the visitor."""
    number = number_waiting(visit.desk, visit.actor)
    one = ngettext("%(num)s post waits for your approval.", "%(num)s posts wait for your approval.", number)
    return one % {"num": number} if number else ""


@room.page("/approvals", right=Right.APPROVE)
def waiting(visit: Visit) -> Response:
    """Show what waits."""
    return _list(visit)


def _list(visit: Visit, errors: FieldErrors | None = None) -> Response:
    skip = int(visit.query.get("from", "0")) if visit.query.get("from", "0").isdecimal() else 0
    page = waiting_for(visit.desk, visit.actor, skip=min(skip, 10_000), most=AT_A_TIME)
    return visit.show("approvals/list.html", page=page, skip=skip, at_a_time=AT_A_TIME, errors=errors)


@room.page("/approvals/several", right=Right.APPROVE)
def confirm(visit: Visit) -> Response:
    """Show the pairs that were ticked, once more in full, before they are approved together."""
    pairs, left_out = chosen(visit, visit.request.query_params.getlist("ref"))
    if not pairs and not left_out:
        errors = FieldErrors()
        errors.add("pairs", _("Tick the posts to approve."))
        return _list(visit, errors)
    return visit.show("approvals/several.html", pairs=pairs, left_out=left_out)


@room.act("/approvals/several", right=Right.APPROVE)
def approve_several(visit: Visit) -> Response:
    """Approve the pairs that were shown, in the very texts that were shown."""
    done, refused = approved_together(visit, visit.form.texts("pair"))
    if refused:
        return visit.show("approvals/done.html", done=done, refused=refused, status=409)
    said = ngettext("%(num)s post was approved.", "%(num)s posts were approved.", len(done)) % {"num": len(done)}
    return visit.go("/approvals", said=said if done else None)


@room.page("/approvals/{ref}/send-back", right=Right.APPROVE, example={"ref": "P1"})
def ask_why(visit: Visit, ref: str) -> Response:
    """Ask what must change."""
    return visit.show("approvals/send_back.html", posting=show_posting(visit.desk, ref), reason="")


@room.act("/approvals/{ref}/send-back", right=Right.APPROVE, example={"ref": "P1"})
def give_back(visit: Visit, ref: str) -> Response:
    """Send a pair back to its writers."""
    posting, reason, errors = show_posting(visit.desk, ref), visit.form.text("reason"), FieldErrors()
    if not reason:
        errors.add("reason", _("Say what must change."))
        return visit.show("approvals/send_back.html", posting=posting, reason=reason, errors=errors)
    try:
        send_back(visit.desk, visit.actor, ref, reason)
    except QueueError as error:
        return visit.show("approvals/send_back.html", posting=posting, reason=reason, problem=error)
    said = _("%(ref)s was sent back, and its writers are told.") % {"ref": posting.line.ref}
    return visit.go("/approvals", said=said)
