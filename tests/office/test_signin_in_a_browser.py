"""Coming into the office in a real browser: invited, with an app, at desk and on a phone; and looking after people."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from browser.real_browser import serving
from cydbost_bot.office.cookies import LANGUAGE
from cydbost_queue.actions.passwords import invite
from cydbost_queue.actions.people import Held, add_person, disable
from cydbost_queue.policy import Role
from office.browser_rig import DESK, PHONE, faults_of
from office.front_door import ADMINISTRATOR, PASSWORD, FrontDoor
from office.office_rig import House

pytestmark = pytest.mark.browser
SIGHTS = pytest.mark.parametrize(
    ("language", "size", "scripts"), [("cy", PHONE, False), ("en", DESK, True)], ids=["welsh-phone", "english-desk"]
)


@contextmanager
def looking(
    browser: Browser, door: FrontDoor, language: str, size: tuple[int, int], *, scripts: bool
) -> Iterator[Page]:
    with serving(door.app) as address:
        context = browser.new_context(
            base_url=address, viewport={"width": size[0], "height": size[1]}, java_script_enabled=True
        )
        context.add_cookies([{"name": LANGUAGE, "value": language, "url": address}])
        context.set_default_timeout(20_000)
        page = context.new_page()
        if not scripts:  # the audit needs scripts of its own; those of the page are kept away
            page.route("**/*.js*", lambda route: route.abort())
        yield page
        context.close()


def press(page: Page, text: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=text, exact=True).first.click()


@SIGHTS
def test_an_invited_person_comes_in_and_keeps_their_account(
    house: House, real_browser: Browser, language: str, size: tuple[int, int], scripts: bool
) -> None:
    door, welsh = FrontDoor(house), language == "cy"
    token = invite(house.council.desk, ADMINISTRATOR, "translator")
    on = "Ymlaen" if welsh else "Go on"
    with looking(real_browser, door, language, size, scripts=scripts) as page:
        page.goto("/sign-in")
        assert faults_of(page) == []
        page.goto(f"/invitation/{token}")
        press(page, on)  # nothing typed
        assert faults_of(page) == []
        page.locator("#password").fill(PASSWORD)
        page.locator("#again").fill(PASSWORD)
        press(page, on)
        assert faults_of(page) == []
        secret = "".join((page.locator(".app-secret").inner_text()).split())
        page.locator("#code").fill(pyotp.TOTP(secret).at(house.council.clock.now()))
        press(page, on)
        assert page.locator(".app-codes li").count() == 10
        assert faults_of(page) == []
        page.goto("/me/keys/new")
        page.locator("#label").fill("Digwyddiadau")
        page.locator("#scope-read").check()
        assert faults_of(page) == []
        press(page, "Gwneud yr allwedd" if welsh else "Make the key")
        assert faults_of(page) == []
        page.goto("/me")
        assert faults_of(page) == []
        door.wait(400)
        press(page, "Gwneud codau adfer newydd" if welsh else "Make new recovery codes")
        assert faults_of(page) == []  # it asks who it is first
        page.locator("#confirm_code").fill(pyotp.TOTP(secret).at(house.council.clock.now()))
        press(page, "Cadarnhau" if welsh else "Confirm")
        assert page.locator(".app-codes li").count() == 10
        page.locator("header").get_by_role("button", name="Allgofnodi" if welsh else "Sign out").click()
        page.locator("#name").fill("translator")
        page.locator("#password").fill(PASSWORD)
        press(page, "Mewngofnodi" if welsh else "Sign in")
        press(page, on)
        assert faults_of(page) == []


@SIGHTS
def test_people_and_roles_have_no_barrier(
    house: House, real_browser: Browser, language: str, size: tuple[int, int], scripts: bool
) -> None:
    door = FrontDoor(house, {"require_totp": False})
    desk = house.council.desk
    add_person(desk, ADMINISTRATOR, "Jo", Held(frozenset({Role.AUTHOR}), channels=frozenset({"board"})))
    disable(desk, ADMINISTRATOR, "translator")
    door.give_password("administrator", app=False)
    welsh = language == "cy"
    with looking(real_browser, door, language, size, scripts=scripts) as page:
        page.goto("/sign-in?next=/people")
        page.locator("#name").fill("administrator")
        page.locator("#password").fill(PASSWORD)
        press(page, "Mewngofnodi" if welsh else "Sign in")
        assert faults_of(page) == []
        for path in ("/people/Jo", "/people/Jo/change", "/people/translator", "/people/administrator"):
            page.goto(path)
            assert faults_of(page) == []
        page.goto("/people/new")
        press(page, "Cadw" if welsh else "Save")
        assert faults_of(page) == []
        page.goto("/people/Jo")
        press(page, "Gwahodd" if welsh else "Invite")
        assert "/invitation/" in page.locator("main").inner_text()
        assert faults_of(page) == []
