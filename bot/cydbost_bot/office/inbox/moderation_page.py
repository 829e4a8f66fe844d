"""Hiding a comment, showing it again, removing it: for a house rule that is named, with what was written kept."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.i18n import using
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.inbox.comment_page import page as comment_page
from cydbost_bot.office.inbox.comment_page import parts_of
from cydbost_bot.office.inbox.here import EXAMPLE, room
from cydbost_bot.office.inbox.platforms import connector_of
from cydbost_bot.office.inbox.wording import HOUSE_RULES
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _
from cydbost_connectors import ConnectorError
from cydbost_queue.actions.moderating import hide, remove, settle_private
from cydbost_queue.errors import QueueError, Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox_thread import show_thread

#: What can be done, and what is said when it is done.
ACTS: Final = {
    "hide": N_("The comment is hidden."),
    "show": N_("The comment is shown to the public again."),
    "remove": N_("The comment is removed from the platform. Its words are kept here."),
}


@room.page("/inbox/{ref}/moderate", right=Right.MODERATE, example=EXAMPLE)
def show_moderation(visit: Visit, ref: str) -> Response:
    """Ask what is to be done, and for which house rule."""
    return _ask(visit, ref)


@room.act("/inbox/{ref}/moderate", right=Right.MODERATE, example=EXAMPLE)
def moderate(visit: Visit, ref: str) -> Response:
    """Do it on the platform, at once."""
    errors, form = FieldErrors(), visit.form
    act, rule, more = form.text("act"), form.text("rule"), form.text("more")
    if act not in ACTS:
        errors.add("act", _("Choose what is to be done"))
    if act != "show" and rule not in HOUSE_RULES:
        errors.add("rule", _("Choose the house rule"))
    if not more and (rule == "other" or act == "show"):
        errors.add("more", _("Say in a few words why"))
    if errors:
        return _ask(visit, ref, errors=errors)
    try:
        _do(visit, ref, act, reason_of(rule if act != "show" else "", more))
    except (QueueError, ConnectorError) as problem:
        return _ask(visit, ref, problem=problem)
    return visit.go(f"/inbox/{ref}", said=_(ACTS[act]))


@room.act("/inbox/{ref}/settle-private", right=Right.ANSWER, example=EXAMPLE)
def settle(visit: Visit, ref: str) -> Response:
    """Take the visitor's word whether a private answer of unclear outcome was sent."""
    sent = visit.form.text("sent")
    if sent not in {"yes", "no"}:
        errors = FieldErrors()
        errors.add("sent", _("Say what you saw on the platform"))
        return comment_page(visit, ref, errors=errors)
    try:
        settle_private(visit.desk, visit.actor, ref, sent=sent == "yes")
    except Refused as refused:
        return comment_page(visit, ref, problem=refused)
    return visit.go(f"/inbox/{ref}", said=_("What you saw is recorded."))


def reason_of(rule: str, more: str) -> str:
    """Return the reason as it is kept: the house rule in both languages, Welsh first, then what a person added."""
    named = ""
    if rule:
        with using("cy"):
            welsh = _(HOUSE_RULES[rule])
        named = f"{welsh} / {HOUSE_RULES[rule]}"
    return ": ".join(part for part in (named, more) if part)


def _do(visit: Visit, ref: str, act: str, reason: str) -> None:
    account = show_thread(visit.desk, visit.actor, ref).line.account
    connector = connector_of(visit, account)
    if act == "remove":
        remove(visit.desk, visit.actor, ref, reason, connector)
    else:
        hide(visit.desk, visit.actor, ref, reason, connector, hidden=act == "hide")


def _ask(visit: Visit, ref: str, *, errors: FieldErrors | None = None, problem: Exception | None = None) -> Response:
    thread = show_thread(visit.desk, visit.actor, ref)
    return visit.show(
        "inbox/moderate.html",
        errors=errors,
        problem=problem,
        rules=HOUSE_RULES,
        typed=dict(visit.form.items()),
        **parts_of(visit, thread),
    )
