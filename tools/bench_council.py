"""The council that is measured: one channel on the noticeboard, in a temporary folder, and a clock that moves."""

import shutil
import tempfile
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import insert
from sqlmodel import SQLModel

from cydbost_connectors import Connector
from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore
from cydbost_language import Language, Side, content_hash
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.clock import SettableClock
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Role
from cydbost_queue.states import PostingState
from cydbost_queue.store import create_store
from cydbost_queue.tables import Carries, Layout, OnHalf, PostingKind
from cydbost_queue.worker import Worker

START: Final = datetime(2026, 6, 1, 9, tzinfo=UTC)
CY: Final = "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026. Bydd yn ailagor am 9.30yb ddydd Mawrth."
EN: Final = "The library in Ruthin will be closed on Monday 8 June 2026. It will reopen at 9.30am on Tuesday."
EDITOR: Final = Actor("comms-editor", frozenset({Role.AUTHOR}))
MANAGER: Final = Actor("comms-manager", frozenset({Role.APPROVER}))
OFFICER: Final = Actor("duty-officer", frozenset({Role.ON_CALL}))
AT_ONCE: Final = 10_000  #: postings that are stored in one transaction


def paired_board(name: str = "board", *, cy: str = "cy", en: str = "en") -> DeclaredChannel:
    """Return a channel with an account for each language."""
    accounts = {Carries.CY: cy, Carries.EN: en}
    return DeclaredChannel(
        name,
        "noticeboard",
        Layout.PAIRED_ACCOUNTS,
        OnHalf.WITHDRAW,
        acknowledge=False,
        edits=True,
        accounts=accounts,
    )


class Council(ExitStack):
    """A council in a temporary folder."""

    def __enter__(self) -> "Council":
        """Make the folder, the databases and the worker."""
        super().__enter__()
        folder = Path(tempfile.mkdtemp())
        self.callback(shutil.rmtree, folder)
        self.clock = SettableClock(START)
        self.store = self.enter_context(closing(create_store(f"sqlite:///{folder / 'queue.db'}")))
        self.board = self.enter_context(
            closing(NoticeboardStore(f"sqlite:///{folder / 'board.db'}", clock=self.clock.now))
        )
        self.desk = Desk(self.store, self.clock)
        declared = paired_board()
        set_channels(self.desk, [declared])
        connectors: dict[str, Connector] = {
            name: NoticeboardConnector(self.board, name, language=name, base_url="http://board.test")
            for name in declared.accounts.values()
        }
        self.worker = Worker(self.desk, connectors)
        return self

    def due_pair(self) -> str:
        """Add an approved pair whose slot is in an hour."""
        ref = add_pair(self.desk)
        schedule(self.desk, EDITOR, ref, self.clock.now() + timedelta(hours=1))
        return ref

    def fill(self, count: int) -> None:
        """Store ``count`` scheduled postings whose slots are far away, as rows."""
        slot = self.clock.now() + timedelta(days=30)
        for first in range(1, count + 1, AT_ONCE):
            self._fill(range(first, min(first + AT_ONCE, count + 1)), slot)

    def _fill(self, numbers: range, slot: datetime) -> None:
        made = {"created_by": "bench", "created_at": START}
        posting = {"label": "Later", "kind": PostingKind.STANDARD, "state": PostingState.SCHEDULED, **made}
        hashes = {Language.CY: content_hash(Side(CY)), Language.EN: content_hash(Side(EN))}
        version = {"revision": 1, "media": [], "author": "bench", "created_at": START}
        rows = {
            "posting": [
                {"id": one, "uid": f"{one:012d}", "names": [], "slot": slot + timedelta(seconds=one), **posting}
                for one in numbers
            ],
            "posting_channel": [{"posting_id": one, "channel": "board"} for one in numbers],
            "version": [
                {"posting_id": one, "language": language, "text": text, "content_hash": hashes[language], **version}
                for one in numbers
                for language, text in ((Language.CY, CY), (Language.EN, EN))
            ],
        }
        with self.store.writing() as session:
            for table, stored in rows.items():
                session.connection().execute(insert(SQLModel.metadata.tables[table]), stored)


def add_pair(desk: Desk, mark: str = "") -> str:
    """Add an approved pair; ``mark`` stands at the end of both texts."""
    contents = {Language.CY: Content(CY + mark), Language.EN: Content(EN + mark)}
    ref = add_posting(desk, EDITOR, label="Llyfrgell", channels=["board"], contents=contents)
    approve(desk, MANAGER, ref)
    return ref
