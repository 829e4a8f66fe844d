"""``cydbost db``: the database is made, looked at and moved from the command line, and no secret is ever shown."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.council_at_home import begun, cydbost

SECRET = "tywysogaeth-9"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return begun(tmp_path / "home", monkeypatch)


def test_a_database_that_is_as_it_should_be_is_said_to_be(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = cydbost("db", "migrate", capsys=capsys)
    assert (status, "those of this version" in out) == (0, True)
    status, out, _ = cydbost("db", "check", capsys=capsys)
    assert (status, "as they should be" in out) == (0, True)


def test_what_is_published_is_remembered_once(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = cydbost("db", "remember", "--json", capsys=capsys)
    assert (status, json.loads(out)) == (0, {"postings": 0})
    assert "Cofiwyd 0 neges." in cydbost("db", "remember", "--lang", "cy", capsys=capsys)[1]


def test_a_trigger_that_is_gone_is_said_with_status_1(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(config.parent / "cydbost.db")) as file, file:
        file.execute("DROP TRIGGER seal_no_delete")
    status, out, _ = cydbost("db", "check", "--json", capsys=capsys)
    found = json.loads(out)
    assert (status, found["ok"], found["faults"][0]["code"]) == (1, False, "guard_missing")
    status, out, _ = cydbost("db", "check", "--lang", "cy", capsys=capsys)
    assert status == 1
    assert "Nid yw’r tabl seal wedi’i warchod rhag DELETE" in out


def test_a_council_is_moved_and_the_old_database_closed(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = f"sqlite:///{config.parent / 'cydbost.db'}", f"sqlite:///{tmp_path / 'new.db'}"
    status, out, _ = cydbost("db", "copy", old, new, capsys=capsys)
    assert (status, "is whole" in out) == (0, True)
    status, _, err = cydbost("db", "check", capsys=capsys)
    assert (status, "moved to another database" in err) == (2, True)
    status, _, err = cydbost("db", "copy", new, new, capsys=capsys)
    assert (status, "same database" in err) == (2, True)


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("nonsense", "sqlite:///new.db", "cannot be read"),
        ("sqlite:///none.db", "sqlite:///new.db", "no database yet"),
        ("sqlite:///none.db", f"mysql://someone:{SECRET}@host/name", "no database yet"),
        (f"mysql://someone:{SECRET}@host/name", "sqlite:///new.db", "not with mysql"),
        (f"postgresql://someone:{SECRET}@127.0.0.1:1/name", "sqlite:///new.db", "could not be reached"),
        (f"postgresql://someone:{SECRET}@[::1/name", "sqlite:///new.db", "cannot be read"),
        (f"postgresql://127.0.0.1:1/name?password={SECRET}", "sqlite:///new.db", "could not be reached"),
    ],
)
def test_an_address_that_cannot_serve_is_refused_without_showing_its_secret(
    source: str, target: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = cydbost("db", "copy", source, target, capsys=capsys)
    assert (status, said in err) == (2, True), err
    log = tmp_path / "log" / "cydbost.log"
    assert SECRET not in out + err + (log.read_text(encoding="utf-8") if log.exists() else "")


@pytest.mark.parametrize(
    "command", [("doctor",), ("audit", "verify"), ("db", "check"), ("db", "migrate"), ("figures",)]
)
def test_a_password_of_the_configuration_is_never_shown(
    command: tuple[str, ...], config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOARD_PASSWORD", SECRET)
    text = config.read_text(encoding="utf-8")
    address = 'url = "postgresql://someone@127.0.0.1:1/name"\npassword = { env = "BOARD_PASSWORD" }'
    config.write_text(text.replace('url = "sqlite:///cydbost.db"', address), encoding="utf-8")
    status, out, err = cydbost(*command, capsys=capsys)
    assert status in {1, 2}
    assert "could not be reached" in out + err
    assert SECRET not in out + err
