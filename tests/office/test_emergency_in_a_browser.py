"""An emergency in a real browser on a small phone: by thumb, by keys, without scripts, and over a bad line."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from cydbost_bot.library import load_templates
from cydbost_language.templates import template_hash
from cydbost_queue.actions.agreeing import NewPair, agree
from cydbost_queue.actions.emergency import approve_template
from cydbost_queue.queries.postings import list_postings
from cydbost_queue.tables.agreed import PairKind
from office.browser_rig import PHONE, Desktop, faults_of
from office.office_rig import House
from publishing.conftest import LANGUAGE_OFFICER

pytestmark = pytest.mark.browser

ENGLISH = "Flood warning. The river is rising quickly near the bridge. Leave the riverside now and go to higher ground."
WELSH = "Rhybudd llifogydd. Mae’r afon yn codi’n gyflym ger y bont. Gadewch lan yr afon nawr ac ewch i dir uwch."


def approve_words(house: House) -> None:
    library = load_templates()
    for name in ("flood-warning", "all-clear"):
        approve_template(house.council.desk, LANGUAGE_OFFICER, name, template_hash(library[name]))


def press(page: Page, name: str) -> None:
    """Go on with the Tab key to what is called so, and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(name):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no key leads to {name}")


def go_to(page: Page, field: str) -> None:
    for _ in range(80):
        if page.evaluate("document.activeElement.id") == field:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {field}")


def type_into(page: Page, field: str, text: str) -> None:
    go_to(page, field)
    page.keyboard.insert_text(text)


def choose(page: Page, field: str) -> None:
    go_to(page, field)
    page.keyboard.press("Space")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_approved_template_goes_out_by_thumb_in_both_languages(desktop: Desktop, scripts: bool) -> None:
    approve_words(desktop.house)
    agree(desktop.house.council.desk, LANGUAGE_OFFICER, NewPair(PairKind.NAME, "Rhuthun", "Ruthin"))
    found: list[str] = []
    with desktop.sitting("duty-officer", "cy", size=PHONE, scripts=scripts) as page:

        def seen() -> None:
            found.extend(faults_of(page) if scripts else [])

        page.goto("/emergency")
        seen()
        page.get_by_role("button", name="Dechrau argyfwng").tap()
        expect(page.locator("h1")).to_have_text("Dewiswch dempled")
        seen()
        page.get_by_role("link", name="Rhybudd llifogydd").tap()
        expect(page.locator("h1")).to_contain_text("Rhybudd llifogydd")
        seen()
        page.fill("#f-area-cy", "Rhuthun")
        if scripts:  # what the council has agreed stands there by itself
            page.locator("#f-area-cy").blur()
            expect(page.locator("#f-area-en")).to_have_value("Ruthin")
        page.fill("#f-area-en", "Ruthin")
        page.get_by_role("button", name="Nawr").tap()
        expect(page.locator("#f-from")).to_have_value("2026-06-01T10:00")
        page.fill("#f-link-cy", "https://cyngor.example/llifogydd")
        page.get_by_text("Yr un peth yn y ddwy iaith").last.tap()
        page.get_by_role("button", name="Nesaf: gweld").tap()
        expect(page.locator("h1")).to_have_text("Gwiriwch cyn anfon")
        seen()
        page.get_by_role("button", name="Ei hanfon at y cyhoedd nawr").tap()
        expect(page.locator("h1")).to_contain_text("P1")
        desktop.house.council.run_to(timedelta(0))
        page.reload()
        expect(page.get_by_text("Yn fyw")).to_have_count(2)
        seen()
    assert len(desktop.house.council.texts()) == 2
    assert found == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_english_goes_first_by_keys_alone_and_the_welsh_follows(desktop: Desktop, scripts: bool) -> None:
    with desktop.sitting("duty-officer", size=PHONE, scripts=scripts) as page:
        page.goto("/emergency/write")
        type_into(page, "en", ENGLISH)
        press(page, "Next")
        expect(page.locator("h1")).to_contain_text("is it justified?")
        assert page.locator(":checked").count() == 0
        press(page, "Next: see where it goes")
        expect(page.get_by_role("alert")).to_contain_text("Enter why English has to go first")
        press(page, "Choose what kind")
        page.keyboard.press("Space")
        type_into(page, "reason", "Nobody who has Welsh can be reached")
        choose(page, "authoriser")
        press(page, "Next: see where it goes")
        expect(page.locator("main")).to_contain_text("Fersiwn Gymraeg i ddilyn erbyn 10.30yb.")
        press(page, "Send it to the public now")
        expect(page.locator("h1")).to_contain_text("P1")
        assert not scripts or faults_of(page) == []
    desktop.house.council.run_to(timedelta(0))
    with desktop.sitting("translator", size=PHONE, scripts=scripts) as page:
        page.goto("/emergency/P1")
        press(page, "Write the Welsh of P1")
        expect(page.locator("h1")).to_have_text("Welsh of P1")
        type_into(page, "text", WELSH)
        press(page, "Keep the Welsh and check it")
        expect(page.locator("main")).to_contain_text("both languages say the same")
        assert not scripts or faults_of(page) == []
    with desktop.sitting("duty-manager", size=PHONE, scripts=scripts) as page:
        page.goto("/emergency/P1/welsh")
        press(page, "Approve: it goes out now")
        expect(page.locator("h1")).to_contain_text("P1")
    desktop.house.council.run_to(timedelta(0))
    assert set(desktop.house.council.texts()) == {WELSH, ENGLISH}


