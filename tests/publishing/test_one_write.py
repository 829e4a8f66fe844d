"""Where a platform takes both versions in one write, a pair is never half before the public, whatever happens."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cydbost_connectors import Expired, OutcomeUnknown, Unavailable
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason, Layout
from publishing.conftest import APPROVER, ENGLISH, WELSH, Council
from publishing.faults import AtomicConnector, Fault, after, before

MINUTE = timedelta(minutes=1)


@pytest.fixture
def board(make_council: Callable[..., Council]) -> Council:
    """Return a council with both versions as two posts on one account, whose platform takes them in one write."""
    council = make_council(Layout.TWO_POSTS)
    atomic = AtomicConnector(council.faulty["board"].real)
    council.connectors["board"] = council.faulty["board"] = atomic
    return council


def released(board: Council, *faults: Fault) -> str:
    board.faulty["board"].meet("publish_pair", *faults)
    ref = board.scheduled()
    board.run_to(timedelta(hours=1))
    return ref


def state(board: Council, ref: str) -> PostingState:
    return show_posting(board.desk, ref).line.state


def test_a_pair_goes_out_in_one_write_welsh_first(board: Council) -> None:
    ref = released(board)
    assert board.texts() == [WELSH, ENGLISH]
    assert len(board.faulty["board"].published) == 2
    assert state(board, ref) is PostingState.PUBLISHED
    assert verify(board.desk.store).is_whole


def test_what_was_not_taken_goes_again_together(board: Council) -> None:
    ref = released(board, before(Unavailable("down")))
    assert board.texts() == []
    board.run_to(MINUTE)
    assert board.texts() == [WELSH, ENGLISH]
    assert state(board, ref) is PostingState.PUBLISHED


@pytest.mark.parametrize("error", [OutcomeUnknown("reset"), ValueError("a fault of the library")])
def test_a_write_whose_answer_was_lost_is_found_and_not_made_again(board: Council, error: Exception) -> None:
    ref = released(board, after(error))
    for _ in range(3):
        board.run_to(MINUTE)
    assert board.texts() == [WELSH, ENGLISH]
    assert len(board.faulty["board"].published) == 2
    assert state(board, ref) is PostingState.PUBLISHED


def test_a_write_that_never_arrived_is_made_again(board: Council) -> None:
    ref = released(board, before(OutcomeUnknown("reset")))
    for _ in range(8):
        board.run_to(MINUTE)
    assert board.texts() == [WELSH, ENGLISH]
    assert state(board, ref) is PostingState.PUBLISHED


def test_what_is_refused_for_good_waits_for_a_person_who_is_told_once(board: Council) -> None:
    ref = released(board, before(Expired("renew the token")))
    assert board.texts() == []
    line = show_posting(board.desk, ref).line
    assert (line.state, line.held_reason) == (PostingState.HELD, HeldReason.REFUSED)
    assert [one.code for one in notices(board.desk)].count("delivery_failed") == 1


def test_what_was_withdrawn_just_before_is_not_sent(board: Council) -> None:
    ref = board.scheduled()
    board.clock.advance(timedelta(hours=1))
    worker = board.worker()

    def take_back(step: str, _key: str) -> None:
        if step == "prepared":
            withdraw(board.desk, APPROVER, ref, "Wedi'i ganslo / Cancelled")

    worker.on_step = take_back
    worker.tick()
    assert board.texts() == []
    assert board.faulty["board"].published == []
    assert state(board, ref) is PostingState.WITHDRAWN
