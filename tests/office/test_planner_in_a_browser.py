"""Moving on the calendar in a real browser: by dragging, by keyboard, and without scripts."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from cydbost_queue.queries.postings import show_posting
from office.browser_rig import PHONE, Desktop, faults_of
from publishing.conftest import START

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)


def slot_of(desktop: Desktop, ref: str) -> datetime | None:
    return show_posting(desktop.house.council.desk, ref).line.slot


def test_a_post_is_dragged_to_another_day_and_the_move_undone(desktop: Desktop) -> None:
    ref = desktop.house.council.add(slot=START + DAY)
    with desktop.sitting("comms-editor") as page:
        page.goto("/calendar?look=month")
        handle, target = page.get_by_role("button", name="Move: Llyfrgell"), page.locator('[data-day="2026-06-11"]')
        handle.hover()
        page.mouse.down()
        target.hover()
        target.hover(position={"x": 20, "y": 30})
        page.mouse.up()
        expect(page.get_by_role("alert")).to_contain_text("Thursday 11 June 2026")
        assert faults_of(page) == []
        assert slot_of(desktop, ref) == START + 10 * DAY
        page.get_by_role("button", name="Undo the move").click()
        expect(page.get_by_role("alert")).to_contain_text("undone")
    assert slot_of(desktop, ref) == START + DAY


def test_a_post_is_moved_by_keyboard_alone_and_each_step_is_said(desktop: Desktop) -> None:
    ref = desktop.house.council.add(slot=START + DAY)
    with desktop.sitting("comms-editor", "cy") as page:
        page.goto("/calendar?look=month")
        handle, voice = page.get_by_role("button", name="Symud: Llyfrgell"), page.locator(".js-move-voice")
        handle.focus()
        page.keyboard.press("Enter")
        expect(voice).to_contain_text("bysellau saeth")
        page.keyboard.press("ArrowDown")
        expect(voice).to_have_text("dydd Mawrth 9 Mehefin 2026")
        page.keyboard.press("Escape")
        expect(voice).to_contain_text("aros lle’r oedd")
        expect(handle).to_be_focused()
        assert slot_of(desktop, ref) == START + DAY
        for key in ("Enter", "ArrowDown", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        expect(page.get_by_role("alert")).to_contain_text("ddydd Mercher 10 Mehefin 2026")
    assert slot_of(desktop, ref) == START + 9 * DAY


def test_a_post_without_a_time_is_put_on_a_day_and_asked_for_its_time(desktop: Desktop) -> None:
    desktop.house.council.add()
    with desktop.sitting("comms-editor") as page:
        page.goto("/calendar?look=month")
        page.get_by_role("button", name="Move: Llyfrgell").focus()
        for key in ("Enter", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        expect(page).to_have_url(re.compile("day=2026-06-02"))
        expect(page.get_by_label("Day", exact=True)).to_have_value("2")


def test_a_narrow_screen_shows_a_list_and_the_time_is_changed_without_scripts(desktop: Desktop) -> None:
    ref = desktop.house.council.add(slot=START + DAY)
    with desktop.sitting("comms-editor", "cy", size=PHONE, scripts=False) as page:
        page.goto("/calendar")
        expect(page.locator(".js-calendar")).to_be_hidden()
        page.locator(".app-plan__narrow").get_by_role("link", name="Newid yr amser").click()
        page.get_by_label("Diwrnod").fill("4")
        page.get_by_label("Amser o’r dydd").fill("2yh")
        page.get_by_role("button", name="Cadw’r amser").click()
        expect(page.get_by_role("alert")).to_contain_text("2yh ddydd Iau 4 Mehefin 2026")
    slot = slot_of(desktop, ref)
    assert slot is not None
    assert (slot.day, slot.hour) == (4, 13)
