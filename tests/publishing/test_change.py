"""A change of what is live: both versions in one act, approved anew, and never half changed for long."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cydbost_connectors import Expired, NotAllowed, OutcomeUnknown, Rejected, Unavailable
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import GateClosed, Refused
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason, Layout, OnEdit, OnHalfEdit
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, Council
from publishing.faults import after, before

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NEW_WELSH = WELSH.replace("9.30yb", "10.30yb")
NEW_ENGLISH = ENGLISH.replace("9.30am", "10.30am")
NEW = {Language.CY: Content(NEW_WELSH), Language.EN: Content(NEW_ENGLISH)}
MakeCouncil = Callable[..., Council]


def state(council: Council, ref: str) -> PostingState:
    return show_posting(council.desk, ref).line.state


def told(council: Council, act: str) -> list[dict[str, object]]:
    return [dict(entry.data) for entry in entries(council.desk) if entry.act == act]


def published(council: Council) -> str:
    ref = council.scheduled()
    council.run_to(HOUR)
    return ref


def changed(council: Council) -> str:
    """Publish a posting, write both its versions anew and have them approved; nothing is sent yet."""
    ref = published(council)
    edit_versions(council.desk, EDITOR, ref, NEW)
    approve(council.desk, APPROVER, ref)
    return ref


@pytest.mark.parametrize("layout", list(Layout))
def test_a_change_of_both_versions_takes_the_place_of_the_live_pair(make_council: MakeCouncil, layout: Layout) -> None:
    council = make_council(layout)
    ref = published(council)
    edit_versions(council.desk, EDITOR, ref, NEW)
    council.run_to(MINUTE)
    shown = "\n".join(council.texts())
    assert state(council, ref) is PostingState.CORRECTING
    assert WELSH in shown
    assert NEW_WELSH not in shown
    approve(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    shown = "\n".join(council.texts())
    assert shown.index(NEW_WELSH) < shown.index(NEW_ENGLISH)
    assert WELSH not in shown
    assert ENGLISH not in shown
    assert state(council, ref) is PostingState.PUBLISHED
    assert len(told(council, "pair.changed")) == 1
    assert verify(council.desk.store).is_whole


def test_a_change_that_does_not_pass_the_gate_is_not_sent(council: Council) -> None:
    ref = published(council)
    edit_versions(council.desk, EDITOR, ref, {Language.EN: Content(NEW_ENGLISH)})
    with pytest.raises(GateClosed):
        approve(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    with pytest.raises(Refused, match="own_text"):
        approve(council.desk, EDITOR.__class__(EDITOR.name, APPROVER.roles), ref)


def test_a_change_that_changes_nothing_is_refused(council: Council) -> None:
    ref = published(council)
    same = {Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)}
    with pytest.raises(Refused, match="nothing_changed"):
        edit_versions(council.desk, EDITOR, ref, same)
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_change_may_not_be_rewritten_while_it_is_going_out(council: Council) -> None:
    ref = changed(council)
    with pytest.raises(Refused, match="posting_live"):
        edit_versions(council.desk, TRANSLATOR, ref, {Language.CY: Content(WELSH)})
    with pytest.raises(Refused, match="already_released"):
        schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)


def test_a_change_of_one_version_alone_leaves_the_other_as_it_was(council: Council) -> None:
    ref = published(council)
    tidier = WELSH.replace("Bydd y llyfrgell", "Bydd llyfrgell y dref")
    edit_versions(council.desk, TRANSLATOR, ref, {Language.CY: Content(tidier)})
    approve(council.desk, APPROVER, ref)
    council.faulty["board-en"].meet("edit", before(Rejected("never asked")))
    council.run_to(MINUTE)
    assert council.texts() == [tidier, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


@pytest.mark.parametrize("error", [Unavailable("down"), Rejected("no")])
def test_neither_version_is_changed_when_one_cannot_be_prepared(council: Council, error: Exception) -> None:
    ref = changed(council)
    council.faulty["board-en"].meet("prepare", before(error))
    council.run_to(timedelta(0))
    assert council.texts() == [WELSH, ENGLISH]
    council.run_to(MINUTE)
    if isinstance(error, Unavailable):
        assert council.texts() == [NEW_WELSH, NEW_ENGLISH]
        return
    view = show_posting(council.desk, ref)
    assert (view.line.state, view.line.held_reason) == (PostingState.CORRECTING, HeldReason.CHANGE_FAILED)
    assert "change_refused" in {notice.code for notice in notices(council.desk, roles=["approver"])}
    assert retry(council.desk, APPROVER, ref) == 2
    council.run_to(MINUTE)
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]


@pytest.mark.parametrize("account", ["board-cy", "board-en"])
@pytest.mark.parametrize("fault", [before(OutcomeUnknown("timed out")), after(), before(Unavailable("down"))])
def test_an_edit_whose_answer_is_lost_is_made_again_until_both_are_changed(
    council: Council, account: str, fault: object
) -> None:
    ref = changed(council)
    council.faulty[account].meet("edit", fault)  # type: ignore[arg-type]  # one of the faults above
    council.run_to(timedelta(0))
    council.run_to(MINUTE)
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_half_changed_pair_is_put_back_when_its_window_closes(council: Council) -> None:
    ref = changed(council)
    council.faulty["board-en"].meet("edit", *[before(Unavailable("down"))] * 40)
    council.run_to(timedelta(0))
    assert council.texts() == [NEW_WELSH, ENGLISH]
    for _ in range(6):
        council.run_to(MINUTE)
    view = show_posting(council.desk, ref)
    assert council.texts() == [WELSH, ENGLISH]
    assert (view.line.state, view.line.held_reason) == (PostingState.CORRECTING, HeldReason.CHANGE_FAILED)
    (half,) = told(council, "pair.half-changed")
    assert half == {"channel": "board", "live": ["cy"], "policy": "restore"}
    assert len(told(council, "pair.restored")) == 1
    council.faulty["board-en"].lined_up.clear()
    retry(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]
    assert verify(council.desk.store).is_whole


@pytest.mark.parametrize("error", [Rejected("no"), NotAllowed("no"), Expired("old")])
def test_a_change_refused_for_good_on_one_side_is_put_back_at_once(council: Council, error: Exception) -> None:
    ref = changed(council)
    council.faulty["board-en"].meet("edit", before(error))
    council.run_to(timedelta(0))
    council.run_to(timedelta(seconds=1))
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.CORRECTING


def test_where_the_channel_withdraws_a_half_changed_pair_comes_down_and_waits_for_a_person(
    make_council: MakeCouncil,
) -> None:
    council = make_council(on_half_edit=OnHalfEdit.WITHDRAW)
    ref = changed(council)
    council.faulty["board-en"].meet("edit", before(Rejected("no")))
    council.run_to(timedelta(0))
    view = show_posting(council.desk, ref)
    assert council.texts() == []
    assert (view.line.state, view.line.held_reason) == (PostingState.HELD, HeldReason.CHANGE_FAILED)
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_half_changed_pair_that_cannot_be_put_back_is_withdrawn(council: Council) -> None:
    ref = changed(council)
    council.faulty["board-en"].meet("edit", before(Rejected("no")))
    council.faulty["board-cy"].meet("edit", lambda call: call(), before(NotAllowed("no more edits")))
    council.run_to(timedelta(0))
    council.run_to(MINUTE)
    assert council.texts() == []
    assert show_posting(council.desk, ref).line.held_reason is HeldReason.CHANGE_FAILED
    assert [half["policy"] for half in told(council, "pair.half-changed")] == ["restore", "withdraw"]


def test_a_change_that_is_not_out_can_be_dropped_and_the_old_words_are_approved_as_before(council: Council) -> None:
    ref = published(council)
    edit_versions(council.desk, EDITOR, ref, NEW)
    drop_change(council.desk, EDITOR, ref)
    view = show_posting(council.desk, ref)
    assert view.line.state is PostingState.PUBLISHED
    assert {language: version.text for language, version in view.versions.items()} == {
        Language.CY: WELSH,
        Language.EN: ENGLISH,
    }
    assert view.verdict.is_open
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    with pytest.raises(Refused, match="no_change"):
        drop_change(council.desk, EDITOR, ref)
    edit_versions(council.desk, EDITOR, ref, NEW)
    approve(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]


def test_a_withdrawal_during_a_change_takes_both_down(council: Council) -> None:
    ref = changed(council)
    council.faulty["board-en"].meet("edit", before(Unavailable("down")))
    council.run_to(timedelta(0))
    withdraw(council.desk, APPROVER, ref, "Wrong after all")
    council.run_to(MINUTE)
    assert council.texts() == []
    assert state(council, ref) is PostingState.WITHDRAWN


@pytest.mark.parametrize("layout", list(Layout))
def test_where_the_platform_cannot_edit_a_correction_points_to_what_it_corrects(
    make_council: MakeCouncil, layout: Layout
) -> None:
    council = make_council(layout, on_edit=OnEdit.CORRECTION)
    ref = changed(council)
    old = [notice.slug for notice in council.live()]
    council.run_to(MINUTE)
    shown = "\n".join(council.texts())
    assert shown.index(WELSH) < shown.index("Cywiriad i'n neges gynharach: http://board.test/")
    assert "Correction to our earlier message: http://board.test/" in shown
    assert all(slug in shown for slug in old)
    assert NEW_WELSH in shown
    assert NEW_ENGLISH in shown
    assert state(council, ref) is PostingState.PUBLISHED
    withdraw(council.desk, APPROVER, ref, "All of it")
    council.run_to(MINUTE)
    assert council.texts() == []


def test_a_correction_that_is_refused_leaves_the_old_pair_as_it_is(make_council: MakeCouncil) -> None:
    council = make_council(on_edit=OnEdit.CORRECTION)
    ref = changed(council)
    council.faulty["board-en"].meet("prepare", before(Rejected("too long")))
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.CORRECTING
    retry(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    assert len(council.texts()) == 4
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_correction_days_after_the_slot_is_tried_again_as_any_pair_is(make_council: MakeCouncil) -> None:
    council = make_council(on_edit=OnEdit.CORRECTION)
    ref = published(council)
    council.run_to(72 * HOUR)
    edit_versions(council.desk, EDITOR, ref, NEW)
    approve(council.desk, APPROVER, ref)
    council.faulty["board-cy"].meet("publish", before(Unavailable("down")))
    council.run_to(timedelta(0))
    council.run_to(MINUTE)
    assert len(council.texts()) == 4
    assert state(council, ref) is PostingState.PUBLISHED


def test_where_the_channel_republishes_the_old_pair_is_down_before_the_new_one_goes_out(
    make_council: MakeCouncil,
) -> None:
    council = make_council(on_edit=OnEdit.REPUBLISH)
    ref = changed(council)
    council.faulty["board-en"].meet("withdraw", before(Unavailable("down")))
    council.run_to(timedelta(0))
    assert NEW_WELSH not in council.texts()
    council.run_to(MINUTE)
    council.run_to(MINUTE)
    assert council.texts() == [NEW_WELSH, NEW_ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


def test_the_two_sides_of_a_withdrawal_wait_for_each_other_and_then_what_can_comes_down(council: Council) -> None:
    ref = published(council)
    council.faulty["board-en"].meet("withdraw", *[before(Unavailable("down"))] * 8)
    withdraw(council.desk, APPROVER, ref, "Wrong")
    council.run_to(timedelta(0))
    assert council.texts() == [WELSH, ENGLISH]
    for _ in range(5):
        council.run_to(2 * MINUTE)
    assert council.texts() == [ENGLISH]
    assert told(council, "pair.half-down") == [{"channel": "board", "live": ["en"]}]
    assert "half_down" in {notice.code for notice in notices(council.desk, roles=["approver"])}
    for _ in range(4):
        council.run_to(2 * MINUTE)
    assert council.texts() == []


def test_a_withdrawal_refused_for_good_stays_owed_and_is_done_once_the_cause_is_mended(council: Council) -> None:
    ref = published(council)
    council.faulty["board-en"].meet("withdraw", before(Expired("token of yesterday")))
    withdraw(council.desk, APPROVER, ref, "Wrong")
    council.run_to(timedelta(0))
    assert council.texts() == [WELSH, ENGLISH]
    assert "delivery_stands" in {notice.code for notice in notices(council.desk, roles=["administrator"])}
    council.run_to(10 * MINUTE)
    assert council.texts() == []
