"""A backup made at any step of a running worker's life is restored, into either kind of database, and run on with.

The platform went on meanwhile, and it has no idempotency keys: what is sent twice stands there twice.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cydbost_queue.backup.making import make_backup
from cydbost_queue.backup.restoring import restore_backup
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.reconciling import open_queue, reconcile
from cydbost_queue.record.verify import verify
from cydbost_queue.store import open_store
from publishing.conftest import ADMINISTRATOR
from publishing.proof.scripted_platform import Kept, ScriptedPlatform
from publishing.proof.stage import Stage, assert_promise, run_until_idle, stage_at
from publishing.proof.stories import MAIN, REST, Story

Scripted = tuple[ScriptedPlatform, str]
Record = Callable[[str, object], None]
NewOf = Callable[[str], str]

pytestmark = [pytest.mark.crash, pytest.mark.timeout(3600)]

KINDS = ("sqlite", "postgresql")
SPREAD = 3  #: backups of a story that every run of the tests restores


@pytest.fixture
def blank_of(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewOf]:
    """Return a maker of migrated databases without rows, of the kind that is named."""
    with ExitStack() as made:

        def make(kind: str) -> str:
            if kind == "postgresql":
                return str(made.enter_context(request.getfixturevalue("postgresql").one()))
            path = tmp_path / f"restored-{len(list(tmp_path.iterdir()))}.db"
            shutil.copy(request.getfixturevalue("blank_database"), path)
            return f"sqlite:///{path}"

        yield make


@dataclass
class Life:
    """One worker's way through a story, with a backup made at each of its steps; then the database is lost."""

    stage: Stage
    folder: Path
    backups: list[tuple[str, Path]] = field(default_factory=list)

    def live(self) -> None:
        worker = self.stage.worker()
        worker.on_step = self._back_up
        self._back_up("before", "")
        run_until_idle(worker, self.stage.clock)
        self._back_up("after", "")

    def _back_up(self, step: str, _key: str) -> None:
        file = self.folder / f"{len(self.backups)}.zip"
        make_backup(self.stage.desk.store, file, at=self.stage.clock.now(), version="test")
        self.backups.append((step, file))


@dataclass(frozen=True)
class Loss:
    """What is there once the database is gone: the story, the backups, the platform as it stands, and the time."""

    story: Story
    platform: ScriptedPlatform
    place: str
    backups: list[tuple[str, Path]]
    kept: Kept
    moment: datetime

    def recover(self, number: int, address: str) -> None:
        """Restore one backup at ``address``, ask, open, work on, and look at what the public sees."""
        step, file = self.backups[number]
        where = f"{self.story.name}, backup {number} of {len(self.backups)}, made at: {step}"
        self.platform.kept = self.kept
        remembered, standing = self.platform.remembered(), self.platform.standing()
        with closing(open_store(address)) as store:
            manifest = restore_backup(Desk(store, SettableClock(self.moment)), ADMINISTRATOR, file)
            proof = verify(store)
            assert proof.is_whole, where
            assert proof.entries > manifest.entries, where
        stage = stage_at(address, self.platform, self.place, self.story.channel, moment=self.moment)
        done = reconcile(stage.desk, ADMINISTRATOR, stage.connectors)
        assert done.unasked == {}, where
        open_queue(stage.desk, ADMINISTRATOR, reason="What differs is looked at later")
        stage.run()
        assert_promise(stage, standing, where=where)
        stage.close()
        assert self.platform.remembered() == remembered or self._only_edits(remembered), where
        self.platform.kept = remembered

    def _only_edits(self, before: Kept) -> bool:
        """Repeating an edit changes nothing that the public sees, so it may be repeated."""
        now = [(post.number, post.account, post.text, post.on, post.is_up) for post in self.platform.kept.posts]
        return now == [(post.number, post.account, post.text, post.on, post.is_up) for post in before.posts]


@pytest.fixture
def lose(scripted: Scripted, blank_of: NewOf, tmp_path: Path) -> Callable[[Story, str], Loss]:
    def lost(story: Story, kind: str) -> Loss:
        platform, place = scripted
        stage = stage_at(blank_of(kind), platform, place, story.channel)
        story.begin(stage)
        folder = tmp_path / "backups"
        folder.mkdir()
        life = Life(stage, folder)
        life.live()
        stage.close()
        moment = stage.clock.now() + timedelta(minutes=1)
        return Loss(story, platform, place, life.backups, platform.remembered(), moment)

    return lost


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("story", MAIN, ids=lambda story: story.name)
def test_a_backup_of_a_busy_queue_is_run_on_with_and_nothing_is_sent_twice(
    story: Story, kind: str, lose: Callable[[Story, str], Loss], blank_of: NewOf
) -> None:
    loss = lose(story, kind)
    every = max(1, len(loss.backups) // SPREAD)
    for turn, number in enumerate(range(every // 2, len(loss.backups), every)):
        loss.recover(number, blank_of(KINDS[(KINDS.index(kind) + turn + 1) % 2]))


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("story", [*MAIN, *REST], ids=lambda story: story.name)
def test_every_backup_of_every_story_is_run_on_with_on_both_kinds_of_database(
    story: Story, kind: str, lose: Callable[[Story, str], Loss], blank_of: NewOf, record_property: Record
) -> None:
    loss = lose(story, kind)
    for number in range(len(loss.backups)):
        for other in KINDS:
            loss.recover(number, blank_of(other))
    record_property("total", ["restores of a backup made at a step of a busy worker", 2 * len(loss.backups)])
