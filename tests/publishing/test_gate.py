"""The gate: nothing is released unless both versions exist, are approved by others, and say the same."""

from datetime import timedelta

import pytest

from cydbost_connectors import Unavailable
from cydbost_language import Language, Severity
from cydbost_queue.actions.approving import accept_finding, approve
from cydbost_queue.actions.scheduling import cancel, schedule
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Denied, GateClosed, NotFound, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.rules import Rules
from cydbost_queue.states import PostingState
from publishing.conftest import (
    ADMINISTRATOR,
    APPROVER,
    EDITOR,
    ENGLISH,
    LANGUAGE_OFFICER,
    TRANSLATOR,
    WELSH,
    Council,
)
from publishing.faults import before

HOUR = timedelta(hours=1)


def obstacles(council: Council, ref: str) -> set[tuple[str, str | None]]:
    verdict = show_posting(council.desk, ref).verdict
    return {(item.code, item.language.value if item.language else None) for item in verdict.obstacles}


def test_a_posting_without_welsh_is_refused_and_says_so(council: Council) -> None:
    ref = council.add(cy=None)
    with pytest.raises(GateClosed) as refusal:
        schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    assert [item.code for item in refusal.value.verdict.obstacles] == ["version_missing"]
    assert obstacles(council, ref) == {("version_missing", "cy")}


def test_a_pair_that_differs_is_refused_with_every_finding(council: Council) -> None:
    ref = council.add(cy=WELSH.replace("8 Mehefin", "9 Mehefin"))
    with pytest.raises(GateClosed) as refusal:
        approve(council.desk, APPROVER, ref)
    blocking = [item.finding for item in refusal.value.verdict.obstacles if item.code == "finding_blocks"]
    assert blocking
    assert all(finding is not None and finding.severity is Severity.BLOCK for finding in blocking)


def test_both_versions_need_their_own_approval(council: Council) -> None:
    ref = council.add()
    approve(council.desk, APPROVER, ref, [Language.CY])
    assert obstacles(council, ref) == {("approval_missing", "en")}
    assert approve(council.desk, APPROVER, ref, [Language.EN]).is_open
    assert show_posting(council.desk, ref).line.state is PostingState.READY


def test_nobody_approves_their_own_text_even_after_another_has_edited_it(council: Council) -> None:
    both = Actor("editor-approver", frozenset({Role.AUTHOR, Role.APPROVER}))
    ref = add_posting(
        council.desk,
        both,
        label="Llyfrgell",
        channels=["board"],
        contents={Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)},
    )
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH + " Diolch."))
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH + " Thank you."))
    with pytest.raises(Denied, match="own_text"):
        approve(council.desk, both, ref, [Language.CY])
    assert not show_posting(council.desk, ref).approvals


@pytest.mark.parametrize("actor", [EDITOR, TRANSLATOR, LANGUAGE_OFFICER, ADMINISTRATOR])
def test_approval_is_for_approvers_only(council: Council, actor: Actor) -> None:
    ref = council.add()
    with pytest.raises(Denied):
        approve(council.desk, actor, ref)


def test_an_edit_to_either_side_voids_both_approvals_and_marks_the_other_stale(council: Council) -> None:
    ref = council.scheduled()
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH.replace("closed", "shut")))
    view = show_posting(council.desk, ref)
    assert all(approval.is_void for approval in view.approvals)
    assert view.line.state is PostingState.DRAFT
    assert view.versions[Language.CY].is_stale
    assert not view.versions[Language.EN].is_stale


def test_approving_again_clears_the_stale_mark_and_takes_up_the_slot(council: Council) -> None:
    ref = council.scheduled()
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH.replace("closed", "shut")))
    approve(council.desk, APPROVER, ref)
    view = show_posting(council.desk, ref)
    assert not view.versions[Language.CY].is_stale
    assert view.line.state is PostingState.SCHEDULED


def test_a_slot_that_passed_before_approval_is_held_for_a_new_time(council: Council) -> None:
    ref = council.add(slot=council.clock.now() + HOUR)
    council.run_to(2 * HOUR)
    approve(council.desk, APPROVER, ref)
    council.run_to(HOUR)
    assert show_posting(council.desk, ref).line.held_reason == "slot_missed"
    assert council.texts() == []
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert len(council.texts()) == 2


