"""The inbox in a real browser: answered by keyboard alone and without scripts, the wrong language told as one types."""

import pytest
from playwright.sync_api import Locator, Page, expect

from cydbost_queue.actions.inbox_work import add_note, escalate, set_tags
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.tables import CommentState, Concern
from office.browser_rig import DESK, PHONE, Desktop, faults_of
from office.inbox_rig import ENGLISH_ANSWER, WELSH, WELSH_ANSWER, with_comments
from office.office_rig import House
from publishing.conftest import EDITOR

pytestmark = pytest.mark.browser


@pytest.fixture
def inbox(house: House) -> House:
    return with_comments(house)


def tab_to(page: Page, wanted: Locator) -> None:
    """Move there by the tabulator alone."""
    expect(wanted).to_be_visible()
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not lead there")


def test_a_welsh_comment_is_answered_by_keyboard_alone(desktop: Desktop, inbox: House) -> None:
    with desktop.sitting("comms-editor", "cy") as page:
        page.goto("/inbox")
        tab_to(page, page.get_by_role("link", name="C1: Preswylydd 0"))
        page.keyboard.press("Enter")
        tab_to(page, page.get_by_role("button", name="Ateb yn gyhoeddus"))
        page.keyboard.press("Enter")
        tab_to(page, page.get_by_label("Ateb yn Gymraeg"))
        page.keyboard.insert_text(ENGLISH_ANSWER)
        expect(page.locator("#look")).to_contain_text("Ni ellir anfon hwn fel y mae")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(WELSH_ANSWER)
        expect(page.locator("#look")).to_contain_text("ni chanfuwyd dim a fyddai’n ei atal")
        tab_to(page, page.get_by_role("button", name="Anfon at y cyhoedd"))
        page.keyboard.press("Enter")
        expect(page.get_by_text("Mae’r ateb ar ei ffordd.")).to_be_visible()
    assert show_comment(inbox.council.desk, "C1").state is CommentState.ANSWERING


def test_without_scripts_the_wrong_language_is_refused_and_the_right_one_goes(desktop: Desktop, inbox: House) -> None:
    with desktop.sitting("comms-editor", "en", size=PHONE, scripts=False) as page:
        page.goto("/inbox")
        page.get_by_role("link", name="C1: Preswylydd 0").click()
        expect(page.get_by_text(WELSH)).to_be_visible()
        page.get_by_role("button", name="Answer in public").click()
        page.get_by_label("Answer in Welsh").fill(ENGLISH_ANSWER)
        page.get_by_role("button", name="Send to the public").click()
        expect(page.get_by_role("alert")).to_contain_text("Translate it")
        expect(page.get_by_label("Answer in Welsh")).to_have_value(ENGLISH_ANSWER)
        page.get_by_label("Answer in Welsh").fill(WELSH_ANSWER)
        page.get_by_role("button", name="Send to the public").click()
        expect(page.get_by_text("The answer is on its way.")).to_be_visible()
    assert show_comment(inbox.council.desk, "C1").state is CommentState.ANSWERING


@pytest.mark.parametrize(("language", "size"), [("cy", PHONE), ("en", DESK)], ids=["cy-phone", "en-desk"])
def test_no_page_of_the_inbox_has_a_barrier(
    desktop: Desktop, inbox: House, language: str, size: tuple[int, int]
) -> None:
    desk = inbox.council.desk
    set_tags(desk, EDITOR, "C1", ["llyfrgell"])
    add_note(desk, EDITOR, "C1", "Ffoniwch y llyfrgell yn gyntaf")
    escalate(desk, EDITOR, "C2", Concern.PRESS, "A reporter asks")
    found: dict[str, list[str]] = {}
    with desktop.sitting("duty-manager", language, size=size) as page:
        more = ("?tag=nowhere&state=all", "/C4/no-answer", "/C4/moderate", "/replies") if size == PHONE else ()
        for path in ("", "/C1", "/C2", *more):
            page.goto(f"/inbox{path}")
            for summary in page.locator("summary").all():
                summary.click()
            found[path] = faults_of(page)
        page.goto("/inbox/C3")
        page.locator("form[action$='/take'] button").first.click()
        found["form"] = faults_of(page)
        page.locator("button[value=send]").click()
        found["refused"] = faults_of(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
