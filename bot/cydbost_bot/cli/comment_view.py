"""Comments before a person and as data: what was written, in which language, and how long it has waited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.output import console, say
from cydbost_bot.cli.posting_data import moment_data
from cydbost_bot.i18n import N_, _
from cydbost_bot.sentences import comment_state, name_of, spell_length
from cydbost_bot.sentences_moderation import MARKS, MODERATION_STATES, MODERATIONS, UNCLEAR_MARKS
from cydbost_bot.sentences_words import ERRORS, LANGUAGES, REPLY_KINDS
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.tables import CommentState
from cydbost_queue.views import CommentView, ModerationView, ReplyView

#: What stands where words were erased.
ERASED: Final = N_("(erased)")


def show_comment_lines(comments: Sequence[CommentView], now: datetime) -> None:
    """Print a table of comments; of each, the beginning."""
    table = Table()
    for title in (_("Comment"), _("Written in"), _("Answer in"), _("Waits"), _("State"), _("Words")):
        table.add_column(title, overflow="fold")
    for one in comments:
        is_waiting = one.state is CommentState.OPEN
        table.add_row(
            one.ref,
            f"{name_of(LANGUAGES, one.language)} {one.confidence:.0%}",
            name_of(LANGUAGES, one.reply_in),
            spell_length((now - one.written_at).total_seconds()) if is_waiting else "",
            " · ".join([comment_state(one.state), *_marks(one)]),
            Text(_beginning(one.text)),
        )
    console().print(table)


def show_whole_comment(comment: CommentView, now: datetime) -> None:
    """Print one comment with its replies."""
    author = comment.author or _(ERASED)
    say(" · ".join(part for part in (comment.ref, author, spell_time(comment.written_at), comment.posting) if part))
    console().print(Text(comment.text or _(ERASED)))
    written = name_of(LANGUAGES, comment.language)
    say(_("Written in: {language} ({confidence})").format(language=written, confidence=f"{comment.confidence:.0%}"))
    answer_in = name_of(LANGUAGES, comment.reply_in)
    said = _("Answer in: {language}").format(language=answer_in)
    by = _("corrected by {person}").format(person=comment.corrected_by) if comment.corrected_by else ""
    say(f"{said} ({by})" if by else said)
    say(_state_line(comment, now))
    for reply in comment.replies:
        _show_reply(reply)
    for act in comment.moderation:
        _show_act(act)


def _state_line(comment: CommentView, now: datetime) -> str:
    if comment.state is CommentState.OPEN:
        waited = spell_length((now - comment.written_at).total_seconds())
        waits = _("Waits for an answer: {length}").format(length=waited)
        return " · ".join([waits, *_marks(comment)])
    parts = [comment_state(comment.state), comment.decided_by, comment.reason, *_marks(comment)]
    return " · ".join(part for part in parts if part)


def _show_reply(reply: ReplyView) -> None:
    live = _("live {time}").format(time=spell_time(reply.live_at)) if reply.live_at else _("on its way")
    kind, language = name_of(REPLY_KINDS, reply.kind), name_of(LANGUAGES, reply.language)
    say(f"{kind} · {language} · {reply.author} · {live}")
    console().print(Text(reply.text or _(ERASED)))


def _show_act(act: ModerationView) -> None:
    what, state = name_of(MODERATIONS, act.kind), name_of(MODERATION_STATES, act.state)
    why = name_of(ERRORS, act.error_code) if act.error_code else ""
    language = name_of(LANGUAGES, act.language) if act.language else ""
    parts = [what[:1].upper() + what[1:], language, act.by, spell_time(act.at), f"{state} ({why})" if why else state]
    say(" · ".join(part for part in parts if part))
    console().print(Text(act.text or _(ERASED)))


def _marks(comment: CommentView) -> list[str]:
    """Return how the comment stands besides its answer, where there is something to say."""
    marks = {name: getattr(comment, name) for name in MARKS}
    return [name_of(MARKS if is_so else UNCLEAR_MARKS, name) for name, is_so in marks.items() if is_so is not False]


def _beginning(text: str | None) -> str:
    words = " ".join((text or _(ERASED)).split())
    return words if len(words) <= 80 else words[:79] + "…"


def comment_data(comment: CommentView, now: datetime) -> dict[str, Any]:
    """Return one comment as data; ``waiting_seconds`` counts while nobody has decided about it.

    ``hidden``, ``removed`` and ``answered_privately`` are ``None`` where only the platform knows.
    """
    is_open = comment.state is CommentState.OPEN
    return {
        "ref": comment.ref,
        "account": comment.account,
        "posting": comment.posting,
        "author": comment.author,
        "text": comment.text,
        "written_at": moment_data(comment.written_at),
        "language": comment.language,
        "confidence": round(comment.confidence, 3),
        "reply_in": comment.reply_in,
        "corrected_by": comment.corrected_by,
        "state": comment.state.value,
        "waiting_seconds": int((now - comment.written_at).total_seconds()) if is_open else None,
        "decided_by": comment.decided_by,
        "reason": comment.reason,
        "replies": [_reply_data(reply) for reply in comment.replies],
        **{name: getattr(comment, name) for name in MARKS},
        "moderation": [_act_data(act) for act in comment.moderation],
    }


def _act_data(act: ModerationView) -> dict[str, Any]:
    return {
        "kind": act.kind.value,
        "state": act.state.value,
        "language": act.language,
        "text": act.text,
        "by": act.by,
        "at": moment_data(act.at),
        "done_at": moment_data(act.done_at),
        "error": act.error_code,
    }


def _reply_data(reply: ReplyView) -> dict[str, Any]:
    return {
        "kind": reply.kind,
        "language": reply.language,
        "text": reply.text,
        "author": reply.author,
        "written_at": moment_data(reply.written_at),
        "live_at": moment_data(reply.live_at),
    }
