"""What rendering promises: one value, its right form in each language."""

import calendar
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.calendar_words import MONTHS_CY, MONTHS_CY_SOFT, MONTHS_EN, WEEKDAYS_CY, WEEKDAYS_EN
from cydbost_language.facts import Kind, extract
from cydbost_language.facts.clock import Clock
from cydbost_language.facts.dates import Day
from cydbost_language.pair import Language
from cydbost_language.rendering import (
    DateStyle,
    TimeStyle,
    format_amount,
    format_date,
    format_duration,
    format_moment,
    format_number,
    format_time,
    join_list,
)
from cydbost_language.rendering_and import welsh_and
from cydbost_language.text import read

CY, EN = Language.CY, Language.EN
LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 6, 1)
BRIEF = DateStyle.WEEKDAY
VOWEL_SOUNDS = ["Abergele", "ôl", "iechyd", "Ynys", "Yr", "wythnos", "ŵyn", "‘Enfys’", "S4C", "NHS", "A525"]
VOWEL_SOUNDS += ["1", "8", "11", "80", "8,000", "11,500"]
CONSONANT_SOUNDS = ["Dinbych", "Hamdden", "Llanelwy", "Rhuthun", "Waunfawr", "Wrecsam", "York", "GIG", "BBC"]
CONSONANT_SOUNDS += ["", "🎉", "2", "10", "18", "100", "110", "1,000"]


def test_a_date_is_written_in_full_in_each_language() -> None:
    assert format_date(MONDAY, CY) == "dydd Llun 1 Mehefin 2026"
    assert format_date(MONDAY, EN) == "Monday 1 June 2026"


def test_a_date_can_leave_out_its_weekday_and_its_year() -> None:
    assert format_date(MONDAY, CY, DateStyle.DAY_MONTH) == "1 Mehefin"
    assert format_date(MONDAY, EN, DateStyle.DAY_MONTH) == "1 June"


def test_a_welsh_date_softens_after_a_preposition_and_an_english_one_does_not() -> None:
    assert format_date(MONDAY, CY, soft=True) == "ddydd Llun 1 Mehefin 2026"
    assert format_date(date(2026, 6, 3), CY, DateStyle.DAY_MONTH, soft=True) == "3 Fehefin"
    assert format_date(MONDAY, EN, soft=True) == "Monday 1 June 2026"


def test_the_evening_of_a_weekday_is_nos_with_its_own_mutation() -> None:
    assert format_date(MONDAY, CY, DateStyle.WEEKDAY, night=True) == "nos Lun 1 Mehefin"
    assert format_date(date(2026, 6, 5), CY, DateStyle.WEEKDAY, night=True, soft=True) == "nos Wener 5 Mehefin"
    assert format_date(MONDAY, EN, DateStyle.WEEKDAY, night=True) == "Monday night 1 June"


@pytest.mark.parametrize("day", [date(2026, month, 13) for month in range(1, 13)])
def test_every_month_has_its_name_in_both_languages(day: date) -> None:
    assert format_date(day, CY, DateStyle.DAY_MONTH) == f"13 {MONTHS_CY[day.month - 1]}"
    assert format_date(day, CY, DateStyle.DAY_MONTH, soft=True) == f"13 {MONTHS_CY_SOFT[day.month - 1]}"
    assert format_date(day, EN, DateStyle.DAY_MONTH) == f"13 {calendar.month_name[day.month]}"


@given(st.dates(), st.booleans())
def test_a_written_date_reads_back_to_the_day_it_came_from(day: date, soft: bool) -> None:
    for language, months, weekdays in ((CY, MONTHS_CY, WEEKDAYS_CY), (EN, MONTHS_EN, WEEKDAYS_EN)):
        *_, weekday, number, month, year = format_date(day, language, soft=soft).split()
        assert date(int(year), months.index(month) + 1, int(number)) == day
        assert weekdays.index(weekday) == day.weekday()


@pytest.mark.parametrize(
    ("moment", "welsh", "english"),
    [
        (time(18, 30), "6.30yh", "6.30pm"),
        (time(18), "6yh", "6pm"),
        (time(9, 5), "9.05yb", "9.05am"),
        (time(12), "hanner dydd", "midday"),
        (time(12, 30), "12.30yh", "12.30pm"),
        (time(0), "hanner nos", "midnight"),
        (time(0, 30), "12.30yb", "12.30am"),
    ],
)
def test_a_time_is_written_as_councils_print_it(moment: time, welsh: str, english: str) -> None:
    assert format_time(moment, CY) == welsh
    assert format_time(moment, EN) == english


