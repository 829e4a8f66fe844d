"""What axe-core, the checker that auditors use, says of a page."""

from typing import Final

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page

_RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_violations(page: Page) -> list[str]:
    """Return each violation with the first element that shows it; an empty list is the good answer."""
    found = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
