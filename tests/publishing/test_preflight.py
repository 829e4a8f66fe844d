"""Before its slot a posting is looked over: what would stop it is told in time, and nothing is half sent."""

from datetime import timedelta

import pytest

from cydbost_connectors import Expired, Rejected, Unavailable
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.content import Content
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason
from publishing.conftest import APPROVER, EDITOR, ENGLISH, OFFICER, WELSH, Council
from publishing.faults import before

QUARTER = timedelta(minutes=15)
EARLY = timedelta(minutes=45)


def acts(council: Council) -> list[str]:
    return [entry.act for entry in entries(council.desk)]


def test_a_posting_that_could_be_sent_is_looked_over_once_and_goes_out_at_its_slot(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(EARLY - timedelta(seconds=1))
    assert "preflight.passed" not in acts(council)
    council.run_to(timedelta(seconds=1))
    council.run_to(timedelta(minutes=1))
    assert acts(council).count("preflight.passed") == 1
    assert council.texts() == []
    council.run_to(QUARTER)
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED


@pytest.mark.parametrize("error", [Expired("token of yesterday"), Rejected("too long")])
def test_what_would_stop_it_for_good_is_found_before_its_slot(council: Council, error: Exception) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("prepare", before(error))
    council.run_to(EARLY)
    view = show_posting(council.desk, ref)
    assert (view.line.state, view.line.held_reason) == (PostingState.HELD, HeldReason.PREFLIGHT)
    assert view.deliveries == ()
    told = {notice.code for notice in notices(council.desk, roles=["administrator"])}
    assert "preflight_failed" in told
    schedule(council.desk, EDITOR, ref, council.clock.now() + timedelta(hours=1))
    council.run_to(EARLY)
    council.run_to(QUARTER)
    assert council.texts() == [WELSH, ENGLISH]


def test_what_may_pass_by_itself_is_told_once_and_looked_at_again(council: Council) -> None:
    council.scheduled()
    council.faulty["board-cy"].meet("prepare", *[before(Unavailable("down"))] * 3)
    council.run_to(EARLY)
    for _ in range(4):
        council.run_to(timedelta(minutes=1))
    assert acts(council).count("preflight.failed") == 1
    assert acts(council).count("preflight.passed") == 1
    council.run_to(QUARTER)
    assert council.texts() == [WELSH, ENGLISH]


def test_a_stopped_account_is_told_before_the_slot_and_never_reached(council: Council) -> None:
    council.scheduled()
    stop_account(council.desk, OFFICER, "board-en")
    council.faulty["board-en"].meet("prepare", before(AssertionError("reached")))
    council.run_to(EARLY)
    assert "preflight.failed" in acts(council)


def test_a_page_that_is_gone_stops_the_posting_before_its_slot(council: Council) -> None:
    ref = council.add()
    links = {
        Language.CY: Content(WELSH, "https://sirenghraifft.llyw.cymru/llyfrgell"),
        Language.EN: Content(ENGLISH, "https://exampleshire.gov.wales/library"),
    }
    edit_versions(council.desk, EDITOR, ref, links)
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, council.clock.now() + timedelta(hours=1))
    council.clock.advance(EARLY)
    worker = council.worker()
    worker.is_gone = lambda link: link.endswith("/library")
    worker.tick()
    assert show_posting(council.desk, ref).line.held_reason is HeldReason.PREFLIGHT
