"""The auditor's page on the record is right: its own program finds the record whole, and finds what was changed."""

import re
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_queue.actions.channels import set_channels
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.store import create_store
from publishing.conftest import MANAGER, START, Council, declared

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "record.md"


def _program(folder: Path) -> Path:
    (code,) = re.findall(r"^```python\n(.+?)^```$", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    program = folder / "prove.py"
    program.write_text(code, encoding="utf-8")
    return program


def _prove(database: Path) -> tuple[int, str]:
    # Isolated (-I), so that nothing of ours can help it.
    command = [sys.executable, "-I", "-X", "utf8", str(_program(database.parent)), str(database)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A council's database after a posting was published, another withdrawn, and an odd microsecond."""
    path = tmp_path / "queue.db"
    clock = SettableClock(START + timedelta(microseconds=7))
    store = create_store(f"sqlite:///{path}")
    board = NoticeboardStore(f"sqlite:///{tmp_path / 'board.db'}", clock=clock.now)
    council = Council(Desk(store, clock), clock, board)
    set_channels(council.desk, [declared()])
    council.set_channel(declared())
    council.scheduled()
    clock.move_to(START)
    withdraw(council.desk, MANAGER, council.scheduled(), "Newidiwyd y dyddiad – diolch, Siân")
    council.run_to(timedelta(hours=1))
    council.run_to(timedelta(minutes=1))
    board.close()
    store.close()
    return path


def test_the_pages_program_finds_a_real_record_whole(database: Path) -> None:
    status, said = _prove(database)
    entries, _, faults, *_ = said.split()
    assert (status, faults) == (0, "0")
    assert int(entries) > 20


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE entry SET actor = 'somebody' WHERE subject = 'posting:1' AND number = 2", "posting:1 2"),
        ("DELETE FROM entry WHERE subject = 'posting:2' AND number = 3", "posting:2 4"),
        ("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)", "is cut"),
        ("UPDATE seal SET root = hash WHERE id = 1", "seal 1"),
        ("DELETE FROM seal_leaf WHERE subject = 'posting:1'", "seal 1"),
        ("UPDATE words SET body = 'arall' WHERE id = 1", "words 1"),
    ],
)
def test_the_pages_program_finds_a_change_and_says_where(database: Path, change: str, fault: str) -> None:
    rows = sqlite3.connect(database)
    triggers = rows.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    rows.executescript("".join(f"DROP TRIGGER {name};" for (name,) in triggers) + change)
    rows.close()
    status, said = _prove(database)
    assert status == 1
    assert fault in said
