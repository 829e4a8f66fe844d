"""People's times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_bot.i18n import using
from cydbost_bot.wall_clock import NotATime, parse_time, spell_time

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)  # a Monday, 9am in Wales
WANTED = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-03 18:30",
        "2026-06-03T18:30+01:00",
        "2026-06-03T17:30:00Z",
        "2026-06-03 17:30Z",
        "2026-06-03 17:30 UTC",
        "2026-06-03 18:30 BST",
        "3/6/2026 6.30pm",
        "3.6.2026 18.30",
        "dydd Mercher 3 Mehefin 2026 6.30yh",
        "Dydd Mercher, 3 Mehefin 2026, am 6.30 yh",
        "nos Fercher 3 Mehefin 2026 6.30yh",
        "3ydd o Fehefin 2026 6.30yh",
        "3 Mehefin 6.30yh",
        "3 June 2026 18:30",
        "Wednesday 3rd of June 2026 at 6:30pm",
        "Wed 3 Jun 2026 18:30",
        "  dydd   Mercher  6.30yh ",
        "Wednesday 6.30pm",
        "+2d9h30m",
    ],
)
def test_both_languages_name_one_instant(text: str) -> None:
    assert parse_time(text, now=NOW) == WANTED


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("yfory 9yb", datetime(2026, 6, 2, 8, tzinfo=UTC)),
        ("tomorrow 9am", datetime(2026, 6, 2, 8, tzinfo=UTC)),
        ("heddiw hanner dydd", datetime(2026, 6, 1, 11, tzinfo=UTC)),
        ("today midday", datetime(2026, 6, 1, 11, tzinfo=UTC)),
        ("18:30", datetime(2026, 6, 1, 17, 30, tzinfo=UTC)),
        ("tomorrow 12am", datetime(2026, 6, 1, 23, tzinfo=UTC)),
        ("yfory 12.15yh", datetime(2026, 6, 2, 11, 15, tzinfo=UTC)),
        ("+30m", NOW + timedelta(minutes=30)),
    ],
)
def test_near_days_are_counted_from_today_in_wales(text: str, wanted: datetime) -> None:
    assert parse_time(text, now=NOW) == wanted


def test_today_is_the_day_in_wales_not_in_utc() -> None:
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight on the 2nd in Wales
    assert parse_time("today 9am", now=late) == datetime(2026, 6, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "time_not_understood"),
        ("soon", "time_not_understood"),
        ("3 Smarch 2026 18:30", "time_not_understood"),
        ("dydd Foo 3 Mehefin 2026 18:30", "time_not_understood"),
        ("x" * 5000, "time_not_understood"),
        ("3 June 2026", "time_missing"),
        ("yfory", "time_missing"),
        ("3 June 2026 6.30", "half_of_day_missing"),
        ("30 February 2026 18:30", "no_such_date"),
        ("3 June 2026 25:00", "no_such_date"),
        ("3 June 2026 18.30pm", "no_such_date"),
        ("3/13/2026 18:30", "no_such_date"),
        ("+99999999m", "time_not_understood"),
        ("Monday 3 June 2026 18:30", "wrong_weekday"),
        ("dydd Llun 3 Mehefin 2026 18:30", "wrong_weekday"),
        ("1 June 2026 08:59", "time_past"),
        ("2026-05-31T10:00Z", "time_past"),
        ("3 June 2026 18:30 GMT", "other_clock"),
        ("3 June 2026 18:30 EST", "other_clock"),
        ("2027-03-28 01:30", "time_skipped"),
        ("2026-10-25 01:30", "time_twice"),
    ],
)
def test_a_doubtful_time_is_refused_in_both_languages(text: str, code: str) -> None:
    with pytest.raises(NotATime) as refused:
        parse_time(text, now=NOW)
    assert [problem.code for problem in refused.value.problems] == [code]
    english = str(refused.value)
    with using("cy"):
        assert str(refused.value) != english


def test_a_skipped_time_is_told_the_nearest_two() -> None:
    with pytest.raises(NotATime, match=r"2027-03-28 01:30 .* 2027-03-28 00:59 and 2027-03-28 02:00"):
        parse_time("28/3/2027 1.30am", now=NOW)


def test_a_doubled_time_is_told_apart_by_its_clock() -> None:
    first = parse_time("2026-10-25 01:30 BST", now=NOW)
    second = parse_time("25 Hydref 2026 1.30yb GMT", now=NOW)
    assert (first, second - first) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), timedelta(hours=1))


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(NotATime, match="Europe/Lundon"):
        parse_time("18:30", now=NOW, zone="Europe/Lundon")
    with pytest.raises(NotATime):
        parse_time("18:30", now=NOW, zone="../../etc/passwd")


def test_another_zone_reads_its_own_clocks() -> None:
    assert parse_time("2026-06-03 19:30", now=NOW, zone="Europe/Paris") == WANTED


def test_a_past_time_is_accepted_when_asked_for() -> None:
    assert parse_time("2020-06-03 18:30", now=NOW, past=True) < NOW


FIRST = datetime(2025, 1, 1, tzinfo=UTC)
minutes = st.integers(0, 15 * 365 * 24 * 60).map(lambda minute: FIRST + timedelta(minutes=minute))
clock_changes = st.sampled_from(
    [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2031, 3, 30, 1, tzinfo=UTC)]
).flatmap(lambda change: st.integers(-180, 180).map(lambda minute: change + timedelta(minutes=minute)))


@given(moment=minutes | clock_changes, language=st.sampled_from(["cy", "en"]))
def test_what_is_spelled_is_read_back_as_the_same_instant(moment: datetime, language: str) -> None:
    text = spell_time(moment, language=language)
    assert parse_time(text, now=datetime(2020, 1, 1, tzinfo=UTC)) == moment


@given(minute=st.integers(0, 2 * 365 * 24 * 60))
def test_a_wall_time_is_read_exactly_or_refused(minute: int) -> None:
    wall = FIRST.replace(tzinfo=None) + timedelta(minutes=minute)
    code = _refusal(text := f"{wall:%Y-%m-%d %H:%M}", now=FIRST - timedelta(days=1))
    if code is None:
        moment = parse_time(text, now=FIRST - timedelta(days=1))
        assert moment.astimezone(ZoneInfo("Europe/London")).replace(tzinfo=None) == wall
    else:
        assert code in {"time_skipped", "time_twice"}


def _refusal(text: str, *, now: datetime) -> str | None:
    try:
        parse_time(text, now=now)
    except NotATime as refused:
        return refused.problems[0].code
    return None


@given(text=st.text(max_size=200))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    assert _refusal(text, now=NOW) is not None or parse_time(text, now=NOW) >= NOW


def test_times_are_spelled_as_councils_write_them() -> None:
    assert spell_time(WANTED, language="cy") == "dydd Mercher 3 Mehefin 2026, 6.30yh"
    assert spell_time(WANTED, language="en") == "Wednesday 3 June 2026, 6.30pm"
    assert spell_time(datetime(2026, 6, 3, 11, tzinfo=UTC), language="cy") == "dydd Mercher 3 Mehefin 2026, hanner dydd"
