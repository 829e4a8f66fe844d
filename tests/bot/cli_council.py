"""A council in a folder of its own, on the real noticeboard, worked from the command line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from cydbost_bot import console, i18n
from cydbost_bot.compose import create_desk, make_worker, open_desk, open_noticeboard
from cydbost_bot.settings import load_settings
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.engine import make_engine
from cydbost_queue.inbox.turns import ask_soon
from cydbost_queue.queries.record import list_channels

CONFIG = """
[people.comms-editor]
roles = ["author"]
[people.welsh-editor]
roles = ["translator"]
[people.comms-manager]
roles = ["approver"]
[people.english-approver]
roles = ["approver"]
languages = ["en"]
[people.writing-manager]
roles = ["author", "approver"]
[people.duty-officer]
roles = ["on-call"]
[people.duty-manager]
roles = ["on-call", "approver"]
[people.language-officer]
roles = ["language-officer"]
[people.administrator]
roles = ["administrator"]
"""

WELSH = "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 7 Mehefin 2038. Bydd yn ailagor am 9.30yb ddydd Mawrth."
ENGLISH = "The library in Ruthin will be closed on Monday 7 June 2038. It will reopen at 9.30am on Tuesday."
OTHER_DAY = "The library in Ruthin will be closed on Monday 14 June 2038. It will reopen at 9.30am on Tuesday."
#: A long way ahead: the command line reads the machine's own clock.
SLOT = "2038-06-01 09:00"
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000") + b"\x1f\x15\xc4\x89"


@dataclass(frozen=True)
class Outcome:
    """What one run left: its status, and what it said where."""

    status: int
    out: str
    err: str

    def data(self) -> Any:
        """Return the one line of JSON that was printed."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    def lines(self) -> list[Any]:
        """Return each line of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Council:
    """A council and its people."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    written: str = CONFIG
    config: Path = field(init=False)

    def __post_init__(self) -> None:
        self.config = self.folder / "config.toml"
        self.config.write_text(self.written, encoding="utf-8")
        create_desk(load_settings(self.config)).store.close()

    def run(self, *words: str, person: str = "comms-editor", lang: str = "en") -> Outcome:
        """Run ``cydbost`` as ``person``, in ``lang``."""
        self.capsys.readouterr()
        status = console.run([*words, "--config", str(self.config), "--as", person, "--lang", lang])
        i18n.use("en")
        said = self.capsys.readouterr()
        return Outcome(status, said.out, said.err)

    def add(self, *words: str, cy: str | None = WELSH, en: str | None = ENGLISH) -> str:
        """Add a posting: the comms editor's English and the Welsh editor's Welsh; return its reference."""
        english = () if en is None else ("--en", en)
        texts = english or ("--cy", cy or "")
        ref = str(self.run("post", "add", "--label", "Llyfrgell", *texts, *words, "--json").data()["ref"])
        if english and cy is not None:
            assert self.run("welsh", "give", ref, "--text", cy, person="welsh-editor").status == 0
        return ref

    def show(self, ref: str) -> Any:
        """Return a posting as data."""
        return self.run("post", "show", ref, "--json").data()

    def scheduled(self) -> str:
        """Return a posting that is approved and has its time."""
        ref = self.add()
        assert self.run("post", "approve", ref, person="comms-manager").status == 0
        assert self.run("post", "schedule", ref, "--at", SLOT).status == 0
        return ref

    @contextmanager
    def desk(self, clock: SettableClock | None = None) -> Iterator[Desk]:
        """Open the council's desk."""
        desk = open_desk(load_settings(self.config), clock=clock)
        try:
            yield desk
        finally:
            desk.store.close()

    def work(self, at: datetime | None = None) -> None:
        """Let a worker do what is due at ``at`` (now, unless given)."""
        clock = SettableClock(at or datetime.now(UTC) + timedelta(seconds=1))
        with self.desk(clock) as desk:
            make_worker(load_settings(self.config), desk).tick()

    def publish(self) -> str:
        """Return a posting that is live."""
        ref = self.scheduled()
        self.work(datetime(2038, 6, 1, 8, 0, tzinfo=UTC))
        return ref

    def receive(self, text: str) -> str:
        """Let a member of the public write ``text`` under the first live notice; return the comment's reference."""
        before = {one["ref"] for one in self.run("comment", "list", "--state", "all", "--json").lines()}
        store = open_noticeboard(load_settings(self.config))
        store.add_comment(1, text=text, author="Darllenydd")
        with self.desk() as desk:  # published at a time still to come, the accounts would be read after that only
            for account in (one.name for channel in list_channels(desk) for one in channel.accounts):
                ask_soon(desk, account)
        self.work()
        after = {one["ref"] for one in self.run("comment", "list", "--state", "all", "--json").lines()}
        (ref,) = after - before
        return str(ref)

    @property
    def address(self) -> str:
        """Where the queue's database is."""
        return load_settings(self.config).database.url

    def empty(self) -> None:
        """Take the tables of the queue's database away, as if nobody had ever begun; the noticeboard stands."""
        engine = make_engine(self.address)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        self.lose()

    def lose(self) -> None:
        """Lose the queue's database; the noticeboard stands."""
        for name in ("cydbost.db", "cydbost.db-wal", "cydbost.db-shm"):
            (self.folder / name).unlink(missing_ok=True)

    def postings(self) -> int:
        """Return how many postings there are."""
        return len(self.run("post", "list", "--json").out.splitlines())
