"""``cydbost channel``: the channels, setting one up, whether they can be used, and stopping one account at once."""

from typing import Annotated, Any

import typer
from rich.table import Table

from cydbost_bot.account_trial import AccountTest, try_channel
from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.channel_add import ADD, add
from cydbost_bot.cli.channel_usage import USAGE, show_usage
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.compose import make_connectors
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.known_platforms import KnownAgeing, known_ageing
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import name_of, spell_moment
from cydbost_bot.sentences_words import LANGUAGES, LAYOUTS, MODES, ON_HALF
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.queries.record import list_channels
from cydbost_queue.views import AccountView, ChannelView

UNKNOWN = Wording("unknown_channel", N_("There is no channel called “{channel}”.{perhaps}"))
UNKNOWN_ACCOUNT = Wording("unknown_account", N_("There is no account called “{account}”.{perhaps}"))

app = App(help=N_("Set up channels, see and test them and what they cost, and stop or resume an account."))
app.command("add", help=ADD)(add)

Account = Annotated[str, typer.Argument(metavar=N_("ACCOUNT"), help=N_("An account, as “channel list” names it."))]


app.command("usage", help=USAGE)(show_usage)


@app.command("list", help=N_("List the channels and their accounts."))
def list_all(context: typer.Context) -> None:
    """List every channel of the record."""
    with at_desk(context) as here:
        channels = list_channels(here.desk)
        if here.as_json:
            for channel in channels:
                print_json(_data(channel))
            return
        console().print(_table(channels))


@app.command("test", help=N_("Say whether each account can be used now, and how far its clock is from ours."))
def try_accounts(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar=N_("NAME"), help=N_("A channel; every one unless given."))
    ] = None,
) -> None:
    """Ask the platforms.

    Raises:
        Misuse: there is no such channel.
        typer.Exit: status 1 when an account cannot be used, a clock is wrong, or what it rests on has ended.
    """
    with at_desk(context, with_secrets=True) as here:
        channels = _chosen(list_channels(here.desk), name)
        connectors = make_connectors(here.settings, here.desk.clock)
        ahead = here.settings.operations.token_warning
        tests = [one for channel in channels for one in try_channel(channel, connectors, here.desk.clock, ahead)]
        old = [one for channel in channels for one in known_ageing(here.desk, channel.name)]
        looked_at: list[AccountTest | KnownAgeing] = [*tests, *old]
        for one in looked_at:
            if here.as_json:
                print_json(one.data())
            else:
                say(one.line())
    if not all(one.is_well for one in tests) or any(one.is_over for one in old):
        raise typer.Exit(NO)


@app.command("stop", help=N_("Stop an account at once: nothing is sent to it or read from it."))
def stop(context: typer.Context, account: Account) -> None:
    """Stop one account.

    Raises:
        Misuse: there is no such account.
        Denied: the person may not.
    """
    with at_desk(context) as here:
        name = _account(list_channels(here.desk), account)
        stop_account(here.desk, here.actor, name)
        say(
            _("Stopped: {account}. Nothing is sent to it until “cydbost channel resume {account}”.").format(
                account=name
            )
        )


@app.command("resume", help=N_("Let a stopped account be used again."))
@app.command("start", help=N_("The same as “resume”."))
def resume(context: typer.Context, account: Account) -> None:
    """Resume one account.

    Raises:
        Misuse: there is no such account.
        Denied: the person may not.
    """
    with at_desk(context) as here:
        name = _account(list_channels(here.desk), account)
        resume_account(here.desk, here.actor, name)
        say(_("Resumed: {account}. What waited for it is sent now.").format(account=name))


def _chosen(channels: list[ChannelView], name: str | None) -> list[ChannelView]:
    if name is None:
        return channels
    found = [channel for channel in channels if channel.name == name]
    if not found:
        raise Misuse(UNKNOWN(channel=name, perhaps=perhaps(name, [channel.name for channel in channels])))
    return found


def _account(channels: list[ChannelView], name: str) -> str:
    """Return the account's whole name; its own name alone will do where only one account has it."""
    known = [account.name for channel in channels for account in channel.accounts]
    alike = [whole for whole in known if whole == name or whole.partition("/")[2] == name]
    if name in known or len(alike) == 1:
        return name if name in known else alike[0]
    raise Misuse(UNKNOWN_ACCOUNT(account=name, perhaps=perhaps(name, known)))


def _data(channel: ChannelView) -> dict[str, Any]:
    return {
        "channel": channel.name,
        "platform": channel.platform,
        "layout": channel.layout,
        "on_half": channel.on_half,
        "on_edit": channel.on_edit,
        "on_half_edit": channel.on_half_edit,
        "acknowledge": channel.acknowledge,
        "mode": channel.mode,
        "accounts": [
            {
                "name": account.name,
                "carries": account.carries.value,
                "stopped_at": account.stopped_at.isoformat() if account.stopped_at else None,
            }
            for account in channel.accounts
        ],
    }


def _table(channels: list[ChannelView]) -> Table:
    table = Table()
    for title in (
        _("Channel"),
        _("Platform"),
        _("Layout"),
        _("Mode"),
        _("If one language stands alone"),
        _("Accounts"),
    ):
        table.add_column(title, overflow="fold")
    for channel in channels:
        table.add_row(
            channel.name,
            channel.platform,
            name_of(LAYOUTS, channel.layout),
            name_of(MODES, channel.mode),
            name_of(ON_HALF, channel.on_half),
            "\n".join(_spell(account) for account in channel.accounts),
        )
    return table


def _spell(account: AccountView) -> str:
    said = f"{account.name} ({name_of(LANGUAGES, account.carries.value)})"
    if account.stopped_at is None:
        return said
    return said + " " + _("stopped at {when}").format(when=spell_moment(account.stopped_at))
