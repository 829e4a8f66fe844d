"""What the noticeboard says when its database fails, and that nothing is half done."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateTable

from connectors.board_fixtures import BASE, BoardDesk, MovedClock, open_board
from connectors.connector_contract import outgoing
from cydbost_connectors import OutcomeUnknown, Unavailable
from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore
from cydbost_connectors.noticeboard.tables import metadata

FIRST_USE = """
import sys
from datetime import UTC, datetime
from cydbost_connectors import Outgoing
from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore
now = datetime(2026, 6, 3, tzinfo=UTC)
store = NoticeboardStore(sys.argv[1], clock=lambda: now)
connector = NoticeboardConnector(store, "council", language="cy", base_url="https://hysbysfwrdd.example")
sent = Outgoing(key="k", language="cy", text="Helo", created_at=now, pair="P")
print({connector.publish(sent).remote_id for _ in range(20)})
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BoardDesk]:
    with open_board(tmp_path, busy_timeout=0.05) as desk:
        yield desk


def _file(desk: BoardDesk) -> str:
    return desk.url.removeprefix("sqlite:///")


def test_a_locked_board_was_not_reached_and_serves_again_later(desk: BoardDesk) -> None:
    other = sqlite3.connect(_file(desk), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for act in (desk.connector().publish, desk.connector().prepare):
        with pytest.raises(Unavailable, match="is locked by another process"):
            act(outgoing())
    assert not desk.connector().health().usable
    assert desk.connector().find(outgoing()) is None
    other.close()
    desk.connector().publish(outgoing())
    assert desk.connector().health().usable


def test_a_full_disk_was_not_reached_and_says_what_to_do(desk: BoardDesk) -> None:
    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # SQLite then says what it says on a full disk

    desk.store._engine.dispose()
    event.listen(desk.store._engine, "connect", limit)
    with pytest.raises(Unavailable, match=r"^Mae disg yr hysbysfwrdd yn llawn\..*disk is full\."):
        _fill(desk)


def _fill(desk: BoardDesk) -> None:
    for number in range(20):
        desk.connector().publish(outgoing(f"k{number}", text="x" * 5000))


def test_a_board_that_cannot_be_written_says_what_to_do(desk: BoardDesk) -> None:
    def forbid(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    desk.connector().publish(outgoing())
    desk.store._engine.dispose()
    event.listen(desk.store._engine, "connect", forbid)
    with pytest.raises(Unavailable, match="cannot be written to"):
        desk.connector().publish(outgoing("k2"))
    health = desk.connector().health()
    assert (health.usable, health.clock) == (False, None)
    assert desk.connector().read_back("notice-1") is not None


@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("reply", [True, False])
def test_an_interrupted_commit_is_of_unknown_outcome_and_find_tells(desk: BoardDesk, landed: bool, reply: bool) -> None:
    def interrupt(connection: Connection) -> None:
        if landed:
            connection.exec_driver_sql("COMMIT")
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))

    first = desk.connector().publish(outgoing("first", pair="first"))
    sent = replace(outgoing(), reply_to=desk.comment(first.remote_id, "Helo") if reply else None)
    event.listen(desk.store._engine, "commit", interrupt)
    with pytest.raises(OutcomeUnknown):
        desk.connector().publish(sent)
    event.remove(desk.store._engine, "commit", interrupt)
    assert (desk.connector().find(sent) is not None) is landed
    desk.connector().publish(sent)
    assert len(desk.visible()) == 2


@pytest.mark.parametrize("content", [b"This is no database at all. " * 400, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_board_is_named_as_such(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "noticeboard.db"
    file.write_bytes(content)
    with pytest.raises(Unavailable, match="not a noticeboard's database"):
        NoticeboardStore(f"sqlite:///{file}", clock=MovedClock())
    assert file.read_bytes() == content


def test_a_folder_that_is_not_there_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        NoticeboardStore(f"sqlite:///{tmp_path / 'nowhere' / 'noticeboard.db'}", clock=MovedClock())


def test_a_board_of_a_newer_version_is_left_alone(desk: BoardDesk) -> None:
    with sqlite3.connect(_file(desk)) as other:
        other.execute("UPDATE board SET schema_version = 99")
    other.close()
    with pytest.raises(Unavailable, match="newer version"):
        NoticeboardStore(desk.url, clock=MovedClock())


def test_processes_that_open_a_new_board_at_once_publish_one_notice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'noticeboard.db'}"
    command = [sys.executable, "-W", "error", "-c", FIRST_USE, url]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=60)[0] for process in running] == ["{'notice-1'}\n"] * 3


def test_the_database_is_kept_as_safely_as_it_can_be(desk: BoardDesk) -> None:
    with desk.store.view() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
        assert asked == {"journal_mode": "wal", "synchronous": 2}
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_clock_set_back_a_little_never_hides_a_comment(desk: BoardDesk) -> None:
    receipt = desk.connector().publish(outgoing())
    desk.comment(receipt.remote_id, "un")
    seen = list(desk.connector().comments(datetime(2026, 1, 1, tzinfo=UTC)))
    desk.clock.now -= timedelta(minutes=30)
    desk.comment(receipt.remote_id, "dau")
    assert [one.text for one in desk.connector().comments(seen[-1].written_at)] == ["un", "dau"]


def test_a_clock_that_was_far_ahead_is_believed_once_mended(desk: BoardDesk) -> None:
    desk.clock.now += timedelta(days=30)
    desk.connector().publish(outgoing())
    desk.clock.now -= timedelta(days=30)
    receipt = desk.connector().publish(outgoing("k2", pair="P2"))
    assert receipt.at < datetime(2026, 6, 4, tzinfo=UTC)


def test_the_tables_can_be_made_on_postgresql() -> None:
    dialect = PGDialect()  # type: ignore[no-untyped-call]  # SQLAlchemy does not type its dialects
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    assert len(made) == len(metadata.tables)
    assert any("BYTEA" in sql for sql in made)


def test_a_base_address_with_or_without_its_last_slash_is_the_same(desk: BoardDesk) -> None:
    desk.connector().publish(outgoing())
    live = NoticeboardConnector(desk.store, "council", language="cy", base_url=f"{BASE}/").read_back("notice-1")
    assert live is not None
    assert live.address == f"{BASE}/cy/p-2026-0001"
