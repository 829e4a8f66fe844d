"""Issuing an emergency without scripts: the template, the pair, the exception; seen beforehand, and sent once."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from httpx2 import Response

from cydbost_bot.compose import make_connectors, make_worker, open_desk
from cydbost_bot.exercise import exercised
from cydbost_bot.library import load_templates
from cydbost_bot.office.house import Office
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.visitor import Visitor
from cydbost_connectors import Unavailable
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_connectors.noticeboard.reading import standing
from cydbost_language import Language
from cydbost_language.templates import template_hash
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.emergency import approve_template
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.queries.exceptions import exceptions
from cydbost_queue.queries.incidents import show_incident
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.tables import ApprovalKind
from office.office_rig import House, Person, text_of
from publishing.conftest import APPROVER, EDITOR, LANGUAGE_OFFICER, OFFICER
from publishing.faults import before

MINUTE = timedelta(minutes=1)
ENGLISH = "Flood warning. The river is rising quickly near the bridge. Leave the riverside now and go to higher ground."
WELSH = "Rhybudd llifogydd. Mae’r afon yn codi’n gyflym ger y bont. Gadewch lan yr afon nawr ac ewch i dir uwch."
FLOOD = {
    "f-area-cy": "Afon Elwy, Llanelwy",
    "f-area-en": "River Elwy, St Asaph",
    "f-from": "2026-06-01T18:30",
    "f-link-cy": "https://cyngor.example/llifogydd",
    "f-link-same": "yes",
}
GROUNDS = {"category": "flooding", "reason": "Nobody who has Welsh can be reached", "authoriser": "duty-manager"}


def approve_words(house: House, *names: str) -> None:
    library = load_templates()
    for name in names:
        approve_template(house.council.desk, LANGUAGE_OFFICER, name, template_hash(library[name]))


def carried(page: Response) -> dict[str, str]:
    """Return what the page's last form carries unseen, as a browser sends it."""
    form = page.text.rsplit('<form method="post"', 2)[1 if "app-footer" in page.text else -1]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: value.replace("&#39;", "'") for name, value in pairs if name not in {"csrf", "next"}}


def follow(person: Person, answer: Response) -> Response:
    assert answer.status_code == 303, text_of(answer)
    return person.get(answer.headers["location"])


def filled(person: Person, path: str, fields: Mapping[str, str]) -> Response:
    """Fill in the form at ``path`` and send it, with what it carries; return the answer."""
    page = person.get(path)
    return person.post(path.partition("?")[0], {**carried(page), "channels": "board", **fields})


def checked_english(person: Person, *, text: str = ENGLISH, grounds: Mapping[str, str] = GROUNDS) -> Response:
    asked = follow(person, filled(person, "/emergency/write", {"en": text, "cy": ""}))
    path = "/emergency/exception/" + carried(asked)["request"]
    return follow(person, person.post(path, {**carried(asked), **grounds}))


def test_an_approved_template_is_seen_in_both_languages_and_goes_out_once_however_often_it_is_tapped(
    house: House,
) -> None:
    approve_words(house, "flood-warning")
    officer = house.visitor("duty-officer")
    assert "Rhybudd llifogydd" in text_of(officer.get("/emergency/start"))
    check = follow(officer, filled(officer, "/emergency/fill/flood-warning", FLOOD))
    said = text_of(check)
    assert "Disgwylir llifogydd o 6.30yh ddydd Llun 1 Mehefin ymlaen." in said
    assert "Flooding is expected from 6.30pm on Monday 1 June." in said
    assert "No Welsh is owed, and there is no exception." in said
    fields = carried(check)
    first = officer.post("/emergency/send", fields)
    again = officer.post("/emergency/send", fields)
    assert first.headers["location"] == again.headers["location"] == "/emergency/P1"
    house.council.run_to(timedelta(0))
    assert len(house.council.texts()) == 2
    assert text_of(officer.get("/emergency/P1")).count("Live") == 2
    assert officer.get("/emergency/check/" + fields["request"]).status_code == 404


