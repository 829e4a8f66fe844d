"""What every command is told: the options that stand before or after any command."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:  # only some commands need them
    from cydbost_bot.settings import Settings

#: The options of every command, and whether a value follows.
GLOBAL: Final = {"--config": True, "--as": True, "--lang": True, "--json": False, "--exercise": False}


@dataclass(frozen=True)
class Session:
    """One run of the command line: ``acting`` is the person named by ``--as``, if any."""

    config: Path | None = None
    acting: str | None = None
    json: bool = False
    exercise: bool = False

    @cached_property
    def settings(self) -> "Settings":
        """The settings, with every secret there.

        Raises:
            SettingsError: each mistake of the configuration.
        """
        from cydbost_bot.settings import load_settings  # noqa: PLC0415 - costs a tenth of a second

        if self.exercise:  # no secret is even read
            return self.settings_without_secrets
        return load_settings(self.config)

    @cached_property
    def settings_without_secrets(self) -> "Settings":
        """The settings for a command that reaches no account, so that anyone may run it."""
        from cydbost_bot.settings import load_settings  # noqa: PLC0415 - costs a tenth of a second

        settings = load_settings(self.config, with_secrets=False)
        if not self.exercise:
            return settings
        from cydbost_bot.exercise import exercised  # noqa: PLC0415 - only an exercise needs it

        return exercised(settings)


def session(context: typer.Context) -> Session:
    """Return the session that ``context`` belongs to."""
    found = context.find_object(Session)
    return found if found is not None else Session()


def global_first(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` with the global options in front, wherever before ``--`` they were written."""
    before, after = _split(list(arguments))
    front: list[str] = []
    rest: list[str] = []
    while before:
        word = before.pop(0)
        name, equals, _value = word.partition("=")
        if name not in GLOBAL:
            rest.append(word)
            continue
        front.append(word)
        if GLOBAL[name] and not equals and before:
            front.append(before.pop(0))
    return [*front, *rest, *after]


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:end], arguments[end:]
