"""``cydbost stop-all``: nothing new goes out until a person has gone through what waits."""

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import say
from cydbost_bot.cli.post_options import Reason
from cydbost_bot.i18n import N_, _
from cydbost_queue.actions.halting import stop_all

app = App()


@app.command(help=N_("Stop everything at once, on every account; what is half out is finished, and emergencies pass."))
def run(context: typer.Context, *, reason: Reason) -> None:
    """Stop everything.

    Raises:
        QueueError: it is stopped already, or this person may not.
    """
    with at_desk(context) as here:
        stop_all(here.desk, here.actor, reason)
        say(_("Everything is stopped; emergencies still go out. See what waits with “cydbost resume --review”."))
