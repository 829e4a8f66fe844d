"""``cydbost init``: a configuration and databases to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from cydbost_bot.beginning import begin, begin_with
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.i18n import N_, _

app = App()


@app.command(help=N_("Write a first configuration and make the databases. What is there is left as it is."))
def run(
    context: typer.Context,
    *,
    folder: Annotated[
        Path | None, typer.Argument(metavar=N_("DIRECTORY"), help=N_("Where; this directory unless given."))
    ] = None,
) -> None:
    """Make what is missing, bring an older database up to date, and say what to do next.

    Raises:
        Misuse, StoreError, OSError: what cannot be made, and why.
    """
    config = session(context).config
    begun = begin_with(config) if config is not None and folder is None else begin(folder or Path())
    if session(context).json:
        print_json({"config": str(begun.config), "made": [str(path) for path in begun.made]})
        return
    for path in begun.made:
        say(_("Made: {file}").format(file=path))
    if not begun.made:
        say(_("Everything was there already: {file}").format(file=begun.config))
    say(_("Next: put your council, people and channels into {file}.").format(file=begun.config))
    say(_("Then: “cydbost doctor” says whether all is well, and “cydbost serve” starts the noticeboard and the queue."))
