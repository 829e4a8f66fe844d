"""``cydbost quiet``: holding ordinary posts for a time, before an election or in mourning; emergencies still go out."""

from typing import Annotated, Literal

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.channel_choice import chosen_channels
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import Channels, Reason, Ref
from cydbost_bot.cli.post_report import report
from cydbost_bot.cli.quiet_view import quiet_data, show_held, show_list, spell_quiet
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_queue.actions.quieting import begin_quiet, end_quiet
from cydbost_queue.actions.quieting import exempt as let_through
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.quiet import list_quiet, show_quiet
from cydbost_queue.tables import QuietKind

app = App(help=N_("Hold ordinary posts for a time; emergencies still go out."))

Name = Annotated[str, typer.Argument(metavar=N_("PERIOD"), help=N_("The quiet period, such as Q2."))]


@app.command("begin", help=N_("Begin a quiet period, at once unless a time is given: posts due in it are held."))
def begin(
    context: typer.Context,
    *,
    kind: Annotated[
        Literal["pre-election", "mourning", "other"],
        typer.Option("--kind", metavar="pre-election|mourning|other", help=N_("Why the council is quiet.")),
    ],
    label: Annotated[str, typer.Option("--label", metavar=N_("LABEL"), help=N_("What people call this time."))],
    reason: Reason,
    start: Annotated[
        str | None, typer.Option("--from", metavar=N_("TIME"), help=N_("When it begins; at once unless given."))
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--until", metavar=N_("TIME"), help=N_("When it ends; a person ends it unless given.")),
    ] = None,
    channel: Channels = None,
) -> None:
    """Begin a quiet period.

    Raises:
        Misuse: there is no such channel.
        NotATime: a time names no one instant to come.
        QueueError: the queue does not allow it.
    """
    with at_desk(context) as here:
        here.actor.require(Right.KEEP_QUIET)
        ref = begin_quiet(
            here.desk,
            here.actor,
            kind=QuietKind(kind),
            name=label,
            reason=reason,
            begins=here.moment(start) if start else None,
            ends=here.moment(end) if end else None,
            channels=chosen_channels(here, channel) if channel else (),
        )
        _report(here, ref)


@app.command("list", help=N_("List the quiet periods, the latest first."))
def list_all(context: typer.Context) -> None:
    """List every quiet period; the status is 1 when there are none.

    Raises:
        typer.Exit: nothing found.
    """
    with at_desk(context) as here:
        views = list_quiet(here.desk)
        if here.as_json:
            for view in views:
                print_json(quiet_data(view))
        elif views:
            show_list(views)
        else:
            say(_("There is no quiet period."))
    if not views:
        raise typer.Exit(NO)


@app.command("show", help=N_("Show a quiet period, and every post that it held, with where each stands now."))
def show(context: typer.Context, name: Name) -> None:
    """Review what was held.

    Raises:
        NotFound: there is no such quiet period.
    """
    with at_desk(context) as here:
        view = show_quiet(here.desk, name)
        if here.as_json:
            print_json(quiet_data(view))
            return
        say(spell_quiet(view))
        show_held(view)


@app.command("end", help=N_("End a quiet period, now or at a time; what it held waits for a person."))
def end_period(
    context: typer.Context,
    name: Name,
    *,
    at: Annotated[
        str | None, typer.Option("--at", metavar=N_("TIME"), help=N_("When it ends; at once unless given."))
    ] = None,
) -> None:
    """End a quiet period.

    Raises:
        NotATime: the time names no one instant to come.
        QueueError: it is over, or not this person's to end.
    """
    with at_desk(context) as here:
        here.actor.require(Right.KEEP_QUIET)
        end_quiet(here.desk, here.actor, name, at=here.moment(at) if at else None)
        _report(here, name)


@app.command("exempt", help=N_("Let one post out in quiet periods, in its very words, with a reason."))
def exempt(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Exempt one posting.

    Raises:
        QueueError: it is out, or not this person's to exempt.
    """
    with at_desk(context) as here:
        let_through(here.desk, here.actor, ref, reason)
        name = show_posting(here.desk, ref).line.ref
        report(here, ref, _("{ref} may go out in quiet periods.").format(ref=name))


def _report(here: AtDesk, name: str) -> None:
    view = show_quiet(here.desk, name)
    if here.as_json:
        print_json(quiet_data(view))
        return
    say(spell_quiet(view))
    show_held(view)
