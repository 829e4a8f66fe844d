"""``cydbost post show`` and ``post list``."""

from typing import Annotated, Literal

import typer
from rich.table import Table

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.cost_lines import cost_data, cost_lines
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.post_options import Ref
from cydbost_bot.cli.posting_data import line_data, posting_data
from cydbost_bot.cli.posting_view import show_posting_view
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.posting_judgement import findings_of
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import name_of, posting_state
from cydbost_bot.sentences_words import LANGUAGES
from cydbost_bot.wall_clock import spell_time
from cydbost_language import Language
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.spending.planning import cost_of_posting
from cydbost_queue.states import PostingState
from cydbost_queue.views import PostingLine

NO_SUCH_STATE = Wording("no_such_state", N_("There is no state “{state}”.{perhaps} The states are: {known}."))
MOST = Wording("limit_out_of_range", N_("--limit is a number from 1 to 10000."))

SHOW = N_("Show both versions side by side, what was found, who approved, where it is live, and what is next.")
LIST = N_("List the posts, the newest first.")

States = Annotated[
    list[str] | None, typer.Option("--state", metavar=N_("STATE"), help=N_("Only these; may be repeated."))
]
Missing = Annotated[
    Literal["cy", "en"] | None,
    typer.Option("--missing", metavar="cy|en", help=N_("Only those that have no version in this language.")),
]
Limit = Annotated[int, typer.Option("--limit", metavar=N_("NUMBER"), help=N_("At most so many."))]


def show(context: typer.Context, ref: Ref) -> None:
    """Show everything about one posting.

    Raises:
        NotFound: there is no such posting.
    """
    with at_desk(context) as here:
        posting = show_posting(here.desk, ref)
        findings, costs = findings_of(here.desk, posting), cost_of_posting(here.desk, ref)
        if here.as_json:
            print_json({**posting_data(posting, findings), "costs": cost_data(costs)})
        else:
            show_posting_view(posting, findings, costs=list(cost_lines(costs)))


def list_posts(context: typer.Context, *, state: States = None, missing: Missing = None, limit: Limit = 200) -> None:
    """List postings; the status is 1 when there are none.

    Raises:
        Misuse: an unknown state.
        typer.Exit: nothing found.
    """
    wanted = [_state(word) for word in state or ()]
    if not 1 <= limit <= 10_000:
        raise Misuse(MOST())
    with at_desk(context) as here:
        lines = list_postings(here.desk, states=wanted, limit=limit)
        shown = [line for line in lines if missing is None or Language(missing) not in line.languages]
        if here.as_json:
            for line in shown:
                print_json(line_data(line))
        elif shown:
            console().print(_table(shown))
        else:
            say(_("There is no such post."))
    if not shown:
        raise typer.Exit(NO)


def _state(word: str) -> PostingState:
    known = [state.value for state in PostingState]
    folded = word.casefold().replace("-", "_")
    if folded not in known:
        raise Misuse(NO_SUCH_STATE(state=word, perhaps=perhaps(word, known), known=", ".join(known)))
    return PostingState(folded)


def _table(lines: list[PostingLine]) -> Table:
    table = Table()
    for title in (_("Post"), _("Label"), _("State"), _("Languages"), _("Channels"), _("Time")):
        table.add_column(title, overflow="fold")
    for line in lines:
        languages = ", ".join(name_of(LANGUAGES, language) for language in line.languages)
        slot = spell_time(line.slot) if line.slot else ""
        table.add_row(line.ref, line.label, posting_state(line.state), languages, ", ".join(line.channels), slot)
    return table
