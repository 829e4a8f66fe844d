"""``cydbost figures``: the promise in numbers."""

from collections.abc import Iterator
from dataclasses import asdict

import typer
from rich.table import Table

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import console, print_json
from cydbost_bot.figure_lines import figure_lines
from cydbost_bot.i18n import N_
from cydbost_queue.queries.figures import figures

app = App()


@app.command(help=N_("Count what was kept: pairs, gaps, Welsh deadlines, and answers by language."))
def run(context: typer.Context) -> None:
    """Show the figures as they are now."""
    with at_desk(context) as here:
        made = figures(here.desk)
    if here.as_json:
        print_json(asdict(made))
    else:
        console().print(figure_table(figure_lines(made)))


def figure_table(lines: Iterator[tuple[str, str]], *, title: str | None = None) -> Table:
    """Return the figures as a table for people: what is counted, and the count."""
    table = Table(title=title, title_justify="left", show_header=False)
    for name, value in lines:
        table.add_row(name, value)
    return table
