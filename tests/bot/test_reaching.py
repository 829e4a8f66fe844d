"""Platforms and accounts as the configuration names them: what is missing or misspelt is told before all else."""

from pathlib import Path

import pytest

from cydbost_bot.compose import make_connectors
from cydbost_bot.problem import Misuse
from cydbost_bot.settings import load_settings
from cydbost_connectors import AccountSettings, Capabilities, Connector, NotAllowed, Setting
from cydbost_connectors import platforms as there
from cydbost_connectors.exercise import ExerciseConnector
from cydbost_connectors.noticeboard.limits import CAPABILITIES
from cydbost_connectors.platforms import find_platform, platform_names

CONFIG = """
[[channels]]
name = "social"
platform = "plain"
layout = "combined"
[channels.accounts.both]
name = "council"
{settings}
"""


class Plain:
    """A platform of another package that makes no connection."""

    name = "plain"
    title = "Plain"
    capabilities: Capabilities = CAPABILITIES
    settings = (
        Setting("server", "Y gweinydd", "The server"),
        Setting("slow", "Araf", "Slow", default="false"),
        Setting("token", "Y tocyn", "The token", is_secret=True),
    )

    def __init__(self) -> None:
        self.made_from: list[AccountSettings] = []

    def length(self, text: str) -> int:
        return len(text)

    def connect(self, account: AccountSettings) -> Connector:
        self.made_from.append(account)
        if account.plain["server"] == "refused":
            raise NotAllowed("nid yw'r gweinydd yn ateb / the server does not answer")
        return NeverAsked()


class NeverAsked(ExerciseConnector):
    """A connector that no test here calls."""

    def __init__(self) -> None:
        """It has no board."""


class Point:
    """An entry point as an installed package gives one."""

    def __init__(self, found: object) -> None:
        self.found = found

    def load(self) -> object:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Plain:
    platform = Plain()
    bring(monkeypatch, platform)
    return platform


def bring(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    find_platform.cache_clear()
    monkeypatch.setattr(there, "_brought", lambda: {"plain": Point(found)})


def made(tmp_path: Path, settings: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(settings=settings), encoding="utf-8")
    make_connectors(load_settings(config))


def told(tmp_path: Path, settings: str) -> str:
    with pytest.raises(Misuse) as caught:
        made(tmp_path, settings)
    return str(caught.value)


def test_an_account_is_made_from_its_settings_and_secrets_with_defaults_filled_in(plain: Plain, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret\n", encoding="utf-8")
    made(tmp_path, 'settings = { server = "a.test" }\ncredentials = { token = { file = "token" } }')
    (account,) = plain.made_from
    assert (account.name, account.language) == ("council", "cy,en")
    assert account.plain == {"server": "a.test", "slow": "false"}
    assert account.secrets == {"token": "s3cret"}
    assert "s3cret" not in repr(account)


def test_numbers_and_true_may_be_written_as_such(plain: Plain, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret\n", encoding="utf-8")
    made(tmp_path, 'settings = { server = 7, slow = true }\ncredentials = { token = { file = "token" } }')
    assert plain.made_from[0].plain == {"server": "7", "slow": "true"}


def test_what_is_missing_is_told_with_its_place(plain: Plain, tmp_path: Path) -> None:
    assert "server" in told(tmp_path, "")
    assert "token" in told(tmp_path, 'settings = { server = "a.test" }')
    assert plain.made_from == []


def test_what_is_misspelt_is_told_with_what_was_perhaps_meant(plain: Plain, tmp_path: Path) -> None:
    words = told(tmp_path, 'settings = { sever = "a.test" }')
    assert "sever" in words
    assert "server" in words
    assert plain.made_from == []


def test_what_the_platform_says_no_to_is_told(plain: Plain, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret\n", encoding="utf-8")
    words = told(tmp_path, 'settings = { server = "refused" }\ncredentials = { token = { file = "token" } }')
    assert "does not answer" in words
    assert "s3cret" not in words
    assert plain.made_from


def test_a_platform_that_does_not_load_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bring(monkeypatch, ImportError("no module named telegraph"))
    assert "telegraph" in told(tmp_path, "")


def test_a_platform_that_is_not_there_is_told_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(there, "_brought", lambda: {"plane": Point(Plain())})
    find_platform.cache_clear()
    assert "plane" in told(tmp_path, "")


def test_every_platform_of_our_own_loads_and_says_what_it_is() -> None:
    find_platform.cache_clear()
    for name in there.OWN:
        platform = find_platform(name)
        assert platform is not None
        assert (platform.name, platform.capabilities.platform) == (name, name)
        assert all(setting.cy and setting.en for setting in platform.settings)
    assert set(there.OWN) <= set(platform_names())
