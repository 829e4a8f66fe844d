"""What a running Cydbost tells a monitoring, and that its log holds no secret and nobody's words."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pyrage
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from bot.cli_council import Council
from cydbost_bot.compose import make_connectors, open_desk, open_noticeboard
from cydbost_bot.console import DONE, MISUSE
from cydbost_bot.logs import log_event, write_log_to
from cydbost_bot.operations.metrics import Metrics
from cydbost_bot.operations.own_port import worker_app
from cydbost_bot.operations.service import ready_checks, watched_worker
from cydbost_bot.settings import load_settings
from cydbost_bot.web import Council as Shown
from cydbost_bot.web import create_noticeboard_app
from cydbost_bot.web.operations import Operations
from cydbost_connectors import Capabilities, Outgoing, PairConnector, Receipt, Rejected, Unavailable
from cydbost_connectors.noticeboard import NoticeboardConnector
from cydbost_queue.clock import SettableClock
from cydbost_queue.inbox.keeping import fetch_comments
from cydbost_queue.worker import Worker


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    names = ("cydbost", "cydbost_bot", "cydbost_queue", "cydbost_connectors", "uvicorn.error")
    before = {name: (logging.getLogger(name).handlers[:], logging.getLogger(name).propagate) for name in names}
    stream = io.StringIO()
    write_log_to(stream)
    yield stream
    for name, (handlers, propagate) in before.items():
        logging.getLogger(name).handlers[:] = handlers
        logging.getLogger(name).propagate = propagate


def served(council: Council, metrics_for: str = "loopback", host: str = "127.0.0.1") -> Any:
    set_up = load_settings(council.config)
    desk, board = open_desk(set_up), open_noticeboard(set_up)
    metrics = Metrics(desk)
    app = create_noticeboard_app(
        board, Shown("Cyngor", "Council"), operations=Operations(ready_checks(set_up, desk), metrics.text, metrics_for)
    )
    return TestClient(app, client=(host, 50000)), watched_worker(set_up, desk, metrics), desk, board


def test_a_service_without_a_worker_lives_and_is_not_ready_and_with_one_it_is(council: Council) -> None:
    client, worker, desk, board = served(council)
    assert client.get("/healthz").json() == {"alive": True}
    worker.tick()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert set(answer.json()["checks"]) == {"board", "database", "tables", "worker", "clock", "queue", "open"}
    desk.store.close()
    board.close()


def test_the_figures_are_in_the_format_of_prometheus_and_count_the_calls(council: Council) -> None:
    client, worker, desk, board = served(council)
    worker.tick()
    found = {
        sample.name: sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
    }
    assert found["cydbost_up"] == 1
    assert {"cydbost_oldest_due_seconds", "cydbost_welsh_late", "cydbost_comments_waiting", "cydbost_closed"} <= set(
        found
    )
    assert found["cydbost_platform_calls_total"] >= 1
    desk.store.close()
    board.close()


def test_a_pair_that_goes_in_one_write_still_does_so_when_it_is_timed(council: Council) -> None:
    written: list[str] = []

    class Atomic(NoticeboardConnector):
        @property
        def capabilities(self) -> Capabilities:
            return replace(super().capabilities, atomic_pairs=True)

        def publish_pair(self, pair: Sequence[Outgoing]) -> Sequence[Receipt]:
            written.append("one write")
            return [self.publish(outgoing) for outgoing in pair]

    settings = load_settings(council.config)
    store = open_noticeboard(settings)
    sent = Outgoing("k", "cy", "Mae’r ffordd ar gau.", datetime(2026, 6, 1, tzinfo=UTC), "p")
    with council.desk() as desk:
        metrics = Metrics(desk)
        kinds = {"plain": NoticeboardConnector, "atomic": Atomic}
        timed = metrics.metered(
            {name: kind(store, "cy", language="cy", base_url="http://board.test") for name, kind in kinds.items()}
        )
        assert not hasattr(timed["plain"], "publish_pair")
        cast("PairConnector", timed["atomic"]).publish_pair([sent])
        assert 'call="publish_pair"' in metrics.text().decode()
    store.close()
    assert written == ["one write"]


@pytest.mark.parametrize(
    ("metrics_for", "host", "headers", "status"),
    [
        ("loopback", "127.0.0.1", {}, 200),
        ("loopback", "127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}, 404),
        ("loopback", "192.0.2.1", {}, 404),
        ("everyone", "192.0.2.1", {}, 200),
        ("off", "127.0.0.1", {}, 404),
    ],
)
def test_the_figures_are_for_this_machine_unless_the_council_says_otherwise(
    council: Council, metrics_for: str, host: str, headers: dict[str, str], status: int
) -> None:
    client, _worker, desk, board = served(council, metrics_for, host)
    assert client.get("/metrics", headers=headers).status_code == status
    desk.store.close()
    board.close()


@pytest.mark.parametrize(
    ("path", "said", "status"),
    [
        ("/healthz", "ok", "200 OK"),
        ("/readyz", "ok", "200 OK"),
        ("/readyz", "silent", "503 Service Unavailable"),
        ("/metrics", "ok", "200 figures"),
        ("/", "ok", "404 Not Found"),
    ],
)
def test_a_worker_alone_answers_each_address_on_its_own_port(path: str, said: str, status: str) -> None:
    heard: list[str] = []

    def figures(_asked: Any, start: Any) -> list[bytes]:
        start("200 figures", [])
        return [b""]

    app = worker_app(figures, lambda: {"worker": said})
    list(app({"PATH_INFO": path}, lambda status, _headers, _fault=None: heard.append(status)))  # type: ignore[arg-type]  # a server's own is not needed
    assert heard == [status]


WORDS = st.text("abcdefghijklmnopqrstuvwxyzŵŷ", min_size=12, max_size=60)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, secret=WORDS)
def test_whatever_fails_the_log_holds_no_secret_and_nobodys_words(
    council: Council, log: io.StringIO, words: str, secret: str
) -> None:
    """Each way in which a platform's library can fail, with a secret and a comment in what it raises."""
    set_up = load_settings(council.config)
    clock = SettableClock(datetime.now(UTC))
    desk = open_desk(set_up, clock=clock)
    connectors = make_connectors(set_up, desk.clock)
    errors = [ValueError(secret), Unavailable(secret), Rejected(f"{words} {secret}"), KeyError(words), OSError(secret)]

    def fail(*_given: object) -> Any:
        raise errors[len(raised) % len(errors)] from RuntimeError(f"{secret} {words}")

    raised: list[int] = []
    worker = Worker(desk, connectors)
    for error in errors:
        raised.append(1)
        for connector in connectors.values():
            object.__setattr__(connector, "comments", fail)
        clock.advance(timedelta(hours=1))  # an account that could not be read rests for a while
        worker.tick()
        with pytest.raises(type(error)):
            raise error
    try:
        fetch_comments(desk, "noticeboard/cy", connectors["noticeboard/cy"])
    except Exception:
        logging.getLogger("cydbost_queue.worker").exception("a fault of a platform's library")
    log_event("step", step="claimed", key="k")
    desk.store.close()
    lines = log.getvalue().splitlines()
    assert lines
    assert all({"time", "level", "logger", "event"} <= set(json.loads(line)) for line in lines)
    assert words not in log.getvalue()
    assert secret not in log.getvalue()


