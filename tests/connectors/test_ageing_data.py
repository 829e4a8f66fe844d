"""What is known of a platform grows old, and one rule says of every platform what is to be looked at again."""

from datetime import date, timedelta

import pytest

from cydbost_connectors import Age, Dated, ageing, dated_of, prices_of
from cydbost_connectors.platforms import OWN, find_platform

READ = date(2026, 8, 22)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "on", "age", "day"),
    [
        (Dated("limits", "there", READ), READ + 364 * DAY, None, READ),
        (Dated("limits", "there", READ), READ + 365 * DAY, Age.OLD, READ),
        (Dated("limits", "there", READ, check_again_on=READ + DAY), READ + DAY, Age.OLD, READ),
        (Dated("v1", "there", READ, ends_on=READ + 91 * DAY), READ, None, READ),
        (Dated("v1", "there", READ, ends_on=READ + 90 * DAY), READ, Age.ENDING, READ + 90 * DAY),
        (Dated("v1", "there", READ, ends_on=READ), READ, Age.ENDED, READ),
    ],
)
def test_what_ended_ends_soon_or_was_read_long_ago_is_told(known: Dated, on: date, age: Age | None, day: date) -> None:
    assert [(one.age, one.day) for one in ageing([known], on)] == ([(age, day)] if age else [])


@pytest.mark.parametrize("name", sorted(OWN))
def test_everything_known_of_a_platform_says_where_and_when_it_was_read(name: str) -> None:
    platform = find_platform(name)
    assert platform is not None
    settings = {one.name: one.default or "" for one in platform.settings if not one.is_secret}
    known = dated_of(platform, settings)
    assert known[0].what == "limits"
    assert all(
        one.source.startswith(("https://", "docs/platforms/")) and one.read_on >= date(2026, 1, 1) for one in known
    )
    assert (prices_of(platform, settings) is not None) == (name == "x")
