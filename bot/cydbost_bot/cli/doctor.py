"""``cydbost doctor``: whether all is well, a line for each thing, and what to mend."""

import typer

from cydbost_bot.checkup import check_up
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _

app = App()


@app.command(help=N_("Say whether all is well; the status is 1 when something needs mending."))
def run(context: typer.Context) -> None:
    """Go through everything that Cydbost stands on.

    Raises:
        typer.Exit: status 1 when something needs mending.
    """
    asked = session(context)
    is_well = True
    for finding in check_up(asked.config, asked.acting):
        is_well = is_well and finding.is_well
        if asked.json:
            print_json({"check": finding.name, "ok": finding.is_well, "message": finding.sentence})
        else:
            mark = _("ok") if finding.is_well else _("MEND")
            say(f"{mark}  {finding.sentence}")
    if not is_well:
        raise typer.Exit(NO)
