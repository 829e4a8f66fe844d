"""The first page in a real browser: both languages, desk and phone, with scripts and without."""

import pytest

from office.browser_rig import DESK, PHONE, Desktop, faults_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_page_has_no_barrier(desktop: Desktop, language: str, size: tuple[int, int]) -> None:
    with desktop.sitting("duty-manager", language, size=size) as page:
        page.goto("/")
        assert faults_of(page) == []


def test_the_language_is_changed_without_scripts_and_stays(desktop: Desktop) -> None:
    with desktop.sitting("duty-manager", "en", scripts=False) as page:
        page.goto("/")
        page.get_by_role("button", name="Cymraeg").click()
        page.goto("/")
        assert page.locator("html").get_attribute("lang") == "cy"
