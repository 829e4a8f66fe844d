"""The platforms that the configuration names: which there are, and how an account becomes a connector."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from cydbost_bot import settings_model as model
from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.settings_model import Settings
from cydbost_bot.vault_key import read_seal
from cydbost_connectors import AccountSettings, Connector, NotAllowed, Setting
from cydbost_connectors import Platform as NetworkPlatform
from cydbost_connectors.exercise import ExerciseConnector
from cydbost_connectors.measure import Measure, measure_of, plain_measure
from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore
from cydbost_connectors.noticeboard.limits import CAPABILITIES as NOTICEBOARD
from cydbost_connectors.platforms import PlatformBroken, find_platform, platform_names
from cydbost_connectors.telling import Webhook
from cydbost_connectors.vault import MemoryVault, Vault
from cydbost_queue.clock import Clock, SystemClock
from cydbost_queue.store import Store, open_store
from cydbost_queue.vault import StoreVault

UNKNOWN_PLATFORM = Wording(
    "unknown_platform",
    N_("The channel “{channel}” is on “{platform}”, which Cydbost does not know.{perhaps} It knows: {known}."),
)
BROKEN_PLATFORM = Wording(
    "broken_platform", N_("The platform “{platform}” is installed and does not load. Install it again: {detail}")
)
SETTING_MISSING = Wording(
    "setting_missing",
    N_("The account “{account}” of the channel “{channel}” needs “{setting}” under “{section}”. Add it."),
)
SETTING_UNKNOWN = Wording(
    "setting_unknown",
    N_(
        "The account “{account}” of the channel “{channel}” has “{setting}” under “{section}”, "
        "which {platform} does not know.{perhaps} It knows: {known}."
    ),
)
SETTINGS_REFUSED = Wording(
    "settings_refused", N_("The account “{account}” of the channel “{channel}” cannot be used as it is set: {detail}")
)

#: Makes the connector of one account of a channel, given the languages that it carries (``cy,en``).
MakeConnector = Callable[[model.Channel, model.Account, str], Connector]


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform: whether a post can be changed on it, how it counts, how its connectors are made, and who acts.

    ``network`` is the platform itself, ``None`` where nobody is reached but the council's own board; ``by_hand`` says
    that a person posts there.
    """

    edits: bool
    measure: Measure
    begin: Callable[[Settings, Clock], MakeConnector]
    network: NetworkPlatform | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A platform that a channel can be set up on: what people call it, what it must be told, and its threads."""

    name: str
    title: str
    settings: tuple[Setting, ...]
    threads: bool


def offers() -> list[Offer]:
    """Return every platform there is; one that does not load is left out."""
    found = [Offer(name, name.capitalize(), (), threads=True) for name in _EMBEDDED]
    for name in platform_names():
        with suppress(PlatformBroken):
            platform = find_platform(name)
            if platform is not None:
                found.append(Offer(name, platform.title, platform.settings, platform.capabilities.threads))
    return found


def open_noticeboard(settings: Settings, clock: Clock | None = None) -> NoticeboardStore:
    """Open the noticeboard's own database, making it where it is missing.

    Raises:
        Unavailable: it cannot be opened or written.
    """
    return NoticeboardStore(settings.noticeboard.url, clock=(clock or SystemClock()).now)


def platform_of(settings: Settings, channel: model.Channel) -> Platform:
    """Return the platform of a channel; in an exercise, one that reaches nobody.

    Raises:
        Misuse: there is none of that name, or it does not load.
    """
    found = _EMBEDDED.get(channel.platform) or _network(channel)
    if channel.text_limit is not None:
        found = replace(found, measure=replace(found.measure, limit=channel.text_limit, is_sure=True))
    return replace(found, begin=_exercise) if settings.is_exercise else found


def _network(channel: model.Channel) -> Platform:
    try:
        found = find_platform(channel.platform)
    except PlatformBroken as error:
        raise Misuse(BROKEN_PLATFORM(platform=channel.platform, detail=str(error))) from error
    if found is None:
        known = sorted([*_EMBEDDED, *platform_names()])
        guess = perhaps(channel.platform, known)
        told = {"perhaps": guess, "known": ", ".join(known)}
        raise Misuse(UNKNOWN_PLATFORM(channel=channel.name, platform=channel.platform, **told))
    platform = found

    def begin(settings: Settings, clock: Clock) -> MakeConnector:
        @cache
        def store() -> Store:
            return open_store(settings.database.address())

        def make(channel: model.Channel, account: model.Account, language: str) -> Connector:
            vault = StoreVault(store, clock, channel.name, seal=partial(read_seal, settings.database))
            return _connect(platform, channel, account, language, clock=clock, vault=vault)

        return make

    able = platform.capabilities
    return Platform(able.edits, measure_of(platform), begin, platform, able.by_hand)


def _connect(
    platform: NetworkPlatform,
    channel: model.Channel,
    account: model.Account,
    language: str,
    *,
    clock: Clock,
    vault: Vault,
) -> Connector:
    made_from = _made_from(platform, channel, account, language, clock=clock, vault=vault)
    try:
        return platform.connect(made_from)
    except NotAllowed as error:
        raise Misuse(SETTINGS_REFUSED(account=account.name, channel=channel.name, detail=error.detail)) from error


def _made_from(
    platform: NetworkPlatform,
    channel: model.Channel,
    account: model.Account,
    language: str,
    *,
    clock: Clock,
    vault: Vault,
) -> AccountSettings:
    plain, secrets = dict(account.settings), {name: one.reveal() for name, one in account.credentials.items()}
    for section, given in (("settings", plain), ("credentials", secrets)):
        wanted = {one.name: one.default for one in platform.settings if one.is_secret is (given is secrets)}
        at = {"account": account.name, "channel": channel.name, "section": section}
        _require_known(platform, given, wanted, at)
        _fill_in(given, wanted, at)
    return AccountSettings(account.name, language, plain, secrets, clock.now, vault)


def told_of(channel: model.Channel, account: model.Account, clock: Clock) -> tuple[Webhook, AccountSettings] | None:
    """Return who reads the calls of an account's platform, and the account; ``None`` where it makes none.

    Raises:
        Misuse: the platform or the account cannot be used as it is set.
    """
    platform = None if channel.platform in _EMBEDDED else _network(channel).network
    webhook: Webhook | None = getattr(platform, "webhook", None)
    if platform is None or webhook is None:
        return None
    return webhook, _made_from(platform, channel, account, "cy,en", clock=clock, vault=MemoryVault())


def _require_known(
    platform: NetworkPlatform, given: Mapping[str, str], wanted: Mapping[str, str | None], at: Mapping[str, str]
) -> None:
    for name in given:
        if name not in wanted:
            told = {"perhaps": perhaps(name, list(wanted)), "known": ", ".join(wanted)}
            raise Misuse(SETTING_UNKNOWN(setting=name, platform=platform.title, **told, **at))


def _fill_in(given: dict[str, str], wanted: Mapping[str, str | None], at: Mapping[str, str]) -> None:
    for name, default in wanted.items():
        if name in given:
            continue
        if default is None:
            raise Misuse(SETTING_MISSING(setting=name, **at))
        given[name] = default


def _noticeboard(settings: Settings, clock: Clock) -> MakeConnector:
    store = open_noticeboard(settings, clock)

    def make(_channel: model.Channel, account: model.Account, language: str) -> Connector:
        return NoticeboardConnector(store, account.name, language=language, base_url=settings.noticeboard.base_url)

    return make


def _exercise(settings: Settings, clock: Clock) -> MakeConnector:
    store = open_noticeboard(settings, clock)

    def make(_channel: model.Channel, account: model.Account, language: str) -> Connector:
        return ExerciseConnector(store, account.name, language=language)

    return make


#: What needs no account anywhere. All others are found by ``cydbost_connectors.platforms``.
_EMBEDDED: Final[Mapping[str, Platform]] = {
    "noticeboard": Platform(NOTICEBOARD.edits, plain_measure("Noticeboard", NOTICEBOARD), _noticeboard)
}
