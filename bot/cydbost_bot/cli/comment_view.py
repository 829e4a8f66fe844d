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
from cydbost_bot.sentences_words import LANGUAGES, REPLY_KINDS
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.tables import CommentState
from cydbost_queue.views import CommentView, ReplyView

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
            comment_state(one.state),
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


def _state_line(comment: CommentView, now: datetime) -> str:
    if comment.state is CommentState.OPEN:
        waited = spell_length((now - comment.written_at).total_seconds())
        return _("Waits for an answer: {length}").format(length=waited)
    parts = [comment_state(comment.state), comment.decided_by, comment.reason]
    return " · ".join(part for part in parts if part)


def _show_reply(reply: ReplyView) -> None:
    live = _("live {time}").format(time=spell_time(reply.live_at)) if reply.live_at else _("on its way")
    kind, language = name_of(REPLY_KINDS, reply.kind), name_of(LANGUAGES, reply.language)
    say(f"{kind} · {language} · {reply.author} · {live}")
    console().print(Text(reply.text or _(ERASED)))


def _beginning(text: str | None) -> str:
    words = " ".join((text or _(ERASED)).split())
    return words if len(words) <= 80 else words[:79] + "…"


def comment_data(comment: CommentView, now: datetime) -> dict[str, Any]:
    """Return one comment as data; ``waiting_seconds`` counts while nobody has decided about it."""
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