def test_a_lost_connection_is_said_and_the_same_request_is_made_again_until_it_is_answered(desktop: Desktop) -> None:
    lost = [0]

    def lose(route: Route) -> None:
        """Let the request arrive, and lose its first answer; then lose the second request."""
        lost[0] += 1
        if lost[0] == 1:
            route.fetch(max_redirects=0)
        if lost[0] <= 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    with desktop.sitting("duty-officer", size=PHONE) as page:
        page.goto("/emergency/write")
        page.fill("#en", ENGLISH)
        page.fill("#cy", WELSH)
        page.get_by_role("button", name="Next").tap()
        page.get_by_text("I do, alone").tap()
        page.route("**/emergency/send", lose)
        page.get_by_role("button", name="Send it to the public now").tap()
        expect(page.get_by_role("status")).to_contain_text("Trying again. Nothing is sent twice.")
        expect(page.locator("h1")).to_contain_text("P1", timeout=15_000)
        assert page.url.endswith("/emergency/P1")
        assert faults_of(page) == []
        page.unroute_all()
    assert lost[0] == 3
    assert len(list_postings(desktop.house.council.desk)) == 1


def test_the_clock_runs_on_the_page_and_speaks_only_at_the_steps_of_the_ladder(desktop: Desktop) -> None:
    house = desktop.house
    with desktop.sitting("duty-officer", size=PHONE) as page:
        page.goto("/emergency/write")
        page.fill("#en", ENGLISH)
        page.get_by_role("button", name="Next").tap()
        page.locator("#category").check()
        page.fill("#reason", "Nobody who has Welsh can be reached")
        page.get_by_text("I act alone").tap()
        page.get_by_role("button", name="Next: see where it goes").tap()
        page.get_by_role("button", name="Send it to the public now").tap()
        expect(page.locator("h1")).to_contain_text("P1")
        house.council.clock.advance(timedelta(minutes=15) - timedelta(seconds=4))
        page.goto("/emergency/P1")
        clock, steps = page.locator("[data-app-time]"), page.locator("[data-app-steps]")
        expect(clock).to_have_text(re.compile(r"15:0\d left"))
        expect(steps.locator("span:not([hidden])")).to_have_count(0)
        expect(clock).to_have_text(re.compile(r"14:5\d left"), timeout=15_000)
        expect(steps.locator("span:not([hidden])").first).to_have_text("50% of the time to the Welsh has passed.")
        house.council.clock.advance(timedelta(minutes=16))
        page.goto("/emergency/P1")
        expect(clock).to_contain_text("late by")
        assert faults_of(page) == []