def test_what_is_missing_is_said_at_once_and_what_was_typed_is_kept(house: House) -> None:
    officer = house.visitor("duty-officer")
    answer = filled(
        officer,
        "/emergency/fill/road-closed",
        {"f-road-cy": "A525", "f-road-same": "yes", "f-place-cy": "rhwng Dinbych a Rhuthun", "f-until": "soon"},
    )
    assert answer.status_code == 422
    said = text_of(answer)
    assert "Enter the English: The part of the road that is closed" in said
    assert "Choose one: Why the road is closed" in said
    assert "Enter this in Welsh and in English: The other way to follow" in said
    assert "rhwng Dinbych a Rhuthun" in answer.text
    assert "f-road-cy" not in re.findall(r'href="#([^"]+)"', answer.text)
    no_channel = officer.post("/emergency/write", {"request": "r", "en": "x"})
    assert "Choose at least one channel" in text_of(no_channel)
    assert officer.get("/emergency/fill/no-such-template").status_code == 404


@pytest.mark.parametrize(("tap", "shown"), [("0", "2026-06-01T10:00"), ("60", "2026-06-01T11:00")])
def test_one_tap_sets_a_time_by_the_councils_clock_and_sends_nothing(house: House, tap: str, shown: str) -> None:
    officer = house.visitor("duty-officer")
    page = filled(officer, "/emergency/fill/flood-warning", {"f-area-cy": "Rhuthun", "soon": f"f-from:{tap}"})
    assert page.status_code == 200
    assert f'value="{shown}"' in page.text
    assert "Rhuthun" in page.text
    assert list_postings(house.council.desk) == []


def test_the_exception_has_no_answer_chosen_beforehand_and_wants_every_ground(house: House) -> None:
    officer = house.visitor("duty-officer")
    asked = follow(officer, filled(officer, "/emergency/write", {"en": ENGLISH, "cy": ""}))
    form = asked.text.partition("<main")[2]
    assert " checked" not in form
    assert " selected" not in form
    assert "duty-officer" not in form  # nobody authorises their own
    path = "/emergency/exception/" + carried(asked)["request"]
    refused = officer.post(path, carried(asked))
    assert refused.status_code == 422
    for sentence in ("Choose what kind", "Enter why English", "Choose who authorised it"):
        assert sentence in text_of(refused)
    # a person who goes round the page is led back to it
    assert officer.post("/emergency/send", carried(asked)).headers["location"] == path


def test_english_first_is_seen_under_its_welsh_line_and_the_welsh_is_given_and_approved_from_the_phone(
    house: House,
) -> None:
    officer, translator, manager = (house.visitor(name) for name in ("duty-officer", "translator", "duty-manager"))
    check = checked_english(officer)
    said = text_of(check)
    assert "Fersiwn Gymraeg i ddilyn erbyn 10.30yb." in said
    assert "Nobody can be reached by the settings: telephone a translator yourself." in said
    sent = officer.post("/emergency/send", carried(check))
    house.council.run_to(timedelta(0))
    running = text_of(follow(officer, sent))
    assert "30 minutes left" in running
    assert "Not there yet" in running
    assert "duty-officer, authorised by duty-manager" in running
    kept = translator.post("/emergency/P1/welsh", {"text": WELSH + " Ffoniwch 101.", "revision": "0"})
    assert "Stops it" in text_of(follow(translator, kept))
    assert translator.post("/emergency/P1/welsh", {"text": WELSH, "revision": "0"}).status_code == 409
    assert translator.post("/emergency/P1/approve").status_code == 403
    assert manager.post("/emergency/P1/approve").status_code == 409
    translator.post("/emergency/P1/welsh", {"text": WELSH, "revision": "1"})
    assert "Nothing: both languages say the same" in text_of(manager.get("/emergency/P1/welsh"))
    assert follow(manager, manager.post("/emergency/P1/approve")).status_code == 200
    house.council.run_to(timedelta(0))
    assert set(house.council.texts()) == {WELSH, ENGLISH}
    assert "in time:" in text_of(officer.get("/emergency/P1"))


