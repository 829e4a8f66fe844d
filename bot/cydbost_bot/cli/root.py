"""The command ``cydbost``: its global options and the list of its commands."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import typer

from cydbost_bot.cli.grammar import App, Later, LazyGroup
from cydbost_bot.cli.session import Session
from cydbost_bot.i18n import N_, _, use


class Root(LazyGroup):
    """Every command: its name, where its ``App`` is, and its summary. A new command is one line here."""

    later: ClassVar[Mapping[str, Later]] = {
        "init": Later("cydbost_bot.cli.init:app", N_("Begin: a configuration and the databases.")),
        "doctor": Later("cydbost_bot.cli.doctor:app", N_("Say whether all is well, and what to mend.")),
        "serve": Later("cydbost_bot.cli.serve:app", N_("Show the noticeboard and send what is due.")),
        "worker": Later("cydbost_bot.cli.worker:app", N_("Send what is due.")),
        "post": Later("cydbost_bot.cli.post:app", N_("Write, approve, schedule and follow posts.")),
        "series": Later("cydbost_bot.cli.series:app", N_("Have a post go out again and again.")),
        "quiet": Later("cydbost_bot.cli.quiet:app", N_("Hold ordinary posts, before an election or in mourning.")),
        "welsh": Later("cydbost_bot.cli.welsh:app", N_("Give the Welsh that is owed.")),
        "emergency": Later("cydbost_bot.cli.emergency:app", N_("Send an emergency at once.")),
        "template": Later("cydbost_bot.cli.template:app", N_("See and approve the emergency templates.")),
        "plan": Later("cydbost_bot.cli.plan_import:app", N_("Bring in a month's plan.")),
        "manual": Later("cydbost_bot.cli.manual:app", N_("Post by hand where no program may, and say so.")),
        "comment": Later("cydbost_bot.cli.comment:app", N_("Answer the public.")),
        "channel": Later("cydbost_bot.cli.channel:app", N_("Set up and test the channels, and stop an account.")),
        "stop-all": Later("cydbost_bot.cli.stop_all:app", N_("Stop everything at once.")),
        "resume": Later("cydbost_bot.cli.resume:app", N_("Go through what waits, and let it go again.")),
        "noticeboard": Later("cydbost_bot.cli.noticeboard:app", N_("Write the noticeboard as files.")),
        "figures": Later("cydbost_bot.cli.figures:app", N_("See the promise in numbers.")),
        "audit": Later("cydbost_bot.cli.audit:app", N_("Prove that the record is whole, and read it.")),
        "db": Later("cydbost_bot.cli.db:app", N_("Look after the database, or move it.")),
        "backup": Later("cydbost_bot.cli.backup:backup", N_("Write everything into one file.")),
        "restore": Later("cydbost_bot.cli.backup:restore", N_("Bring a council back from a backup.")),
        "queue": Later("cydbost_bot.cli.reopen:app", N_("After a restore: ask the platforms, and open the queue.")),
        "dead-letter": Later("cydbost_bot.cli.dead_letter:app", N_("See what needs a person, and settle it.")),
        "notices": Later("cydbost_bot.cli.notices:app", N_("See what people were told, and whether it reached them.")),
        "person": Later("cydbost_bot.cli.person:app", N_("See who may use Cydbost, and invite somebody.")),
        "rota": Later("cydbost_bot.cli.rota:app", N_("Say who is on call, and who hears of a deadline.")),
        "demo": Later("cydbost_bot.cli.demo:app", N_("Keep the whole promise before your eyes, on a made-up council.")),
        "check": Later("cydbost_bot.cli.check:app", N_("Say where a Welsh and an English text differ.")),
        "detect": Later("cydbost_bot.cli.detect:app", N_("Say which language a text is in.")),
    }


app = App(
    cls=Root,
    help=N_("Publish every post in Welsh and English, together and identical."),
    epilog=N_("Exit status: 0 done, 1 the answer is no, 2 the command or its input has a mistake."),
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if asked:
        typer.echo(f"cydbost {version('cydbost')}")
        raise typer.Exit


@app.callback()
def remember(
    context: typer.Context,
    *,
    config: Annotated[
        Path | None, typer.Option("--config", metavar=N_("FILE"), help=N_("The configuration to use."))
    ] = None,
    acting: Annotated[str | None, typer.Option("--as", metavar=N_("PERSON"), help=N_("Who acts."))] = None,
    lang: Annotated[
        Literal["cy", "en"] | None, typer.Option("--lang", metavar="cy|en", help=N_("Speak Welsh or English."))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("Print data for scripts."))] = False,
    exercise: Annotated[
        bool, typer.Option("--exercise", help=N_("Practise: on a record of its own, reaching no account."))
    ] = False,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=N_("Show the version."))
    ] = False,
) -> None:
    """Keep the global options for the command that follows."""
    del show_version  # done by its callback
    if lang:
        use(lang)
    context.obj = Session(config=config, acting=acting, json=json, exercise=exercise)
    if exercise:
        typer.echo(_("EXERCISE: nothing that is done here reaches the public."), err=True)
