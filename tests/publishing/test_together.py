"""What has no twin goes out many at a time, with every promise that one by one keeps."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from cydbost_connectors import OutcomeUnknown, Rejected, Unavailable
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.record.verify import verify
from cydbost_queue.rules import Allowance
from cydbost_queue.sending.releases import release_next
from cydbost_queue.sending.together import MOST, Together
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Layout, Task
from publishing.conftest import ADMINISTRATOR, APPROVER, ENGLISH, WELSH, Council
from publishing.faults import after, before

BACKLOG = 7
MINUTE = timedelta(minutes=1)


@pytest.fixture
def board(make_council: Callable[..., Council]) -> Council:
    """Return a council whose channel carries both languages in one post, and a backlog of them."""
    council = make_council(Layout.COMBINED)
    for _ in range(BACKLOG):
        council.scheduled()
    council.clock.advance(timedelta(hours=1))
    while release_next(council.desk):
        pass
    return council


def together(board: Council, most: int = MOST, name: str = "worker") -> Together:
    return Together(board.desk, board.connectors, name, lambda _step, _key: None, most, seconds=60)


def states(board: Council) -> Counter[DeliveryState]:
    return Counter(row.state for row in rows(board))


def rows(board: Council) -> list[Delivery]:
    with board.desk.store.reading() as session:
        return list(session.exec(select(Delivery).order_by(col(Delivery.id))))


def is_exact(board: Council) -> bool:
    """Tell whether each posting is before the public once, the record says so, and nobody holds anything."""
    held = [row for row in rows(board) if row.lease is not None or row.task is not None]
    return len(board.live()) == BACKLOG and not held and verify(board.desk.store).is_whole


def test_a_backlog_goes_out_and_is_read_back_each_delivery_once(board: Council) -> None:
    way = together(board)
    assert way.run() == BACKLOG
    assert states(board) == {DeliveryState.SENT: BACKLOG}
    assert way.run() == BACKLOG
    assert states(board) == {DeliveryState.VERIFIED: BACKLOG}
    assert is_exact(board)
    assert board.live()[0].text.startswith(WELSH)
    assert board.live()[0].text.endswith(ENGLISH)


def test_no_more_than_were_asked_for_are_taken_and_in_the_order_they_fell_due(board: Council) -> None:
    assert together(board, most=3).run() == 3
    assert [row.state for row in rows(board)] == [DeliveryState.SENT] * 3 + [DeliveryState.WAITING] * 4


def test_one_alone_is_left_to_the_saga(board: Council) -> None:
    assert together(board, most=BACKLOG - 1).run() == BACKLOG - 1
    with board.desk.store.writing() as session:
        for row in session.exec(select(Delivery).where(Delivery.task == Task.VERIFY)):
            row.not_before += MINUTE
    assert together(board).run() == 0
    board.worker().tick()
    board.run_to(MINUTE)
    assert is_exact(board)


def test_a_difficulty_of_one_is_not_that_of_the_others(board: Council) -> None:
    faulty = board.faulty["board"]
    faulty.meet("publish", before(Unavailable("down")), after(OutcomeUnknown("reset")), before(Rejected("no")))
    assert together(board).run() == BACKLOG
    assert states(board) == {
        DeliveryState.RETRY: 1,
        DeliveryState.UNKNOWN: 1,
        DeliveryState.FAILED: 1,
        DeliveryState.SENT: BACKLOG - 3,
    }
    for _ in range(4):
        board.run_to(MINUTE)
    assert states(board) == {DeliveryState.VERIFIED: BACKLOG - 1, DeliveryState.FAILED: 1}
    assert len(board.live()) == BACKLOG - 1


def test_what_a_library_throws_leaves_the_outcome_unclear(board: Council) -> None:
    board.faulty["board"].meet("publish", after(ValueError("a fault of the library")))
    together(board).run()
    assert states(board) == {DeliveryState.UNKNOWN: 1, DeliveryState.SENT: BACKLOG - 1}
    for _ in range(3):
        board.run_to(MINUTE)
    assert is_exact(board)


def test_what_a_library_throws_while_one_is_read_back_is_not_the_others_trouble(board: Council) -> None:
    way = together(board)
    way.run()
    board.faulty["board"].meet("read_back", before(ValueError("a fault of the library")))
    way.run()
    assert states(board) == {DeliveryState.SENT: 1, DeliveryState.VERIFIED: BACKLOG - 1}
    board.run_to(MINUTE)
    assert is_exact(board)


def test_what_could_not_be_read_back_is_read_again(board: Council) -> None:
    way = together(board)
    way.run()
    board.faulty["board"].meet("read_back", before(Unavailable("down")), before(Rejected("no")))
    way.run()
    assert states(board) == {DeliveryState.SENT: 2, DeliveryState.VERIFIED: BACKLOG - 2}
    board.run_to(MINUTE)
    assert states(board) == {DeliveryState.SENT: 1, DeliveryState.VERIFIED: BACKLOG - 1}


def test_where_the_platform_takes_its_time_the_rest_is_given_back_and_fewer_are_taken(board: Council) -> None:
    way = replace(together(board), seconds=-1.0)
    way.run()
    assert states(board) == {DeliveryState.RETRY: BACKLOG}
    assert {row.attempts for row in rows(board)} == {0}
    assert board.faulty["board"].published == []
    assert way.most == BACKLOG // 2
    board.worker().tick()
    assert is_exact(board)


def test_as_many_are_taken_as_went_quickly_the_last_time_and_one_where_they_are_slow(council: Council) -> None:
    way = replace(together(council), seconds=1.0)
    sizes = []
    for seconds in (0.1, 0.1, 5.0, 5.0, 5.0, 0.1, 0.1):
        way.took(seconds, max(way.most, 1))
        sizes.append(way.most)
    assert sizes == [MOST, MOST, MOST // 2, MOST // 4, MOST // 8, MOST // 4, MOST // 2]
    way.took(5.0, 1)
    assert (way.most, way.run()) == (0, 0)
    way.took(0.1, 1)
    assert way.most == 2


@pytest.mark.parametrize("step", ["intent", "called"])
def test_a_worker_that_sleeps_past_its_lease_neither_sends_nor_records_what_it_still_holds(
    board: Council, step: str
) -> None:
    calls_when_woken: list[int] = []

    def sleep(at: str, _key: str) -> None:
        if at == step and not calls_when_woken:
            board.clock.advance(board.desk.rules.lease + timedelta(seconds=1))
            for _ in range(4):
                board.worker("second").tick()
                board.clock.advance(timedelta(minutes=3))
            calls_when_woken.append(len(board.faulty["board"].published))

    replace(together(board), on_step=sleep).run()
    assert calls_when_woken == [len(board.faulty["board"].published)]
    board.run_to(MINUTE)
    assert is_exact(board)


def test_workers_at_once_share_the_backlog(board: Council) -> None:
    first, second = together(board, most=4, name="first"), together(board, most=4, name="second")

    def meanwhile(step: str, _key: str) -> None:
        if step == "intent" and not overtaken:
            overtaken.append(second.run())

    overtaken: list[int] = []
    assert replace(first, on_step=meanwhile).run() == 4
    assert overtaken == [3]
    board.worker().tick()
    assert is_exact(board)
    assert len(set(board.faulty["board"].published)) == len(board.faulty["board"].published) == BACKLOG


def test_what_was_withdrawn_is_not_taken(board: Council) -> None:
    withdraw(board.desk, APPROVER, "P1", "Wedi'i ganslo / Cancelled")
    assert together(board).run() == BACKLOG - 1
    assert states(board) == {DeliveryState.WITHDRAWN: 1, DeliveryState.SENT: BACKLOG - 1}


def test_what_goes_to_an_account_with_an_allowance_is_counted_one_by_one(board: Council) -> None:
    rules = replace(board.desk.rules, allowances={"board": Allowance(5, MINUTE, 1)})
    reserved = replace(board.desk, rules=rules)
    assert replace(together(board), desk=reserved).run() == 0


def test_nothing_is_taken_for_a_stopped_account(board: Council) -> None:
    stop_account(board.desk, ADMINISTRATOR, "board")
    assert together(board).run() == 0
    assert board.faulty["board"].published == []
