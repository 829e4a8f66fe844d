"""One post in the office: what its page offers to whom, and what each act does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cydbost_language import Language
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from office import office_rig
from office.office_rig import House, text_of
from publishing.conftest import EDITOR, ENGLISH, TRANSLATOR, WELSH


def state_of(house: House, ref: str) -> PostingState:
    return show_posting(house.council.desk, ref).line.state


def test_the_list_is_filtered_searched_and_says_what_is_missing(house: House) -> None:
    editor = house.visitor("comms-editor")
    assert "There is no post yet." in text_of(editor.get("/postings"))
    whole, alone = house.council.add(), house.council.add(cy=None)
    said = text_of(editor.get("/postings"))
    assert f"{alone} Llyfrgell draft – board the Welsh, a time" in said
    only = text_of(editor.get("/postings?lacks=cy&state=draft&channel=board&search=llyfr"))
    assert f"{alone} Llyfrgell" in only
    assert f"{whole} Llyfrgell" not in only
    assert "No post is like that." in text_of(editor.get("/postings?search=nunlle&state=nonsense&before=x"))


def test_long_lists_go_on_page_by_page(house: House) -> None:
    for _ in range(31):
        house.council.add(cy=None)
    editor = house.visitor("comms-editor")
    first = editor.get("/postings?search=Llyfr")
    assert "P31 Llyfrgell" in text_of(first)
    assert "/postings?search=Llyfr&amp;before=2" in first.text
    second = text_of(editor.get("/postings?search=Llyfr&before=2"))
    assert "P1 Llyfrgell" in second
    assert "The newest" in second


def test_nobody_is_offered_to_approve_their_own_words_and_an_approver_approves_what_they_read(house: House) -> None:
    ref = house.council.add()
    writer = house.visitor("comms-editor").get(f"/postings/{ref}")
    assert f'action="/postings/{ref}/approve"' not in writer.text
    approver = house.visitor("comms-manager")
    page = approver.get(f"/postings/{ref}")
    assert f'action="/postings/{ref}/approve"' in page.text
    nothing = approver.post(f"/postings/{ref}/approve")
    assert (nothing.status_code, "Choose the version" in text_of(nothing)) == (409, True)
    one = approver.post(f"/postings/{ref}/approve", {"languages": "cy"})
    assert (one.status_code, state_of(house, ref)) == (303, PostingState.DRAFT)
    approver.post(f"/postings/{ref}/approve", {"languages": ["cy", "en"]})
    assert state_of(house, ref) is PostingState.READY
    assert "read and approved" in text_of(approver.get(f"/postings/{ref}"))


def test_a_fault_is_shown_on_both_sides_and_cannot_be_approved(house: House) -> None:
    ref = house.council.add(en=ENGLISH.replace("9.30am", "10.30am"))
    approver = house.visitor("comms-manager")
    page = approver.get(f"/postings/{ref}")
    assert 'id="cy-1"' in page.text
    assert "Mend this" in text_of(page)
    assert f'action="/postings/{ref}/approve"' not in page.text
    refused = approver.post(f"/postings/{ref}/approve", {"languages": ["cy", "en"]})
    assert (refused.status_code, state_of(house, ref)) == (409, PostingState.DRAFT)


def test_a_warning_is_accepted_by_a_named_person_with_a_reason(house: House) -> None:
    links = (" https://a.gov.uk/cofrestru-i-bleidleisio", " https://a.gov.uk/register-to-vote")
    ref = house.council.add(cy=WELSH + links[0], en=ENGLISH + links[1])
    (warning,) = [one for one in show_posting(house.council.desk, ref).verdict.findings if one.severity == "warn"]
    where = f"/postings/{ref}/accept/{warning.fingerprint}"
    approver = house.visitor("comms-manager")
    assert where in approver.get(f"/postings/{ref}").text
    assert "Why it may stand" in text_of(approver.get(where))
    assert "Enter the reason why this may stand" in text_of(approver.post(where))
    assert approver.post(where, {"reason": "The two pages are one."}).status_code == 303
    assert "Accepted" in text_of(approver.get(f"/postings/{ref}"))
    assert approver.get(f"/postings/{ref}/accept/nothing000").status_code == 404
    assert house.visitor("comms-editor").get(where).status_code == 403


def test_a_time_is_given_changed_and_taken_away(house: House) -> None:
    ref, approver = house.council.add(), house.visitor("comms-manager")
    early = approver.post(f"/postings/{ref}/schedule", {"at": "2/6/2026 9am"})
    assert (early.status_code, "is not approved" in text_of(early)) == (409, True)
    approver.post(f"/postings/{ref}/approve", {"languages": ["cy", "en"]})
    for wrong, sentence in (("", "Enter a day and a time"), ("yesterday", "yesterday"), ("1/6/2026 8am", "has passed")):
        answer = approver.post(f"/postings/{ref}/schedule", {"at": wrong})
        assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert approver.post(f"/postings/{ref}/schedule", {"at": "2/6/2026 9am"}).status_code == 303
    assert state_of(house, ref) is PostingState.SCHEDULED
    assert approver.post(f"/postings/{ref}/unschedule").status_code == 303
    assert (state_of(house, ref), approver.post(f"/postings/{ref}/unschedule").status_code) == (PostingState.READY, 409)


def test_a_post_is_told_when_to_come_down_or_to_stay(house: House) -> None:
    ref, editor = house.council.add(), house.visitor("comms-editor")
    assert editor.post(f"/postings/{ref}/expire", {"at": "9/6/2026 9am"}).status_code == 303
    assert show_posting(house.council.desk, ref).line.expires is not None
    assert "Let it stay" in text_of(editor.get(f"/postings/{ref}/expire"))
    assert editor.post(f"/postings/{ref}/expire", {"at": "1/6/2026 8am"}).status_code == 422
    editor.post(f"/postings/{ref}/expire", {"stays": "yes"})
    assert show_posting(house.council.desk, ref).line.expires is None


def test_a_withdrawal_wants_a_reason_and_a_plain_yes(house: House) -> None:
    ref, officer = house.council.add(), house.visitor("duty-officer")
    assert "This cannot be undone" in text_of(officer.get(f"/postings/{ref}/withdraw"))
    answer = officer.post(f"/postings/{ref}/withdraw", {"reason": "Called off"})
    assert answer.status_code == 422
    assert "Say that you want both versions withdrawn" in text_of(answer)
    assert "Called off" in answer.text
    assert officer.post(f"/postings/{ref}/withdraw", {"reason": "Called off", "sure": "yes"}).status_code == 303
    assert state_of(house, ref) is PostingState.WITHDRAWN
    again = officer.post(f"/postings/{ref}/withdraw", {"reason": "Called off", "sure": "yes"})
    assert again.status_code == 409


def test_a_message_too_long_for_one_post_is_divided_in_both_languages_at_once(
    new_address: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = office_rig.CONFIG.replace('layout = "paired-accounts"', 'layout = "paired-accounts"\ntext_limit = 90')
    monkeypatch.setattr(office_rig, "CONFIG", short)
    house = office_rig.house_at(new_address(), tmp_path)
    ref, editor = house.council.add(), house.visitor("comms-editor")
    page = editor.get(f"/postings/{ref}")
    assert f'href="/postings/{ref}/divide"' in page.text
    assert "save it and divide it" in text_of(page)
    shown = text_of(editor.get(f"/postings/{ref}/divide"))
    assert "Part 1" in shown
    assert "Part 2" in shown
    assert editor.post(f"/postings/{ref}/divide").status_code == 303
    assert [part.number for part in show_posting(house.council.desk, ref).parts] == [1, 2]
    assert "Parts" in text_of(editor.get(f"/postings/{ref}"))
    endless = house.council.add(cy="Mae croeso. " * 70, en="Welcome all. " * 70)
    answer = editor.get(f"/postings/{endless}/divide")
    assert (answer.status_code, "more than 60 sentences" in text_of(answer)) == (422, True)
    house.close()


def test_the_history_shows_what_each_writing_changed_and_what_the_other_side_did_not_answer(house: House) -> None:
    ref, desk = house.council.add(), house.council.desk
    edit_version(desk, EDITOR, ref, Language.EN, Content(ENGLISH.replace("9.30am", "10am")))
    page = house.visitor("language-officer").get(f"/postings/{ref}/history")
    said = text_of(page)
    assert "English, revision 2" in said
    assert "[taken out:] 9.30am" in said
    assert "[put in:] 10am" in said
    assert '<mark class="app-mark app-mark--block">10am</mark>' in page.text
    assert "The English was changed after the Welsh" in text_of(house.visitor("translator").get(f"/postings/{ref}"))
    edit_version(desk, TRANSLATOR, ref, Language.CY, Content(WELSH.replace("9.30yb", "10yb")))
    newest = house.visitor("language-officer").get(f"/postings/{ref}/history").text.split("<section")[1]
    assert "<mark" not in newest