def test_a_date_is_written_as_short_as_is_asked() -> None:
    wanted = {
        DateStyle.FULL: ("dydd Llun 1 Mehefin 2026", "Monday 1 June 2026"),
        DateStyle.LONG: ("1 Mehefin 2026", "1 June 2026"),
        DateStyle.MEDIUM: ("1 Meh 2026", "1 Jun 2026"),
        DateStyle.SHORT: ("01/06/2026", "01/06/2026"),
        DateStyle.WEEKDAY: ("dydd Llun 1 Mehefin", "Monday 1 June"),
        DateStyle.DAY_MONTH: ("1 Mehefin", "1 June"),
    }
    assert wanted.keys() == set(DateStyle)
    for style, written in wanted.items():
        assert (format_date(MONDAY, CY, style), format_date(MONDAY, EN, style)) == written


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.booleans(), st.booleans())
@pytest.mark.parametrize("style", DateStyle)
def test_the_facts_read_a_written_date_back_from_every_style(
    style: DateStyle, day: date, soft: bool, night: bool
) -> None:
    named, dated = "weekday" in style or style == "full", style not in ("weekday-day-month", "day-month")
    wanted = Day(day.day, day.month, day.year if dated else None, day.weekday() if named else None)
    for language in Language:
        text = f"({format_date(day, language, style, soft=soft, night=night)})"
        assert [fact.values for fact in extract(read(text, language))[Kind.DATE]] == [{wanted}], text


@given(st.times())
@pytest.mark.parametrize("style", TimeStyle)
def test_the_facts_read_a_written_time_back_from_every_style(style: TimeStyle, moment: time) -> None:
    for language in Language:
        text = f"({format_time(moment, language, style)})"
        wanted = Clock(moment.hour * 60 + moment.minute)
        assert [fact.values for fact in extract(read(text, language))[Kind.TIME]] == [{wanted}], text


@given(st.integers(0, 10**9))
def test_the_facts_read_a_written_sum_and_number_back(pence: int) -> None:
    amount = Decimal(pence) / 100
    for language in Language:
        facts = extract(read(f"({format_amount(amount, language)})", language))
        assert [fact.values for fact in facts[Kind.AMOUNT]] == [{("£", amount)}]
        facts = extract(read(f"({format_number(pence, language)})", language))
        assert [fact.values for fact in facts[Kind.NUMBER]] == [{Decimal(pence)}]


def _time_read(text: str, *, named: dict[str, time]) -> time:
    if text in named:
        return named[text]
    clock, half = text[:-2], text[-2:]
    hour, _, minute = clock.partition(".")
    return time(int(hour) % 12 + (12 if half in {"yh", "pm"} else 0), int(minute or 0))