def test_english_with_faults_of_its_own_goes_only_when_the_officer_says_so(house: House) -> None:
    officer = house.visitor("duty-officer")
    check = checked_english(officer, text=ENGLISH + " Come back on Tuesday 8 June 2026.")
    assert "Send the English although faults were found in it" in text_of(check)
    assert officer.post("/emergency/send", carried(check)).status_code == 409
    assert officer.post("/emergency/send", {**carried(check), "despite": "yes"}).status_code == 303


def test_a_pair_waits_for_somebody_else_or_goes_on_one_word_that_is_reviewed(house: House) -> None:
    officer, approver = house.visitor("duty-officer"), house.visitor("comms-manager")
    checks = [
        follow(officer, filled(officer, "/emergency/write", {"en": ENGLISH, "cy": WELSH})) for _alone in ("no", "yes")
    ]
    undecided = officer.post("/emergency/send", carried(checks[0]))
    assert undecided.status_code == 422
    assert "Choose whether somebody else approves it" in text_of(undecided)
    waits = follow(officer, officer.post("/emergency/send", {**carried(checks[0]), "alone": "no"}))
    assert "P1 waits for approval" in text_of(waits)
    house.council.run_to(MINUTE)
    assert house.council.texts() == []
    approver.post("/emergency/P1/approve")
    house.council.run_to(timedelta(0))
    assert house.council.texts() == [WELSH, ENGLISH]
    officer.post("/emergency/send", {**carried(checks[1]), "alone": "yes"})
    judge = house.visitor("language-officer")
    assert "One officer alone" in text_of(judge.get("/emergency/exceptions?show=open"))
    assert judge.post("/emergency/P2/review", {"review": " "}).status_code == 409
    assert judge.get("/emergency/P2/review").status_code == 200
    judge.post("/emergency/P2/review", {"review": "Justified"})
    assert exceptions(house.council.desk, to_review=True) == []
    assert "Justified" in text_of(judge.get("/emergency/exceptions"))
    assert judge.get("/emergency/P1/review").status_code == 409


def test_whoever_wrote_one_language_approves_only_the_other(house: House) -> None:
    manager, approver = house.visitor("duty-manager"), house.visitor("comms-manager")
    manager.post("/emergency/send", carried(checked_english(manager, grounds={**GROUNDS, "authoriser": "alone"})))
    house.visitor("translator").post("/emergency/P1/welsh", {"text": WELSH, "revision": "0"})
    assert "Approve the Welsh" in text_of(manager.get("/emergency/P1/welsh"))
    waits = follow(manager, manager.post("/emergency/P1/approve"))
    assert "Still to be approved: English" in text_of(waits)
    assert manager.post("/emergency/P1/approve").status_code == 403
    assert approver.post("/emergency/P1/approve").headers["location"] == "/emergency/P1"
    house.council.run_to(timedelta(0))
    assert WELSH in house.council.texts()


def test_a_template_that_nobody_approved_is_approved_by_somebody_else_first(house: House) -> None:
    officer = house.visitor("duty-officer")
    assert "Not approved in advance" in text_of(officer.get("/emergency/start"))
    check = follow(officer, filled(officer, "/emergency/fill/flood-warning", FLOOD))
    officer.post("/emergency/send", {**carried(check), "alone": "no"})
    house.visitor("comms-manager").post("/emergency/P1/approve")
    house.council.run_to(timedelta(0))
    assert len(house.council.texts()) == 2
    assert {one.kind for one in show_posting(house.council.desk, "P1").approvals} == {ApprovalKind.PERSON}


def test_a_channel_that_is_stopped_or_failing_is_seen_before_sending_and_blocks_nothing(house: House) -> None:
    officer = house.visitor("duty-officer")
    house.council.faulty["board/board-en"].meet("publish", *[before(Unavailable("down"))] * 9)
    officer.post("/emergency/send", carried(checked_english(officer)))
    house.council.run_to(timedelta(0))
    assert "Failing now" in text_of(checked_english(officer))
    assert "Failing" in text_of(officer.get("/emergency/P1"))
    stop_account(house.council.desk, OFFICER, "board/board-en")
    check = checked_english(officer)
    assert "A person stopped board/board-en." in text_of(check)
    assert officer.post("/emergency/send", carried(check)).status_code == 303


