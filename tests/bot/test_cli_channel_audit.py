"""Channels, the record, notices and the running processes, through the real command line."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.council_at_home import begun, cydbost
from cydbost_connectors import Health
from cydbost_connectors.noticeboard import NoticeboardConnector


@pytest.fixture(autouse=True)
def _begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(tmp_path, monkeypatch)


def test_a_stopped_account_is_stopped_and_resumed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cydbost("channel", "stop", "cy", capsys=capsys)[0] == 0
    listed = json.loads(cydbost("channel", "list", "--json", capsys=capsys)[1])
    assert [account["stopped_at"] is None for account in listed["accounts"]] == [False, True]
    assert cydbost("channel", "resume", "noticeboard/cy", capsys=capsys)[0] == 0
    shown = cydbost("audit", "show", "settings", capsys=capsys)[1].splitlines()
    assert "was stopped" in shown[-2]
    assert "was resumed" in shown[-1]


def test_a_person_without_the_role_may_not_stop_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    status, _out, err = cydbost("channel", "stop", "cy", "--as", "translator", capsys=capsys)
    assert (status, "may not do this" in err) == (2, True)


def test_someone_unknown_is_refused_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, _out, err = cydbost("notices", "--as", "translater", capsys=capsys)
    assert (status, "“translator”" in err) == (2, True)


def test_an_account_is_tested_with_a_plain_yes(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = cydbost("channel", "test", "noticeboard", capsys=capsys)
    assert (status, out.count("usable: yes.")) == (0, 2)
    assert cydbost("channel", "test", "noticebord", capsys=capsys)[0] == 2


@pytest.mark.parametrize(("days", "status"), [(3, 1), (30, 0)])
def test_credentials_that_run_out_soon_are_to_be_renewed(
    days: int, status: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = datetime.now(UTC) + timedelta(days=days)
    monkeypatch.setattr(NoticeboardConnector, "health", lambda _self: Health(usable=True, detail="", expires_at=ends))
    for command in (("channel", "test"), ("doctor",)):
        said = cydbost(*command, capsys=capsys)
        assert (said[0], "Renew them." in said[1]) == (status, status == 1)
        assert "Its credentials run out at " in said[1]
    said = cydbost("channel", "test", "--json", capsys=capsys)
    assert {json.loads(line)["expires_at"] for line in said[1].splitlines()} == {ends.isoformat()}


@pytest.mark.parametrize(
    ("ahead", "status", "words"), [(0, 0, "The clock agrees with the others"), (300, 1, "set-ntp")]
)
def test_doctor_says_how_far_the_clock_is_off_and_what_to_do(
    ahead: int, status: int, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        NoticeboardConnector,
        "health",
        lambda _self: Health(usable=True, detail="", clock=datetime.now(UTC) + timedelta(seconds=ahead)),
    )
    said = cydbost("doctor", capsys=capsys)
    assert (said[0], words in said[1]) == (status, True)


def test_a_changed_entry_is_found_and_said_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cydbost("audit", "verify", capsys=capsys)[0] == 0
    connection = sqlite3.connect(tmp_path / "cydbost.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE entry SET actor = 'somebody'")
    connection.commit()
    connection.close()
    status, out, _err = cydbost("audit", "verify", capsys=capsys)
    assert (status, "Settings, number 1: the entry was changed" in out) == (1, True)
    status, out, _err = cydbost("audit", "verify", "--json", capsys=capsys)
    assert (status, json.loads(out)["whole"]) == (1, False)
    assert cydbost("doctor", capsys=capsys)[0] == 1


def test_the_record_is_held_to_a_checkpoint(capsys: pytest.CaptureFixture[str]) -> None:
    status, line, _err = cydbost("audit", "checkpoint", capsys=capsys)
    assert status == 0
    assert cydbost("audit", "verify", "--checkpoint", line.strip(), capsys=capsys)[0] == 0
    taken = json.loads(cydbost("audit", "checkpoint", "--json", capsys=capsys)[1])
    assert line.strip() == taken["checkpoint"] == f"{taken['seal']}:{taken['hash']}"
    status, out, _err = cydbost("audit", "verify", "--checkpoint", f"7:{'f' * 64}", capsys=capsys)
    assert (status, "the record was written anew" in out) == (1, True)
    status, _out, err = cydbost("audit", "verify", "--checkpoint", "seven", capsys=capsys)
    assert (status, "no checkpoint" in err) == (2, True)


def test_an_unknown_posting_is_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    status, _out, err = cydbost("audit", "show", "P99", capsys=capsys)
    assert (status, "no posting" in err) == (2, True)


def test_notices_refuse_a_role_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert cydbost("notices", "--role", "translator", capsys=capsys)[0] == 0
    assert cydbost("notices", "--role", "writer", capsys=capsys)[0] == 2


def test_a_dry_run_sends_nothing_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cydbost("worker", "--dry-run", capsys=capsys)[:2] == (0, "Nothing is due now.\n")
    assert cydbost("worker", "--dry-run", "--once", capsys=capsys)[0] == 2


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _out, err = cydbost("serve", "--port", str(taken.getsockname()[1]), capsys=capsys)
    assert (status, "is in use" in err) == (2, True)


def test_a_worker_told_to_stop_ends_cleanly() -> None:
    command = [sys.executable, "-m", "cydbost_bot", "worker"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr is not None
        assert json.loads(worker.stderr.readline())["event"] == "started"
        worker.send_signal(signal.SIGTERM)
        _out, err = worker.communicate(timeout=30)
    assert worker.returncode == 0
    assert json.loads(err.splitlines()[-1])["event"] == "stopped"