def test_a_council_is_backed_up_restored_asked_for_and_opened_from_the_command_line(
    council: Council, tmp_path: Path
) -> None:
    ref = council.scheduled()
    folder = tmp_path / "backups"
    folder.mkdir()
    assert council.run("backup", str(folder), person="comms-editor").status == MISUSE
    made = council.run("backup", str(folder), "--keep", "1", "--json", person="administrator").data()
    assert (made["missing"], made["entries"] > 0) == ([], True)
    assert council.run("restore", made["file"], "--check").status == DONE
    assert "not empty" in council.run("restore", made["file"], person="administrator").err
    council.lose()
    said = council.run("restore", made["file"], person="administrator")
    assert (said.status, "queue is closed" in said.out) == (DONE, True)
    assert council.run("queue", "status").status == 1
    assert council.run("queue", "open", person="administrator").status == MISUSE
    assert council.run("queue", "reconcile", person="administrator").status == DONE
    assert council.run("queue", "open", person="administrator").status == DONE
    assert council.run("queue", "status", "--json").data()["open"] is True
    assert council.show(ref)["state"] == "scheduled"
    assert council.run("dead-letter", "list", lang="cy").out == "Nid oes angen person ar ddim.\n"


def test_one_command_restores_and_asks_and_what_changed_since_is_settled_before_the_queue_opens(
    council: Council, tmp_path: Path
) -> None:
    ref = council.publish()
    made = council.run("backup", str(tmp_path / "council.zip"), "--json", person="administrator").data()
    assert council.run("post", "withdraw", ref, "--reason", "x", person="comms-manager").status == DONE
    council.work()
    council.lose()
    said = council.run("restore", made["file"], "--reconcile", "--json", person="administrator").data()
    assert (said["restored"], said["asked"]["gone"], said["asked"]["unasked"]) == (True, 2, {})
    assert council.run("queue", "status", "--json").data()["unsettled"] == 2
    assert "To be settled before it opens: 2." in council.run("queue", "status").out
    assert "Still to be settled: 2." in council.run("queue", "open", person="administrator").err
    assert "fe’i tynnwyd i lawr ers y copi wrth gefn" in council.run("dead-letter", "show", ref, lang="cy").out
    council.run("dead-letter", "withdraw", ref, "--reason", "It was withdrawn", person="comms-manager")
    assert council.run("queue", "open", person="administrator").status == DONE
    council.work()
    assert council.run("dead-letter", "list", "--json").lines() == []


