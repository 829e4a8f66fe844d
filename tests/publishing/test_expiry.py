"""A posting that has run out comes down as a pair; one that is not out is held; an owed Welsh does not run out."""

from datetime import timedelta

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.expiring import expire
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason
from publishing.conftest import APPROVER, EDITOR, ENGLISH, MANAGER, OFFICER, TRANSLATOR, WELSH, Council

HOUR = timedelta(hours=1)


def test_both_versions_come_down_when_a_posting_runs_out(council: Council) -> None:
    ref = council.scheduled()
    expire(council.desk, EDITOR, ref, council.clock.now() + 3 * HOUR)
    council.run_to(HOUR)
    council.run_to(HOUR)
    assert council.texts() == [WELSH, ENGLISH]
    council.run_to(HOUR)
    assert council.texts() == []
    assert show_posting(council.desk, ref).line.state is PostingState.WITHDRAWN
    assert "posting.expired" in {entry.act for entry in entries(council.desk)}


def test_a_posting_that_runs_out_before_it_went_out_waits_for_a_person(council: Council) -> None:
    ref = council.add()
    expire(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(2 * HOUR)
    view = show_posting(council.desk, ref)
    assert (view.line.state, view.line.held_reason) == (PostingState.HELD, HeldReason.EXPIRED)
    council.run_to(HOUR)
    assert show_posting(council.desk, ref).line.state is PostingState.HELD


def test_a_posting_cannot_run_out_before_its_slot_or_in_the_past(council: Council) -> None:
    ref = council.scheduled()
    for moment, code in ((HOUR, "expires_first"), (-HOUR, "slot_past")):
        with pytest.raises(Refused, match=code):
            expire(council.desk, EDITOR, ref, council.clock.now() + moment)
    expire(council.desk, EDITOR, ref, council.clock.now() + 2 * HOUR)
    with pytest.raises(Refused, match="expires_first"):
        schedule(council.desk, EDITOR, ref, council.clock.now() + 3 * HOUR)
    expire(council.desk, EDITOR, ref, None)
    council.run_to(5 * HOUR)
    assert show_posting(council.desk, ref).line.expires is None


def test_the_welsh_that_is_owed_comes_before_an_emergency_runs_out(council: Council) -> None:
    ref = raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )
    expire(council.desk, MANAGER, ref, council.clock.now() + HOUR)
    council.run_to(2 * HOUR)
    assert show_posting(council.desk, ref).line.state is PostingState.ENGLISH_OUT
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    approve(council.desk, APPROVER, ref)
    council.run_to(timedelta(minutes=1))
    exception = show_posting(council.desk, ref).exception
    assert exception is not None
    assert exception.is_late
    council.run_to(timedelta(minutes=1))
    assert council.texts() == []
