"""``cydbost channel``: the channels, whether they can be used, and stopping one account at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

import typer
from rich.table import Table

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.posting_data import moment_data
from cydbost_bot.compose import make_connectors
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import connector_sentence, name_of, platform_words, spell_moment, yes_no
from cydbost_bot.sentences_words import LANGUAGES, LAYOUTS, ON_HALF
from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.clock import Clock
from cydbost_queue.queries.record import list_channels
from cydbost_queue.views import AccountView, ChannelView

UNKNOWN = Wording("unknown_channel", N_("There is no channel called “{channel}”.{perhaps}"))
UNKNOWN_ACCOUNT = Wording("unknown_account", N_("There is no account called “{account}”.{perhaps}"))

#: Seconds by which a platform's clock may differ from ours; more, and gaps and slots cannot be trusted.
SKEW_LIMIT: Final = 60

app = App(help=N_("See the channels, test them, and stop or resume an account."))

Account = Annotated[str, typer.Argument(metavar=N_("ACCOUNT"), help=N_("An account, as “channel list” names it."))]


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
        typer.Exit: status 1 when an account cannot be used, or a clock is wrong.
    """
    with at_desk(context, with_secrets=True) as here:
        channels = _chosen(list_channels(here.desk), name)
        connectors = make_connectors(here.settings, here.desk.clock)
        ahead = here.settings.operations.token_warning
        tests = [one for channel in channels for one in try_channel(channel, connectors, here.desk.clock, ahead)]
        for one in tests:
            if here.as_json:
                print_json(one.data())
            else:
                say(one.line())
    if not all(one.is_well for one in tests):
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


@dataclass(frozen=True, slots=True)
class AccountTest:
    """How one account stands.

    ``skew`` is its clock less ours, in seconds; ``is_ending`` tells that its credentials soon run out.
    """

    account: str
    is_usable: bool
    detail: str
    skew: float | None
    is_stopped: bool
    expires_at: datetime | None = None
    is_ending: bool = False

    @property
    def is_well(self) -> bool:
        """Tell whether it can be used, now and in the days to come, and its clock believed."""
        return self.is_usable and not self.is_ending and abs(self.skew or 0) <= SKEW_LIMIT

    def data(self) -> dict[str, Any]:
        """Return the test as data for scripts."""
        skew = None if self.skew is None else round(self.skew, 1)
        return {
            "account": self.account,
            "usable": self.is_usable,
            "stopped": self.is_stopped,
            "skew_seconds": skew,
            "expires_at": moment_data(self.expires_at),
            "detail": self.detail,
        }

    def line(self) -> str:
        """Return the test as a line for a person."""
        parts = [_("{account}: usable: {answer}.").format(account=self.account, answer=yes_no(is_yes=self.is_usable))]
        parts += [self.detail] if self.detail else []
        if self.skew is not None:
            parts.append(_("Clock difference: {seconds} s.").format(seconds=f"{self.skew:+.1f}"))
            if abs(self.skew) > SKEW_LIMIT:
                parts.append(_("That is over {limit} s: set the clocks right.").format(limit=SKEW_LIMIT))
        if self.expires_at is not None:
            parts.append(_("Its credentials run out at {expires}.").format(expires=spell_moment(self.expires_at)))
            parts += [_("Renew them.")] if self.is_ending else []
        if self.is_stopped:
            parts.append(_("It is stopped."))
        return " ".join(parts)


def try_channel(
    channel: ChannelView, connectors: dict[str, Connector], clock: Clock, ahead: timedelta
) -> Iterator[AccountTest]:
    """Yield how each account of the channel stands.

    Args:
        channel: whose accounts are asked.
        connectors: by account.
        clock: ours.
        ahead: credentials that run out within so long are to be renewed now.
    """
    for account in channel.accounts:
        yield _try(account, connectors[account.name], clock, ahead)


def _try(account: AccountView, connector: Connector, clock: Clock, ahead: timedelta) -> AccountTest:
    is_stopped, before = account.stopped_at is not None, clock.now()
    try:
        health = connector.health()
    except ConnectorError as error:
        return AccountTest(
            account.name, is_usable=False, detail=connector_sentence(error), skew=None, is_stopped=is_stopped
        )
    between = before + (clock.now() - before) / 2  # the platform read its clock somewhere on the way
    skew = (health.clock - between).total_seconds() if health.clock else None
    detail = platform_words(health.detail)
    return AccountTest(
        account.name,
        is_usable=health.usable,
        detail=detail,
        skew=skew,
        is_stopped=is_stopped,
        expires_at=health.expires_at,
        is_ending=health.expires_at is not None and health.expires_at <= clock.now() + ahead,
    )


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
    for title in (_("Channel"), _("Platform"), _("Layout"), _("If one language stands alone"), _("Accounts")):
        table.add_column(title, overflow="fold")
    for channel in channels:
        table.add_row(
            channel.name,
            channel.platform,
            name_of(LAYOUTS, channel.layout),
            name_of(ON_HALF, channel.on_half),
            "\n".join(_spell(account) for account in channel.accounts),
        )
    return table


def _spell(account: AccountView) -> str:
    said = f"{account.name} ({name_of(LANGUAGES, account.carries.value)})"
    if account.stopped_at is None:
        return said
    return said + " " + _("stopped at {when}").format(when=spell_moment(account.stopped_at))
