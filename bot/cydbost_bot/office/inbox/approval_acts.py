"""Approving somebody else's answer before it leaves, sending it back, or taking one's own back."""

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.inbox.comment_page import page
from cydbost_bot.office.inbox.here import EXAMPLE, room
from cydbost_bot.office.inbox.platforms import connector_of
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_connectors import ConnectorError
from cydbost_queue.actions.reply_approval import approve_reply, send_back_reply, take_back_reply
from cydbost_queue.errors import QueueError, Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox_thread import show_thread


@room.act("/inbox/{ref}/approve", right=Right.APPROVE_REPLY, example=EXAMPLE)
def approve(visit: Visit, ref: str) -> Response:
    """Let the answer that waits go out."""
    thread = show_thread(visit.desk, visit.actor, ref)
    is_private = thread.proposal is not None and thread.proposal.is_private
    try:
        connector = connector_of(visit, thread.line.account) if is_private else None
        approve_reply(visit.desk, visit.actor, ref, connector)
    except (QueueError, ConnectorError) as problem:
        return page(visit, ref, problem=problem)
    said = _("The private answer was sent.") if is_private else _("The answer is approved and on its way.")
    return visit.go(f"/inbox/{ref}", said=said)


@room.act("/inbox/{ref}/send-back", right=Right.APPROVE_REPLY, example=EXAMPLE)
def send_back(visit: Visit, ref: str) -> Response:
    """Send the answer that waits back to its author."""
    reason = visit.form.text("back_reason")
    if not reason:
        errors = FieldErrors()
        errors.add("back_reason", _("Say what is to be changed"))
        return page(visit, ref, errors=errors)
    try:
        send_back_reply(visit.desk, visit.actor, ref, reason)
    except Refused as refused:
        return page(visit, ref, problem=refused)
    return visit.go(f"/inbox/{ref}", said=_("The answer is sent back, with your reason."))


@room.act("/inbox/{ref}/take-back", right=Right.ANSWER, example=EXAMPLE)
def take_back(visit: Visit, ref: str) -> Response:
    """Take one's own answer back."""
    try:
        take_back_reply(visit.desk, visit.actor, ref)
    except Refused as refused:
        return page(visit, ref, problem=refused)
    return visit.go(f"/inbox/{ref}", said=_("Your answer is taken back."))
