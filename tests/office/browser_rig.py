"""The office in a real browser: people signed in, at a desk or on a phone, with scripts or without."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from browser.axe_audit import axe_violations
from cydbost_bot.office.cookies import LANGUAGE, SESSION
from cydbost_queue.policy import Actor, Role
from office.office_rig import PEOPLE, House

DESK = (1280, 900)
PHONE = (320, 640)

#: A refused form is an answer, though the browser's console calls it an error; and a test may cut the line.
NO_FAULTS = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")


@dataclass
class Desktop:
    """A browser that looks at one house."""

    browser: Browser
    house: House
    address: str

    @contextmanager
    def sitting(
        self,
        name: str,
        language: str = "en",
        *,
        size: tuple[int, int] = DESK,
        scripts: bool = True,
        roles: Sequence[Role] = (),
    ) -> Iterator[Page]:
        """Give a page of somebody signed in; what its console or the content policy complains of fails the test."""
        context = self._context(language, size, scripts=scripts)
        token = self.house.sign_in(Actor(name, frozenset(roles or PEOPLE[name])), language)
        context.add_cookies([{"name": SESSION, "value": token, "url": self.address}])
        complaints: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        context.close()
        assert [one for one in complaints if not any(part in one for part in NO_FAULTS)] == []

    def _context(self, language: str, size: tuple[int, int], *, scripts: bool) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            has_touch=size == PHONE,
            locale=f"{language}-GB",
        )
        context.add_cookies([{"name": LANGUAGE, "value": language, "url": self.address}])
        context.set_default_timeout(20_000)
        return context


def faults_of(page: Page) -> list[str]:
    """Return what axe finds, and whether the page has to be moved sideways."""
    page.wait_for_load_state()  # a page that is still coming has no width yet
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*axe_violations(page), *(["wider than the screen"] if wide else [])]
