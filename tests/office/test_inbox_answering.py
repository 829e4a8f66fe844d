"""Answering on the page: in the comment's language or not at all, one person at a time, publicly or in private."""

from dataclasses import replace

import pytest

from cydbost_bot.office.inbox import answer_page, approval_acts, moderation_page, platforms
from cydbost_connectors.noticeboard.reading import replies_on
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.tables import CommentState
from office.inbox_rig import ENGLISH_ANSWER, MINUTE, WELSH_ANSWER, Moderating, with_comments
from office.office_rig import House, Person, text_of


@pytest.fixture
def inbox(house: House) -> House:
    return with_comments(house)


def sent(house: House) -> list[str]:
    with house.council.board.view() as connection:
        return [reply.text for notice in house.council.live() for reply in replies_on(connection, notice.number)]


def taken(house: House, ref: str = "C1", name: str = "comms-editor", **form: str) -> Person:
    person = house.visitor(name)
    assert person.post(f"/inbox/{ref}/take", form).status_code == 303
    return person


def test_a_welsh_comment_is_answered_in_welsh_and_the_answer_goes_out(inbox: House) -> None:
    person = taken(inbox)
    form = person.get("/inbox/C1/answer")
    assert "Everybody sees this answer" in text_of(form)
    assert 'name="text_en"' not in form.text
    answer = person.post("/inbox/C1/answer", {"text_cy": WELSH_ANSWER, "do": "send"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/inbox/C1")
    inbox.council.run_to(MINUTE)
    assert sent(inbox) == [WELSH_ANSWER]
    assert "Public answer" in text_of(person.get("/inbox/C1"))


def test_the_wrong_language_is_not_sent_and_what_was_typed_stays(inbox: House) -> None:
    person = taken(inbox)
    refused = person.post("/inbox/C1/answer", {"text_cy": ENGLISH_ANSWER, "do": "send"})
    assert refused.status_code == 409
    assert "There is a problem" in refused.text
    assert "This cannot be sent as it stands" in refused.text
    assert ENGLISH_ANSWER in refused.text
    inbox.council.run_to(MINUTE)
    assert sent(inbox) == []


def test_a_mixed_comment_has_two_boxes_welsh_first_and_needs_both(inbox: House) -> None:
    person = taken(inbox, "C3")
    form = person.get("/inbox/C3/answer").text
    assert form.index('name="text_cy"') < form.index('name="text_en"')
    half = person.post("/inbox/C3/answer", {"text_cy": WELSH_ANSWER, "text_en": "", "do": "send"})
    assert half.status_code == 422
    assert 'href="#text_en"' in half.text
    person.post("/inbox/C3/answer", {"text_cy": WELSH_ANSWER, "text_en": ENGLISH_ANSWER, "do": "send"})
    assert show_comment(inbox.council.desk, "C3").state is CommentState.ANSWERING


def test_what_is_typed_is_looked_at_and_kept(inbox: House) -> None:
    person = taken(inbox)
    wrong = person.swap("/inbox/C1/look", {"text_cy": ENGLISH_ANSWER})
    assert "This cannot be sent as it stands" in wrong.text
    assert "<html" not in wrong.text
    right = person.swap("/inbox/C1/look", {"text_cy": WELSH_ANSWER})
    assert "nothing was found that would stop it" in right.text
    assert WELSH_ANSWER in person.get("/inbox/C1/answer").text
    assert person.swap("/inbox/C1/look", {"text_cy": "x" * 6000}).status_code == 200
    assert person.swap("/inbox/C1/stay").status_code == 204


def test_two_people_do_not_answer_at_once_unless_one_takes_over(inbox: House) -> None:
    first, second = taken(inbox), inbox.visitor("translator")
    assert "comms-editor is answering since" in text_of(second.get("/inbox/C1"))
    assert second.post("/inbox/C1/take").status_code == 409
    assert second.get("/inbox/C1/answer").status_code == 303
    assert second.post("/inbox/C1/take", {"over": "yes"}).status_code == 303
    assert "Translator is answering C1" in text_of(first.swap("/inbox/C1/stay"))
    late = first.post("/inbox/C1/answer", {"text_cy": WELSH_ANSWER, "do": "send"})
    assert late.status_code == 409
    assert WELSH_ANSWER in late.text
    second.post("/inbox/C1/leave", {"text_cy": "Bydd y llyf"})
    assert "is answering since" not in text_of(first.get("/inbox/C1"))
    assert "You began an answer" in text_of(second.get("/inbox/C1"))


def test_saved_replies_are_offered_in_the_comment_s_language_and_filled(inbox: House) -> None:
    person = taken(inbox)
    form = person.get("/inbox/C1/answer").text
    assert "Bin heb ei wagio" in form
    assert "Missed bin" not in form
    plain = person.post("/inbox/C1/answer", {"saved": "thanks", "do": "choose"})
    assert "Diolch am eich sylw." in plain.text
    asked = person.post("/inbox/C1/answer", {"saved": "bin-missed", "do": "choose", "text_cy": "Helo"})
    assert 'name="gap_date"' in asked.text
    assert "Helo</textarea>" in asked.text
    faulty = person.post("/inbox/C1/answer", {"saved": "bin-missed", "do": "fill", "gap_date": "soon"})
    assert faulty.status_code == 422
    assert 'href="#gap_date"' in faulty.text
    values = {"gap_date": "2026-06-10", "gap_link": "https://sirenghraifft.llyw.cymru/cy/biniau"}
    filled = person.post("/inbox/C1/answer", {"saved": "bin-missed", "do": "fill", **values})
    assert "ddydd Mercher 10 Mehefin" in filled.text
    both = taken(inbox, "C3").post("/inbox/C3/answer", {"saved": "bin-missed", "do": "choose"})
    assert 'name="gap_link_cy"' in both.text
    assert 'name="gap_link_en"' in both.text


def test_that_no_answer_is_needed_wants_a_reason(inbox: House) -> None:
    person = inbox.visitor("comms-editor")
    assert person.get("/inbox/C4/no-answer").status_code == 200
    assert person.post("/inbox/C4/no-answer", {"reason": " "}).status_code == 422
    assert person.post("/inbox/C4/no-answer", {"reason": "Abuse alone"}).status_code == 303
    assert "Abuse alone" in text_of(person.get("/inbox/C4"))


@pytest.fixture
def place(inbox: House, monkeypatch: pytest.MonkeyPatch) -> Moderating:
    """Let the accounts be on a platform that moderates."""
    made = Moderating(inbox.council.faulty["board/board-cy"].real)
    for module in (platforms, answer_page, approval_acts, moderation_page):
        monkeypatch.setattr(module, "connector_of", lambda _visit, _account: made)
    return made


def test_a_private_answer_says_that_it_is_and_goes_to_nobody_else(inbox: House, place: Moderating) -> None:
    person = taken(inbox, private="yes")
    form = text_of(person.get("/inbox/C1/private"))
    assert "Only Preswylydd 0 sees this answer" in form
    assert "Everybody sees" not in form
    assert person.post("/inbox/C1/private", {"text_cy": WELSH_ANSWER, "do": "send"}).status_code == 303
    assert [one.split(": ")[1] for one in place.sent] == [WELSH_ANSWER]
    assert "Private answer" in text_of(person.get("/inbox/C1"))
    assert sent(inbox) == []


def test_hiding_names_the_house_rule_and_keeps_what_was_written(inbox: House, place: Moderating) -> None:
    officer = inbox.visitor("duty-officer")
    assert officer.get("/inbox/C4/moderate").status_code == 200
    assert officer.post("/inbox/C4/moderate", {"act": "hide"}).status_code == 422
    assert officer.post("/inbox/C4/moderate", {"act": "hide", "rule": "insult"}).status_code == 303
    page = text_of(officer.get("/inbox/C4"))
    assert "Sarhad neu eiriau anweddus / Insults or obscene words" in page
    assert "Hidden" in page
    assert officer.post("/inbox/C4/moderate", {"act": "show", "more": "A mistake"}).status_code == 303
    assert officer.post("/inbox/C4/moderate", {"act": "remove", "rule": "other"}).status_code == 422
    assert officer.post("/inbox/C4/moderate", {"act": "remove", "rule": "threat"}).status_code == 303
    assert [one.split()[0] for one in place.asked] == ["hide", "hide", "remove"]
    assert "You are all" in text_of(officer.get("/inbox/C4"))


def test_a_platform_that_cannot_hide_says_so(inbox: House) -> None:
    officer = inbox.visitor("duty-officer")
    assert "Do it there by hand" in text_of(officer.get("/inbox/C4/moderate"))
    assert officer.post("/inbox/C4/moderate", {"act": "hide", "rule": "insult"}).status_code == 409


def test_an_answer_waits_for_approval_where_that_is_set(inbox: House, place: Moderating) -> None:
    desk = inbox.council.desk
    inbox.council.desk = replace(desk, rules=replace(desk.rules, reply_approval=True))
    person, manager = taken(inbox), inbox.visitor("comms-manager")
    person.post("/inbox/C1/answer", {"text_cy": WELSH_ANSWER, "do": "send"})
    assert "Take it back to change it" in text_of(person.get("/inbox/C1"))
    assert "Approve and send to the public" in text_of(manager.get("/inbox/C1"))
    assert 'href="/inbox/C1"' in manager.get("/inbox?state=proposed").text
    assert manager.post("/inbox/C1/send-back", {"back_reason": ""}).status_code == 422
    assert manager.post("/inbox/C1/send-back", {"back_reason": "Add the opening hours"}).status_code == 303
    assert "Add the opening hours" in text_of(person.get("/inbox/C1"))
    person.post("/inbox/C1/take", {"private": "yes"})
    person.post("/inbox/C1/private", {"text_cy": WELSH_ANSWER, "do": "send"})
    assert person.post("/inbox/C1/take-back").status_code == 303
    person.post("/inbox/C1/take", {"private": "yes"})
    person.post("/inbox/C1/private", {"text_cy": WELSH_ANSWER, "do": "send"})
    assert place.sent == []
    assert manager.post("/inbox/C1/approve").status_code == 303
    assert len(place.sent) == 1
