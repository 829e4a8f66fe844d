"""Pictures and earlier texts in a real browser: chosen, described, ordered by keyboard, put in; and without scripts."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from office.browser_rig import DESK, PHONE, Desktop, faults_of
from office.test_memory_room import SOON, publish

pytestmark = pytest.mark.browser


def drawn(folder: Path, name: str, colour: str) -> str:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "PNG")
    (folder / name).write_bytes(out.getvalue())
    return str(folder / name)


def shown(page: Page, number: int) -> str:
    return page.locator(f"input[name=picture-{number}-cy]").input_value()


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("cy", PHONE)], ids=["desk-en", "phone-cy"])
def test_pictures_are_taken_in_ordered_by_keys_and_an_earlier_text_is_put_in(
    desktop: Desktop, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    publish(desktop.house)
    files = [drawn(tmp_path, "a.png", "darkgreen"), drawn(tmp_path, "b.png", "navy")]
    with desktop.sitting("comms-editor", language, size=size) as page:
        page.goto("/postings/new")
        page.locator("input[name=picture-new]").set_input_files(files)
        expect(page.locator("#picture-1-cy-alt")).to_be_visible()
        first, second = shown(page, 0), shown(page, 1)
        page.fill("#picture-0-cy-alt", "Map o'r ffordd")
        page.locator("button[value=down-0]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#picture-1-cy-alt")).to_have_value("Map o'r ffordd")
        assert (shown(page, 0), shown(page, 1)) == (second, first)
        page.fill("#en", SOON)
        page.locator("#memory button[data-into=cy]").first.click()
        expect(page.locator("#cy")).to_have_value("Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026.")
        assert faults_of(page) == []


def test_pictures_are_taken_in_and_removed_without_scripts(desktop: Desktop, tmp_path: Path) -> None:
    with desktop.sitting("comms-editor", "cy", size=PHONE, scripts=False) as page:
        page.goto("/postings/new")
        page.fill("#cy", "Mae'r ffordd ar gau.")
        page.set_input_files("#picture-new", drawn(tmp_path, "a.png", "navy"))
        page.locator("button[value=take-in]").click()
        expect(page.locator("img.app-picture__shown").first).to_be_visible()
        assert page.locator("#cy").input_value() == "Mae'r ffordd ar gau."
        page.locator("button[value=remove-0]").click()
        assert page.locator("input[name=picture-0-cy]").count() == 0


@pytest.mark.parametrize(("language", "size"), [("en", PHONE), ("cy", DESK)], ids=["phone-en", "desk-cy"])
def test_a_mistake_in_a_list_and_the_look_at_health_have_no_barrier(
    desktop: Desktop, language: str, size: tuple[int, int]
) -> None:
    with desktop.sitting("translator", language, size=size) as page:
        page.goto("/lists?kind=hashtag")
        page.fill("#cy", "Rhuthun")
        page.fill("#en", "#Ruthin")
        page.locator("main form[novalidate] button").first.click()
        assert faults_of(page) == []
        page.fill("#cy", "#Rhuthun")
        page.locator("main form[novalidate] button").first.click()
        page.goto("/lists/L1")
        assert faults_of(page) == []
    with desktop.sitting("administrator", language, size=size) as page:
        page.goto("/settings")
        page.locator("form[action$='/settings/health'] button").click()
        assert faults_of(page) == []
