"""The inbox's pages: what waits, narrowed and in parts; one comment with all that belongs to it."""

from datetime import timedelta

import pytest

from cydbost_queue.actions.inbox_work import escalate, set_tags
from cydbost_queue.queries import inbox as lists
from cydbost_queue.tables import Concern
from office.inbox_rig import ENGLISH, MIXED, WELSH, WELSH_ANSWER, with_comments
from office.office_rig import House, text_of
from publishing.conftest import EDITOR


@pytest.fixture
def inbox(house: House) -> House:
    return with_comments(house)


def test_the_list_says_who_wrote_what_in_which_language_and_when_it_is_due(inbox: House) -> None:
    page = inbox.visitor("comms-editor").get("/inbox")
    said = text_of(page)
    assert page.status_code == 200
    for words in (WELSH, ENGLISH, MIXED, "Preswylydd 0", "Due in 23 hours", "Welsh, ", "nobody yet"):
        assert words in said
    assert f'lang="cy"><p>{WELSH}' in page.text
    assert "bron yn sicr" in text_of(inbox.visitor("comms-editor", "cy").get("/inbox")) or "yn sicr" in page.text


def test_rude_words_are_covered_and_shown_on_demand(inbox: House) -> None:
    page = inbox.visitor("comms-editor").get("/inbox")
    shown, hidden = page.text.split("Show 1 covered word", 1)
    assert "fucking" not in shown
    assert "You are all [covered word] useless" in shown
    assert "fucking" in hidden.split("</details>", 1)[0]


def test_whoever_has_welsh_sees_the_welsh_that_nobody_has_first(inbox: House) -> None:
    title = "In Welsh, and nobody has them yet"
    page = text_of(inbox.visitor("comms-editor").get("/inbox"))
    assert page.index(title) < page.index(WELSH) < page.index(ENGLISH)
    assert title not in text_of(inbox.visitor("comms-manager").get("/inbox"))  # who does not answer


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=en", {"C2", "C4"}),
        ("language=both", {"C3"}),
        ("who=me", set()),
        ("who=nobody&order=newest", {"C1", "C2", "C3", "C4"}),
        ("tag=llyfrgell", {"C1"}),
        ("marked=yes&state=all", {"C2"}),
        ("state=answered", set()),
        ("channel=board", {"C1", "C2", "C3", "C4"}),
        ("channel=elsewhere", set()),
        ("state=nonsense&order=x&language=fr&after=1-2-3", {"C1", "C2", "C3", "C4"}),
    ],
)
def test_the_list_is_narrowed_by_its_address(inbox: House, query: str, found: set[str]) -> None:
    set_tags(inbox.council.desk, EDITOR, "C1", ["llyfrgell"])
    escalate(inbox.council.desk, EDITOR, "C2", Concern.PRESS, "A reporter asks")
    page = inbox.visitor("comms-editor").get(f"/inbox?{query}")
    assert {ref for ref in ("C1", "C2", "C3", "C4") if f'href="/inbox/{ref}"' in page.text} == found


def test_what_is_late_is_said_and_found(inbox: House) -> None:
    inbox.council.clock.advance(timedelta(days=2))
    page = text_of(inbox.visitor("comms-editor").get("/inbox?overdue=yes"))
    assert "Overdue by 1 day" in page
    assert "I’w ateb" not in text_of(inbox.visitor("comms-editor", "cy").get("/inbox?overdue=yes"))


def test_a_long_list_comes_in_parts(inbox: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists.list_inbox, "__kwdefaults__", {"after": None, "limit": 3})
    person = inbox.visitor("comms-editor")
    first = person.get("/inbox?order=newest")
    assert 'href="/inbox/C4"' in first.text
    assert 'href="/inbox/C1"' not in first.text
    after = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert 'href="/inbox/C1"' in person.get(after).text


def test_an_empty_inbox_says_so(house: House) -> None:
    assert "No comment waits for an answer." in text_of(house.visitor("comms-editor").get("/inbox"))


def test_a_comment_is_shown_with_our_post_and_what_the_person_wrote_before(inbox: House) -> None:
    page = inbox.visitor("comms-editor").get("/inbox/C3")
    said = text_of(page)
    assert "Our post, which this is about: P1" in said
    assert "Bydd y llyfrgell yn Rhuthun ar gau" in said  # in both languages: the answer is to be in both
    assert "The library in Ruthin will be closed" in said
    assert "Answer in Welsh and English" in said
    one_before = text_of(inbox.visitor("comms-editor").get("/inbox/C1"))
    assert "earlier comment" not in one_before
    assert "The library in Ruthin" not in one_before


def test_a_comment_that_is_not_there_is_a_page_of_its_own(inbox: House) -> None:
    assert inbox.visitor("comms-editor").get("/inbox/C99").status_code == 404


def test_saved_replies_stand_in_both_languages(house: House) -> None:
    page = house.visitor("comms-editor", "cy").get("/inbox/replies")
    assert page.status_code == 200
    assert "Diolch am eich sylw." in page.text
    assert "Thank you for your comment." in page.text
    assert WELSH_ANSWER not in page.text
