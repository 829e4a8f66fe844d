"""The settings: found, read and judged whole, so that every mistake is named at once.

A change takes effect at the next start.
"""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Problem, Wording, perhaps
from cydbost_bot.settings_lines import KeyPath, find_lines
from cydbost_bot.settings_mistakes import (
    CHECK_FIRM,
    CHECK_TOO_MILD,
    SAME_NAME,
    UNKNOWN_CHECK,
    UNKNOWN_PERSON,
    at,
    describe,
    mistakes_of,
)
from cydbost_bot.settings_model import Settings
from cydbost_bot.settings_people import people_mistakes
from cydbost_bot.settings_rota import Notice, Way
from cydbost_bot.settings_secret import Place
from cydbost_language.catalogue import CHECKS
from cydbost_language.strictness import FIRM, allows
from cydbost_language.wording import SENTENCES
from cydbost_queue import beside

#: The environment variable that names the configuration when ``--config`` does not.
VARIABLE: Final = "CYDBOST_CONFIG"
USUAL_NAME: Final = "config.toml"
LARGEST: Final = 1_000_000  #: bytes; a configuration is a few thousand

NOT_THERE = Wording("config_not_there", N_("The configuration {file} is not there. Check the name."))
NOT_READ = Wording("config_not_read", N_("The configuration {file} could not be read: {reason}."))
TOO_LARGE = Wording("config_too_large", N_("{file} is over 1 MB: this is not a configuration."))
NOT_UTF8 = Wording("config_not_utf8", N_("{file} is not UTF-8 text. Save it as UTF-8."))
NOT_TOML = Wording(
    "config_not_toml", N_("{file} cannot be read as TOML. Check quotes, brackets and equals signs. Parser: {detail}")
)

#: What stands for a section that is left out, where an empty table does not: the noticeboard needs no account.
_LEFT_OUT: Final[dict[str, Any]] = {
    "channels": [
        {"name": "noticeboard", "platform": "noticeboard", "accounts": {"cy": "cy", "en": "en"}, "on_half": "withdraw"}
    ],
    "notices": [],
}


class SettingsError(Misuse):
    """The configuration has mistakes: one problem each."""


def find_config(path: Path | None) -> Path | None:
    """Return the configuration to read: ``path``, then ``CYDBOST_CONFIG``, then ``config.toml`` here, or none."""
    if path is not None:
        return path
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    return Path(USUAL_NAME) if Path(USUAL_NAME).exists() else None


def load_settings(path: Path | None = None, *, with_secrets: bool = True) -> Settings:
    """Return the settings; the defaults, which run the demo, where no configuration is found.

    Args:
        path: the file that ``--config`` names, if any.
        with_secrets: whether every secret must be readable now (not needed to compare two texts).

    Raises:
        SettingsError: every mistake of the file.
    """
    source = find_config(path)
    if source is None:
        return _judge({}, file=USUAL_NAME, folder=Path.cwd(), text="", with_secrets=with_secrets)
    return judge_config(read_config(source), source, with_secrets=with_secrets)


def judge_config(text: str, source: Path, *, with_secrets: bool = False) -> Settings:
    """Return the settings that ``text`` holds, whether or not it stands in ``source`` yet.

    Raises:
        SettingsError: every mistake of it.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(NOT_TOML(file=source, detail=error)) from error
    return _judge(data, file=str(source), folder=source.resolve().parent, text=text, with_secrets=with_secrets)


def read_config(source: Path) -> str:
    """Return what stands in ``source``.

    Raises:
        SettingsError: it is not there, cannot be read, is too large, or no UTF-8.
    """
    try:
        content = source.read_bytes() if source.stat().st_size <= LARGEST else None
    except FileNotFoundError as error:
        raise SettingsError(NOT_THERE(file=source)) from error
    except OSError as error:
        raise SettingsError(NOT_READ(file=source, reason=error.strerror)) from error
    if content is None:
        raise SettingsError(TOO_LARGE(file=source))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SettingsError(NOT_UTF8(file=source)) from error


def _judge(data: dict[str, Any], *, file: str, folder: Path, text: str, with_secrets: bool) -> Settings:
    # A section left out is an empty one: its defaults are then judged, and its paths resolved, like any others.
    whole = {name: _LEFT_OUT.get(name, {}) for name in Settings.model_fields} | data
    try:
        settings = Settings.model_validate(whole, context={"folder": folder})
    except ValidationError as error:
        details = mistakes_of(error)
        # "from None": pydantic's own words may hold what was written, a secret perhaps
        lines = find_lines(text)
        raise SettingsError(*(describe(one, file=file, lines=lines, model=Settings) for one in details)) from None
    mistakes = [*_across(settings), *(_missing_secrets(settings) if with_secrets else ())]
    if mistakes:
        lines = find_lines(text)
        raise SettingsError(*(at(path, what, file=file, lines=lines) for path, what in mistakes))
    return settings


def _across(settings: Settings) -> Iterator[tuple[KeyPath, Problem]]:
    """Yield the mistakes that only show when two sections are read together."""
    for user, name in settings.system_users.items():
        if name not in settings.people:
            guess = perhaps(name, list(settings.people))
            yield ("system_users", user), UNKNOWN_PERSON(name=name, perhaps=guess)
    yield from _misjudged(settings)
    seen: set[str] = set()
    for place, channel in enumerate(settings.channels):
        if channel.name.casefold() in seen:
            yield ("channels", place, "name"), SAME_NAME(name=channel.name)
        seen.add(channel.name.casefold())
    yield from people_mistakes(settings)


#: The checks of a posting beside others, and their kinds of finding: any may be switched off.
BESIDE: Final = beside.CHECKS | beside.CODES


def _misjudged(settings: Settings) -> Iterator[tuple[KeyPath, Problem]]:
    """Yield the checks that do not exist, and the severities that no council may set."""
    known = [*(check.name for check in CHECKS), *SENTENCES, *sorted(BESIDE)]
    for name, severity in settings.severities().items():
        if name not in known:
            yield ("checks", name), UNKNOWN_CHECK(perhaps=perhaps(name, known))
        elif name not in BESIDE and not allows(name, severity):
            yield ("checks", name), CHECK_FIRM() if name in FIRM else CHECK_TOO_MILD()


def _missing_secrets(settings: Settings) -> Iterator[tuple[KeyPath, Problem]]:
    for path, place in _secrets(settings):
        problem = place.missing()
        if problem is not None:
            yield path, problem


def _secrets(node: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Place]]:
    if isinstance(node, Way | Notice):
        return  # a missing address must never keep a post from going out: the next way is tried, and doctor says so
    if path in {("database", "vault_key"), ("office", "oidc")}:
        return  # likewise: only what a platform renews, or who signs in to the office, must wait for it
    if isinstance(node, Place):
        yield path, node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from _secrets(getattr(node, name), (*path, name))
    elif isinstance(node, dict):
        for name, inner in node.items():
            yield from _secrets(inner, (*path, name))
    elif isinstance(node, tuple):
        for number, inner in enumerate(node):
            yield from _secrets(inner, (*path, number))


__all__ = ["Settings", "SettingsError", "find_config", "judge_config", "load_settings", "read_config"]