def test_a_slot_missed_while_no_worker_ran_waits_for_a_person(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(timedelta(days=2))
    assert show_posting(council.desk, ref).line.held_reason == "slot_missed"
    assert council.texts() == []


def test_a_slot_in_the_past_is_refused(council: Council) -> None:
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    with pytest.raises(Refused, match="slot_past"):
        schedule(council.desk, EDITOR, ref, council.clock.now())


def test_a_cancelled_posting_stays_ready_and_is_not_sent(council: Council) -> None:
    ref = council.scheduled()
    cancel(council.desk, EDITOR, ref)
    council.run_to(2 * HOUR)
    assert show_posting(council.desk, ref).line.state is PostingState.READY
    assert council.texts() == []


def test_two_writers_do_not_overwrite_each_other(council: Council) -> None:
    ref = council.add()
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH + " Un."), seen_revision=1)
    with pytest.raises(Refused, match="written_meanwhile"):
        edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH + " Dau."), seen_revision=1)


def test_a_posting_that_is_going_out_cannot_be_edited(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-cy"].meet("prepare", before(Unavailable("down")))
    council.run_to(HOUR)
    with pytest.raises(Refused, match="posting_live"):
        edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH + "!"))


def test_an_unknown_channel_is_refused_and_nothing_is_stored(council: Council) -> None:
    with pytest.raises(NotFound, match="no_channel"):
        add_posting(council.desk, EDITOR, label="x", channels=["bord"], contents={Language.EN: Content(ENGLISH)})
    with pytest.raises(NotFound):
        show_posting(council.desk, "P1")


def warned(council: Council) -> tuple[Council, str, str]:
    """Return a council for which a changed number only warns, with such a posting and its finding."""
    rules = Rules(severities={"numbers": Severity.WARN})
    softer = Council(Desk(council.desk.store, council.clock, rules), council.clock, council.board)
    ref = softer.add(cy=WELSH + " Mae 25 o leoedd.", en=ENGLISH + " There are 52 places.")
    verdict = show_posting(softer.desk, ref).verdict
    (finding,) = [item for item in verdict.findings if item.severity is Severity.WARN]
    return softer, ref, finding.fingerprint


def test_a_warning_stops_a_posting_until_a_named_person_accepts_it_with_a_reason(council: Council) -> None:
    softer, ref, fingerprint = warned(council)
    assert not approve(softer.desk, APPROVER, ref).is_open
    with pytest.raises(Refused, match="text_empty"):
        accept_finding(softer.desk, LANGUAGE_OFFICER, ref, fingerprint, "  ")
    assert accept_finding(softer.desk, LANGUAGE_OFFICER, ref, fingerprint, "Agreed with the service").is_open


def test_an_acceptance_ends_with_an_edit_and_with_its_time(council: Council) -> None:
    softer, ref, fingerprint = warned(council)
    accept_finding(softer.desk, LANGUAGE_OFFICER, ref, fingerprint, "Agreed")
    council.clock.advance(Rules().accept_for + timedelta(seconds=1))
    assert fingerprint not in show_posting(softer.desk, ref).verdict.accepted


def test_a_blocking_finding_cannot_be_accepted(council: Council) -> None:
    ref = council.add(cy=WELSH.replace("9.30yb", "9.30yh"))
    verdict = show_posting(council.desk, ref).verdict
    fingerprint = next(item.fingerprint for item in verdict.findings if item.severity is Severity.BLOCK)
    with pytest.raises(Refused, match="finding_not_acceptable"):
        accept_finding(council.desk, APPROVER, ref, fingerprint, "It is nearly the same")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        ("a\x00b", "text_unshowable"),
        ("a\ud800b", "text_unshowable"),
        ("x" * 1_000_000, "text_too_long"),
        ("abc \u202e cba", "text_unshowable"),
    ],
)
def test_text_that_cannot_be_shown_is_refused_before_it_is_stored(council: Council, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        council.add(en=text)


def test_decomposed_accents_and_line_ends_make_no_difference_to_an_approval(council: Council) -> None:
    ref = council.add(cy="Mae'r tŷ ar gau.\nDiolch.", en="The house is closed.\nThank you.")
    before = show_posting(council.desk, ref).versions[Language.CY].content_hash
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content("Mae'r ty\u0302 ar gau.\r\nDiolch."))
    assert show_posting(council.desk, ref).versions[Language.CY].content_hash == before
