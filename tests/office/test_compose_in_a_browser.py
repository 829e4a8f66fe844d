"""Writing a pair in a real browser: findings as one types, offers, what is kept, and all of it by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from cydbost_language import Language
from cydbost_queue.queries.drafts import draft_of, drafts_of
from cydbost_queue.queries.postings import show_posting
from office.browser_rig import DESK, PHONE, Desktop, faults_of
from publishing.conftest import ENGLISH, WELSH

pytestmark = pytest.mark.browser

FAULTY = ENGLISH.replace("9.30am", "10.30am")


def type_pair(page: Page, english: str = FAULTY) -> None:
    page.locator("#cy").fill(WELSH)
    page.locator("#en").fill(english)


@pytest.mark.parametrize(("language", "size"), [("cy", DESK), ("en", PHONE)], ids=["desk-cy", "phone-en"])
def test_findings_appear_as_one_types_on_both_sides_and_the_page_has_no_barrier(
    desktop: Desktop, language: str, size: tuple[int, int]
) -> None:
    with desktop.sitting("comms-editor", language, size=size) as page:
        page.goto("/postings/new")
        type_pair(page)
        expect(page.locator("#side-cy mark")).to_have_text("9.30yb")
        expect(page.locator("#side-en mark")).to_have_text("10.30am")
        expect(page.locator("#judged-status")).to_contain_text("1 peth" if language == "cy" else "1 thing to mend.")
        expect(page.locator(".app-seen")).to_have_count(2)
        assert faults_of(page) == []
        page.locator("#en").fill(ENGLISH)
        expect(page.locator("#judged .app-findings")).to_have_count(0)
        assert page.evaluate("document.activeElement.id") == "en"
        page.evaluate("window.onbeforeunload = null")
        page.get_by_role("button", name="Cadw" if language == "cy" else "Save", exact=True).click()
        page.wait_for_url("**/postings/P1")
        assert faults_of(page) == []


def test_what_is_typed_survives_a_lost_connection(desktop: Desktop) -> None:
    desk = desktop.house.council.desk
    with desktop.sitting("comms-editor") as page:
        page.goto("/postings/new")
        page.evaluate(
            "() => { window.connected = window.fetch; window.fetch = () => Promise.reject(new TypeError('away')); }"
        )
        type_pair(page)
        page.locator("#label").focus()
        expect(page.locator("#kept")).to_contain_text("No connection")
        assert drafts_of(desk, "comms-editor") == []
        page.evaluate("() => { window.fetch = window.connected; window.dispatchEvent(new Event('online')); }")
        expect(page.locator("#kept")).to_contain_text("Kept, not saved yet")
        place = page.locator("[name=place]").input_value()
        kept = draft_of(desk, "comms-editor", place)
        assert kept is not None
        assert (kept.first("cy"), kept.first("en")) == (WELSH, FAULTY)
        page.goto(f"/postings/new?draft={place}")
        expect(page.locator("#cy")).to_have_value(WELSH)


def test_a_pair_is_written_and_saved_by_keyboard_alone(desktop: Desktop) -> None:
    with desktop.sitting("comms-editor") as page:
        page.goto("/postings")
        page.get_by_role("button", name="Write a post").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/postings/new")
        for words in (WELSH, None, ENGLISH):
            while page.evaluate("document.activeElement.id") not in (["cy"] if words == WELSH else ["en", "link-cy"]):
                page.keyboard.press("Tab")
            if words:
                page.keyboard.insert_text(words)
            page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.value") != "save":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/postings/P1")
        versions = show_posting(desktop.house.council.desk, "P1").versions
        assert {language: version.text for language, version in versions.items()} == {"cy": WELSH, "en": ENGLISH}


def test_without_scripts_a_pair_is_looked_at_mended_and_saved(desktop: Desktop) -> None:
    with desktop.sitting("comms-editor", "cy", scripts=False) as page:
        page.goto("/postings/new")
        type_pair(page)
        page.get_by_role("button", name="Edrych arni cyn cadw").click()
        expect(page.locator("#side-en mark")).to_have_text("10.30am")
        page.locator("#en").fill(ENGLISH)
        page.get_by_role("button", name="Cadw", exact=True).click()
        expect(page.locator("h1")).to_contain_text("P1")
        assert show_posting(desktop.house.council.desk, "P1").versions[Language.EN].text == ENGLISH
