"""The exception: English first only on somebody's word, with a Welsh deadline that nobody can lose or relabel."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cydbost_connectors import Unavailable
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import (
    FindingsStand,
    TemplateUse,
    approve_template,
    raise_english_first,
    send_template,
)
from cydbost_queue.actions.incidents import review_emergency
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, GateClosed, Refused
from cydbost_queue.policy import Actor
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import owed_welsh, show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Layout
from cydbost_queue.views import EnglishFirstView
from publishing.conftest import (
    APPROVER,
    EDITOR,
    LANGUAGE_OFFICER,
    MANAGER,
    OFFICER,
    TRANSLATOR,
    Council,
)
from publishing.faults import before

MINUTE = timedelta(minutes=1)
ENGLISH = "Flood warning. The river is rising quickly near the bridge. Leave the riverside now and go to higher ground."
WELSH = "Rhybudd llifogydd. Mae'r afon yn codi'n gyflym ger y bont. Gadewch lan yr afon nawr ac ewch i dir uwch."
HOLDING = "Neges frys. Bydd y fersiwn Gymraeg yma erbyn 10.30yb."


def raise_flood(council: Council, **changes: object) -> str:
    facts: dict[str, object] = {
        "label": "Llifogydd",
        "english": Content(ENGLISH),
        "category": "flooding",
        "reason": "Nobody who has Welsh can be reached",
        "channels": ["board"],
        "authoriser": MANAGER,
    }
    return raise_english_first(council.desk, OFFICER, **{**facts, **changes})  # type: ignore[arg-type]  # a table of facts


def give_welsh(council: Council, ref: str) -> None:
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    approve(council.desk, MANAGER, ref)


def exception(council: Council, ref: str) -> EnglishFirstView:
    view = show_posting(council.desk, ref).exception
    assert view is not None
    return view


def told(council: Council, code: str) -> set[str]:
    return {role for notice in notices(council.desk) if notice.code == code for role in notice.told}


def test_english_goes_out_at_once_with_the_time_the_welsh_is_due_above_it(council: Council) -> None:
    ref = raise_flood(council)
    council.run_to(timedelta(0))
    assert council.texts() == [f"{HOLDING}\n\n{ENGLISH}"]
    assert show_posting(council.desk, ref).line.state is PostingState.ENGLISH_OUT
    assert exception(council, ref).due_at == exception(council, ref).started_at + timedelta(minutes=30)
    assert told(council, "welsh_owed") == {"translator"}
    assert [view.line.ref for view in owed_welsh(council.desk)] == [ref]


@pytest.mark.parametrize("layout", list(Layout))
def test_the_welsh_goes_out_the_moment_it_passes_and_the_two_are_then_identical(
    make_council: Callable[..., Council], layout: Layout
) -> None:
    council = make_council(layout)
    ref = raise_flood(council)
    council.run_to(timedelta(0))
    council.clock.advance(10 * MINUTE)
    give_welsh(council, ref)
    council.run_to(timedelta(0))
    shown = "\n".join(council.texts())
    assert WELSH in shown
    assert ENGLISH in shown
    assert HOLDING not in shown
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    assert exception(council, ref).welsh_live_at == council.clock.now()
    assert not exception(council, ref).is_late
    assert verify(council.desk.store).is_whole


def test_the_holding_line_stays_until_the_welsh_stands_beside_it(council: Council) -> None:
    ref = raise_flood(council)
    council.run_to(timedelta(0))
    council.faulty["board-cy"].meet("publish", before(Unavailable("down")))
    give_welsh(council, ref)
    council.run_to(timedelta(0))
    assert council.texts() == [f"{HOLDING}\n\n{ENGLISH}"]
    council.run_to(MINUTE)
    assert set(council.texts()) == {ENGLISH, WELSH}


def test_welsh_that_nobody_else_approved_is_not_sent(council: Council) -> None:
    ref = raise_flood(council)
    council.run_to(timedelta(0))
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    council.run_to(MINUTE)
    assert len(council.texts()) == 1


def test_welsh_that_says_something_else_is_not_sent(council: Council) -> None:
    ref = raise_flood(council, english=Content(ENGLISH + " The road closes at 6pm."))
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH + " Bydd y ffordd yn cau am 6yb."))
    with pytest.raises(GateClosed):
        approve(council.desk, MANAGER, ref)


def test_each_step_of_the_ladder_is_taken_once_and_reaches_more_people(council: Council) -> None:
    ref = raise_flood(council)
    for _ in range(40):
        council.run_to(MINUTE)
    steps = [dict(entry.data)["percent"] for entry in entries(council.desk) if entry.act.startswith("deadline.")]
    assert steps == [50, 80, 100]
    assert told(council, "welsh_due") == {"translator", "language-officer"}
    assert told(council, "welsh_late") == {"translator", "language-officer", "approver", "on-call"}
    assert exception(council, ref).is_late


def test_a_worker_that_was_away_takes_every_missed_step_when_it_comes_back(council: Council) -> None:
    raise_flood(council)
    council.run_to(5 * timedelta(hours=1))
    acts = [entry.act for entry in entries(council.desk) if entry.act.startswith("deadline.")]
    assert acts == ["deadline.step", "deadline.step", "deadline.breached"]


def test_late_is_late_for_ever(council: Council) -> None:
    ref = raise_flood(council)
    council.run_to(31 * MINUTE)
    give_welsh(council, ref)
    council.run_to(MINUTE)
    council.run_to(timedelta(days=300))
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    assert exception(council, ref).is_late
    assert figures(council.desk).deadlines.late == 1
    (live,) = [dict(entry.data) for entry in entries(council.desk) if entry.act == "welsh.live"]
    assert live["late"] is True


def test_an_exception_needs_an_officer_on_call(council: Council) -> None:
    with pytest.raises(Denied):
        raise_english_first(
            council.desk,
            EDITOR,
            label="x",
            english=Content(ENGLISH),
            category="flooding",
            reason="r",
            channels=["board"],
            authoriser=MANAGER,
        )


@pytest.mark.parametrize(
    ("changes", "error", "code"),
    [
        ({"authoriser": None}, Refused, "authoriser_missing"),
        ({"authoriser": OFFICER}, Denied, "own_authorisation"),
        ({"authoriser": EDITOR}, Denied, "denied"),
        ({"category": "hurry"}, Refused, "no_category"),
        ({"reason": " "}, Refused, "text_empty"),
    ],
)
def test_an_exception_without_its_grounds_sends_nothing(
    council: Council, changes: dict[str, object], error: type[Refused], code: str
) -> None:
    with pytest.raises(error, match=code):
        raise_flood(council, **changes)
    council.run_to(MINUTE)
    assert council.texts() == []


def test_one_officer_may_act_alone_and_is_reviewed_afterwards(council: Council) -> None:
    ref = raise_flood(council, authoriser=None, break_glass=True)
    council.run_to(timedelta(0))
    assert len(council.texts()) == 1
    assert exception(council, ref).break_glass
    assert told(council, "break_glass") == {"language-officer"}
    with pytest.raises(Denied):
        review_emergency(council.desk, OFFICER, ref, "I was right")
    review_emergency(council.desk, LANGUAGE_OFFICER, ref, "Justified; a template is now there for it")
    assert exception(council, ref).reviewed_by == LANGUAGE_OFFICER.name


def test_english_that_is_faulty_by_itself_is_shown_first_and_can_be_sent_despite_it(council: Council) -> None:
    faulty = Content(ENGLISH + " Come back on Tuesday 8 June 2026.")
    with pytest.raises(FindingsStand) as stopped:
        raise_flood(council, english=faulty)
    assert stopped.value.findings
    raise_flood(council, english=faulty, despite_findings=True)
    council.run_to(timedelta(0))
    assert len(council.texts()) == 1


def test_an_emergency_is_tried_until_the_platform_is_back(council: Council) -> None:
    raise_flood(council)
    council.faulty["board-en"].meet("publish", *[before(Unavailable("down"))] * 50)
    for _ in range(180):
        council.run_to(MINUTE)
    assert len(council.texts()) == 1


def test_a_withdrawn_emergency_is_no_longer_escalated(council: Council) -> None:
    ref = raise_flood(council)
    council.run_to(timedelta(0))
    withdraw(council.desk, MANAGER, ref, "False alarm")
    council.run_to(60 * MINUTE)
    assert council.texts() == []
    assert not told(council, "welsh_late")


USE = TemplateUse("flood", "hash-of-its-words", {Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)})


def test_a_template_approved_in_advance_goes_out_in_both_languages_without_an_exception(council: Council) -> None:
    approve_template(council.desk, LANGUAGE_OFFICER, USE.name, USE.template_hash)
    ref = send_template(council.desk, OFFICER, label="Llifogydd", use=USE, channels=["board"])
    council.run_to(timedelta(0))
    view = show_posting(council.desk, ref)
    assert council.texts() == [WELSH, ENGLISH]
    assert view.exception is None
    assert {approval.by for approval in view.approvals} == {LANGUAGE_OFFICER.name}


def test_a_template_whose_words_were_changed_since_needs_approval_again_or_one_officer_alone(council: Council) -> None:
    approve_template(council.desk, LANGUAGE_OFFICER, USE.name, "hash-of-other-words")
    with pytest.raises(Refused, match="template_not_approved"):
        send_template(council.desk, OFFICER, label="x", use=USE, channels=["board"])
    ref = send_template(council.desk, OFFICER, label="x", use=USE, channels=["board"], break_glass=True)
    council.run_to(timedelta(0))
    assert len(council.texts()) == 2
    review_emergency(council.desk, LANGUAGE_OFFICER, ref, "Fine")


@pytest.mark.parametrize("actor", [EDITOR, APPROVER, OFFICER])
def test_templates_are_approved_by_the_welsh_language_officer_only(council: Council, actor: Actor) -> None:
    with pytest.raises(Denied):
        approve_template(council.desk, actor, USE.name, USE.template_hash)


def test_a_filled_template_still_has_to_pass_the_gate(council: Council) -> None:
    approve_template(council.desk, LANGUAGE_OFFICER, USE.name, USE.template_hash)
    broken = TemplateUse(USE.name, USE.template_hash, {**USE.contents, Language.CY: Content(WELSH + " Ffoniwch 101.")})
    with pytest.raises(GateClosed):
        send_template(council.desk, OFFICER, label="x", use=broken, channels=["board"])
    council.run_to(MINUTE)
    assert council.texts() == []
