"""``cydbost channel usage``: what the channels were used for, what it cost, and what is left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.posting_data import moment_data
from cydbost_bot.compose import make_connectors
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import connector_sentence, name_of, spell_day, spell_length, spell_moment, spell_money
from cydbost_bot.sentences_money import spell_month
from cydbost_bot.sentences_words import MODES, SPENT_ON
from cydbost_connectors import Connector, ConnectorError, Quota
from cydbost_queue.lookup import accounts_of
from cydbost_queue.queries.usage import AllowanceUse, ChannelUsage, usage
from cydbost_queue.spending.money import amount
from cydbost_queue.tables import Mode

UNKNOWN = Wording("unknown_channel", N_("There is no channel called “{channel}”.{perhaps}"))
NO_MONTH = Wording("no_month", N_("--month is a year and a month, such as 2026-11."))

USAGE = N_("Show what each channel was used for this month, what it cost, what is left, and what the plan adds.")

Name = Annotated[str | None, typer.Argument(metavar=N_("NAME"), help=N_("A channel; every one unless given."))]
Month = Annotated[str | None, typer.Option("--month", metavar=N_("YYYY-MM"), help=N_("Another month than this one."))]
AskQuotas = Annotated[bool, typer.Option("--quotas", help=N_("Ask the platforms too how many calls they still allow."))]

#: What was asked of an account: its quotas, or why it could not say.
Asked = Sequence[Quota] | ConnectorError


def show_usage(context: typer.Context, name: Name = None, *, month: Month = None, quotas: AskQuotas = False) -> None:
    """Show the use of one channel, or of all.

    Raises:
        Misuse: there is no such channel, or no such month.
    """
    with at_desk(context, with_secrets=quotas) as here:
        shown = _chosen(_usage(here, month), name)
        for one in shown:
            asked = _ask(here, one) if quotas else {}
            if here.as_json:
                print_json(_data(one, asked))
            else:
                for line in [*_lines(one), *_quota_lines(asked)]:
                    say(line)


def _usage(here: AtDesk, month: str | None) -> list[ChannelUsage]:
    try:
        found = usage(here.desk, month)
    except ValueError:
        raise Misuse(NO_MONTH()) from None
    declared = {channel.name for channel in here.settings.channels}
    return [one for one in found if one.channel in declared or one.lines]


def _chosen(found: list[ChannelUsage], name: str | None) -> list[ChannelUsage]:
    chosen = [one for one in found if name in {None, one.channel}]
    if name is not None and not chosen:
        raise Misuse(UNKNOWN(channel=name, perhaps=perhaps(name, [one.channel for one in found])))
    return chosen


def _ask(here: AtDesk, one: ChannelUsage) -> dict[str, Asked]:
    """Ask each account of a channel for its quotas; none where the channel is off, or the account is stopped."""
    if one.mode == Mode.OFF:
        return {}
    with here.desk.store.reading() as session:
        names = [account.name for account in accounts_of(session, one.channel) if account.stopped_at is None]
    connectors = make_connectors(here.settings, here.desk.clock)
    return {name: _quotas(connectors[name]) for name in names}


def _quotas(connector: Connector) -> Asked:
    try:
        return connector.health().quotas
    except ConnectorError as error:
        return error


def _lines(one: ChannelUsage) -> Iterator[str]:
    said = _("{channel} ({platform}): {mode}.")
    yield said.format(channel=one.channel, platform=one.platform, mode=name_of(MODES, one.mode))
    yield from (_allowance_line(use) for use in one.allowances)
    if one.currency is None:
        yield "  " + _("Cydbost knows of nothing that it costs.")
        return
    yield "  " + _("Spent in {month}: {spent}.").format(
        month=spell_month(one.month), spent=spell_money(one.spent, one.currency)
    )
    for line in one.lines:
        what, cost = name_of(SPENT_ON, line.spent_on.value), spell_money(line.micros, line.currency)
        yield f"    {line.account} · {what} · {line.number} · {cost}"
    yield from (f"  {line}" for line in _ahead(one, one.currency))
    if one.prices_read_on is not None:
        yield "  " + _("Prices as {source} had them on {day}; the bill is the platform’s own.").format(
            source=one.prices_source, day=spell_day(one.prices_read_on.isoformat())
        )


def _ahead(one: ChannelUsage, currency: str) -> Iterator[str]:
    if one.put_aside:
        yield _("On its way: {cost}.").format(cost=spell_money(one.put_aside, currency))
    if one.planned_posts:
        planned = ngettext("Planned: {n} post, {cost}.", "Planned: {n} posts, {cost}.", one.planned_posts)
        yield planned.format(n=one.planned_posts, cost=spell_money(one.planned, currency))
    forecast = spell_money(one.forecast, currency)
    if one.budget is None:
        yield _("By the end of the month: {forecast}. There is no budget.").format(forecast=forecast)
        return
    said = _("By the end of the month: {forecast} of a budget of {budget}; left now: {left}.")
    yield said.format(
        forecast=forecast,
        budget=spell_money(one.budget.monthly, currency),
        left=spell_money(one.left or 0, currency),
    )
    if one.forecast > one.budget.monthly:
        yield _("The plan passes the budget: raise it, or move or withdraw posts.")


def _allowance_line(use: AllowanceUse) -> str:
    said = _("  {account}: {posts} of {most} posts in the last {per}; {reserve} of them are kept for emergencies.")
    return said.format(
        account=use.account,
        posts=use.posts,
        most=use.allowance.posts,
        per=spell_length(use.allowance.per.total_seconds()),
        reserve=use.allowance.reserve,
    )


def _quota_lines(asked: Mapping[str, Asked]) -> Iterator[str]:
    for account, answer in asked.items():
        if isinstance(answer, ConnectorError):
            yield f"  {account}: {connector_sentence(answer)}"
            continue
        for quota in answer:
            said = _("  {account}: {left} of {limit} left ({of})").format(
                account=account, left=quota.left, limit=quota.limit, of=quota.of
            )
            until = _(", until {when}").format(when=spell_moment(quota.renews_at)) if quota.renews_at else ""
            yield f"{said}{until}."


def _data(one: ChannelUsage, asked: Mapping[str, Asked]) -> dict[str, Any]:
    """Return it as data for scripts: amounts are text, so that none is rounded."""

    def money(millionths: int | None) -> str | None:
        return None if millionths is None or one.currency is None else str(amount(millionths))

    return {
        "channel": one.channel,
        "platform": one.platform,
        "mode": one.mode,
        "month": one.month,
        "currency": one.currency,
        "prices_read_on": one.prices_read_on.isoformat() if one.prices_read_on else None,
        "prices_source": one.prices_source,
        "spent": money(one.spent),
        "put_aside": money(one.put_aside),
        "budget": money(one.budget.monthly if one.budget else None),
        "left": money(one.left),
        "planned_posts": one.planned_posts,
        "planned": money(one.planned),
        "forecast": money(one.forecast),
        "lines": [
            {
                "account": line.account,
                "on": line.spent_on.value,
                "number": line.number,
                "cost": str(amount(line.micros)),
                "currency": line.currency,
            }
            for line in one.lines
        ],
        "allowances": [
            {
                "account": use.account,
                "posts": use.posts,
                "most": use.allowance.posts,
                "reserve": use.allowance.reserve,
                "per_seconds": round(use.allowance.per.total_seconds()),
            }
            for use in one.allowances
        ],
        "quotas": {account: _quota_data(answer) for account, answer in asked.items()},
    }


def _quota_data(answer: Asked) -> list[dict[str, Any]] | None:
    if isinstance(answer, ConnectorError):
        return None
    return [
        {"of": one.of, "limit": one.limit, "left": one.left, "renews_at": moment_data(one.renews_at)} for one in answer
    ]
