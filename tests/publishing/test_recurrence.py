"""A rule counts on the council's wall: each day it names is one instant, in any zone and across both clock changes."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_queue.errors import Refused
from cydbost_queue.recurrence import instant_of, read_recurrence, wall_of

LONDON = ZoneInfo("Europe/London")
#: Clocks that change at other hours, by half an hour, at midnight, in the south, or never.
ZONES = st.sampled_from(
    [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Havana",
        "Asia/Kolkata",
        "Africa/Cairo",
        "UTC",
    ]
).map(ZoneInfo)
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


def on(day: str, hour: str = "09:00") -> datetime:
    """Return a time on the wall."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour))


def days(rule: str, first: str, until: str) -> list[str]:
    return [wall.date().isoformat() for wall in read_recurrence(rule, on(first)).walls(until=on(until, "23:59"))]


@given(zone=ZONES, year=st.integers(2020, 2040), moment=TIMES)
def test_every_day_of_a_year_has_exactly_one_instant_whatever_the_clocks_do(
    zone: ZoneInfo, year: int, moment: time
) -> None:
    first = datetime.combine(date(year, 1, 1), moment)
    walls = list(read_recurrence("FREQ=DAILY", first).walls(until=datetime.combine(date(year, 12, 31), time.max)))
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert [wall.date() for wall in walls] == [date(year, 1, 1) + timedelta(days=n) for n in range(length)]
    instants = [instant_of(wall, zone) for wall in walls]
    assert all(before < after for before, after in pairwise(instants))
    for wall, instant in zip(walls, instants, strict=True):
        shown = wall_of(instant, zone)
        assert shown == wall or not _exists(wall, zone)


@given(zone=ZONES, moment=st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31)))  # noqa: DTZ001 - the wall's
def test_a_time_that_exists_is_shown_then_and_of_two_the_first_is_meant(zone: ZoneInfo, moment: datetime) -> None:
    wall = moment.replace(second=0, microsecond=0)
    instant = instant_of(wall, zone)
    if _exists(wall, zone):
        assert wall_of(instant, zone) == wall
        assert all(wall_of(instant - timedelta(minutes=step), zone) != wall for step in (30, 60))
    else:
        assert wall_of(instant, zone) > wall


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    return any(
        wall.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall
        for fold in (0, 1)
    )


@given(
    rule=st.sampled_from(
        ["FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31"]
    ),
    cut=st.integers(0, 700),
)
def test_what_was_taken_in_two_parts_is_what_is_taken_at_once(rule: str, cut: int) -> None:
    recurrence, end = read_recurrence(rule, on("2026-01-01")), on("2027-12-31")
    middle = on("2026-01-01") + timedelta(days=cut)
    parts = [*recurrence.walls(until=middle), *recurrence.walls(after=middle, until=end)]
    assert parts == list(recurrence.walls(until=end))


def test_nine_o_clock_stays_nine_o_clock_across_both_changes() -> None:
    for day, hours in (("2026-03-28", [9, 8]), ("2026-10-24", [8, 9])):
        walls = list(read_recurrence("FREQ=DAILY;COUNT=2", on(day)).walls(until=on("2026-12-31")))
        assert [instant_of(wall, LONDON).hour for wall in walls] == hours


def test_half_past_one_is_shown_as_half_past_two_in_the_night_that_skips_it() -> None:
    instant = instant_of(on("2026-03-29", "01:30"), LONDON)
    assert instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert wall_of(instant, LONDON) == on("2026-03-29", "02:30")


def test_half_past_one_is_the_first_of_two_in_the_night_that_shows_it_twice() -> None:
    assert instant_of(on("2026-10-25", "01:30"), LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO", ["2026-07-06", "2026-08-03", "2026-09-07"]),
        ("freq=monthly; bymonthday=31", ["2026-07-31", "2026-08-31"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=4;BYDAY=WE", ["2026-07-01", "2026-07-29", "2026-08-26", "2026-09-23"]),
        ("FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=-1", ["2026-08-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-07-31", "2026-08-31", "2026-09-30"]),
        ("FREQ=DAILY;UNTIL=20260702", ["2026-07-01", "2026-07-02"]),
        ("FREQ=DAILY;COUNT=3", ["2026-07-01", "2026-07-02", "2026-07-03"]),
    ],
)
def test_a_rule_names_its_days(rule: str, expected: list[str]) -> None:
    assert days(rule, "2026-07-01", "2026-09-30") == expected


def test_a_leap_day_comes_even_after_eight_years_without_one() -> None:
    assert days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2097-01-01", "2106-01-01") == ["2104-02-29"]


@given(st.text(max_size=60) | st.text(alphabet="FREQ=DAILYCOUNTBYMO;,-+0123456789", max_size=60))
def test_any_text_is_a_rule_or_is_refused(text: str) -> None:
    with suppress(Refused):
        assert next(read_recurrence(text, on("2026-07-01")).walls(until=on("2040-01-01"))) >= on("2026-07-01")


def test_the_end_of_the_calendar_is_no_fault() -> None:
    assert days("FREQ=DAILY", "9998-12-30", "9998-12-31") == ["9998-12-30", "9998-12-31"]
