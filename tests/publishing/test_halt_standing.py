"""What must come down while its account is stopped is shown, each by itself, when everything is to be let go."""

from datetime import timedelta

from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.halting import stop_all
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.queries.waiting import show_halt
from publishing.conftest import APPROVER, OFFICER, Council


def standing(council: Council) -> list[tuple[str, str]]:
    halt = show_halt(council.desk)
    assert halt is not None
    return [(one.ref, one.account) for one in halt.standing]


def test_a_withdrawal_that_a_stopped_account_keeps_back_is_shown_until_it_is_down(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(timedelta(hours=1))
    stop_account(council.desk, OFFICER, "board-en")
    stop_all(council.desk, OFFICER, "A mistake")
    assert standing(council) == []
    withdraw(council.desk, APPROVER, ref, "Wrong")
    council.run_to(timedelta(minutes=1))
    assert standing(council) == [(ref, "board-cy"), (ref, "board-en")]
    assert len(council.texts()) == 2
    resume_account(council.desk, OFFICER, "board-en")
    council.run_to(timedelta(minutes=1))
    assert (standing(council), council.texts()) == ([], [])
