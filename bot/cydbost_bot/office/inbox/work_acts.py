"""Working on a comment together: whose it is, notes, tags, marks, its language, and that it needs no answer."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.inbox.colleagues import colleagues
from cydbost_bot.office.inbox.comment_page import page, parts_of
from cydbost_bot.office.inbox.here import EXAMPLE, room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_queue.actions import inbox_work
from cydbost_queue.actions.answering import correct_language, no_answer
from cydbost_queue.actions.preferring import forget_preference, keep_preference
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox_thread import show_thread
from cydbost_queue.tables import Concern

#: In the place of a name, where a comment is to be nobody's.
NOBODY: Final = ""


@room.act("/inbox/{ref}/assign", right=Right.HANDLE_COMMENT, example=EXAMPLE)
def assign(visit: Visit, ref: str) -> Response:
    """Give the comment to somebody, or to nobody."""
    name = visit.form.text("person")
    found = colleagues(visit).get(name)
    if found is None and name != NOBODY:
        return _mend(visit, ref, "person", _("Choose somebody from the list"))
    try:
        inbox_work.assign(visit.desk, visit.actor, ref, found)
    except Refused as refused:
        return page(visit, ref, problem=refused)
    said = _("The comment is %(name)s’s now.") % {"name": name} if found else _("The comment is nobody’s now.")
    return visit.go(f"/inbox/{ref}", said=said)


@room.act("/inbox/{ref}/note", right=Right.HANDLE_COMMENT, example=EXAMPLE)
def note(visit: Visit, ref: str) -> Response:
    """Note something for colleagues."""
    text = visit.form.text("note")
    if not text:
        return _mend(visit, ref, "note", _("Write the note"))
    try:
        inbox_work.add_note(visit.desk, visit.actor, ref, text)
    except Refused as refused:
        return page(visit, ref, problem=refused, note=text)
    return visit.go(f"/inbox/{ref}", said=_("The note is kept. It stays inside the council."))


@room.act("/inbox/{ref}/tags", right=Right.HANDLE_COMMENT, example=EXAMPLE)
def tags(visit: Visit, ref: str) -> Response:
    """Give the comment the tags that stand in the box."""
    typed = visit.form.text("tags")
    try:
        inbox_work.set_tags(visit.desk, visit.actor, ref, typed.split(","))
    except Refused as refused:
        return page(visit, ref, problem=refused, tags=typed)
    return visit.go(f"/inbox/{ref}", said=_("The tags are kept."))


@room.act("/inbox/{ref}/mark", right=Right.HANDLE_COMMENT, example=EXAMPLE)
def mark(visit: Visit, ref: str) -> Response:
    """Mark the comment as one that others must know of."""
    errors = FieldErrors()
    concern, reason = visit.form.text("concern"), visit.form.text("mark_reason")
    if concern not in set(Concern):
        errors.add("concern", _("Choose what it is about"))
    if not reason:
        errors.add("mark_reason", _("Say in a few words why"))
    if errors:
        return page(visit, ref, errors=errors, concern=concern, mark_reason=reason)
    try:
        inbox_work.escalate(visit.desk, visit.actor, ref, Concern(concern), reason)
    except Refused as refused:
        return page(visit, ref, problem=refused, concern=concern, mark_reason=reason)
    return visit.go(f"/inbox/{ref}", said=_("The comment is marked, and those who must know are told."))


@room.act("/inbox/{ref}/calm", right=Right.HANDLE_COMMENT, example=EXAMPLE)
def calm(visit: Visit, ref: str) -> Response:
    """Take the mark away again."""
    reason = visit.form.text("calm_reason")
    if not reason:
        return _mend(visit, ref, "calm_reason", _("Say in a few words why"))
    try:
        inbox_work.calm(visit.desk, visit.actor, ref, reason)
    except Refused as refused:
        return page(visit, ref, problem=refused)
    return visit.go(f"/inbox/{ref}", said=_("The mark is taken away."))


@room.act("/inbox/{ref}/language", right=Right.CORRECT_LANGUAGE, example=EXAMPLE)
def language(visit: Visit, ref: str) -> Response:
    """Correct the language of the answer."""
    errors = FieldErrors()
    reply_in, reason = visit.form.text("reply_in"), visit.form.text("language_reason")
    if reply_in not in {"cy", "en", "both"}:
        errors.add("reply_in", _("Choose the language of the answer"))
    if not reason:
        errors.add("language_reason", _("Say in a few words why"))
    if errors:
        return page(visit, ref, errors=errors, reply_in=reply_in, language_reason=reason)
    try:
        correct_language(visit.desk, visit.actor, ref, reply_in, reason=reason)
    except Refused as refused:
        return page(visit, ref, problem=refused)
    return visit.go(f"/inbox/{ref}", said=_("The language of the answer is corrected, for this comment alone."))


@room.act("/inbox/{ref}/preference", right=Right.HANDLE_COMMENT, example=EXAMPLE)
def preference(visit: Visit, ref: str) -> Response:
    """Remember, with their consent, in which language somebody asked to be answered; or forget it."""
    if visit.form.text("forget") == "yes":
        try:
            forget_preference(visit.desk, visit.actor, ref)
        except Refused as refused:
            return page(visit, ref, problem=refused)
        return visit.go(f"/inbox/{ref}", said=_("It is forgotten."))
    errors = FieldErrors()
    wanted, has_consent = visit.form.text("wish"), visit.form.text("consent") == "yes"
    if wanted not in {"cy", "en", "both"}:
        errors.add("wish", _("Choose the language they asked for"))
    if not has_consent:
        errors.add("consent", _("Say that they agreed; without that nothing is remembered"))
    if errors:
        return page(visit, ref, errors=errors, wish=wanted)
    try:
        keep_preference(visit.desk, visit.actor, ref, wanted, has_consent=has_consent)
    except Refused as refused:
        return page(visit, ref, problem=refused)
    return visit.go(f"/inbox/{ref}", said=_("It is remembered."))


@room.page("/inbox/{ref}/no-answer", right=Right.ANSWER, example=EXAMPLE)
def show_no_answer(visit: Visit, ref: str) -> Response:
    """Ask why a comment needs no answer."""
    return _ask_why(visit, ref)


@room.act("/inbox/{ref}/no-answer", right=Right.ANSWER, example=EXAMPLE)
def need_no_answer(visit: Visit, ref: str) -> Response:
    """Record that the comment needs no answer, and why."""
    reason = visit.form.text("reason")
    if not reason:
        errors = FieldErrors()
        errors.add("reason", _("Say why it needs no answer"))
        return _ask_why(visit, ref, errors=errors)
    try:
        no_answer(visit.desk, visit.actor, ref, reason)
    except Refused as refused:
        return _ask_why(visit, ref, problem=refused, reason=reason)
    return visit.go(f"/inbox/{ref}", said=_("It is recorded that the comment needs no answer."))


def _ask_why(
    visit: Visit, ref: str, *, errors: FieldErrors | None = None, problem: Exception | None = None, reason: str = ""
) -> Response:
    thread = show_thread(visit.desk, visit.actor, ref)
    return visit.show("inbox/no_answer.html", errors=errors, problem=problem, reason=reason, **parts_of(visit, thread))


def _mend(visit: Visit, ref: str, field: str, sentence: str) -> Response:
    errors = FieldErrors()
    errors.add(field, sentence)
    return page(visit, ref, errors=errors)
