"""Writing a pair in the office: nothing that is typed is lost, and what it lacks is said at once."""

import re
from html import unescape

import pytest

from cydbost_bot.office.compose.marked import marked, marks_of
from cydbost_language import Finding, Language, Severity, Span
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.drafts import draft_of, drafts_of
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from office.office_rig import House, Person, text_of
from publishing.conftest import APPROVER, ENGLISH, TRANSLATOR, WELSH

PAIR = {"cy": WELSH, "en": ENGLISH, "channels": "board", "label": "Llyfrgell", "place": "new-abcd", "do": "save"}


def fields_of(html: str) -> dict[str, str]:
    """Return what the form of a compose page holds when it is shown, as a browser would send it back."""
    form = html.split('id="compose"', 1)[1].split("</form>", 1)[0]
    inputs = re.findall(r"<input\b[^>]*>", form)
    found: dict[str, str] = {}
    for one in inputs:
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', one))
        if facts.get("type") != "checkbox" or " checked" in one:
            found[facts["name"]] = unescape(facts.get("value", ""))
    areas = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    return {name: value for name, value in found.items() if name != "csrf"} | {
        name: unescape(text) for name, text in areas
    }


@pytest.fixture
def editor(house: House) -> Person:
    return house.visitor("comms-editor")


def edited(person: Person, ref: str, **changes: str) -> dict[str, str]:
    """Open a posting to be written anew, and return its form with changes typed into it."""
    return fields_of(person.get(f"/postings/{ref}/edit").text) | changes


def test_a_new_pair_is_saved_with_its_time_and_its_draft_is_gone(house: House, editor: Person) -> None:
    editor.swap("/postings/draft", PAIR)
    answer = editor.post("/postings/new", {**PAIR, "at": "2/6/2026 9am", "link-en": "https://example.com/a"})
    assert answer.status_code == 303
    shown = show_posting(house.council.desk, answer.headers["location"].rsplit("/", 1)[1])
    assert {language: version.text for language, version in shown.versions.items()} == {"cy": WELSH, "en": ENGLISH}
    assert shown.versions[Language.EN].link == "https://example.com/a"
    assert (shown.line.label, shown.line.channels) == ("Llyfrgell", ("board",))
    assert shown.line.slot is not None
    assert drafts_of(house.council.desk, "comms-editor") == []


def test_a_form_sent_twice_adds_one_post_and_one_that_says_something_else_adds_another(
    house: House, editor: Person
) -> None:
    sent = {**PAIR, "place": "new-0123456789ab"}
    first, again = editor.post("/postings/new", sent), editor.post("/postings/new", sent)
    assert first.headers["location"] == again.headers["location"] == "/postings/P1"
    other = editor.post("/postings/new", {**sent, "label": "Llyfrgell arall"})
    assert other.headers["location"] == "/postings/P2"
    assert editor.post("/postings/new", {**PAIR, "place": "new-ba9876543210"}).headers["location"] == "/postings/P3"


def test_what_cannot_be_saved_is_said_beside_each_field_and_what_was_typed_stays(editor: Person) -> None:
    answer = editor.post("/postings/new", {"label": "Ffair", "at": "3/6/2020 9am", "place": "new-abcd"})
    assert answer.status_code == 422
    said = text_of(answer)
    for part in ("Enter the Welsh or the English", "Choose where it goes", "has passed"):
        assert part in said
    assert fields_of(answer.text)["label"] == "Ffair"
    refused = editor.post("/postings/new", {**PAIR, "link-cy": "not an address"})
    assert refused.status_code == 409
    assert fields_of(refused.text)["cy"] == WELSH


def test_without_a_name_the_first_words_are_one(house: House, editor: Person) -> None:
    answer = editor.post("/postings/new", {**PAIR, "label": ""})
    shown = show_posting(house.council.desk, answer.headers["location"].rsplit("/", 1)[1])
    assert shown.line.label == "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin…"


