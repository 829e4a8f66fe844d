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
from publishing.proof.stories import HALVES, MAIN, REST, TOGETHER, Story

Scripted = tuple[ScriptedPlatform, str]
Record = Callable[[str, object], None]

pytestmark = [pytest.mark.crash, pytest.mark.timeout(3600)]

SPREAD = 10  #: points of a story that every run of the tests goes through, half of them on each database
STRIDE = 7  #: so that the second death comes at another place each time


class Matrix:
    """One story on one database, begun once and gone on with from every point."""

    def __init__(self, story: Story, address: str, copy_of: Copy, scripted: Scripted, nursery: Nursery) -> None:
        self.story, self.copy_of, self.nursery = story, copy_of, nursery
        self.platform, self.place = scripted
        if story.unwanted is not None:
            self.platform.unwanted.add(story.unwanted)
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

    def kill_at(self, number: int, *, then_at: int = 0) -> int:
        """Kill a worker at a point, by its number from 1, and at ``then_at`` the one that recovers; return how many.

        The second one may have done all there is before it comes to its point.
        """
        where = f"killed at {number} of {len(self.points)}: {self.points[number - 1]}, then at {then_at}"
        stage = self._again()
        status, _ = self.nursery.run(stage, fatal=number)
        assert status == -signal.SIGKILL, where
        killed = 1
        if then_at:
            stage.clock.advance(stage.desk.rules.lease)
            status, _ = self.nursery.run(stage, fatal=then_at, is_patient=True)
            assert status in {0, -signal.SIGKILL}, where
            killed += status != 0
        self._end(stage, where, is_patient=then_at > 0)
        return killed

    def _again(self) -> Stage:
        self.platform.kept = self.kept
        self.kept = self.platform.remembered()
        address = self.copy_of(self.address)
        return stage_at(address, self.platform, self.place, self.story.channel, moment=self.moment)

    def _end(self, stage: Stage, where: str, *, is_patient: bool = False) -> None:
        """Let another worker come, people do what is theirs, and a third worker come; then look."""
        self._recover(stage, where, is_patient=is_patient)
        if self.story.end is not None:
            self.story.end(stage, self.ref)
            self._recover(stage, where, is_patient=is_patient)
        assert_promise(stage, self.story.promise(stage), where=where)
        self.story.assert_state(stage, where)
        stage.close()

    def _recover(self, stage: Stage, where: str, *, is_patient: bool) -> None:
        status, report = self.nursery.run(stage, until_idle=True, is_patient=is_patient)
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


def spread(count: int, database: str) -> list[int]:
    """Return points all over a story; the two databases take turns."""
    all_over = [1 + number * (count - 1) // (SPREAD - 1) for number in range(SPREAD)]
    return all_over[0 if database == "sqlite" else 1 :: 2]


def named(story: Story) -> str:
    return story.name


@pytest.mark.parametrize("matrix", MAIN, ids=named, indirect=True)
def test_a_worker_killed_here_and_there_loses_and_doubles_nothing(
    matrix: Matrix, database: str, record_property: Record
) -> None:
    chosen = spread(len(matrix.points), database)
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


@pytest.mark.soak
@pytest.mark.parametrize("matrix", [*MAIN, *HALVES, *TOGETHER], ids=named, indirect=True)
def test_the_worker_that_takes_over_may_be_killed_too(matrix: Matrix, database: str, record_property: Record) -> None:
    count = len(matrix.points)
    killed = [matrix.kill_at(number, then_at=1 + number * STRIDE % count) for number in range(1, count + 1)]
    assert sum(killed) > count
    record_property("total", [f"kill points, {database}: {matrix.story.name}, and of who takes over", sum(killed)])
