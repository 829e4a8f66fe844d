"""One comment: the council's post, what was said, what was done, and what can be done now."""

from typing import Any

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.inbox.colleagues import colleagues, has_languages
from cydbost_bot.office.inbox.covering import covered
from cydbost_bot.office.inbox.here import EXAMPLE, room
from cydbost_bot.office.inbox.platforms import place_of
from cydbost_bot.office.inbox.wording import (
    answer_language,
    due_words,
    is_overdue,
    lang_of,
    language_words,
)
from cydbost_bot.office.visit import Visit
from cydbost_bot.sentences import entry_sentence
from cydbost_bot.sentences_inbox import CONCERNS, NOTE_KINDS, PROPOSAL_ENDS
from cydbost_bot.sentences_moderation import MODERATION_STATES, MODERATIONS
from cydbost_bot.sentences_words import ERRORS, REPLY_KINDS, name_of
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox_thread import show_thread
from cydbost_queue.tables import CommentState, ModerationKind, ModerationState
from cydbost_queue.views_inbox import ThreadView


@room.page("/inbox/{ref}", right=Right.READ, example=EXAMPLE)
def show(visit: Visit, ref: str) -> Response:
    """Show one comment with all that belongs to it."""
    return page(visit, ref)


def page(
    visit: Visit, ref: str, *, errors: FieldErrors | None = None, problem: Exception | None = None, **typed: str
) -> Response:
    """Answer with the comment's page; ``typed`` is what a form of it held that could not be taken."""
    thread = show_thread(visit.desk, visit.actor, ref)
    return visit.show(
        "inbox/comment.html",
        errors=errors,
        problem=problem,
        typed=typed,
        **parts_of(visit, thread),
        **_work(visit, thread),
    )


def parts_of(visit: Visit, thread: ThreadView) -> dict[str, Any]:
    """Return what every page about one comment shows of it."""
    line, agreements = thread.line, visit.desk.current_rules().agreements
    return {
        "thread": thread,
        "line": line,
        "words": covered(line.text, agreements),
        "lang": lang_of(line.language),
        "language_words": language_words(line),
        "answer_in": answer_language(line.reply_in),
        "wish": answer_language(thread.preference.language) if thread.preference else "",
        "due": due_words(line, visit.now),
        "overdue": is_overdue(line, visit.now),
        "place": place_of(visit, line),
        "earlier": [(one, covered(one.text, agreements), lang_of(one.language)) for one in thread.earlier],
        "taken": line.lease if line.lease and line.lease.by != visit.actor.name else None,
    }


def _work(visit: Visit, thread: ThreadView) -> dict[str, Any]:
    line = thread.line
    return {
        "is_open": line.state is CommentState.OPEN,
        "can_approve": (
            thread.proposal is not None
            and visit.may(Right.APPROVE_REPLY)
            and thread.proposal.author != visit.actor.name
        ),
        "is_own_proposal": thread.proposal is not None and thread.proposal.author == visit.actor.name,
        "colleagues": [(name, has_languages(one, line.reply_in)) for name, one in colleagues(visit).items()],
        "concerns": CONCERNS,
        "concern_name": name_of(CONCERNS, line.concern) if line.concern else "",
        "note_kind": lambda kind: name_of(NOTE_KINDS, kind),
        "proposal_end": lambda end: name_of(PROPOSAL_ENDS, end),
        "act_name": lambda kind: name_of(MODERATIONS, kind),
        "act_state": lambda state: name_of(MODERATION_STATES, state),
        "error_name": lambda code: name_of(ERRORS, code),
        "reply_kind": lambda kind: name_of(REPLY_KINDS, kind),
        "private_unclear": any(
            act.kind is ModerationKind.PRIVATE and act.state in (ModerationState.ASKED, ModerationState.UNKNOWN)
            for act in thread.comment.moderation
        ),
        "history": [(entry, entry_sentence(entry.act, entry.data)) for entry in reversed(thread.entries)],
    }
