"""A worker killed at any instant: after the next one has run, nothing is lost, doubled or silent."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.rules import Rules
from cydbost_queue.states import DeliveryState, PostingState
from publishing import worker_process
from publishing.conftest import APPROVER, EDITOR, ENGLISH, WELSH, Council

NEW_WELSH = WELSH.replace("9.30yb", "10.30yb")
NEW_ENGLISH = ENGLISH.replace("9.30am", "10.30am")

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300)]

#: Before the intent, after it, after each send, before and after each record, after each reading back.
STEPS = [
    ("claimed", 1),
    ("prepared", 1),
    *[(step, n) for step in ("intent", "called", "recorded", "verified") for n in (1, 2)],
]
#: More writes than a pair takes: the last points find nothing left to kill, and that too must be right.
WRITES = 24


def kill_at(council: Council, *point: str) -> int:
    """Run a real worker that dies at ``point``; return its exit status."""
    places = [council.address, council.board_address]
    done = subprocess.run(
        [sys.executable, worker_process.__file__, *places, council.clock.now().isoformat(), *point],
        check=False,
        timeout=120,
    )
    return done.returncode


def recover(council: Council) -> None:
    """Let the dead worker's lease run out, and another worker do the rest."""
    council.clock.advance(Rules().lease)
    for _ in range(3):
        council.run_to(timedelta(seconds=10))


def assert_kept(council: Council, ref: str) -> None:
    assert council.texts() == [WELSH, ENGLISH]
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


@pytest.mark.parametrize(("step", "nth"), STEPS)
def test_a_worker_killed_at_this_step_of_a_pair_loses_and_doubles_nothing(
    council: Council, step: str, nth: int
) -> None:
    ref = council.scheduled()
    council.clock.advance(timedelta(hours=1))
    assert kill_at(council, "step", step, str(nth)) == -signal.SIGKILL
    recover(council)
    assert_kept(council, ref)


@pytest.mark.soak
@pytest.mark.parametrize("nth", range(1, WRITES + 1))
def test_a_worker_killed_before_this_write_loses_and_doubles_nothing(council: Council, nth: int) -> None:
    ref = council.scheduled()
    council.clock.advance(timedelta(hours=1))
    assert kill_at(council, "commit", str(nth)) in {0, -signal.SIGKILL}
    recover(council)
    assert_kept(council, ref)


#: Before the intent of each side, after it, after each call, after each record.
EDIT_STEPS = [("edit-prepared", 1), *[(f"edit-{step}", n) for step in ("intent", "called", "recorded") for n in (1, 2)]]
DOWN_STEPS = [(f"down-{step}", n) for step in ("intent", "called", "recorded") for n in (1, 2)]


@pytest.mark.parametrize(("step", "nth"), EDIT_STEPS)
def test_a_worker_killed_at_this_step_of_a_change_leaves_the_whole_new_pair(
    council: Council, step: str, nth: int
) -> None:
    ref = to_be_changed(council)
    assert kill_at(council, "step", step, str(nth)) == -signal.SIGKILL
    recover(council)
    assert_changed(council, ref)


@pytest.mark.parametrize(("step", "nth"), DOWN_STEPS)
def test_a_worker_killed_at_this_step_of_a_withdrawal_leaves_nothing_standing(
    council: Council, step: str, nth: int
) -> None:
    ref = to_be_withdrawn(council)
    assert kill_at(council, "step", step, str(nth)) == -signal.SIGKILL
    recover(council)
    assert_down(council, ref)


@pytest.mark.soak
@pytest.mark.parametrize("nth", range(1, WRITES + 1))
def test_a_worker_killed_before_this_write_of_a_change_or_a_withdrawal_leaves_a_whole_pair_or_none(
    council: Council, nth: int
) -> None:
    ref = to_be_changed(council)
    assert kill_at(council, "commit", str(nth)) in {0, -signal.SIGKILL}
    recover(council)
    assert_changed(council, ref)
    withdraw(council.desk, APPROVER, ref, "Wrong")
    assert kill_at(council, "commit", str(nth)) in {0, -signal.SIGKILL}
    recover(council)
    assert_down(council, ref)


def to_be_changed(council: Council) -> str:
    """Publish a posting and have a change of both its versions approved; nothing of the change is sent."""
    ref = council.scheduled()
    council.run_to(timedelta(hours=1))
    edit_versions(council.desk, EDITOR, ref, {Language.CY: Content(NEW_WELSH), Language.EN: Content(NEW_ENGLISH)})
    approve(council.desk, APPROVER, ref)
    return ref


def to_be_withdrawn(council: Council) -> str:
    """Publish a posting and withdraw it; nothing is down yet."""
    ref = council.scheduled()
    council.run_to(timedelta(hours=1))
    withdraw(council.desk, APPROVER, ref, "Wrong")
    return ref


def assert_changed(council: Council, ref: str) -> None:
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


def assert_down(council: Council, ref: str) -> None:
    assert council.texts() == []
    assert {row.state for row in show_posting(council.desk, ref).deliveries} == {DeliveryState.WITHDRAWN}
    assert verify(council.desk.store).is_whole


def test_the_real_worker_process_does_the_whole_job_when_nothing_kills_it(council: Council) -> None:
    ref = council.scheduled()
    council.clock.advance(timedelta(hours=1))
    assert kill_at(council, "none") == 0
    assert_kept(council, ref)


def test_a_worker_cut_off_by_another_cannot_write_what_it_still_holds(council: Council) -> None:
    """The first worker sleeps through its lease in the middle of a call; the second takes the pair over."""
    ref = council.scheduled()
    second = council.worker("second")
    taken_over = []

    def slow(call: object) -> object:
        receipt = call()  # type: ignore[operator]  # the call that the fault stands in front of
        council.clock.advance(Rules().lease + timedelta(seconds=1))
        taken_over.append(second.tick())
        return receipt

    council.faulty["board-cy"].meet("publish", slow)
    council.run_to(timedelta(hours=1))
    assert taken_over
    assert_kept(council, ref)
