"""A date, a time or a number comes back the same from every spelling that either language has for it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]  # it has no annotations

from cydbost_language.calendar_words import (
    MONTHS_CY,
    MONTHS_CY_SOFT,
    MONTHS_EN,
    WEEKDAYS_CY,
    WEEKDAYS_CY_NIGHT,
    WEEKDAYS_EN,
)
from cydbost_language.facts import Fact, Kind, Weight, extract
from cydbost_language.facts.clock import Clock
from cydbost_language.facts.dates import Day
from cydbost_language.facts.number_words import phrases
from cydbost_language.pair import Language
from cydbost_language.text import read

DAYS = st.integers(0, 3000).map(lambda days: date(2020, 1, 1) + timedelta(days=days))
MINUTES = st.integers(0, 24 * 60 - 1)
ORDINALS_CY = ["af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed", "eg", "fed", "eg", "eg", "fed"]


def facts(text: str, language: Language, kind: Kind) -> tuple[Fact, ...]:
    return extract(read(text, language))[kind]


def ordinal_cy(day: int) -> str:
    if day <= 15:
        return ORDINALS_CY[day - 1]
    return "fed" if day in (18, 20) else "eg" if day in (16, 17, 19) else "ain"


def ordinal_en(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


WELSH_DATES: list[Callable[[date], str]] = [
    lambda d: f"dydd {WEEKDAYS_CY[d.weekday()]} {d.day} {MONTHS_CY[d.month - 1]} {d.year}",
    lambda d: f"ddydd {WEEKDAYS_CY[d.weekday()]}, {d.day} {MONTHS_CY[d.month - 1]}, {d.year}",
    lambda d: f"nos {WEEKDAYS_CY_NIGHT[d.weekday()]} {d.day} {MONTHS_CY[d.month - 1]} {d.year}",
    lambda d: f"dydd {WEEKDAYS_CY[d.weekday()]}, y {d.day}{ordinal_cy(d.day)} o {MONTHS_CY_SOFT[d.month - 1]} {d.year}",
    lambda d: f"dydd {WEEKDAYS_CY[d.weekday()]} {MONTHS_CY[d.month - 1]} {d.day} {d.year}",
]
ENGLISH_DATES: list[Callable[[date], str]] = [
    lambda d: f"{WEEKDAYS_EN[d.weekday()]} {d.day} {MONTHS_EN[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS_EN[d.weekday()]}, {d.day}{ordinal_en(d.day)} of {MONTHS_EN[d.month - 1]}, {d.year}",
    lambda d: f"{WEEKDAYS_EN[d.weekday()]} the {d.day}{ordinal_en(d.day)} {MONTHS_EN[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS_EN[d.weekday()]}, {MONTHS_EN[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{WEEKDAYS_EN[d.weekday()][:3]} {d.day} {MONTHS_EN[d.month - 1][:3]} {d.year}",
]
FIGURES: list[Callable[[date], str]] = [
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year % 100:02}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: d.isoformat(),
]


@given(day=DAYS)
@pytest.mark.parametrize("spelling", range(5))
def test_a_date_comes_back_from_every_spelling(day: date, spelling: int) -> None:
    wanted = frozenset({Day(day.day, day.month, day.year, day.weekday())})
    for language, spellings in ((Language.CY, WELSH_DATES), (Language.EN, ENGLISH_DATES)):
        (found,) = facts(f"({spellings[spelling](day)}).", language, Kind.DATE)
        assert found.values == wanted


@given(day=DAYS)
@pytest.mark.parametrize("language", Language)
def test_a_date_in_figures_comes_back(day: date, language: Language) -> None:
    for spelling in FIGURES:
        (found,) = facts(spelling(day), language, Kind.DATE)
        assert found.values == {Day(day.day, day.month, day.year)}


def twelve(minutes: int) -> tuple[int, int, bool]:
    return (minutes // 60 - 1) % 12 + 1, minutes % 60, minutes >= 12 * 60


@given(minutes=MINUTES)
@pytest.mark.parametrize("mark", [":", "."])
def test_a_time_comes_back_from_every_spelling(minutes: int, mark: str) -> None:
    hour, minute, after = twelve(minutes)
    written = f"{hour}{mark}{minute:02}"
    halves_cy = ("yh", " y.h.", "y.h.", "pm", " yr hwyr", "yp") if after else ("yb", " y.b.", "y.b.", "am", " y bore")
    halves_en = ("pm", " pm", " p.m.", "p.m.", "PM") if after else ("am", " am", " a.m.", "a.m.", "AM")
    for language, halves in ((Language.CY, halves_cy), (Language.EN, halves_en)):
        for half in halves:
            (found,) = facts(f"am {written}{half}, wedyn", language, Kind.TIME)
            assert found.values == {Clock(minutes)}, (written, half)


@given(minutes=MINUTES)
@pytest.mark.parametrize("language", Language)
def test_a_time_on_the_clock_of_twenty_four_hours_comes_back(minutes: int, language: Language) -> None:
    (found,) = facts(f"({minutes // 60:02}:{minutes % 60:02})", language, Kind.TIME)
    assert found.values == {Clock(minutes)}


@pytest.mark.parametrize("hour", range(1, 13))
def test_a_full_hour_comes_back_in_figures_and_in_words(hour: int) -> None:
    words = {value: " ".join(phrase) for phrase, value in phrases(Language.CY).items() if value <= 12}
    noon = hour % 12 * 60 + 12 * 60
    for text in (f"{hour} o'r gloch yr hwyr", f"{hour}yh", f"{words[hour]} o’r gloch yr hwyr"):
        assert [fact.values for fact in facts(text, Language.CY, Kind.TIME)] == [{Clock(noon)}], text
    spoken = num2words(hour)
    for text in (f"{hour} o'clock in the evening", f"{hour}pm", f"{spoken} o’clock in the evening"):
        assert [fact.values for fact in facts(text, Language.EN, Kind.TIME)] == [{Clock(noon)}], text


@given(number=st.decimals(0, 10**9, places=2, allow_nan=False))
@pytest.mark.parametrize("language", Language)
def test_a_number_and_a_sum_come_back_with_or_without_commas(number: Decimal, language: Language) -> None:
    for text in (f"{number:,.2f}", f"{number:.2f}"):
        (found,) = facts(f"£{text}", language, Kind.AMOUNT)
        assert found.values == {("£", number)}
        (figure,) = facts(f"({text})", language, Kind.NUMBER)
        assert number in figure.values


@pytest.mark.parametrize("number", range(2, 100))
def test_every_number_to_a_hundred_is_read_in_both_welsh_counts_and_in_english(number: int) -> None:
    spellings = [" ".join(phrase) for phrase, value in phrases(Language.CY).items() if value == number]
    spellings.append(num2words(number, lang="cy"))
    for spelling in spellings:
        (found,) = (one for one in facts(spelling, Language.CY, Kind.NUMBER) if one.weight is Weight.SPOKEN)
        assert found.values == {Decimal(number)}, spelling
    (found,) = facts(num2words(number), Language.EN, Kind.NUMBER)
    assert found.values == {Decimal(number)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dau gant", 200),
        ("tri chant pedwar deg dau", 342),
        ("pum mil", 5000),
        ("dwy fil a phum cant", 2500),
        ("tair blynedd ar hugain", 23),
        ("ddau glaf ar bymtheg ar hugain", 37),
        ("phedair", 4),
        ("mhum", 5),
        ("ddeugain", 40),
    ],
)
def test_a_mutated_or_great_number_is_read(text: str, number: int) -> None:
    assert [one.values for one in facts(text, Language.CY, Kind.NUMBER) if one.weight is Weight.SPOKEN] == [{number}]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may 2 may apply", Language.EN),
        ("5 mai peth da", Language.CY),
        ("hyd 5 hyd yma", Language.CY),
        ("chapter 3 march on", Language.EN),
    ],
)
def test_a_word_that_looks_like_a_month_is_no_date(text: str, language: Language) -> None:
    assert facts(text, language, Kind.DATE) == ()
