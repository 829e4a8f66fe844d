"""``cydbost plan import``: a month's plan, all of it or nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.cost_lines import cost_data, cost_lines
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.plan_view import judged_data, show_judgements
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, ngettext
from cydbost_bot.plan import read_file
from cydbost_bot.plan_beside import cost_beside
from cydbost_bot.plan_import import PlanDesk
from cydbost_bot.plan_judgement import JudgedRow
from cydbost_bot.plan_pictures import BesideThePlan
from cydbost_queue.actions.importing import import_postings
from cydbost_queue.policy import Right

app = App(help=N_("Bring in a month's plan."))


@app.callback()
def plan() -> None:
    """Stand before the commands, so that the group stays one though it has a single command."""


@app.command("import", help=N_("Judge every row of a plan (.csv or .xlsx), and import all of them or none."))
def import_plan(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar=N_("FILE"), help=N_("The plan, with both languages in columns (.csv or .xlsx)."))
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Judge only; import nothing."))] = False,
) -> None:
    """Import a plan as drafts with their wished times; the status is 1 when anything keeps it out.

    Raises:
        Misuse: the file as a whole is no plan.
        QueueError: the person may not write, or the queue does not take it.
        typer.Exit: status 1, a row has a problem or a finding that stops it.
    """
    with at_desk(context) as here:
        here.actor.require(Right.WRITE)
        plan = PlanDesk(here.desk, here.settings, BesideThePlan(here.settings, file.parent))
        judged = plan.judged(read_file(file))
        stopped = any(one.is_stopped for one in judged)
        if not stopped and not dry_run:
            judged, planned = plan.prepared(judged)
            stopped = any(one.is_stopped for one in judged)
        refs = [] if stopped or dry_run else import_postings(here.desk, here.actor, planned)
        _report(here, judged, refs)
        if stopped:
            raise typer.Exit(NO)


def _report(here: AtDesk, judged: Sequence[JudgedRow], refs: Sequence[str]) -> None:
    costs = cost_beside(here.desk, judged)
    if here.as_json:
        rows = [judged_data(one, refs[place] if refs else None) for place, one in enumerate(judged)]
        print_json({"imported": list(refs), "rows": rows, "costs": cost_data(costs)})
        return
    show_judgements(judged)
    for line in cost_lines(costs):
        say(line)
    stopped = sum(one.is_stopped for one in judged)
    if stopped:
        sentence = ngettext(
            "Nothing was imported: {n} row of {all} must be mended.",
            "Nothing was imported: {n} rows of {all} must be mended.",
            stopped,
        )
        say(sentence.format(n=stopped, all=len(judged)))
    elif not refs:
        sentence = ngettext(
            "{n} row could be imported. Nothing was: this was a trial.",
            "{n} rows could be imported. Nothing was: this was a trial.",
            len(judged),
        )
        say(sentence.format(n=len(judged)))
    else:
        sentence = ngettext("{n} post is imported, as a draft:", "{n} posts are imported, as drafts:", len(refs))
        say(sentence.format(n=len(refs)))
        for ref, one in zip(refs, judged, strict=True):
            say(f"{ref} · {one.row.label}")
