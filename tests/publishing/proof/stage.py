"""One council before the scripted platform, and the promise of the whole: what the public sees is what was approved."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, func, select

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.clock import SettableClock
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.resting import seconds_of_rest
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.store import open_store
from cydbost_queue.tables import Delivery
from cydbost_queue.worker import Worker
from publishing.conftest import APPROVER, EDITOR, ENGLISH, START, TRANSLATOR, WELSH, declared
from publishing.proof.scripted_connector import ScriptedConnector
from publishing.proof.scripted_platform import ScriptedPlatform

#: Longer than anything that comes due by itself in a story.
NEVER: Final = timedelta(days=2).total_seconds()
ENOUGH: Final = 300  #: looks at the queue, far more than any story takes


def run_until_idle(worker: Worker, clock: SettableClock) -> None:
    """Let a worker do all there is, moving the clock on to whatever is due next, until nothing is."""
    for _ in range(ENOUGH):
        if not worker.tick().is_idle:
            continue
        rest = seconds_of_rest(worker.desk, NEVER, can_be_woken=True)
        if rest >= NEVER:
            return
        clock.advance(timedelta(seconds=rest))
    raise AssertionError("the queue does not come to rest")


@dataclass
class Stage:
    """Everything a proof needs of one council."""

    desk: Desk
    clock: SettableClock
    platform: ScriptedPlatform
    place: str
    channel: DeclaredChannel = field(default_factory=declared)
    connectors: dict[str, ScriptedConnector] = field(default_factory=dict)
    patience: float = 20.0

    def __post_init__(self) -> None:
        self.connectors = {
            account: ScriptedConnector(self.place, account, self.clock.now, self.patience)
            for account in self.channel.accounts.values()
        }

    @property
    def address(self) -> str:
        return self.desk.store.engine.url.render_as_string(hide_password=False)

    def worker(self, name: str = "worker") -> Worker:
        return Worker(self.desk, self.connectors, name, comments_every=timedelta(0))

    def run(self) -> None:
        run_until_idle(self.worker(), self.clock)

    def published(self) -> str:
        """Publish a pair."""
        ref = self.scheduled()
        self.run()
        return ref

    def scheduled(self, mark: str = "") -> str:
        """Add an approved pair whose slot comes in an hour; ``mark`` stands at the end of both."""
        contents = {Language.EN: Content(ENGLISH + mark)}
        ref = add_posting(self.desk, EDITOR, label="Llyfrgell", channels=["board"], contents=contents, slot=None)
        edit_version(self.desk, TRANSLATOR, ref, Language.CY, Content(WELSH + mark))
        approve(self.desk, APPROVER, ref)
        schedule(self.desk, EDITOR, ref, self.clock.now() + timedelta(hours=1))
        return ref

    def to_slot(self) -> None:
        self.clock.advance(timedelta(hours=1))

    def state(self, ref: str) -> PostingState:
        return show_posting(self.desk, ref).line.state

    def errors(self, ref: str) -> dict[str, str | None]:
        """Return why each failed delivery of a posting failed, by what it carries."""
        rows = show_posting(self.desk, ref).deliveries
        return {row.carries.value: row.error_code for row in rows if row.state is DeliveryState.FAILED}

    def close(self) -> None:
        self.desk.store.close()


def stage_at(
    address: str,
    platform: ScriptedPlatform,
    place: str,
    channel: DeclaredChannel,
    *,
    moment: datetime = START,
    patience: float = 20.0,
) -> Stage:
    """Open a council's stage on the database at ``address``; its channels are set where they are not yet."""
    clock = SettableClock(moment)
    desk = Desk(open_store(address), clock)
    set_channels(desk, [channel])
    return Stage(desk, clock, platform, place, channel, patience=patience)


Standing = list[tuple[str, str, str | None]]
Promise = Callable[[Stage], Standing]


def assert_promise(stage: Stage, promised: Standing, *, where: str = "") -> None:
    """Check that the platform's own list is the promise, that nothing was ever made twice, and that all is at rest."""
    assert Counter(stage.platform.standing()) == Counter(promised), where
    made = Counter((post.account, post.text, post.on) for post in stage.platform.kept.posts if not post.edits)
    assert not [one for one, times in made.items() if times > 1], where
    with stage.desk.store.reading() as session:
        left = session.exec(select(func.count()).where(col(Delivery.task).is_not(None))).one()
    assert left == 0, where
    proof = verify(stage.desk.store)
    assert proof.is_whole, (where, proof.flaws)
