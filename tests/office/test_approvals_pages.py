"""The pages of approving: one by one, several at once, and back to whoever wrote it."""

from datetime import timedelta

from cydbost_language import Language
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import show_posting
from office.office_rig import House, text_of
from publishing.conftest import TRANSLATOR

#: A pair in which the dates differ.
FAULTY = "The library in Ruthin will be closed on Monday 9 June 2026. It will reopen at 9.30am on Tuesday."


def marks(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="pair" value="')[1:]]


def test_what_waits_is_listed_welsh_first_with_what_was_found(house: House) -> None:
    council = house.council
    council.add(slot=council.clock.now() + timedelta(hours=3))
    faulty = council.add(en=FAULTY)
    answer = house.visitor("comms-manager").get("/approvals")
    said = text_of(answer)
    assert said.index("Bydd y llyfrgell") < said.index("The library in Ruthin")
    assert "Nothing found" in said
    assert "1 finding" in said
    assert "2 posts wait for your approval" in said
    assert f'href="/postings/{faulty}"' in answer.text
    assert f'value="{faulty}"' not in answer.text  # what something was found in cannot be ticked
    assert "Mae 2 neges yn aros" in text_of(house.visitor("comms-manager", "cy").get("/approvals"))
    assert "2 posts wait for your approval." in text_of(house.visitor("comms-manager").get("/"))


def test_several_are_approved_together_in_the_texts_that_were_shown(house: House) -> None:
    council, person = house.council, house.visitor("comms-manager")
    first, second, faulty = council.add(), council.add(), council.add(en=FAULTY)
    assert person.get("/approvals/several").status_code == 422
    shown = person.get(f"/approvals/several?ref={first}&ref={second}&ref={faulty}")
    assert f"Left out, because something was found or they no longer wait for you: {faulty}." in text_of(shown)
    found = marks(shown.text)
    assert [mark.split(" ")[0] for mark in found] == [first, second]
    edit_version(council.desk, TRANSLATOR, second, Language.CY, Content("Mae’r llyfrgell yn Rhuthun ar gau."))
    answer = person.post("/approvals/several", {"pair": found})
    assert answer.status_code == 409
    assert f"Approved: {first}." in text_of(answer)
    assert show_posting(council.desk, first).verdict.is_open
    assert show_posting(council.desk, second).approvals == ()
    again = marks(person.get(f"/approvals/several?ref={first}").text)
    assert again == []  # it waits no more


def test_a_pair_goes_back_with_the_reason(house: House) -> None:
    ref, person = house.council.add(), house.visitor("comms-manager")
    assert "Say what must change." in text_of(person.post(f"/approvals/{ref}/send-back"))
    answer = person.post(f"/approvals/{ref}/send-back", {"reason": "Name the day."})
    assert (answer.status_code, answer.headers["location"]) == (303, "/approvals")
    said = text_of(person.get("/approvals"))
    assert f"{ref} was sent back, and its writers are told." in said
    assert "Nothing waits for your approval." in said
