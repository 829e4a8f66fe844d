"""An emergency's messages belong together, each request sends once, and nothing that went its own way is forgotten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from cydbost_connectors import Unavailable
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.emergency import TemplateUse, approve_template, raise_english_first, send_template
from cydbost_queue.actions.emergency_drafts import drop_emergency_draft, emergency_draft, save_emergency_draft
from cydbost_queue.actions.emergency_pair import send_pair
from cydbost_queue.actions.halting import stop_all
from cydbost_queue.actions.incidents import end_incident, review_emergency
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, GateClosed, NotFound, Refused
from cydbost_queue.incidents import Place
from cydbost_queue.queries.channel_standing import Stand
from cydbost_queue.queries.emergency_plan import plan_english, plan_pair
from cydbost_queue.queries.exceptions import exceptions
from cydbost_queue.queries.incidents import past_incidents, running_incidents, show_incident
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Carries, IncidentStep, Layout
from cydbost_queue.telling.reach import Contact, Reach, Way
from publishing.conftest import (
    ADMINISTRATOR,
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
PAIR = {Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)}
CLEAR = {
    Language.CY: Content("Mae'r perygl drosodd. Mae'n ddiogel dychwelyd adref."),
    Language.EN: Content("The danger is over. It is safe to return home."),
}
HOLDING = "Neges frys. Bydd y fersiwn Gymraeg yma erbyn 10.30yb."


def english_first(council: Council, *, place: Place | None = None, text: str = ENGLISH, alone: bool = False) -> str:
    return raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(text),
        category="flooding",
        reason="Nobody who has Welsh can be reached",
        channels=["board"],
        authoriser=None if alone else MANAGER,
        break_glass=alone,
        place=place or Place(),
    )


def pair(council: Council, *, place: Place | None = None, alone: bool = True, clear: bool = False) -> str:
    return send_pair(
        council.desk,
        OFFICER,
        label="Llifogydd",
        contents=CLEAR if clear else PAIR,
        channels=["board"],
        break_glass=alone,
        place=place or Place(),
    )


def test_updates_and_the_all_clear_follow_the_first_message_and_the_all_clear_ends_it(council: Council) -> None:
    first = english_first(council)
    council.run_to(MINUTE)
    update = pair(council, place=Place(first, IncidentStep.UPDATE))
    (line,) = running_incidents(council.desk)
    assert (line.ref, line.messages) == (first, 2)
    assert line.due_at == show_posting(council.desk, first).exception.due_at  # type: ignore[union-attr]
    over = pair(council, place=Place(update, IncidentStep.ALL_CLEAR), clear=True)
    council.run_to(MINUTE)
    view = show_incident(council.desk, over)
    assert [(one.ref, one.step.value) for one in view.messages] == [
        (first, "first"),
        (update, "update"),
        (over, "all-clear"),
    ]
    assert view.ended_by == OFFICER.name
    assert [one.ref for one in view.owed] == [first]
    assert [line.ref for line in running_incidents(council.desk)] == [first]  # for its Welsh is owed still
    edit_version(council.desk, TRANSLATOR, first, Language.CY, Content(WELSH))
    approve(council.desk, MANAGER, first)
    council.run_to(MINUTE)
    assert running_incidents(council.desk) == []
    assert [line.ref for line in past_incidents(council.desk)] == [first]
    assert past_incidents(council.desk, before=first) == []
    pair(council, place=Place(first, IncidentStep.UPDATE))
    assert [line.ref for line in running_incidents(council.desk)] == [first]  # the danger came back
    assert [one.act for one in entries(council.desk) if one.act.startswith("incident.")] == [
        "incident.joined",
        "incident.joined",
        "incident.ended",
        "incident.joined",
        "incident.reopened",
    ]
    assert verify(council.desk.store).is_whole


def test_an_incident_is_ended_without_an_all_clear_only_for_a_reason_and_once(council: Council) -> None:
    ref = pair(council)
    with pytest.raises(Denied):
        end_incident(council.desk, EDITOR, ref, "over")
    with pytest.raises(Refused, match="text_empty"):
        end_incident(council.desk, OFFICER, ref, " ")
    end_incident(council.desk, OFFICER, ref, "It ran out by itself")
    assert running_incidents(council.desk) == []
    with pytest.raises(Refused, match="incident_over"):
        end_incident(council.desk, OFFICER, ref, "again")


def test_an_incident_of_which_all_is_withdrawn_does_not_run(council: Council) -> None:
    ref = english_first(council)
    council.run_to(MINUTE)
    withdraw(council.desk, MANAGER, ref, "False alarm")
    assert running_incidents(council.desk) == []


def test_what_is_of_no_emergency_has_no_incident(council: Council) -> None:
    ref = council.add()
    with pytest.raises(NotFound, match="no_incident"):
        show_incident(council.desk, ref)
    with pytest.raises(NotFound, match="no_incident"):
        english_first(council, place=Place(ref))


@pytest.mark.parametrize("send", [english_first, pair])
def test_a_request_made_twice_sends_once_and_one_made_for_other_words_is_refused(
    council: Council, send: Callable[..., str]
) -> None:
    place = Place(request="a-tap")
    assert send(council, place=place) == send(council, place=place)
    assert len(list_postings(council.desk)) == 1
    with pytest.raises(Refused, match="request_used"):
        english_first(council, place=place, text=ENGLISH + " Take this to your neighbours.")
    council.run_to(MINUTE)
    assert len([text for text in council.texts() if ENGLISH in text]) == 1


def test_a_double_tap_at_one_moment_sends_once(council: Council) -> None:
    with ThreadPoolExecutor(4) as taps:
        sent = [taps.submit(english_first, council, place=Place(request="a-tap")) for _ in range(4)]
        refs = {one.result() for one in sent}
    assert len(refs) == 1
    assert len(list_postings(council.desk)) == 1


def test_a_request_that_failed_can_be_made_again(council: Council) -> None:
    place = Place(request="a-tap")
    with pytest.raises(Refused, match="template_not_approved"):
        send_template(
            council.desk,
            OFFICER,
            label="x",
            use=TemplateUse("flood", "hash", PAIR),
            channels=["board"],
            place=place,
        )
    approve_template(council.desk, LANGUAGE_OFFICER, "flood", "hash")
    use = TemplateUse("flood", "hash", PAIR)
    first = send_template(council.desk, OFFICER, label="x", use=use, channels=["board"], place=place)
    assert first == send_template(council.desk, OFFICER, label="x", use=use, channels=["board"], place=place)


def test_a_pair_written_by_hand_goes_out_the_moment_somebody_else_approves_it(council: Council) -> None:
    ref = pair(council, alone=False)
    council.run_to(MINUTE)
    assert council.texts() == []
    assert [one.told for one in show_incident(council.desk, ref).told if one.code == "emergency_waits"] == [
        ("approver",)
    ]
    assert [line.waiting for line in running_incidents(council.desk)] == [1]
    with pytest.raises(Denied):
        approve(council.desk, OFFICER, ref)
    approve(council.desk, APPROVER, ref)
    council.run_to(timedelta(0))
    assert council.texts() == [WELSH, ENGLISH]
    assert exceptions(council.desk) == []


def test_a_pair_that_differs_is_not_sent_on_anybodys_word(council: Council) -> None:
    contents = {**PAIR, Language.CY: Content(WELSH + " Ffoniwch 101.")}
    for alone in (True, False):
        with pytest.raises(GateClosed):
            send_pair(
                council.desk,
                OFFICER,
                label="x",
                contents=contents,
                channels=["board"],
                break_glass=alone,
                place=Place(),
            )
    assert list_postings(council.desk) == []


def test_every_exception_is_listed_until_it_is_reviewed_and_keeps_its_review(council: Council) -> None:
    first, alone, kept = english_first(council, alone=True), pair(council), english_first(council)
    council.run_to(31 * MINUTE)
    listed = exceptions(council.desk)
    assert [(one.ref, one.is_english_first, one.break_glass, one.is_late) for one in listed] == [
        (kept, True, False, True),
        (alone, False, True, False),
        (first, True, True, True),
    ]
    assert listed[0].reason == "Nobody who has Welsh can be reached"
    with pytest.raises(Denied):
        review_emergency(council.desk, OFFICER, alone, "I was right")
    for ref in (first, alone):
        review_emergency(council.desk, LANGUAGE_OFFICER, ref, f"Looked at {ref}")
        with pytest.raises(Refused, match="reviewed_already"):
            review_emergency(council.desk, LANGUAGE_OFFICER, ref, "Again")
    assert [one.ref for one in exceptions(council.desk, to_review=True)] == [kept]
    (last,) = exceptions(council.desk, before=alone)
    assert (last.ref, last.review, last.reviewed_by) == (first, f"Looked at {first}", LANGUAGE_OFFICER.name)
    assert verify(council.desk.store).is_whole


def test_each_language_stands_by_itself_on_a_channel_whose_platform_fails(council: Council) -> None:
    council.faulty["board-cy"].meet("publish", *[before(Unavailable("down"))] * 9)
    ref = english_first(council)
    council.run_to(timedelta(0))
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    (board,) = show_incident(council.desk, ref).messages[0].channels
    assert [one.stand for one in board.languages] == [Stand.OWED, Stand.LIVE]
    assert board.languages[1].address
    approve(council.desk, MANAGER, ref)
    council.run_to(timedelta(0))
    (board,) = show_incident(council.desk, ref).messages[0].channels
    assert [one.stand for one in board.languages] == [Stand.FAILING, Stand.LIVE]
    withdraw(council.desk, MANAGER, ref, "False alarm")
    council.run_to(MINUTE)
    (board,) = show_incident(council.desk, ref).messages[0].channels
    assert {one.stand for one in board.languages} == {Stand.DOWN}


def test_the_plan_of_the_exception_says_what_will_be_said_by_when_and_who_is_called(council: Council) -> None:
    contacts = {"translator-1": Contact(frozenset({"translator"}), (Way("sms"),))}
    desk = replace(council.desk, rules=replace(council.desk.rules, reach=Reach(contacts)))
    plan = plan_english(desk, Content(ENGLISH), "flooding", ["board"])
    assert plan.due == council.clock.now() + 30 * MINUTE
    assert [(post.carries, post.text) for post in plan.channels[0].posts] == [(Carries.EN, f"{HOLDING}\n\n{ENGLISH}")]
    assert plan.channels[0].posts[0].account == "board-en"
    assert [(call.percent, call.people) for call in plan.calls] == [(p, ("translator-1",)) for p in (0, 50, 80, 100)]
    with pytest.raises(Refused, match="no_category"):
        plan_english(desk, Content(ENGLISH), "hurry", ["board"])


def test_the_plan_of_a_pair_says_what_differs_and_what_is_the_matter_with_a_channel(
    make_council: Callable[..., Council],
) -> None:
    council = make_council(Layout.COMBINED)
    stop_all(council.desk, ADMINISTRATOR, "A wrong plan was let go")
    stop_account(council.desk, ADMINISTRATOR, "board")
    plan = plan_pair(council.desk, {**PAIR, Language.CY: Content(WELSH + " Ffoniwch 101.")}, ["board"])
    assert plan.blocking
    assert plan.is_stopped
    (channel,) = plan.channels
    assert channel.stopped == ("board",)
    assert [post.carries for post in channel.posts] == [Carries.BOTH]
    assert not plan_pair(council.desk, PAIR, ["board"]).blocking


def test_what_an_officer_filled_in_is_kept_for_them_alone_until_it_is_sent(council: Council) -> None:
    save_emergency_draft(council.desk, OFFICER, "r1", {"text": "Llif"})
    save_emergency_draft(council.desk, OFFICER, "r1", {"text": "Llifogydd"})
    assert emergency_draft(council.desk, OFFICER, "r1") == {"text": "Llifogydd"}
    assert emergency_draft(council.desk, MANAGER, "r1") == {}
    with pytest.raises(Refused, match="request_used"):
        save_emergency_draft(council.desk, MANAGER, "r1", {})
    with pytest.raises(Denied):
        save_emergency_draft(council.desk, EDITOR, "r2", {})
    council.clock.advance(timedelta(days=8))
    save_emergency_draft(council.desk, MANAGER, "r3", {})
    assert emergency_draft(council.desk, OFFICER, "r1") == {}
    drop_emergency_draft(council.desk, MANAGER, "r3")
    assert list_postings(council.desk, states=list(PostingState)) == []