@given(st.times())
def test_a_written_time_reads_back_to_its_minute_in_both_styles(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    named = {"hanner nos": time(0), "midnight": time(0), "hanner dydd": time(12), "midday": time(12)}
    for language in Language:
        assert _time_read(format_time(moment, language), named=named) == minute
        assert time.fromisoformat(format_time(moment, language, style=TimeStyle.H24)) == minute


def test_a_moment_is_told_on_the_clock_of_its_zone() -> None:
    in_summer = datetime(2026, 6, 1, 17, 30, tzinfo=UTC)
    assert format_moment(in_summer, CY, zone=LONDON) == "6.30yh, dydd Llun 1 Mehefin 2026"
    assert format_moment(in_summer, EN, zone=LONDON) == "6.30pm, Monday 1 June 2026"
    past_midnight = datetime(2026, 6, 1, 23, 15, tzinfo=UTC)
    assert format_moment(past_midnight, EN, zone=LONDON, date_style=BRIEF) == "12.15am, Tuesday 2 June"
    in_winter = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    assert format_moment(in_winter, EN, zone=LONDON, style=TimeStyle.H24) == "17:30, Tuesday 1 December 2026"


def test_midday_in_a_welsh_sentence_is_kept_apart_from_the_day() -> None:
    midday = datetime(2026, 6, 1, 12, tzinfo=LONDON)
    assert (
        format_moment(midday, CY, zone=LONDON, date_style=BRIEF, in_sentence=True)
        == "hanner dydd ar ddydd Llun 1 Mehefin"
    )
    assert format_moment(midday, EN, zone=LONDON, date_style=BRIEF, in_sentence=True) == "midday on Monday 1 June"
    assert format_moment(midday, CY, zone=LONDON, date_style=BRIEF) == "hanner dydd, dydd Llun 1 Mehefin"


def test_midnight_of_a_named_day_cannot_be_taken_for_the_end_of_it() -> None:
    midnight = datetime(2026, 6, 1, tzinfo=LONDON)
    assert format_moment(midnight, CY, zone=LONDON, date_style=BRIEF) == "00:00, dydd Llun 1 Mehefin"
    assert format_moment(midnight, EN, zone=LONDON, date_style=BRIEF, in_sentence=True) == "00:00 on Monday 1 June"


def test_a_moment_without_a_zone_is_already_wall_clock_time() -> None:
    assert format_moment(datetime(2026, 6, 1, 18), CY, zone=LONDON, date_style=BRIEF) == "6yh, dydd Llun 1 Mehefin"  # noqa: DTZ001 - the case


def test_a_moment_in_a_sentence_softens_the_welsh_day_and_says_on_in_english() -> None:
    moment = datetime(2026, 6, 1, 18, tzinfo=LONDON)
    assert format_moment(moment, CY, zone=LONDON, date_style=BRIEF, in_sentence=True) == "6yh ddydd Llun 1 Mehefin"
    assert format_moment(moment, EN, zone=LONDON, date_style=BRIEF, in_sentence=True) == "6pm on Monday 1 June"


@pytest.mark.parametrize(
    ("minutes", "welsh", "english"),
    [
        (0, "0 munud", "0 minutes"),
        (1, "1 munud", "1 minute"),
        (2, "2 funud", "2 minutes"),
        (30, "30 munud", "30 minutes"),
        (60, "1 awr", "1 hour"),
        (120, "2 awr", "2 hours"),
        (62, "1 awr 2 funud", "1 hour 2 minutes"),
        (1440, "1 diwrnod", "1 day"),
        (2880 + 60, "2 ddiwrnod 1 awr", "2 days 1 hour"),
        (3 * 1440, "3 diwrnod", "3 days"),
    ],
)
def test_a_duration_counts_in_good_welsh_and_english(minutes: int, welsh: str, english: str) -> None:
    assert format_duration(minutes, CY) == welsh
    assert format_duration(minutes, EN) == english


@given(st.integers(min_value=0, max_value=10**7))
def test_a_written_duration_adds_up_to_the_minutes_it_came_from(minutes: int) -> None:
    sizes = {"diwrnod": 1440, "ddiwrnod": 1440, "awr": 60, "munud": 1, "funud": 1, "day": 1440, "hour": 60, "minute": 1}
    for language in Language:
        words = format_duration(minutes, language).split()
        pairs = zip(words[::2], words[1::2], strict=True)
        assert sum(int(count) * sizes[unit.removesuffix("s")] for count, unit in pairs) == minutes


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="0 minutes or more"):
        format_duration(-1, CY)


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_written_number_reads_back_and_is_the_same_in_both_languages(number: int | Decimal) -> None:
    assert Decimal(format_number(number, CY).replace(",", "")) == number
    assert format_number(number, CY) == format_number(number, EN)


def test_an_amount_shows_pence_only_when_there_are_some() -> None:
    assert format_amount(1200, CY) == "£1,200"
    assert format_amount(Decimal("3.5"), EN) == "£3.50"
    assert format_amount(Decimal("-0.05"), CY) == "-£0.05"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_written_amount_reads_back_to_the_penny(pence: int) -> None:
    written = format_amount(Decimal(pence) / 100, CY)
    assert Decimal(written.replace("£", "").replace(",", "")) * 100 == pence


def test_a_part_of_a_penny_is_refused() -> None:
    with pytest.raises(ValueError, match="part of a penny"):
        format_amount(Decimal("0.005"), EN)


def test_a_list_of_names_ends_with_and_in_its_language() -> None:
    assert join_list(["Rhyl", "Corwen", "Dinbych"], CY) == "Rhyl, Corwen a Dinbych"
    assert join_list(["Rhyl", "Abergele"], CY) == "Rhyl ac Abergele"
    assert join_list(["Rhyl", "Corwen", "Denbigh"], EN) == "Rhyl, Corwen and Denbigh"
    assert join_list(["Rhyl"], CY) == "Rhyl"
    assert join_list([], EN) == ""


@pytest.mark.parametrize(
    "word",
    VOWEL_SOUNDS,
)
def test_ac_stands_before_a_vowel_sound(word: str) -> None:
    assert welsh_and(word) == "ac"


@pytest.mark.parametrize(
    "word",
    CONSONANT_SOUNDS,
)
def test_a_stands_before_a_consonant_sound(word: str) -> None:
    assert welsh_and(word) == "a"
