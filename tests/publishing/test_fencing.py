"""Leases: a worker that was taken for dead wakes at any step, and can neither send nor record what it still holds."""

from dataclasses import replace
from datetime import timedelta
from time import sleep

import pytest
from sqlmodel import col, select

from cydbost_queue.errors import LeaseLost
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.rules import Rules
from cydbost_queue.sending.claims import claim_next, held, let_go, make_sure, renew
from cydbost_queue.sending.heartbeat import heartbeat
from cydbost_queue.sending.releases import release_next
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Delivery
from publishing.conftest import ENGLISH, WELSH, Council

STEPS = [("claimed", 1), ("prepared", 1)]
STEPS += [(step, nth) for step in ("intent", "called", "recorded", "verified") for nth in (1, 2)]


class Sleeper:
    """Lets a worker sleep at one step for longer than its lease, while another does the work."""

    def __init__(self, council: Council, step: str, nth: int) -> None:
        self.council, self.step, self.left = council, step, nth
        self.entries_when_woken = -1
        self.calls_when_woken = -1

    def __call__(self, step: str, _key: str) -> None:
        if step != self.step:
            return
        self.left -= 1
        if self.left == 0:
            self.council.clock.advance(Rules().lease + timedelta(seconds=1))
            for _ in range(4):
                self.council.worker("second").tick()
                self.council.clock.advance(timedelta(seconds=10))
            self.entries_when_woken = len(list(entries(self.council.desk)))
            self.calls_when_woken = calls(self.council)


def calls(council: Council) -> int:
    return sum(len(connector.published) for connector in council.faulty.values())


@pytest.mark.parametrize(("step", "nth"), STEPS)
def test_a_worker_that_wakes_after_its_lease_neither_sends_nor_records(council: Council, step: str, nth: int) -> None:
    ref = council.scheduled()
    council.clock.advance(timedelta(hours=1))
    first = council.worker("first")
    sleeper = first.on_step = Sleeper(council, step, nth)
    first.tick()
    assert sleeper.left <= 0
    assert calls(council) == sleeper.calls_when_woken
    assert len(list(entries(council.desk))) == sleeper.entries_when_woken
    assert council.texts() == [WELSH, ENGLISH]
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


def released(council: Council) -> None:
    """Leave a released pair that nobody has claimed."""
    council.scheduled()
    council.clock.advance(timedelta(hours=1))
    assert release_next(council.desk)


def test_each_claim_has_a_higher_number_than_the_one_before(council: Council) -> None:
    released(council)
    fences = []
    for _ in range(3):
        claim = claim_next(council.desk, "worker")
        assert claim is not None
        fences.append(claim.fence)
        let_go(council.desk, claim)
    assert fences == [1, 2, 3]


def test_a_claim_that_was_taken_over_is_lost_in_every_way(council: Council) -> None:
    released(council)
    old = claim_next(council.desk, "old")
    assert old is not None
    assert claim_next(council.desk, "new") is None
    council.clock.advance(Rules().lease + timedelta(seconds=1))
    new = claim_next(council.desk, "new")
    assert new is not None
    assert not renew(council.desk, old)
    with pytest.raises(LeaseLost):
        make_sure(council.desk, old)
    with pytest.raises(LeaseLost), held(council.desk, old):
        pass
    let_go(council.desk, old)  # gives nothing back that is not its own
    assert renew(council.desk, new)


def test_a_lease_that_ran_out_unnoticed_is_still_its_holders(council: Council) -> None:
    released(council)
    claim = claim_next(council.desk, "slow")
    assert claim is not None
    council.clock.advance(Rules().lease * 2)
    make_sure(council.desk, claim)
    assert claim_next(council.desk, "other") is None


def test_the_heart_beats_while_a_call_takes_its_time(council: Council) -> None:
    released(council)
    lease = timedelta(milliseconds=30)
    desk = replace(council.desk, rules=replace(council.desk.rules, lease=lease))
    claim = claim_next(desk, "slow")
    assert claim is not None
    council.clock.advance(timedelta(minutes=1))
    with heartbeat(desk, claim):
        while claim.sure_until <= council.clock.now():
            sleep(0.002)  # a beat moves it; the suite's own time-out ends a heart that stands still
    with desk.store.reading() as session:
        until = session.exec(select(Delivery.lease_until).where(col(Delivery.lease) == claim.lease)).first()
    assert until == council.clock.now() + lease
