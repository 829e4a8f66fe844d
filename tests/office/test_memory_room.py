"""What was said before, in the office: looked for, shown with what differs, put in by hand, and written again."""

from datetime import timedelta

from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.scheduling import schedule
from office.office_rig import House, text_of
from publishing.conftest import APPROVER, EDITOR

HOUR = timedelta(hours=1)
SOON = "The library in Ruthin will be closed on Tuesday 14 July 2026."


def publish(house: House) -> str:
    council = house.council
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    return ref


def test_a_look_shows_the_other_language_what_differs_and_where_it_is_from(house: House) -> None:
    publish(house)
    page = house.visitor("translator").get("/memory", params={"lang": "en", "text": SOON})
    said = text_of(page)
    assert "Bydd y llyfrgell yn Rhuthun ar gau <mark>ddydd Llun 8 Mehefin 2026</mark>." in page.text
    assert "Not the same as what you write:" in said
    assert "approved by comms-manager" in said
    assert "% alike" in said
    part = house.visitor("translator").get(
        "/memory", params={"lang": "en", "text": SOON}, headers={"HX-Request": "true"}
    )
    assert part.text.lstrip().startswith('<div class="app-recalled"')
    nothing = text_of(house.visitor("translator", "cy").get("/memory", params={"lang": "cy", "text": "Dim byd tebyg"}))
    assert "Nid aeth dim tebyg allan o’r blaen." in nothing


def test_beside_a_form_only_what_the_other_side_does_not_say_is_offered(house: House) -> None:
    publish(house)
    editor = house.visitor("comms-editor")
    english = "It will reopen at 9.30am on Tuesday."
    offered = editor.swap("/memory/beside", {"cy": "", "en": english})
    assert 'data-into="cy"' in offered.text
    assert 'data-put="Bydd yn ailagor am 9.30yb ddydd Mawrth."' in offered.text
    assert "The very words" in text_of(offered)
    there = editor.swap("/memory/beside", {"cy": "Bydd yn ailagor am 9.30yb ddydd Mawrth.", "en": english})
    assert "data-put" not in there.text
    assert house.visitor("language-officer").post("/memory/beside", {"en": english}).status_code == 403


def test_a_whole_pair_is_written_again(house: House) -> None:
    ref = publish(house)
    answer = house.visitor("comms-editor").post(f"/memory/again/{ref}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/postings/P2/edit")
    assert house.visitor("comms-editor").post("/memory/again/P99").status_code == 404