def test_updates_and_the_all_clear_are_chained_to_the_incident_and_end_it(house: House) -> None:
    approve_words(house, "flood-warning", "all-clear")
    officer = house.visitor("duty-officer")
    officer.post("/emergency/send", carried(checked_english(officer)))
    update = filled(officer, "/emergency/write?incident=P1&step=update", {"en": ENGLISH, "cy": WELSH})
    check = follow(officer, update)
    assert "This is an update to P1" in text_of(check)
    officer.post("/emergency/send", {**carried(check), "alone": "yes"})
    fields = {
        "f-incident-cy": "llifogydd",
        "f-incident-en": "flooding",
        "f-area-cy": "Rhuthun",
        "f-area-en": "Ruthin",
        "f-ended": "2026-06-01T09:30",
        "f-phone": "01632 960127",
        "f-link-cy": "https://cyngor.example/llifogydd",
        "f-link-same": "yes",
    }
    clear = follow(officer, filled(officer, "/emergency/fill/all-clear?incident=P1&step=all-clear", fields))
    assert "This is the all-clear of P1" in text_of(clear)
    sent = officer.post("/emergency/send", carried(clear))
    assert sent.headers["location"] == "/emergency/P1"
    incident = show_incident(house.council.desk, "P3")
    assert [(one.ref, one.step.value) for one in incident.messages] == [
        ("P1", "first"),
        ("P2", "update"),
        ("P3", "all-clear"),
    ]
    assert incident.ended_by == "duty-officer"
    assert "P1" in text_of(officer.get("/emergency"))  # its Welsh is owed still
    assert officer.post("/emergency/P1/end", {"reason": "x"}).status_code == 409
    assert officer.post("/emergency/P2/expiry", {"expires": "2026-06-02T09:00"}).status_code == 303
    assert officer.post("/emergency/P2/expiry", {"expires": "2020-06-02T09:00"}).status_code == 422
    assert "comes down at" in officer.get("/emergency/P1").text


def test_everything_else_is_stopped_and_goes_again_only_with_a_decision_for_each_that_waits(house: House) -> None:
    officer = house.visitor("duty-officer")
    council = house.council
    refs = [council.scheduled(), council.add(cy=WELSH, en=ENGLISH)]
    approve(council.desk, APPROVER, refs[1])
    schedule(council.desk, EDITOR, refs[1], council.clock.now() + 80 * MINUTE)
    assert officer.post("/emergency/stop", {"reason": " "}).status_code == 409
    assert officer.post("/emergency/stop", {"reason": "A wrong plan"}).status_code == 303
    council.run_to(timedelta(hours=2))
    assert council.texts() == []
    assert "A wrong plan" in text_of(officer.get("/emergency/stop"))
    assert "2 posts wait" in text_of(officer.get("/emergency"))
    officer = house.visitor("duty-officer")
    undecided = officer.post("/emergency/resume", {f"do-{refs[0]}": "later"})
    assert undecided.status_code == 422
    assert f"Enter a new time for {refs[0]}" in text_of(undecided)
    assert f"Choose what becomes of {refs[1]}" in text_of(undecided)
    later = {f"do-{refs[0]}": "later", f"at-{refs[0]}": "2026-06-02T09:00"}
    assert officer.post("/emergency/resume", {**later, f"do-{refs[1]}": "cancel"}).status_code == 303
    states = {one.ref: one.state for one in list_postings(council.desk)}
    assert [states[ref] for ref in refs] == [PostingState.SCHEDULED, PostingState.READY]
    assert "Stop everything else" in text_of(officer.get("/emergency/stop"))


