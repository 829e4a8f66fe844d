"""An emergency passes in front of everything, and what is kept of an account's allowance is kept for it."""

from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.rules import Allowance
from cydbost_queue.states import PostingState
from publishing.conftest import APPROVER, ENGLISH, MANAGER, OFFICER, Council

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def emergency(council: Council) -> str:
    return raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )


def test_an_emergency_goes_before_a_backlog_that_is_due(council: Council) -> None:
    for _ in range(4):
        council.scheduled()
    council.clock.advance(HOUR)
    emergency(council)
    council.worker().tick()
    first = council.live()[0]
    assert first.text.endswith(ENGLISH)
    assert first.text != ENGLISH


def test_the_reserve_of_an_account_is_left_to_emergencies(council: Council) -> None:
    allowances = {name: Allowance(posts=3, per=15 * MINUTE, reserve=1) for name in ("board-cy", "board-en")}
    council.desk = Desk(council.desk.store, council.clock, replace(council.desk.rules, allowances=allowances))
    refs = [council.scheduled() for _ in range(3)]
    council.run_to(HOUR)
    states = [show_posting(council.desk, ref).line.state for ref in refs]
    assert states == [PostingState.PUBLISHED, PostingState.PUBLISHED, PostingState.RELEASING]
    emergency(council)
    council.run_to(timedelta(seconds=1))
    assert len(council.texts()) == 5
    council.run_to(15 * MINUTE)
    council.run_to(MINUTE)
    assert show_posting(council.desk, refs[2]).line.state is PostingState.PUBLISHED


@pytest.mark.parametrize(("every_write", "goes"), [(True, False), (False, True)])
def test_where_the_platform_limits_all_writes_a_withdrawal_counts_as_one(
    council: Council, *, every_write: bool, goes: bool
) -> None:
    allowance = Allowance(posts=3, per=15 * MINUTE, reserve=0, every_write=every_write)
    rules = replace(council.desk.rules, allowances=dict.fromkeys(("board-cy", "board-en"), allowance))
    council.desk = Desk(council.desk.store, council.clock, rules)
    first, second, third = (council.scheduled(after=HOUR + number * MINUTE) for number in range(3))
    council.run_to(HOUR)
    council.run_to(MINUTE)
    withdraw(council.desk, APPROVER, first, "Wrong")
    council.run_to(MINUTE)
    council.run_to(timedelta(seconds=1))
    assert show_posting(council.desk, second).line.state is PostingState.PUBLISHED
    assert (show_posting(council.desk, third).line.state is PostingState.PUBLISHED) is goes
    council.run_to(15 * MINUTE)
    assert show_posting(council.desk, third).line.state is PostingState.PUBLISHED


def test_a_worker_of_the_fast_lane_sends_emergencies_and_nothing_else(council: Council) -> None:
    council.scheduled()
    council.clock.advance(HOUR)
    emergency(council)
    stop, worker = Event(), council.worker("fast")
    worker.on_step = lambda step, _key: stop.set() if step == "verified" else None
    worker.run_fast_lane(stop, pause=0.0)
    assert len(council.texts()) == 1
