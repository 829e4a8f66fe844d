"""Every write and every call of a real worker, killed there: what the public sees in the end is the promise, exactly.

The points are counted by a run that nothing kills, so a write or a call that is new is a new point by itself.
"""

import signal
from collections.abc import Callable
from datetime import datetime

import pytest

from publishing.proof.conftest import Copy
from publishing.proof.nursery import Nursery
from publishing.proof.scripted_platform import ScriptedPlatform
from publishing.proof.stage import Stage, assert_promise, stage_at
from publishing.proof.stories import MAIN, REST, Story

Scripted = tuple[ScriptedPlatform, str]
Record = Callable[[str, object], None]

pytestmark = [pytest.mark.crash, pytest.mark.timeout(3600)]

SPREAD = 5  #: points of a story that every run of the tests goes through


class Matrix:
    """One story on one database, begun once and gone on with from every point."""

    def __init__(self, story: Story, address: str, copy_of: Copy, scripted: Scripted, nursery: Nursery) -> None:
        self.story, self.copy_of, self.nursery = story, copy_of, nursery
        self.platform, self.place = scripted
        begun = stage_at(address, self.platform, self.place, story.channel)
        self.ref, self.moment = story.begin(begun), begun.clock.now()
        begun.close()
        self.address, self.kept = address, self.platform.remembered()
        self.points = self._count()

    def _count(self) -> list[str]:
        stage = self._again()
        status, report = self.nursery.run(stage)
        assert status == 0
        self._end(stage, "nowhere")
        return list(report["points"])

    def kill_at(self, number: int, *, then_at: int = 0) -> None:
        """Kill a worker at a point, by its number from 1; ``then_at`` kills the one that recovers too."""
        where = f"killed at {number} of {len(self.points)}: {self.points[number - 1]}, then at {then_at}"
        stage = self._again()
        status, _ = self.nursery.run(stage, fatal=number)
        assert status == -signal.SIGKILL, where
        if then_at:
            stage.clock.advance(stage.desk.rules.lease)
            self.nursery.run(stage, fatal=then_at)
        self._end(stage, where)

    def _again(self) -> Stage:
        self.platform.kept = self.kept
        self.kept = self.platform.remembered()
        address = self.copy_of(self.address)
        return stage_at(address, self.platform, self.place, self.story.channel, moment=self.moment)

    def _end(self, stage: Stage, where: str) -> None:
        """Let another worker come, people do what is theirs, and a third worker come; then look."""
        self._recover(stage, where)
        if self.story.end is not None:
            self.story.end(stage, self.ref)
            self._recover(stage, where)
        assert_promise(stage, self.story.promise(stage), where=where)
        self.story.assert_state(stage, self.ref, where)
        stage.close()

    def _recover(self, stage: Stage, where: str) -> None:
        status, report = self.nursery.run(stage, until_idle=True)
        assert status == 0, where
        stage.clock.move_to(datetime.fromisoformat(report["moment"]))


@pytest.fixture
def matrix(
    request: pytest.FixtureRequest,
    new_address: Callable[[], str],
    copy_of: Copy,
    scripted: Scripted,
    nursery: Nursery,
) -> Matrix:
    return Matrix(request.param, new_address(), copy_of, scripted, nursery)


def spread(count: int, database: str) -> range:
    """Return points all over a story; each database has its own."""
    step = max(count // SPREAD, 1)
    return range(1 + (0 if database == "sqlite" else step // 2), count + 1, step)


def named(story: Story) -> str:
    return story.name


@pytest.mark.parametrize("matrix", MAIN, ids=named, indirect=True)
def test_a_worker_killed_here_and_there_loses_and_doubles_nothing(
    matrix: Matrix, database: str, record_property: Record
) -> None:
    chosen = spread(len(matrix.points), database)[:SPREAD]
    for number in chosen:
        matrix.kill_at(number)
    record_property("total", [f"kill points, {database}", len(chosen)])


@pytest.mark.soak
@pytest.mark.parametrize("matrix", [*MAIN, *REST], ids=named, indirect=True)
def test_a_worker_killed_at_any_write_and_any_call_loses_and_doubles_nothing(
    matrix: Matrix, database: str, record_property: Record
) -> None:
    for number in range(1, len(matrix.points) + 1):
        matrix.kill_at(number)
    record_property("total", [f"kill points, {database}: {matrix.story.name}", len(matrix.points)])
