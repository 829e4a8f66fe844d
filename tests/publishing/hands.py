"""A council one of whose channels is worked by hand, and the people who post there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cydbost_connectors import AccountSettings
from cydbost_connectors.manual.connector import ManualConnector
from cydbost_queue.actions.by_hand import cannot_by_hand, done_by_hand, gone_by_hand
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.policy import Actor
from cydbost_queue.queries.by_hand import HandJob, hand_jobs
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Carries, Layout, OnEdit, OnHalf, OnHalfEdit
from publishing.conftest import EDITOR, Council, council_at

SITE = "https://village.example/board"
MakeHands = Callable[..., "Hands"]


@contextmanager
def opened_hands(new_address: Callable[[], str], folder: Path) -> Iterator[MakeHands]:
    """Give a maker of councils that post by hand; each is closed at the end."""
    made: list[Hands] = []

    def make(layout: Layout = Layout.PAIRED_ACCOUNTS, *, site: str = SITE, **policies: Any) -> Hands:
        made.append(Hands(council_at(new_address(), folder / f"board-{len(made)}.db"), site=site))
        made[-1].open_channel(layout, **policies)
        return made[-1]

    yield make
    for hands in made:
        hands.council.desk.store.close()
        hands.council.board.close()


class _NoVault:
    """Nothing is kept of an account that holds no credentials."""


@dataclass
class Hands:
    """The hands of a council: what its people post on the place, change there and take down."""

    council: Council
    site: str = SITE
    number: int = field(default=0)

    def open_channel(
        self,
        layout: Layout = Layout.PAIRED_ACCOUNTS,
        *,
        on_half: OnHalf = OnHalf.HOLD,
        on_edit: OnEdit = OnEdit.EDIT,
        on_half_edit: OnHalfEdit = OnHalfEdit.RESTORE,
        reads: bool = False,
    ) -> None:
        accounts = (
            {Carries.CY: "village-cy", Carries.EN: "village-en"}
            if layout is Layout.PAIRED_ACCOUNTS
            else {Carries.BOTH: "village"}
        )
        channel = DeclaredChannel(
            "board", "manual", layout, on_half, acknowledge=False, edits=True, accounts=accounts, on_edit=on_edit,
            on_half_edit=on_half_edit,
        )  # fmt: skip
        set_channels(self.council.desk, [channel])
        self.council.connectors.clear()
        for carries, name in accounts.items():
            language = "cy,en" if carries is Carries.BOTH else carries.value
            self.council.connectors[name] = self.connector(name, language, reads=reads)

    def connector(self, name: str, language: str, *, reads: bool) -> ManualConnector:
        account = AccountSettings(
            name, language, {"site": self.site}, {}, self.council.clock.now, _NoVault()  # type: ignore[arg-type]  # never asked
        )  # fmt: skip
        return ManualConnector(account, reads=reads, may_ask=lambda _host: True, patience=(10.0, 10.0))

    def released(self) -> str:
        """Return a posting whose time has come: its first version is in hand."""
        ref = self.council.scheduled()
        self.council.run_to(timedelta(hours=1))
        return ref

    def posted(self) -> str:
        """Return a posting that was posted whole."""
        ref = self.released()
        for _ in range(1 if self.asked()[0][1] == "both" else 2):
            self.done(ref, self.asked()[0][1])
        return ref

    def jobs(self, ref: str | None = None) -> list[HandJob]:
        return hand_jobs(self.council.desk, ref=ref)

    def asked(self) -> list[tuple[str, str]]:
        """Return what is in hand: the task and the version, the most urgent first."""
        return [(job.task.value, job.carries.value) for job in self.jobs()]

    def new_address(self) -> str:
        self.number += 1
        return f"{self.site}/post/{self.number}"

    def done(
        self,
        ref: str,
        carries: str,
        *,
        address: str | None = None,
        person: Actor = EDITOR,
        moment: datetime | None = None,
        same_place: bool = False,
    ) -> bool:
        """Say that what was in hand is done; the worker then does what follows."""
        account = self.account(carries)
        handed = done_by_hand(
            self.council.desk,
            person,
            ref,
            account=account,
            connector=self.council.connectors[account],  # type: ignore[arg-type]  # a ManualConnector
            carries=Carries(carries),
            address=None if same_place else address or self.new_address(),
            moment=moment,
        )
        self.council.worker().tick()
        return handed

    def gone(self, ref: str, carries: str, *, person: Actor = EDITOR) -> None:
        gone_by_hand(self.council.desk, person, ref, self.account(carries), carries=Carries(carries))
        self.council.worker().tick()

    def cannot(self, ref: str, carries: str, *, person: Actor = EDITOR) -> None:
        cannot_by_hand(
            self.council.desk, person, ref, self.account(carries), "The site is down", carries=Carries(carries)
        )
        self.council.worker().tick()

    def account(self, carries: str) -> str:
        name = f"village-{carries}"
        return name if name in self.council.connectors else "village"

    def state(self, ref: str) -> PostingState:
        return show_posting(self.council.desk, ref).line.state

    def states(self, ref: str) -> list[DeliveryState]:
        return [one.state for one in show_posting(self.council.desk, ref).deliveries]

    def told(self, code: str) -> list[tuple[str, ...]]:
        """Return whom each notice of a kind was for, the oldest first."""
        return [tuple(notice.told) for notice in reversed(notices(self.council.desk)) if notice.code == code]

    def acts(self, ref: str) -> list[str]:
        subject = f"posting:{ref.removeprefix('P')}"
        return [entry.act for entry in entries(self.council.desk) if entry.subject == subject]

    def said(self, act: str) -> list[dict[str, object]]:
        """Return the data of each entry of a kind, the oldest first."""
        return [dict(entry.data) for entry in list(entries(self.council.desk)) if entry.act == act]

    def is_sound(self) -> bool:
        return verify(self.council.desk.store).is_whole
