"""The noticeboard as people meet it: small screens, keyboards, no JavaScript, screen readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe_audit import axe_violations
from browser.page_audit import audit, overflow
from browser.real_browser import open_browser, serving
from web.notice_board import Town, fill, open_town

pytestmark = pytest.mark.browser

PATHS = ["/", "/cy/", "/en/", "/cy/p-2026-0001", "/en/p-2026-0001", "/en/p-2026-0002", "/en/p-2026-0005", "/cy/nothing"]
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2


@dataclass(frozen=True)
class Visit:
    """A board that is being served, and a browser to visit it with."""

    browser: Browser
    base: str
    town: Town

    def page(self, path: str, *, width: int = 1280, scripts: bool = True, language: str = "cy") -> Page:
        page = self.browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, locale=language
        ).new_page()
        page.goto(self.base + path)
        return page


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder: Path = tmp_path_factory.mktemp("board")
    with open_browser() as browser, open_town(folder, base_url=None) as town:
        fill(town)
        town.publish_pair("long", f"{LONG}\n\nhttps://example.cymru/{LONG}", f"{LONG}\n\n{LONG}")
        with serving(town.client.app) as base:  # type: ignore[arg-type]  # the client holds what it was given
            yield Visit(browser, base, town)


@pytest.mark.parametrize("path", [*PATHS, "/cy/long"])
def test_nothing_reaches_beyond_a_window_of_320_pixels(visit: Visit, path: str) -> None:
    assert overflow(visit.page(path, width=320)) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_headings_labels_landmarks_contrast_and_targets_are_as_they_should_be(
    visit: Visit, path: str, width: int
) -> None:
    assert audit(visit.page(path, width=width)) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wrong(visit: Visit, path: str, width: int) -> None:
    assert axe_violations(visit.page(path, width=width)) == []


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_form_with_mistakes_is_as_accessible_and_takes_the_focus_to_them(visit: Visit, language: str) -> None:
    page = visit.page(f"/{language}/p-2026-0002", width=320)
    page.get_by_role("textbox").nth(1).fill("x" * 90)
    page.get_by_role("button").click()
    expect(page.locator(".errors")).to_be_focused()
    assert audit(page) == []
    assert axe_violations(page) == []
    assert overflow(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"


def test_a_comment_is_written_and_read_again_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.page("/cy/p-2026-0001")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    reached: list[str] = []
    while page.evaluate("document.activeElement.id") != "text":
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", reached[-1]
        assert len(reached) < 20
    page.keyboard.type("Pryd fydd y biniau bwyd?")
    page.keyboard.press("Tab")
    page.keyboard.type("Preswylydd")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert page.get_by_role("status").inner_text() == "Mae eich sylw bellach ar y dudalen hon."
    assert page.get_by_role("listitem").last.inner_text().endswith("Pryd fydd y biniau bwyd?")


def test_everything_works_without_javascript(visit: Visit) -> None:
    page = visit.page("/", scripts=False)
    page.get_by_role("link", name="Recycling").click()
    page.get_by_role("link", name="Darllen yr hysbysiad hwn yn Gymraeg").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ailgylchu"
    page.get_by_role("textbox").nth(0).fill("Heb JavaScript")
    page.get_by_role("button").click()
    assert page.get_by_text("Heb JavaScript").count() == 1


def test_no_page_asks_anybody_else_for_anything_or_breaks_its_own_rules(visit: Visit) -> None:
    page = visit.browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PATHS[:-1]:
        page.goto(visit.base + path)
    assert [url for url in asked if not url.startswith(visit.base)] == []
    assert said == []


@pytest.mark.parametrize("path", PATHS[:-1])
def test_words_are_large_enough_to_read_at_twice_the_size_without_sideways_scrolling(visit: Visit, path: str) -> None:
    page = visit.page(path, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
