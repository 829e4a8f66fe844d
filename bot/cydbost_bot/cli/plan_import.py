"""``cydbost plan import``: a month's plan, all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.cost_lines import cost_data, cost_lines
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.plan_beside import cost_beside, judge_beside
from cydbost_bot.cli.plan_judgement import JudgedRow, judge_row, row_alts, row_content, row_rights
from cydbost_bot.cli.plan_view import show_judgements
from cydbost_bot.compose import keep_media
from cydbost_bot.console import NO
from cydbost_bot.counting import length_findings
from cydbost_bot.dividing import divided_for
from cydbost_bot.i18n import N_, ngettext
from cydbost_bot.plan import PlanRow, read_plan
from cydbost_bot.problem import Misuse, Problem, Wording
from cydbost_language import Language
from cydbost_language.parting import CannotDivide
from cydbost_queue.actions.importing import Planned, import_postings
from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import list_postings
from cydbost_queue.states import PostingState

ALREADY = Wording(
    "plan_row_known", N_("{ref} has this label and time already. Leave the row out, or change one of them.")
)

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
        known = [channel.name for channel in here.settings.channels]
        zone = str(here.desk.rules.zone)
        rows = read_plan(file, now=here.desk.clock.now(), channels=known, zone=zone)
        known_already = _slots(here)
        judged = [_refuse_twice(_judged(here, row, file.parent), known_already) for row in rows]
        judged = judge_beside(here.desk, judged)
        stopped = any(one.is_stopped for one in judged)
        if not stopped and not dry_run:
            judged, planned = _prepare(here, judged, file.parent)
            stopped = any(one.is_stopped for one in judged)
        refs = [] if stopped or dry_run else import_postings(here.desk, here.actor, planned)
        _report(here, judged, refs)
        if stopped:
            raise typer.Exit(NO)


def _judged(here: AtDesk, row: PlanRow, folder: Path) -> JudgedRow:
    judged = judge_row(row, here.desk.rules, folder)
    words = {language: content for language in Language if (content := row_content(row, language)).text}
    too_long = length_findings(here.settings, here.desk.rules, row.channels, words)
    if any(finding.code == "too_long_to_divide" for finding in too_long) and not _is_divisible(here, row, words):
        too_long = [replace(finding, code="too_long") for finding in too_long]
    return replace(judged, findings=(*judged.findings, *too_long))


def _is_divisible(here: AtDesk, row: PlanRow, words: Mapping[Language, Content]) -> bool:
    """Tell whether the row, once it is imported, can be divided for its channels."""
    try:
        divided_for(here.settings, here.desk.rules, row.channels, words)
    except (CannotDivide, KeyError, Refused):  # no such division, one language only, a channel without threads
        return False
    return True


def _slots(here: AtDesk) -> dict[tuple[str, datetime], str]:
    """Return the posting of each label and time there is: a plan brought in twice would be published twice."""
    lines = list_postings(here.desk, limit=100_000)
    return {
        (line.label.casefold(), line.slot): line.ref
        for line in lines
        if line.slot and line.state is not PostingState.WITHDRAWN
    }


def _refuse_twice(judged: JudgedRow, known: Mapping[tuple[str, datetime], str]) -> JudgedRow:
    ref = known.get((judged.row.label.casefold(), judged.row.at)) if judged.row.at else None
    return replace(judged, problems=(*judged.problems, ALREADY(ref=ref))) if ref else judged


def _prepare(here: AtDesk, judged: Sequence[JudgedRow], folder: Path) -> tuple[list[JudgedRow], list[Planned]]:
    """Take in the pictures; return the rows, with the problems of those whose pictures cannot be used."""
    rows, planned = [], []
    for one in judged:
        problems: tuple[Problem, ...] = ()
        try:
            planned.append(_planned(here, one.row, folder))
        except Misuse as error:
            problems = error.problems
        rows.append(replace(one, problems=problems))
    return rows, planned


def _planned(here: AtDesk, row: PlanRow, folder: Path) -> Planned:
    contents = {}
    for language in Language:
        each = zip(row.media, row_alts(row, language), row_rights(row), strict=True) if row.media else ()
        media = tuple(keep_media(here.settings, folder / name, alt, rights) for name, alt, rights in each)
        contents[language] = replace(row_content(row, language), media=media)
    return Planned(row.label, row.channels, contents, row.at)


def _report(here: AtDesk, judged: Sequence[JudgedRow], refs: Sequence[str]) -> None:
    costs = cost_beside(here.desk, judged)
    if here.as_json:
        rows = [one.data(refs[place] if refs else None) for place, one in enumerate(judged)]
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