def test_a_dead_letter_is_listed_shown_and_settled_from_the_command_line(council: Council) -> None:
    ref = council.add("--at", "2038-06-01 09:00")
    with council.desk() as desk:
        from cydbost_queue.moves import move_posting  # noqa: PLC0415 - to hold it without waiting for its slot
        from cydbost_queue.states import PostingState  # noqa: PLC0415 - likewise
        from cydbost_queue.tables import HeldReason, Posting  # noqa: PLC0415 - likewise

        with desk.system_act() as act:
            posting = act.session.get(Posting, 1)
            assert posting is not None
            move_posting(act, posting, PostingState.HELD, reason=HeldReason.SLOT_MISSED)
    (letter,) = council.run("dead-letter", "list", "--json").lines()
    assert (letter["ref"], letter["why"], letter["role"], letter["ways"]) == (
        ref,
        "slot_missed",
        "approver",
        ["reschedule", "withdraw"],
    )
    for lang in ("cy", "en"):
        assert f"cydbost dead-letter withdraw {ref}" in council.run("dead-letter", "show", ref, lang=lang).out
    assert "cannot be done" in council.run("dead-letter", "retry", ref, person="comms-manager").err
    assert council.run("dead-letter", "withdraw", ref, "--reason", "x").status == MISUSE
    assert council.run("dead-letter", "withdraw", ref, "--reason", "x", person="comms-manager").status == DONE
    assert council.run("dead-letter", "show", ref).status == MISUSE


def test_an_encrypted_backup_is_made_checked_and_restored_with_its_key_alone(council: Council, tmp_path: Path) -> None:
    ref, key, file = council.scheduled(), pyrage.x25519.Identity.generate(), tmp_path / "council.zip.age"
    (tmp_path / "key.txt").write_text(f"{key}\n", encoding="utf-8")
    wrong = council.run("backup", str(file), "--encrypt-to", str(key), person="administrator")
    assert (wrong.status, "no public key" in wrong.err, str(key) in wrong.err + wrong.out) == (MISUSE, True, False)
    made = council.run("backup", str(file), "--encrypt-to", str(key.to_public()), person="administrator")
    assert (made.status, b"queue/posting.jsonl" in file.read_bytes()) == (
        DONE,
        False,
    )  # a name stands in clear in a zip
    assert "is encrypted" in council.run("restore", str(file), "--check").err
    identity = ("--identity", str(tmp_path / "key.txt"))
    assert council.run("restore", str(file), "--check", *identity).status == DONE
    council.lose()
    said = council.run("restore", str(file), *identity, person="administrator")
    assert (said.status, str(key) in said.out + said.err) == (DONE, False)
    assert council.show(ref)["state"] == "scheduled"


def test_backups_in_a_folder_are_named_by_time_and_by_whether_they_are_encrypted(
    council: Council, tmp_path: Path
) -> None:
    folder, key = tmp_path / "backups", pyrage.x25519.Identity.generate()
    folder.mkdir()
    (folder / "cydbost-20200101T000000Z.zip").touch()
    (folder / "letter.txt").touch()
    said = council.run(
        "backup", str(folder), "--keep", "1", "--encrypt-to", str(key.to_public()), "--json", person="administrator"
    ).data()
    assert said["removed"] == ["cydbost-20200101T000000Z.zip"]
    assert sorted(path.name for path in folder.iterdir()) == [Path(said["file"]).name, "letter.txt"]
    assert said["file"].endswith("Z.zip.age")


def test_a_backup_goes_through_a_pipe_and_back(council: Council) -> None:
    ref = council.scheduled()
    command = [sys.executable, "-m", "cydbost_bot", "--config", str(council.config), "--as", "administrator"]
    made = subprocess.run([*command, "backup", "-"], capture_output=True, check=True)
    assert (made.stdout[:2], b"Every part has its hash" in made.stderr) == (b"PK", True)
    council.lose()
    said = subprocess.run(
        [*command, "restore", "-", "--json"], input=made.stdout, capture_output=True, check=True
    ).stdout
    assert json.loads(said)["restored"] is True
    assert council.show(ref)["state"] == "scheduled"
