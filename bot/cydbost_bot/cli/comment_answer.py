"""``cydbost comment answer``: in the comment's own language, in a person's words or in saved ones."""

from collections.abc import Mapping
from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.comment_options import Ref
from cydbost_bot.cli.comment_report import report
from cydbost_bot.cli.post_content import given_texts
from cydbost_bot.cli.template_choice import NO_REPLY, find_template, saved_replies
from cydbost_bot.i18n import N_, _
from cydbost_bot.library.template_filling import fill_from_options
from cydbost_bot.problem import Misuse, Wording
from cydbost_language import Language
from cydbost_queue.actions.answering import answer as send_answer
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.tables import CommentState

NO_WORDS = Wording("no_answer_words", N_("Give the answer: --cy, --en, or --saved NAME."))
TWO_WAYS = Wording("answer_two_ways", N_("Give the answer's words or a saved reply, not both."))
ONLY_SAVED = Wording("set_needs_saved", N_("--set fills a saved reply. Name it with --saved."))

ANSWER = N_("Answer a comment in the language it was written in; both, Welsh first, where that is not clear.")

Cy = Annotated[str | None, typer.Option("--cy", metavar=N_("TEXT"), help=N_("The Welsh answer."))]
CyFile = Annotated[
    str | None, typer.Option("--cy-file", metavar=N_("FILE"), help=N_("A file with the Welsh; - is standard input."))
]
En = Annotated[str | None, typer.Option("--en", metavar=N_("TEXT"), help=N_("The English answer."))]
EnFile = Annotated[
    str | None, typer.Option("--en-file", metavar=N_("FILE"), help=N_("A file with the English; - is standard input."))
]
Saved = Annotated[
    str | None,
    typer.Option("--saved", metavar=N_("NAME"), help=N_("A saved reply; the comment chooses its language.")),
]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", metavar=N_("FIELD=VALUE"), help=N_("Fill a field of the saved reply; may be repeated.")),
]


def answer(
    context: typer.Context,
    ref: Ref,
    *,
    cy: Cy = None,
    cy_file: CyFile = None,
    en: En = None,
    en_file: EnFile = None,
    saved: Saved = None,
    values: Values = None,
) -> None:
    """Answer one comment.

    Raises:
        Misuse: no words, two kinds of words, or a saved reply that cannot be filled.
        QueueError: not in the comment's language, closed already, or not by this person.
    """
    texts = given_texts({Language.CY: cy, Language.EN: en}, {Language.CY: cy_file, Language.EN: en_file})
    _refuse_unclear(texts, saved, values)
    with at_desk(context) as here:
        if saved is not None:
            texts = _saved_texts(here, ref, saved, values or [])
        state = send_answer(here.desk, here.actor, ref, texts, saved_reply=saved)
        waits = state is CommentState.PROPOSED
        sent, kept = _("{ref} is answered. The worker sends the answer."), _("The answer to {ref} waits for approval.")
        report(here, ref, kept if waits else sent)


def _refuse_unclear(texts: Mapping[Language, str], saved: str | None, values: list[str] | None) -> None:
    if texts and saved is not None:
        raise Misuse(TWO_WAYS())
    if not texts and saved is None:
        raise Misuse(NO_WORDS())
    if values and saved is None:
        raise Misuse(ONLY_SAVED())


def _saved_texts(here: AtDesk, ref: str, name: str, values: list[str]) -> dict[Language, str]:
    reply = find_template(saved_replies(here), name, NO_REPLY)
    comment = show_comment(here.desk, ref)
    zone = str(here.desk.rules.zone)
    filled = fill_from_options(reply, values, now=here.desk.clock.now(), zone=zone)
    return {language: text for language, text in filled.texts.items() if comment.reply_in in {"both", language.value}}
