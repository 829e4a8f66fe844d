"""Times on the council's own clock, as each language says them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cydbost_bot.web.dates import spoken

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("at", "cy", "en"),
    [
        ((2026, 6, 3, 17, 30), "dydd Mercher 3 Mehefin 2026, 6.30yh", "Wednesday 3 June 2026, 6.30pm"),
        ((2026, 1, 5, 9, 0), "dydd Llun 5 Ionawr 2026, 9yb", "Monday 5 January 2026, 9am"),
        ((2026, 6, 3, 11, 0), "dydd Mercher 3 Mehefin 2026, hanner dydd", "Wednesday 3 June 2026, midday"),
        ((2026, 6, 3, 23, 0), "dydd Iau 4 Mehefin 2026, hanner nos", "Thursday 4 June 2026, midnight"),
        ((2026, 6, 3, 23, 5), "dydd Iau 4 Mehefin 2026, 12.05yb", "Thursday 4 June 2026, 12.05am"),
        ((2026, 6, 3, 11, 5), "dydd Mercher 3 Mehefin 2026, 12.05yh", "Wednesday 3 June 2026, 12.05pm"),
        ((2026, 3, 29, 1, 30), "dydd Sul 29 Mawrth 2026, 2.30yb", "Sunday 29 March 2026, 2.30am"),
        ((2026, 10, 25, 0, 30), "dydd Sul 25 Hydref 2026, 1.30yb BST", "Sunday 25 October 2026, 1.30am BST"),
        ((2026, 10, 25, 1, 30), "dydd Sul 25 Hydref 2026, 1.30yb GMT", "Sunday 25 October 2026, 1.30am GMT"),
        ((2026, 10, 25, 2, 30), "dydd Sul 25 Hydref 2026, 2.30yb", "Sunday 25 October 2026, 2.30am"),
    ],
)
def test_a_moment_is_said_as_people_say_it(at: tuple[int, int, int, int, int], cy: str, en: str) -> None:
    moment = datetime(*at, tzinfo=UTC)
    assert (spoken(moment, "cy", LONDON), spoken(moment, "en", LONDON)) == (cy, en)
