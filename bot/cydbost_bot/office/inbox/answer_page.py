"""Answering: one takes the comment, writes in its language, and sends; to everybody or to its author alone."""

from dataclasses import dataclass

from starlette.responses import Response

from cydbost_bot.library import LibraryRefused
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.inbox.comment_page import page as comment_page
from cydbost_bot.office.inbox.comment_page import parts_of
from cydbost_bot.office.inbox.drafting import look_at, typed_texts, wanted
from cydbost_bot.office.inbox.here import EXAMPLE, room
from cydbost_bot.office.inbox.platforms import connector_of
from cydbost_bot.office.inbox.saved import filled, gaps_of, saved_replies, titles
from cydbost_bot.office.refusals import lines_of
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_connectors import ConnectorError
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.leasing import keep_draft, leave, take_lease
from cydbost_queue.actions.moderating import answer_privately
from cydbost_queue.errors import QueueError, Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox_thread import show_thread
from cydbost_queue.tables import CommentState
from cydbost_queue.views_inbox import ThreadView


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands in the form."""

    texts: dict[Language, str]
    saved: str = ""  #: the saved reply it was begun with
    private: bool = False

    @property
    def path(self) -> str:
        """The last part of the form's address."""
        return "private" if self.private else "answer"


@room.act("/inbox/{ref}/take", right=Right.ANSWER, example=EXAMPLE)
def take(visit: Visit, ref: str) -> Response:
    """Say that the visitor answers this comment now, and open the form."""
    try:
        take_lease(visit.desk, visit.actor, ref, over=visit.form.text("over") == "yes")
    except Refused as refused:
        return comment_page(visit, ref, problem=refused)
    where = "private" if visit.form.text("private") == "yes" else "answer"
    return visit.go(f"/inbox/{ref}/{where}")


@room.act("/inbox/{ref}/stay", right=Right.ANSWER, example=EXAMPLE)
def stay(visit: Visit, ref: str) -> Response:
    """Go on answering: the page asks for this by itself while the form is open."""
    try:
        take_lease(visit.desk, visit.actor, ref)
    except Refused as refused:
        return visit.swap("inbox/_taken.html", lines=lines_of(refused))
    return Response(status_code=204)


@room.act("/inbox/{ref}/leave", right=Right.ANSWER, example=EXAMPLE)
def stop(visit: Visit, ref: str) -> Response:
    """Answer it no more for now; what was typed is kept."""
    _keep(visit, ref, _typed(visit, show_thread(visit.desk, visit.actor, ref)))
    leave(visit.desk, visit.actor, ref)
    return visit.go(f"/inbox/{ref}", said=_("What you typed is kept for you, and anybody may answer now."))


@room.page("/inbox/{ref}/answer", right=Right.ANSWER, example=EXAMPLE)
def show_public(visit: Visit, ref: str) -> Response:
    """Show the form for an answer that everybody sees."""
    return _open(visit, ref, private=False)


@room.page("/inbox/{ref}/private", right=Right.ANSWER, example=EXAMPLE)
def show_private(visit: Visit, ref: str) -> Response:
    """Show the form for an answer that only the comment's author sees."""
    return _open(visit, ref, private=True)


@room.act("/inbox/{ref}/look", right=Right.ANSWER, example=EXAMPLE)
def look(visit: Visit, ref: str) -> Response:
    """Say what is found in what is typed so far, and keep it."""
    thread = show_thread(visit.desk, visit.actor, ref)
    writing = _typed(visit, thread)
    _keep(visit, ref, writing)
    return visit.swap("inbox/_look.html", look=look_at(visit.desk.current_rules(), thread.line, writing.texts))


@room.act("/inbox/{ref}/answer", right=Right.ANSWER, example=EXAMPLE)
def send_public(visit: Visit, ref: str) -> Response:
    """Send an answer that everybody sees, or do with the form what else was asked for."""
    return _act(visit, ref)


@room.act("/inbox/{ref}/private", right=Right.ANSWER, example=EXAMPLE)
def send_private(visit: Visit, ref: str) -> Response:
    """Send an answer to the comment's author alone, or do with the form what else was asked for."""
    return _act(visit, ref, private=True)


