"""``cydbost comment``: what the public wrote, answered in their own language."""

from typing import Annotated, Any, Literal

import typer
from rich.table import Table

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.comment_answer import ANSWER, answer
from cydbost_bot.cli.comment_moderate import ANSWER_PRIVATELY, answer_privately, hide, remove, show_again
from cydbost_bot.cli.comment_options import Ref
from cydbost_bot.cli.comment_report import report
from cydbost_bot.cli.comment_view import comment_data, show_comment_lines, show_whole_comment
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.template_choice import saved_replies
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, current
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_language import Language
from cydbost_language.templates import Template
from cydbost_queue.actions.answering import correct_language
from cydbost_queue.actions.answering import no_answer as close_unanswered
from cydbost_queue.queries.comments import list_comments, show_comment
from cydbost_queue.tables import CommentState

NO_SUCH_STATE = Wording("no_such_state", N_("There is no state “{state}”.{perhaps} The states are: {known}."))

app = App(help=N_("Answer the public in the language they wrote in."))
app.command("answer", help=ANSWER)(answer)
app.command("answer-privately", help=ANSWER_PRIVATELY)(answer_privately)
app.command("hide", help=N_("Hide a comment from the public on its platform."))(hide)
app.command("show-again", help=N_("Show a hidden comment to the public again."))(show_again)
app.command("remove", help=N_("Remove a comment from its platform for good."))(remove)


@app.command("list", help=N_("List the comments that wait for an answer, the longest waiting first."))
def list_all(
    context: typer.Context,
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar=N_("STATE"),
            help=N_("These instead: open, proposed, answering, answered, no-answer, all."),
        ),
    ] = None,
) -> None:
    """List comments; the status is 1 when there are none.

    Raises:
        Misuse: there is no such state.
        typer.Exit: nothing found.
    """
    wanted = _states(state or ["open"])
    with at_desk(context) as here:
        found, now = list_comments(here.desk, states=wanted, limit=1000), here.desk.clock.now()
        if here.as_json:
            for one in found:
                print_json(comment_data(one, now))
        elif found:
            show_comment_lines(found, now)
        else:
            say(_("No comment waits for you here."))
    if not found:
        raise typer.Exit(NO)


def _states(words: list[str]) -> list[CommentState]:
    known = [state.value for state in CommentState]
    if "all" in words:
        return list(CommentState)
    for word in words:
        if word not in known:
            raise Misuse(NO_SUCH_STATE(state=word, perhaps=perhaps(word, known), known=", ".join([*known, "all"])))
    return [CommentState(word) for word in words]


@app.command("show", help=N_("Show a comment whole, with its language and its answers."))
def show(context: typer.Context, ref: Ref) -> None:
    """Show one comment.

    Raises:
        NotFound: there is no such comment.
    """
    with at_desk(context) as here:
        comment, now = show_comment(here.desk, ref), here.desk.clock.now()
        if here.as_json:
            print_json(comment_data(comment, now))
        else:
            show_whole_comment(comment, now)


@app.command("language", help=N_("Correct the language a comment is to be answered in; it is kept who did."))
def language(
    context: typer.Context,
    ref: Ref,
    reply_in: Annotated[
        Literal["cy", "en", "both"],
        typer.Argument(metavar="cy|en|both", help=N_("The language of the answer, or both, Welsh first.")),
    ],
) -> None:
    """Correct the language of one comment's answer.

    Raises:
        QueueError: it was answered already, or this person may not.
    """
    with at_desk(context) as here:
        correct_language(here.desk, here.actor, ref, reply_in)
        report(here, ref, _("{ref}: the language of the answer is corrected."))


@app.command("no-answer", help=N_("Record that a comment needs no answer, and why."))
def no_answer(
    context: typer.Context,
    ref: Ref,
    *,
    reason: Annotated[str, typer.Option("--reason", metavar=N_("REASON"), help=N_("Why it needs none."))],
) -> None:
    """Close a comment without an answer.

    Raises:
        QueueError: it was answered already, or this person may not.
    """
    with at_desk(context) as here:
        close_unanswered(here.desk, here.actor, ref, reason)
        report(here, ref, _("{ref} needs no answer."))


@app.command("saved", help=N_("List the saved replies and the fields each one has."))
def saved(context: typer.Context) -> None:
    """List the saved replies."""
    with at_desk(context) as here:
        library = saved_replies(here)
        if here.as_json:
            for reply in library.values():
                print_json(_saved_data(reply))
            return
        table = Table()
        for title in (_("Name"), _("Title"), _("Fields")):
            table.add_column(title, overflow="fold")
        for reply in library.values():
            fields = ", ".join(field.name for field in reply.fields)
            table.add_row(reply.name, reply.title.side(Language(current())), fields)
        console().print(table)


def _saved_data(reply: Template) -> dict[str, Any]:
    return {
        "name": reply.name,
        "title": {"cy": reply.title.cy, "en": reply.title.en},
        "text": {"cy": reply.text.cy, "en": reply.text.en},
        "fields": [{"name": field.name, "kind": field.kind.value} for field in reply.fields],
    }
