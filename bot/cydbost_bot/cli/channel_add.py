"""``cydbost channel add``: a channel set up step by step, tried at once, and written down whole or not at all."""

from pathlib import Path
from typing import Annotated, Final

import typer

from cydbost_bot.account_trial import AccountTest, try_connector
from cydbost_bot.channel_adding import NewChannel, config_with, connectors_of, secret_files
from cydbost_bot.cli.asking import agree, tell
from cydbost_bot.cli.channel_answers import Told, channel_of, pairs_of
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.cli.text_input import has_terminal
from cydbost_bot.config_file import kept_secrets, read_config_file
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.reaching import offers
from cydbost_bot.settings import find_config
from cydbost_bot.settings_model import Settings
from cydbost_queue.clock import SystemClock

ADD: Final = N_("Set up a channel: its platform, layout, accounts and secrets. What is not given is asked.")
NO_CONFIG = Wording("no_config_yet", N_("There is no configuration here yet. Make one: cydbost init"))
NEEDS_YES = Wording("channel_needs_yes", N_("Nobody can be asked here whether to add it. Give --yes, or --dry-run."))

Pairs = list[str] | None


def add(
    context: typer.Context,
    *,
    name: Annotated[str | None, typer.Option(metavar=N_("NAME"), help=N_("What the channel is called here."))] = None,
    platform: Annotated[str | None, typer.Option(metavar=N_("NAME"), help=N_("Where its posts go."))] = None,
    layout: Annotated[
        str | None, typer.Option(metavar=N_("LAYOUT"), help=N_("How it carries the two languages."))
    ] = None,
    account: Annotated[
        Pairs, typer.Option(metavar=N_("cy=NAME"), help=N_("An account: cy=NAME and en=NAME, or both=NAME."))
    ] = None,
    set_: Annotated[
        Pairs, typer.Option("--set", metavar=N_("KEY=VALUE"), help=N_("A setting; cy.KEY=VALUE for one account alone."))
    ] = None,
    secret_file: Annotated[
        Pairs, typer.Option(metavar=N_("KEY=FILE"), help=N_("The file in which a secret is kept."))
    ] = None,
    secret_env: Annotated[
        Pairs, typer.Option(metavar=N_("KEY=NAME"), help=N_("The environment variable in which a secret is kept."))
    ] = None,
    untried: Annotated[
        bool, typer.Option("--untried", help=N_("Add it without asking the platform whether it works."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would be written, and stop."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Add it without asking."))] = False,
) -> None:
    """Ask, try and write.

    Raises:
        Misuse: what is missing, or cannot be.
        typer.Exit: status 1 when an account does not work, or the person says no; nothing is changed then.
    """
    here = session(context)
    config = find_config(here.config)
    if config is None:
        raise Misuse(NO_CONFIG())
    before, is_asked = read_config_file(config), has_terminal() and not here.json
    if not (is_asked or yes or dry_run):
        raise Misuse(NEEDS_YES())
    told = Told(
        name,
        platform,
        layout,
        pairs_of("--account", account or ()),
        pairs_of("--set", set_ or ()),
        pairs_of("--secret-file", secret_file or ()),
        pairs_of("--secret-env", secret_env or ()),
    )
    channel = channel_of(told, offers(), is_asked=is_asked)
    after, settings = config_with(before, channel)
    if not untried and not dry_run:
        _require_working(_tried(settings, channel), is_asked=is_asked)
    for line in before.differences(after):
        tell(line)
    if dry_run:
        say(_("Nothing was written."))
        return
    if not (yes or agree(_("Add this to {file}?").format(file=before.path))):
        say(_("Nothing was written."))
        raise typer.Exit(NO)
    with kept_secrets(before.path.parent, channel.typed(), used=secret_files(before)):
        before.replace(after)
    _report(channel, before.path, as_json=here.json)


def _tried(settings: Settings, channel: NewChannel) -> list[AccountTest]:
    clock, ahead = SystemClock(), settings.operations.token_warning
    connectors = connectors_of(settings, channel)
    return [try_connector(name, connector, clock, ahead) for name, connector in connectors.items()]


def _require_working(tests: list[AccountTest], *, is_asked: bool) -> None:
    for one in tests:
        tell(one.line())
    if all(one.is_well for one in tests) or (is_asked and agree(_("Not all is well. Add it all the same?"))):
        return
    say(_("Nothing was written. Mend this, or give --untried."))
    raise typer.Exit(NO)


def _report(channel: NewChannel, config: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"channel": channel.name, "config": str(config), "secrets": list(channel.typed())})
        return
    say(_("Added: {channel}, in {file}.").format(channel=channel.name, file=config))
    for file in channel.typed():
        say(_("Kept for its owner alone: {file}").format(file=config.parent / file))
    say(_("Start “cydbost serve” and “cydbost worker” again, so that they know of it."))
