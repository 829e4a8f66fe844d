"""Stopping: one account or everything; half pairs are finished, emergencies pass, all is reviewed before it goes."""

from datetime import timedelta

import pytest

from cydbost_connectors import Unavailable
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.halting import CANCEL, GO, Decision, resume_all, stop_all
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.waiting import show_halt
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from publishing.conftest import APPROVER, EDITOR, ENGLISH, MANAGER, OFFICER, WELSH, Council
from publishing.faults import before

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def state(council: Council, ref: str) -> PostingState:
    return show_posting(council.desk, ref).line.state


def test_while_everything_is_stopped_nothing_new_goes_out_and_the_review_says_what_waits(council: Council) -> None:
    early, late = council.scheduled(), council.scheduled(after=3 * HOUR)
    stop_all(council.desk, OFFICER, "A wrong figure is about")
    council.run_to(3 * HOUR)
    halt = show_halt(council.desk)
    assert halt is not None
    assert council.texts() == []
    assert [(one.ref, one.is_late) for one in halt.waiting] == [(early, True), (late, False)]
    assert halt.replies == 0
    assert halt.reason == "A wrong figure is about"
    with pytest.raises(Refused, match="stopped_already"):
        stop_all(council.desk, OFFICER, "Again")


def test_nothing_is_let_go_until_each_posting_that_waits_has_its_decision(council: Council) -> None:
    going, moved, cancelled = council.scheduled(), council.scheduled(), council.scheduled()
    stop_all(council.desk, OFFICER, "Stop")
    council.run_to(5 * HOUR)
    with pytest.raises(Refused, match="undecided"):
        resume_all(council.desk, APPROVER, {going: GO})
    with pytest.raises(Refused, match="not_waiting"):
        resume_all(council.desk, APPROVER, {going: GO, moved: GO, cancelled: GO, "P99": GO})
    with pytest.raises(Denied):
        resume_all(council.desk, EDITOR, {})
    assert show_halt(council.desk) is not None
    decisions = {going: GO, moved: Decision(slot=council.clock.now() + HOUR), cancelled: CANCEL}
    resume_all(council.desk, APPROVER, decisions)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert [state(council, ref) for ref in (going, moved, cancelled)] == [
        PostingState.PUBLISHED,
        PostingState.SCHEDULED,
        PostingState.READY,
    ]
    assert verify(council.desk.store).is_whole
    with pytest.raises(Refused, match="nothing_stopped"):
        resume_all(council.desk, APPROVER, {})


def test_half_a_pair_is_finished_although_everything_was_stopped(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("publish", before(Unavailable("down")))
    council.run_to(HOUR)
    assert council.texts() == [WELSH]
    stop_all(council.desk, OFFICER, "Stop")
    council.run_to(MINUTE)
    assert state(council, ref) is PostingState.PUBLISHED


def test_what_was_on_its_way_and_not_begun_can_be_cancelled_or_go(council: Council) -> None:
    cancelled, going = council.scheduled(), council.scheduled()
    council.faulty["board-cy"].meet("prepare", *[before(Unavailable("down"))] * 2)
    council.run_to(HOUR)
    stop_all(council.desk, OFFICER, "Stop")
    council.run_to(MINUTE)
    assert council.texts() == []
    resume_all(council.desk, APPROVER, {cancelled: CANCEL, going: GO})
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, cancelled) is PostingState.HELD


def test_a_change_that_was_not_begun_waits_and_can_be_cancelled(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(HOUR)
    new = {Language.CY: Content(WELSH.replace("9.30", "10.30")), Language.EN: Content(ENGLISH.replace("9.30", "10.30"))}
    edit_versions(council.desk, EDITOR, ref, new)
    approve(council.desk, APPROVER, ref)
    stop_all(council.desk, OFFICER, "Stop")
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    with pytest.raises(Refused, match="change_has_no_time"):
        resume_all(council.desk, APPROVER, {ref: Decision(slot=council.clock.now() + HOUR)})
    resume_all(council.desk, APPROVER, {ref: CANCEL})
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.CORRECTING


def test_an_emergency_and_a_withdrawal_pass_although_everything_is_stopped(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(HOUR)
    stop_all(council.desk, OFFICER, "Stop")
    withdraw(council.desk, APPROVER, ref, "Wrong")
    raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )
    council.run_to(MINUTE)
    (text,) = council.texts()
    assert text.endswith(ENGLISH)


def test_half_a_pair_whose_other_account_was_stopped_is_withdrawn_when_its_window_closes(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("publish", before(Unavailable("down")))
    council.run_to(HOUR)
    stop_account(council.desk, OFFICER, "board-en")
    calls = list(council.faulty["board-en"].published)
    for _ in range(6):
        council.run_to(MINUTE)
    assert council.texts() == []
    assert council.faulty["board-en"].published == calls
    assert state(council, ref) is PostingState.HELD


def test_what_stands_on_a_stopped_account_is_taken_down_once_it_may_be_reached(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(HOUR)
    stop_account(council.desk, OFFICER, "board-en")
    withdraw(council.desk, APPROVER, ref, "Wrong")
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    resume_account(council.desk, OFFICER, "board-en")
    council.run_to(MINUTE)
    assert {row.state for row in show_posting(council.desk, ref).deliveries} == {DeliveryState.WITHDRAWN}
