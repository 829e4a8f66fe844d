"""A judged plan before a person: one line a problem or finding, with the row it is in."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.check_view import SEVERITIES, STYLES
from cydbost_bot.cli.output import console
from cydbost_bot.cli.posting_data import finding_data, moment_data
from cydbost_bot.i18n import N_, _
from cydbost_bot.plan_judgement import JudgedRow
from cydbost_bot.sentences import finding_sentence

PROBLEM = N_("stop")


def show_judgements(judged: Sequence[JudgedRow]) -> None:
    """Print everything that is wrong with the rows, and the mend; nothing where nothing is."""
    table = Table()
    for title in (_("Row"), _("Label"), _("Check"), "", _("What, and the mend")):
        table.add_column(title, overflow="fold")
    for one in judged:
        number, label = str(one.row.number), one.row.label
        for problem in one.problems:
            table.add_row(number, Text(label), problem.code, Text(_(PROBLEM), "bold red"), Text(problem.sentence()))
        for finding in one.findings:
            severity = Text(_(SEVERITIES[finding.severity]), STYLES[finding.severity])
            table.add_row(number, Text(label), finding.check, severity, Text(finding_sentence(finding)))
    if table.row_count:
        console().print(table)


def judged_data(judged: JudgedRow, ref: str | None = None) -> dict[str, Any]:
    """Return one row as data for scripts; ``ref`` is its posting, once it is imported."""
    return {
        "row": judged.row.number,
        "label": judged.row.label,
        "at": moment_data(judged.row.at),
        "ref": ref,
        "problems": [problem.data() for problem in judged.problems],
        "findings": [finding_data(finding) for finding in judged.findings],
    }