def test_a_look_before_saving_shows_findings_counts_and_preview_and_saves_nothing(house: House, editor: Person) -> None:
    answer = editor.post("/postings/new", {**PAIR, "en": ENGLISH.replace("9.30am", "10.30am"), "do": "check"})
    assert answer.status_code == 200
    said = text_of(answer)
    assert "1 thing to mend." in said
    assert "Mend this" in said
    assert 'id="cy-1"' in answer.text
    assert 'id="en-1"' in answer.text
    assert "How long it is" in said
    assert "As the public will see it" in said
    assert drafts_of(house.council.desk, "comms-editor") == []


def test_findings_are_answered_to_a_script_as_parts_of_the_page(editor: Person) -> None:
    answer = editor.swap("/postings/judge", {**PAIR, "en": "", "place": "new-abcd"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    said = text_of(answer)
    assert "The English is still to be written." in said
    assert "To be written:" in said


def test_an_agreed_twin_is_offered_and_put_in_without_scripts(house: House) -> None:
    agreed = house.settings.agreements.model_copy(update={"hashtags": ({"cy": "#Rhuthun", "en": "#Ruthin"},)})
    house.settings = house.settings.model_copy(update={"agreements": agreed})
    rules = house.council.desk.rules
    object.__setattr__(rules, "agreements", type(rules.agreements)(hashtags=(("#Rhuthun", "#Ruthin"),)))
    editor = house.visitor("comms-editor")
    typed = {**PAIR, "en": ENGLISH + " #Ruthin"}
    offered = editor.swap("/postings/judge", typed).text
    assert 'value="cy:#Rhuthun"' in offered
    put = editor.post("/postings/new", {**typed, "add": "cy:#Rhuthun"})
    assert fields_of(put.text)["cy"] == WELSH + " #Rhuthun"
    assert "The two versions say the same." in text_of(put)


def test_what_is_typed_is_kept_and_taken_up_where_it_was_left(house: House, editor: Person) -> None:
    typed = {**PAIR, "cy": "Bydd y llyf", "en": ""}
    kept = editor.swap("/postings/draft", typed)
    turn = re.search(r'data-turn="(\d+)"', kept.text)
    assert turn is not None
    assert "Kept, not saved yet" in text_of(kept)
    assert "Llyfrgell" in text_of(editor.get("/postings"))
    page = editor.get("/postings/new?draft=new-abcd")
    assert fields_of(page.text)["cy"] == "Bydd y llyf"
    assert fields_of(page.text)["turn"] == turn[1]
    assert house.visitor("duty-manager").get("/postings/new?draft=new-abcd").text.count("Bydd y llyf") == 0
    gone = editor.post("/postings/draft/forget", {"place": "new-abcd"})
    assert gone.status_code == 303
    assert draft_of(house.council.desk, "comms-editor", "new-abcd") is None


def test_another_window_of_the_same_person_is_told_and_nothing_is_written_over(editor: Person) -> None:
    editor.swap("/postings/draft", PAIR)
    second = editor.swap("/postings/draft", {**PAIR, "cy": "Arall"})
    assert second.status_code == 409
    assert "in another window" in text_of(second)
    assert editor.swap("/postings/draft", {**PAIR, "cy": "Arall", "anyway": "yes"}).status_code == 200


def test_who_else_writes_is_told(house: House, editor: Person) -> None:
    ref = house.council.add()
    editor.swap("/postings/draft", edited(editor, ref, en="The library"))
    translator = house.visitor("translator")
    answer = translator.swap("/postings/draft", edited(translator, ref, cy="Bydd"))
    assert "comms-editor is writing here too." in text_of(answer)


def test_an_edit_writes_only_the_side_that_was_changed(house: House, editor: Person) -> None:
    ref = house.council.add()
    answer = editor.post(f"/postings/{ref}/edit", edited(editor, ref, en=ENGLISH + " Thank you."))
    assert answer.status_code == 303
    versions = show_posting(house.council.desk, ref).versions
    assert {language: version.revision for language, version in versions.items()} == {"cy": 1, "en": 2}
    again = editor.post(f"/postings/{ref}/edit", edited(editor, ref))
    assert again.headers["location"] == f"/postings/{ref}"
    assert show_posting(house.council.desk, ref).versions[Language.EN].revision == 2


def test_a_side_that_is_written_cannot_be_emptied(house: House, editor: Person) -> None:
    ref = house.council.add()
    answer = editor.post(f"/postings/{ref}/edit", edited(editor, ref, cy=""))
    assert answer.status_code == 422
    assert "Enter the Welsh" in text_of(answer)


def test_two_people_at_one_text_are_shown_both_and_neither_is_lost(house: House, editor: Person) -> None:
    ref, desk = house.council.add(), house.council.desk
    mine = edited(editor, ref, en=ENGLISH.replace("closed", "shut"), label="Llyfrgell Rhuthun")
    edit_version(desk, TRANSLATOR, ref, Language.EN, Content(ENGLISH.replace("9.30am", "10am")))
    edit_version(desk, TRANSLATOR, ref, Language.CY, Content(WELSH.replace("9.30yb", "10yb")))
    answer = editor.post(f"/postings/{ref}/edit", mine)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "translator wrote revision 2 of the English meanwhile" in said
    assert "What you typed" in said
    assert "Both changes together" in said
    assert "You had not changed this side: the newer words are taken." in said
    assert show_posting(desk, ref).versions[Language.EN].revision == 2
    merged = editor.post(f"/postings/{ref}/merge", {**mine, "choice-en": "together"})
    form = fields_of(merged.text)
    assert form["en"] == ENGLISH.replace("9.30am", "10am").replace("closed", "shut")
    assert form["cy"] == WELSH.replace("9.30yb", "10yb")
    assert form["label"] == "Llyfrgell Rhuthun"
    assert editor.post(f"/postings/{ref}/edit", form).status_code == 303
    assert show_posting(desk, ref).versions[Language.EN].revision == 3
    for choice, wanted in (("theirs", ENGLISH.replace("9.30am", "10am")), ("mine", mine["en"])):
        chosen = fields_of(editor.post(f"/postings/{ref}/merge", {**mine, "choice-en": choice}).text)
        assert chosen["en"] == (form["en"] if choice == "theirs" else wanted)


def test_a_live_pair_is_changed_in_both_languages_or_the_change_is_dropped(house: House, editor: Person) -> None:
    council = house.council
    ref = council.scheduled()
    council.run_to(house.council.desk.rules.preflight * 5)
    page = editor.get(f"/postings/{ref}/edit")
    assert "This post is live." in text_of(page)
    changes = {"cy": WELSH.replace("9.30yb", "10yb"), "en": ENGLISH.replace("9.30am", "10am")}
    assert editor.post(f"/postings/{ref}/edit", edited(editor, ref, **changes)).status_code == 303
    assert show_posting(council.desk, ref).line.state is PostingState.CORRECTING
    assert council.texts() == [WELSH, ENGLISH]
    dropped = editor.post(f"/postings/{ref}/drop")
    assert dropped.status_code == 303
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    editor.post(f"/postings/{ref}/edit", edited(editor, ref, **changes))
    approve(council.desk, APPROVER, ref)
    council.worker().tick()
    assert sorted(council.texts()) == sorted(changes.values())


def test_what_is_on_its_way_is_not_written(house: House, editor: Person) -> None:
    ref = house.council.scheduled()
    house.visitor("comms-manager").post(f"/postings/{ref}/withdraw", {"reason": "Called off", "sure": "yes"})
    assert editor.get(f"/postings/{ref}/edit").status_code == 409


def test_a_mark_is_numbered_escaped_and_left_out_where_it_would_cover_everything() -> None:
    text = "Bydd <b> am 6yh"
    found = [
        Finding("times", "time-differs", Severity.BLOCK, Span(12, 15), None),
        Finding("language", "wrong", Severity.WARN, Span(0, len(text)), None),
    ]
    shown = str(marked(text, Language.CY, marks_of(found, Language.CY, text)))
    assert "&lt;b&gt;" in shown
    assert '<mark class="app-mark app-mark--block">6yh</mark>' in shown
    assert shown.count("<mark") == 1
    assert 'href="#found-1"' in shown
