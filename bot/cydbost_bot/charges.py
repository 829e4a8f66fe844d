"""What the council's platforms charge, what may be spent on them, and what is known of them, as the queue's rules."""

from collections.abc import Iterator

from cydbost_bot import settings_model as model
from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.reaching import platform_of
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Dated, Prices, dated_of, prices_of
from cydbost_connectors import Platform as NetworkPlatform
from cydbost_queue.rules import Budget
from cydbost_queue.spending.money import micros

NO_PRICES = Wording(
    "budget_without_prices",
    N_("The channel “{channel}” has a budget, and {platform} charges nothing that Cydbost knows of. Take it out."),
)


def prices_by_account(settings: Settings) -> dict[str, Prices]:
    """Return what each account pays, by what the queue calls it; one that pays nothing is left out."""
    return {
        f"{channel.name}/{account.name}": prices
        for channel, platform in _reached(settings)
        for account in _accounts(channel)
        if (prices := prices_of(platform, _settings(platform, account))) is not None
    }


def budgets_by_channel(settings: Settings) -> dict[str, Budget]:
    """Return the budget of each channel that has one.

    Raises:
        Misuse: its platform charges nothing, so that it would promise what it cannot keep.
    """
    paid = {name.partition("/")[0] for name in prices_by_account(settings)}
    found = {}
    for channel in settings.channels:
        if channel.budget is None or settings.is_exercise:
            continue
        if channel.name not in paid:
            raise Misuse(NO_PRICES(channel=channel.name, platform=channel.platform))
        given = channel.budget
        found[channel.name] = Budget(micros(given.monthly), given.warn_at, holds_replies=given.replies == "held")
    return found


def known_by_channel(settings: Settings) -> dict[str, tuple[Dated, ...]]:
    """Return what is known of each channel's platform, with where and when it was read."""
    return {
        channel.name: tuple(
            dict.fromkeys(
                one for account in _accounts(channel) for one in dated_of(platform, _settings(platform, account))
            )
        )
        for channel, platform in _reached(settings)
    }


def _reached(settings: Settings) -> Iterator[tuple[model.Channel, NetworkPlatform]]:
    for channel in settings.channels:
        platform = platform_of(settings, channel).network
        if platform is not None:
            yield channel, platform


def _accounts(channel: model.Channel) -> list[model.Account]:
    given = (channel.accounts.cy, channel.accounts.en, channel.accounts.both)
    return [account for account in given if account is not None]


def _settings(platform: NetworkPlatform, account: model.Account) -> dict[str, str]:
    """Return an account's settings with the defaults; what is missing is told where the account is reached."""
    defaults = {one.name: one.default or "" for one in platform.settings if not one.is_secret}
    return defaults | account.settings
