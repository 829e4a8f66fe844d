"""One council with one channel of each layout, on the real noticeboard, with a clock that can be moved."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cydbost_connectors import Connector
from cydbost_connectors.noticeboard import Notice, NoticeboardConnector, NoticeboardStore
from cydbost_connectors.noticeboard.reading import standing
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.clock import SettableClock
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Role
from cydbost_queue.store import create_store, open_store
from cydbost_queue.tables import Carries, Layout, OnEdit, OnHalf, OnHalfEdit
from cydbost_queue.worker import Worker
from publishing.faults import FaultyConnector

START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

WELSH = "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026. Bydd yn ailagor am 9.30yb ddydd Mawrth."
ENGLISH = "The library in Ruthin will be closed on Monday 8 June 2026. It will reopen at 9.30am on Tuesday."

EDITOR = Actor("comms-editor", frozenset({Role.AUTHOR}))
TRANSLATOR = Actor("translator", frozenset({Role.TRANSLATOR}))
APPROVER = Actor("comms-manager", frozenset({Role.APPROVER}))
OFFICER = Actor("duty-officer", frozenset({Role.ON_CALL}))
MANAGER = Actor("duty-manager", frozenset({Role.ON_CALL, Role.APPROVER}))
LANGUAGE_OFFICER = Actor("language-officer", frozenset({Role.LANGUAGE_OFFICER}))
ADMINISTRATOR = Actor("administrator", frozenset({Role.ADMINISTRATOR}))


def declared(
    layout: Layout = Layout.PAIRED_ACCOUNTS,
    *,
    on_half: OnHalf = OnHalf.WITHDRAW,
    on_edit: OnEdit = OnEdit.EDIT,
    on_half_edit: OnHalfEdit = OnHalfEdit.RESTORE,
) -> DeclaredChannel:
    """Return the channel ``board`` in one of the layouts."""
    accounts = (
        {Carries.CY: "board-cy", Carries.EN: "board-en"}
        if layout is Layout.PAIRED_ACCOUNTS
        else {Carries.BOTH: "board"}
    )
    return DeclaredChannel(
        "board",
        "noticeboard",
        layout,
        on_half,
        acknowledge=False,
        edits=True,
        accounts=accounts,
        on_edit=on_edit,
        on_half_edit=on_half_edit,
    )


@dataclass
class Council:
    """Everything a test needs of one council."""

    desk: Desk
    clock: SettableClock
    board: NoticeboardStore
    connectors: dict[str, Connector] = field(default_factory=dict)
    faulty: dict[str, FaultyConnector] = field(default_factory=dict)
    board_address: str = ""  #: for a worker in a process of its own

    @property
    def address(self) -> str:
        """Where the queue's database is."""
        return self.desk.store.engine.url.render_as_string(hide_password=False)

    def worker(self, name: str = "worker") -> Worker:
        return Worker(self.desk, self.connectors, name, comments_every=timedelta(0))

    def set_channel(self, channel: DeclaredChannel) -> None:
        set_channels(self.desk, [channel])
        self.connectors.clear()
        for carries, account in channel.accounts.items():
            language = "cy,en" if carries is Carries.BOTH else carries.value
            real = NoticeboardConnector(self.board, account, language=language, base_url="http://board.test")
            self.connectors[account] = self.faulty[account] = FaultyConnector(real)

    def add(self, *, cy: str | None = WELSH, en: str | None = ENGLISH, slot: datetime | None = None) -> str:
        """Add a posting; the Welsh is the translator's, the English the editor's."""
        contents = {Language.EN: Content(en)} if en is not None else {}
        ref = add_posting(self.desk, EDITOR, label="Llyfrgell", channels=["board"], contents=contents, slot=slot)
        if cy is not None:
            edit_version(self.desk, TRANSLATOR, ref, Language.CY, Content(cy))
        return ref

    def scheduled(self, *, after: timedelta = timedelta(hours=1)) -> str:
        """Add an approved posting with a slot."""
        ref = self.add()
        approve(self.desk, APPROVER, ref)
        schedule(self.desk, EDITOR, ref, self.clock.now() + after)
        return ref

    def live(self) -> list[Notice]:
        """Return what the public sees on the board, in the order it was made."""
        with self.board.view() as connection:
            return sorted(standing(connection), key=lambda notice: notice.number)

    def texts(self) -> list[str]:
        return [notice.text for notice in self.live()]

    def run_to(self, step: timedelta) -> None:
        """Move the clock on and let the worker do what is due."""
        self.clock.advance(step)
        self.worker().tick()


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated database without rows: copying it is a hundred times faster than migrating anew."""
    path = tmp_path_factory.mktemp("blank") / "queue.db"
    create_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Return the kind of database a test runs on: each runs on both."""
    return str(request.param)


@pytest.fixture
def new_address(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Return a maker of migrated databases without rows, by their addresses."""
    with ExitStack() as made:

        def on_sqlite() -> str:
            folder = Path(tempfile.mkdtemp(dir=tmp_path))
            shutil.copy(request.getfixturevalue("blank_database"), folder / "queue.db")
            return f"sqlite:///{folder / 'queue.db'}"

        def on_postgresql() -> str:
            return str(made.enter_context(request.getfixturevalue("postgresql").one()))

        yield on_sqlite if database == "sqlite" else on_postgresql


@pytest.fixture
def make_council(new_address: Callable[[], str], tmp_path: Path) -> Iterator[Callable[..., Council]]:
    made: list[Council] = []

    def make(layout: Layout = Layout.PAIRED_ACCOUNTS, **policies: Any) -> Council:
        council = council_at(new_address(), tmp_path / f"board-{len(made)}.db")
        made.append(council)
        council.set_channel(declared(layout, **policies))
        return council

    yield make
    for council in made:
        council.desk.store.close()
        council.board.close()


def council_at(address: str, board: Path) -> Council:
    """Return a council without channels on the queue's database at ``address`` and a new board."""
    clock = SettableClock(START)
    store = NoticeboardStore(f"sqlite:///{board}", clock=clock.now)
    return Council(Desk(open_store(address), clock), clock, store, board_address=f"sqlite:///{board}")


@pytest.fixture
def council(make_council: Callable[..., Council]) -> Council:
    return make_council()
