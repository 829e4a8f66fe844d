"""A pair on its way, from the first word to the public, by the people who do it: in a real browser, as they use it."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from office.browser_rig import DESK, PHONE, Desktop, faults_of
from publishing.conftest import ENGLISH, WELSH

pytestmark = pytest.mark.browser

WRONG = WELSH.replace("9.30yb", "8.30yb")
TOMORROW = {"cy": "yfory 9yb", "en": "tomorrow 9am"}


@pytest.mark.parametrize(
    ("language", "size", "scripts"),
    [("cy", DESK, True), ("en", PHONE, True), ("cy", PHONE, False), ("en", DESK, False)],
    ids=["cy-desk", "en-phone", "cy-phone-without-scripts", "en-desk-without-scripts"],
)
def test_editor_translator_and_manager_bring_a_pair_to_the_public(
    desktop: Desktop, language: str, size: tuple[int, int], *, scripts: bool
) -> None:
    with desktop.sitting("comms-editor", language, size=size, scripts=scripts) as page:
        page.goto("/postings/new")
        page.fill("#en", ENGLISH)
        page.fill("#label", "Llyfrgell")
        _press(page, "form#compose button[value=save]:not([aria-hidden])")
        expect(page).to_have_url(f"{desktop.address}/postings/P1")
        if scripts:  # axe is one
            assert faults_of(page) == []
    with desktop.sitting("translator", language, size=size, scripts=scripts) as page:
        page.goto("/postings/P1/edit")
        page.fill("#cy", WRONG)
        if scripts:
            expect(page.locator("#judged .app-findings__one")).to_have_count(1)
            assert faults_of(page) == []
        page.fill("#cy", WELSH)
        _press(page, "form#compose button[value=save]:not([aria-hidden])")
    with desktop.sitting("comms-manager", language, size=size, scripts=scripts) as page:
        page.goto("/postings/P1")
        for box in page.locator("input[name=languages]").all():
            box.check()
        _press(page, "form[action$='/approve'] button")
    with desktop.sitting("comms-editor", language, size=size, scripts=scripts) as page:
        page.goto("/postings/P1/schedule")
        page.fill("#at", TOMORROW[language])
        _press(page, "form[action$='/schedule'] button")
        expect(page).to_have_url(f"{desktop.address}/postings/P1")
    assert desktop.house.council.live() == []
    desktop.house.council.run_to(timedelta(days=1))
    assert [notice.text for notice in desktop.house.council.live()] == [WELSH, ENGLISH]
    with desktop.sitting("comms-editor", language, size=size, scripts=scripts) as page:
        page.goto("/postings/P1")
        assert page.locator("a[href^='http://board.test']").count() == 2


def test_a_pair_is_written_and_approved_by_the_keyboard_alone(desktop: Desktop) -> None:
    with desktop.sitting("comms-editor", "cy") as page:
        page.goto("/postings/new")
        for field, words in (("cy", WELSH), ("en", ENGLISH), ("label", "Llyfrgell")):
            _tab_to(page, f"#{field}")
            page.keyboard.type(words)
        _tab_to(page, "button[value=save]:not([aria-hidden])")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{desktop.address}/postings/P1")
    with desktop.sitting("comms-manager", "cy") as page:
        page.goto("/postings/P1")
        for number in range(2):
            _tab_to(page, f"input[name=languages] >> nth={number}")
            page.keyboard.press("Space")
        _tab_to(page, "form[action$='/approve'] button")
        page.keyboard.press("Enter")
        expect(page.locator("form[action$='/approve']")).to_have_count(0)


def _press(page: Page, selector: str) -> None:
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def _tab_to(page: Page, selector: str) -> None:
    """Go on with the Tab key until the element has the focus, which must be seen."""
    wanted = page.locator(selector)
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate("element => element.matches(':focus-visible')")
            return
    raise AssertionError(f"the Tab key does not lead to {selector}")