def test_what_was_filled_in_outlives_the_connection_and_is_nobody_elses(house: House) -> None:
    officer, manager = house.visitor("duty-officer"), house.visitor("duty-manager")
    sent = filled(officer, "/emergency/fill/flood-warning", FLOOD)
    elsewhere = house.visitor("duty-officer")  # another session of the same person
    assert "River Elwy" in elsewhere.get(sent.headers["location"]).text
    assert manager.get(sent.headers["location"]).status_code == 404
    request = sent.headers["location"].rsplit("/", 1)[1]
    assert "River Elwy" in elsewhere.get(f"/emergency/fill/flood-warning?request={request}").text


def test_sending_wants_somebody_who_has_just_shown_who_they_are_and_carries_the_form_over(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Mapping[str, str]] = []

    def confirm(visit: Visit, posted: Mapping[str, str]) -> Response | Visitor:
        asked.append(posted)
        return visit.show("emergency/lost.html", status=401)  # type: ignore[return-value]  # any page that asks

    monkeypatch.setattr(house.doors, "confirm", confirm)
    officer = house.visitor("duty-officer", confirmed_at=house.council.clock.now() - timedelta(minutes=6))
    check = checked_english(officer)
    assert officer.post("/emergency/send", carried(check)).status_code == 401
    assert asked[0]["request"] == carried(check)["request"]
    assert asked[0]["en"] == ENGLISH
    assert list_postings(house.council.desk) == []


def test_every_step_weighs_at_most_sixty_kilobytes_with_all_that_it_loads(house: House) -> None:
    approve_words(house, *load_templates())
    officer = house.visitor("duty-officer", "cy")
    asked = follow(officer, filled(officer, "/emergency/write", {"en": ENGLISH, "cy": ""}))
    check = checked_english(officer)
    sent = officer.post("/emergency/send", carried(check))
    pages = [officer.get(path) for path in ("/emergency", "/emergency/start", "/emergency/fill/road-closed")]
    for page in (*pages, asked, check, follow(officer, sent), officer.get("/emergency/P1/welsh")):
        assert page.status_code == 200
        weight = len(gzip.compress(page.content, 5)) + sum(_weights(officer, page.text))
        assert weight <= 60_000, weight


def _weights(person: Person, html: str) -> list[int]:
    """Return how many bytes each file that a page loads has on the wire, and those that its scripts load."""
    names = re.findall(r'(?:<script [^>]*src|<link rel="stylesheet" href)="([^"]+)"', html)
    assert names
    found: list[int] = []
    while names:
        answer = person.get(names.pop(), headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["content-encoding"] == "gzip"
        found.append(int(answer.headers["content-length"]))
        names += [f"/static/{name}" for name in re.findall(r'from "\./([^"]+)"', answer.text)]
    return found


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_exercise_says_so_on_every_page_and_reaches_no_live_account(house: House, language: str) -> None:
    settings = exercised(house.settings)
    desk = open_desk(settings, clock=house.council.clock)
    rehearsal = House(settings, replace(house.council, desk=desk), house.doors)
    assert isinstance(rehearsal.office, Office)
    officer = rehearsal.visitor("duty-officer", language)
    for path in ("/emergency", "/emergency/start", "/emergency/write", "/emergency/stop", "/emergency/exceptions"):
        page = text_of(officer.get(path))
        assert "YMARFER: nid oes dim yn cyrraedd y cyhoedd." in page
        assert "EXERCISE: nothing reaches the public." in page
    officer.post("/emergency/send", carried(checked_english(officer)))
    make_worker(settings, desk, make_connectors(settings, house.council.clock)).tick()
    rehearsed = NoticeboardStore(settings.noticeboard.url, clock=house.council.clock.now)
    with rehearsed.view() as connection:
        assert [ENGLISH in notice.text for notice in standing(connection)] == [True]
    assert house.council.live() == []
    assert list_postings(house.council.desk) == []
    rehearsed.close()
    desk.store.close()


def test_the_language_of_the_page_is_the_visitors_throughout(house: House) -> None:
    officer = house.visitor("duty-officer", "cy")
    page = text_of(checked_english(officer))
    assert "Gwiriwch cyn anfon" in page
    assert "Where it goes" not in page
    assert Language.CY.value in officer.get("/emergency").text
