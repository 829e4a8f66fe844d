"""The translators' room in a real browser: what is said anew as one types, and a page that needs no sign-in."""

from datetime import timedelta

import pytest

from cydbost_language import Language
from cydbost_queue.actions.outside import invite_translator
from cydbost_queue.queries.postings import show_posting
from office.browser_rig import DESK, PHONE, Desktop, faults_of
from publishing.conftest import EDITOR, WELSH

pytestmark = pytest.mark.browser


def test_a_translation_ticks_itself_off_as_it_is_typed_and_is_saved_by_keys_alone(desktop: Desktop) -> None:
    ref = desktop.house.council.add(cy=None)
    with desktop.sitting("translator", "cy", size=DESK) as page:
        page.goto(f"/translation/{ref}")
        assert page.locator(".app-points__item--done").count() == 0
        page.locator("#text").focus()
        page.keyboard.insert_text(WELSH)
        page.locator(".app-points__item--done").first.wait_for()
        assert page.locator(".app-points__item:not(.app-points__item--done)").count() == 0
        assert page.locator("#source-text mark").count() == 0
        assert faults_of(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/translation")
    assert show_posting(desktop.house.council.desk, ref).versions[Language.CY].text == WELSH


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_outside_translates_on_a_phone_with_scripts_or_without(desktop: Desktop, scripts: bool) -> None:
    council = desktop.house.council
    ref = council.add(cy=None)
    made = invite_translator(council.desk, EDITOR, ref, name="Cyfieithu Clwyd", lasts=timedelta(days=1))
    with desktop.sitting("translator", "cy", size=PHONE, scripts=scripts) as page:
        page.context.clear_cookies()
        page.goto(f"/outside/{made.token}")
        page.fill("#text", WELSH)
        if scripts:
            page.locator("#kept").get_by_text("Cadwyd").wait_for()
            assert faults_of(page) == []
        page.get_by_role("button", name="Anfon y cyfieithiad").click()
        page.get_by_role("heading", name="Diolch").wait_for()
        page.goto(f"/outside/{made.token}")
        assert page.locator("textarea").count() == 0
    assert show_posting(council.desk, ref).versions[Language.CY].author == "outside:Cyfieithu Clwyd"