def _open(visit: Visit, ref: str, *, private: bool) -> Response:
    thread = show_thread(visit.desk, visit.actor, ref)
    lease = thread.line.lease
    if lease is None or lease.by != visit.actor.name or thread.line.state is not CommentState.OPEN:
        return visit.go(f"/inbox/{thread.line.ref}")
    kept = thread.draft.texts if thread.draft else {}
    texts = {language: kept.get(language, "") for language in wanted(thread.line.reply_in)}
    return _form(visit, thread, Writing(texts, private=private))


def _act(visit: Visit, ref: str, *, private: bool = False) -> Response:
    thread = show_thread(visit.desk, visit.actor, ref)
    writing = _typed(visit, thread, private=private)
    match visit.form.text("do"):
        case "choose" | "fill" as step:
            return _saved(visit, thread, writing, is_filled=step == "fill")
        case "keep":
            keep_draft(visit.desk, visit.actor, ref, writing.texts)
            return visit.go(f"/inbox/{ref}/{writing.path}", said=_("What you typed is kept for you."))
        case _:
            return _send(visit, thread, writing)


def _send(visit: Visit, thread: ThreadView, writing: Writing) -> Response:
    ref = thread.line.ref
    errors = FieldErrors()
    for language, text in writing.texts.items():
        if not text:
            errors.add(f"text_{language.value}", _write(language))
    if errors:
        return _form(visit, thread, writing, errors=errors)
    try:
        if writing.private:
            connector = connector_of(visit, thread.line.account)
            answer_privately(visit.desk, visit.actor, ref, writing.texts, connector)
            is_kept = visit.desk.rules.reply_approval
        else:
            state = answer(visit.desk, visit.actor, ref, writing.texts, saved_reply=writing.saved or None)
            is_kept = state is CommentState.PROPOSED
    except (QueueError, ConnectorError) as problem:
        return _form(visit, show_thread(visit.desk, visit.actor, ref), writing, problem=problem)
    if is_kept:
        return visit.go(f"/inbox/{ref}", said=_("The answer waits for somebody’s approval."))
    if writing.private:
        return visit.go(f"/inbox/{ref}", said=_("The private answer was sent."))
    return visit.go(f"/inbox/{ref}", said=_("The answer is on its way."))


def _write(language: Language) -> str:
    return _("Write the answer in Welsh") if language is Language.CY else _("Write the answer in English")


def _saved(visit: Visit, thread: ThreadView, writing: Writing, *, is_filled: bool) -> Response:
    """Put a saved reply into the boxes; where it has gaps, ask for what belongs in them first."""
    errors = FieldErrors()
    reply = saved_replies(visit.settings).get(writing.saved)
    if reply is None:
        errors.add("saved", _("Choose a saved reply"))
        return _form(visit, thread, writing, errors=errors)
    if not is_filled and reply.fields:
        return _form(visit, thread, writing)
    texts = filled(reply, thread.line.reply_in, visit.form, errors, now=visit.now)
    if errors:
        return _form(visit, thread, writing, errors=errors)
    return _form(visit, thread, Writing(texts, writing.saved, writing.private), is_in_place=True)


def _typed(visit: Visit, thread: ThreadView, *, private: bool = False) -> Writing:
    return Writing(typed_texts(visit.form, thread.line.reply_in), visit.form.text("saved")[:60], private)


def _keep(visit: Visit, ref: str, writing: Writing) -> None:
    """Keep what is typed, where it can be kept: what is too long or cannot be shown is told when it is sent."""
    try:
        keep_draft(visit.desk, visit.actor, ref, writing.texts)
    except Refused:
        return


def _form(
    visit: Visit,
    thread: ThreadView,
    writing: Writing,
    *,
    errors: FieldErrors | None = None,
    problem: Exception | None = None,
    is_in_place: bool = False,
) -> Response:
    try:
        replies = saved_replies(visit.settings)
    except LibraryRefused:  # the page of saved replies says what is wrong with their file
        replies = {}
    chosen = replies.get(writing.saved)
    reply_in = thread.line.reply_in
    return visit.show(
        "inbox/answer.html",
        errors=errors,
        problem=problem,
        writing=writing,
        languages=wanted(reply_in),
        look=look_at(visit.desk.current_rules(), thread.line, writing.texts),
        titles=titles(replies, reply_in),
        gaps=gaps_of(chosen, reply_in, visit.language) if chosen and not is_in_place else [],
        typed=dict(visit.form.items()),
        **parts_of(visit, thread),
    )
