"""A channel that is being set up: what is known of it, its lines of ``config.toml``, and whether it works."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import tomlkit

from cydbost_bot import settings_model as model
from cydbost_bot.compose import declare_channels
from cydbost_bot.config_file import SECRETS, ConfigFile
from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.reaching import platform_of
from cydbost_bot.settings import judge_config
from cydbost_bot.settings_model import Settings
from cydbost_bot.settings_secret import Place
from cydbost_connectors import Connector
from cydbost_queue.clock import SystemClock

INLINE = Wording(
    "channels_inline", N_("The channels stand in one list in {file}. Write each under a [[channels]] of its own first.")
)

#: Which accounts each layout has.
CARRIED: Final[Mapping[str, tuple[str, ...]]] = {
    "paired-accounts": ("cy", "en"),
    "two-posts": ("both",),
    "thread": ("both",),
    "combined": ("both",),
}
_TAGS: Final = {"cy": "cy", "en": "en", "both": "cy,en"}
#: What holds where the file names no channel, and would no longer once it names one.
_NOTICEBOARD: Final = """[[channels]]
name = "noticeboard"
platform = "noticeboard"
layout = "paired-accounts"
accounts = { cy = "cy", en = "en" }

"""


@dataclass(frozen=True, slots=True)
class Entered(Place):
    """A secret that was typed just now: it is kept in a file only once the channel is added."""

    value: str = field(default="", repr=False)

    def reveal(self) -> str:
        """Return the secret."""
        return self.value


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One account of it: ``secrets`` are places, or have just been typed."""

    name: str
    settings: Mapping[str, str]
    secrets: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class NewChannel:
    """A channel that is being set up; ``accounts`` by what they carry: ``cy``, ``en`` or ``both``."""

    name: str
    platform: str
    layout: str
    accounts: Mapping[str, NewAccount]

    def typed(self) -> dict[str, str]:
        """Return the secrets that were typed, by the path of the file that is to hold each."""
        return {
            self._file(carries, name): place.value
            for carries, account in self.accounts.items()
            for name, place in account.secrets.items()
            if isinstance(place, Entered)
        }

    def lines(self) -> str:
        """Return its lines of ``config.toml``. No secret stands in them, only where it is kept."""
        table = tomlkit.table()
        table.update({"name": self.name, "platform": self.platform, "layout": self.layout})
        accounts = tomlkit.table(is_super_table=True)
        for carries, account in self.accounts.items():
            one = tomlkit.table()
            one["name"] = account.name
            for section, held in (("settings", account.settings), ("credentials", self._places(carries, account))):
                if held:
                    one[section] = _inline(held)
            accounts[carries] = one
        table["accounts"] = accounts
        channels = tomlkit.aot()
        channels.append(table)
        return tomlkit.dumps({"channels": channels})

    def _places(self, carries: str, account: NewAccount) -> dict[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        for name, place in account.secrets.items():
            if isinstance(place, Entered):
                found[name] = {"file": self._file(carries, name)}
            else:
                found[name] = {"env": place.env} if place.env else {"file": str(place.path)}
        return found

    def _file(self, carries: str, setting: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", self.name.casefold()).strip("-") or "channel"
        return f"{SECRETS}/{slug}-{carries}-{setting}"


def _inline(held: Mapping[str, Any]) -> Any:  # noqa: ANN401 - tomlkit's own kind of table
    table = tomlkit.inline_table()
    for name, value in held.items():
        table[name] = _inline(value) if isinstance(value, Mapping) else value
    return table


def config_with(before: ConfigFile, channel: NewChannel) -> tuple[ConfigFile, Settings]:
    """Return the configuration with this channel in it, and what it then says.

    Raises:
        SettingsError: it has mistakes, those that were there already among them.
        Misuse: the channels stand in a list that nothing can be added to, or two of its accounts have one name.
    """
    standing = tomlkit.parse(before.text).unwrap().get("channels")
    if standing is not None and not re.search(r"(?m)^[ \t]*\[\[[ \t]*channels[ \t]*\]\]", before.text):
        raise Misuse(INLINE(file=before.path))
    after = before.with_more((_NOTICEBOARD if standing is None else "") + channel.lines())
    settings = judge_config(after.text, before.path)
    declare_channels(settings)
    return after, settings


def connectors_of(settings: Settings, channel: NewChannel) -> dict[str, Connector]:
    """Return a connector for each account of a channel that is not added yet, by the account's name.

    Raises:
        Misuse: a setting or a secret is missing, unknown or cannot be used.
    """
    declared = next(one for one in settings.channels if one.name == channel.name)
    make = platform_of(settings, declared).begin(settings, SystemClock())
    found: dict[str, Connector] = {}
    for carries, account in channel.accounts.items():
        one: model.Account = getattr(declared.accounts, carries)
        with_secrets = one.model_copy(update={"credentials": dict(account.secrets)})
        found[f"{channel.name}/{account.name}"] = make(declared, with_secrets, _TAGS[carries])
    return found


def secret_files(config: ConfigFile) -> frozenset[Path]:
    """Return every file that the configuration names as one that holds an account's secret."""
    settings = judge_config(config.text, config.path)
    accounts = [getattr(one.accounts, carries) for one in settings.channels for carries in _TAGS]
    places = [place for one in accounts if one is not None for place in one.credentials.values()]
    return frozenset(place.path.resolve() for place in places if place.path is not None)
