"""Beginning: what is made, what is never overwritten, and what is said when it cannot be made."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.council_at_home import begun, cydbost
from cydbost_bot.settings import load_settings

NOBODY = 65534  #: the user without rights, on every Unix


def test_init_makes_a_sound_configuration_and_both_databases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = begun(tmp_path, monkeypatch)
    settings = load_settings(config)
    roles = {role for person in settings.people.values() for role in person.roles}
    assert roles == {"author", "translator", "approver", "on-call", "language-officer", "administrator"}
    assert (tmp_path / "cydbost.db").exists()
    assert (tmp_path / "noticeboard.db").exists()
    status, out, _err = cydbost("doctor", capsys=capsys)
    assert status == 0, out


def test_init_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = begun(tmp_path, monkeypatch)
    before = config.read_bytes()
    status, out, _err = cydbost("init", str(tmp_path), "--json", capsys=capsys)
    assert (status, json.loads(out)["made"]) == (0, [])
    assert config.read_bytes() == before


def test_init_that_fails_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "noticeboard.db").mkdir()
    status, _out, err = cydbost("init", str(tmp_path), capsys=capsys)
    assert status == 2
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["noticeboard.db"]


@pytest.mark.parametrize("language", ["cy", "en"])
def test_no_database_yet_is_said_in_the_reader_s_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = cydbost("--lang", language, "audit", "verify", capsys=capsys)
    assert (status, out) == (2, "")
    assert {"cy": "Nid oes cronfa ddata eto.", "en": "There is no database yet."}[language] in err


def test_a_file_that_is_no_database_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(tmp_path, monkeypatch)
    for path in tmp_path.glob("cydbost.db*"):
        path.unlink()
    (tmp_path / "cydbost.db").write_bytes(b"These are words, and no database at all. " * 50)
    status, _out, err = cydbost("worker", "--once", capsys=capsys)
    assert (status, "not a database" in err) == (2, True)


def test_a_newer_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(tmp_path, monkeypatch)
    connection = sqlite3.connect(tmp_path / "cydbost.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    status, _out, err = cydbost("channel", "list", capsys=capsys)
    assert (status, "newer version" in err) == (2, True)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody for a while, where the tests run as the superuser, who may write everywhere."""
    user = os.geteuid()
    os.seteuid(NOBODY if user == 0 else user)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "first").mkdir()
    assert cydbost("init", str(tmp_path / "first"), capsys=capsys)[0] == 0  # and every module is loaded
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with without_privileges():
        status, _out, err = cydbost("init", str(closed), capsys=capsys)
    assert (status, "permissions" in err) == (2, True)
    assert list(closed.iterdir()) == []
