"""Working on a comment together on its page: giving it, noting, tagging, marking, correcting its language."""

import pytest

from cydbost_queue.queries.comments import show_comment
from office.inbox_rig import with_comments
from office.office_rig import House, text_of


@pytest.fixture
def inbox(house: House) -> House:
    return with_comments(house)


def test_a_comment_is_given_to_somebody_who_answers_and_taken_back(inbox: House) -> None:
    person = inbox.visitor("comms-manager")
    assert person.post("/inbox/C1/assign", {"person": "translator"}).status_code == 303
    assert 'href="/inbox/C1"' in inbox.visitor("translator").get("/inbox?who=me").text
    assert person.post("/inbox/C1/assign", {"person": "nobody-such"}).status_code == 422
    assert person.post("/inbox/C1/assign", {"person": ""}).status_code == 303
    assert 'href="/inbox/C1"' not in inbox.visitor("translator").get("/inbox?who=me").text


def test_notes_stay_inside_and_say_so(inbox: House) -> None:
    person = inbox.visitor("language-officer")
    assert person.post("/inbox/C1/note", {"note": ""}).status_code == 422
    assert person.post("/inbox/C1/note", {"note": "Ring the library first"}).status_code == 303
    said = text_of(person.get("/inbox/C1"))
    assert said.index("nothing here is ever sent") < said.index("Ring the library first")
    assert "Ring the library first" not in [notice.text for notice in inbox.council.live()]


def test_tags_marks_and_the_language_are_changed_on_the_page(inbox: House) -> None:
    person = inbox.visitor("comms-editor")
    assert person.post("/inbox/C2/tags", {"tags": "Llyfrgell, oriau agor"}).status_code == 303
    assert person.post("/inbox/C2/tags", {"tags": "a/b"}).status_code == 409
    assert person.post("/inbox/C2/mark", {"concern": "press"}).status_code == 422
    assert person.post("/inbox/C2/mark", {"concern": "press", "mark_reason": "A reporter asks"}).status_code == 303
    assert person.post("/inbox/C2/language", {"reply_in": "both", "language_reason": ""}).status_code == 422
    assert (
        person.post("/inbox/C2/language", {"reply_in": "both", "language_reason": "Asked for both"}).status_code == 303
    )
    said = text_of(person.get("/inbox/C2"))
    for words in ("llyfrgell, oriau-agor", "Marked: from the press", "Answer in Welsh and English", "Asked for both"):
        assert words in said
    assert "corrected from English to Welsh and English" in said
    assert show_comment(inbox.council.desk, "C2").language == "en"  # what was found stays as it was found
    assert person.post("/inbox/C2/calm", {"calm_reason": ""}).status_code == 422
    assert person.post("/inbox/C2/calm", {"calm_reason": "Settled"}).status_code == 303
    assert "Marked: from the press" not in text_of(person.get("/inbox/C2"))


def test_a_person_s_language_is_remembered_only_when_they_agreed(inbox: House) -> None:
    person = inbox.visitor("comms-editor")
    assert person.post("/inbox/C1/preference", {"wish": "en"}).status_code == 422
    assert person.post("/inbox/C1/preference", {"wish": "en", "consent": "yes"}).status_code == 303
    said = text_of(person.get("/inbox/C3"))  # the same person's
    assert "Asked to be answered in English" in said
    assert "asked for another language" in said
    assert "Asked to be answered in" not in text_of(person.get("/inbox/C2"))
    assert person.post("/inbox/C3/preference", {"forget": "yes"}).status_code == 303
    assert person.post("/inbox/C3/preference", {"forget": "yes"}).status_code == 409


def test_an_administrator_reads_and_changes_nothing(inbox: House) -> None:
    administrator = inbox.visitor("administrator")
    page = administrator.get("/inbox/C1")
    assert page.status_code == 200
    assert page.text.count("<form") == 2  # the language of the pages, and signing out
    for act in ("take", "note", "assign", "language", "moderate", "approve"):
        assert administrator.post(f"/inbox/C1/{act}").status_code == 403
