"""What libraries of dates, numbers and words write in either language is read as what it was made from."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]  # it has no annotations

from cydbost_language.calendar_words import MONTHS_CY_SOFT, MONTHS_EN
from cydbost_language.facts import Fact, Kind, Weight, extract
from cydbost_language.facts.clock import Clock
from cydbost_language.facts.dates import Day
from cydbost_language.facts.lengths import Length, Unit
from cydbost_language.facts.number_words import UNITS_CY, phrases
from cydbost_language.pair import Language
from cydbost_language.text import read

CY, EN = Language.CY, Language.EN
LOCALES = {CY: "cy", EN: "en_GB"}
DAYS = st.dates(date(2000, 1, 1), date(2068, 12, 31))

#: The days of the month as words, by the traditional count.
DAYS_CY = (
    "cyntaf ail trydydd pedwerydd pumed chweched seithfed wythfed nawfed degfed unfed+ar+ddeg deuddegfed "
    "trydydd+ar+ddeg pedwerydd+ar+ddeg pymthegfed unfed+ar+bymtheg ail+ar+bymtheg deunawfed "
    "pedwerydd+ar+bymtheg ugeinfed unfed+ar+hugain ail+ar+hugain trydydd+ar+hugain pedwerydd+ar+hugain "
    "pumed+ar+hugain chweched+ar+hugain seithfed+ar+hugain wythfed+ar+hugain nawfed+ar+hugain degfed+ar+hugain "
    "unfed+ar+ddeg+ar+hugain"
)


def facts(text: str, language: Language, kind: Kind) -> tuple[Fact, ...]:
    return extract(read(text, language))[kind]


def values(text: str, language: Language, kind: Kind) -> list[frozenset[object]]:
    return [fact.values for fact in facts(text, language, kind) if fact.weight is not Weight.LOOSE]


@given(day=DAYS)
@pytest.mark.parametrize("language", Language)
def test_a_date_of_the_common_locale_data_is_read(language: Language, day: date) -> None:
    plain = Day(day.day, day.month, day.year)
    for form in ("long", "medium", "short"):
        assert values(f"({format_date(day, form, LOCALES[language])})", language, Kind.DATE) == [{plain}]
    full = format_date(day, "full", LOCALES[language])
    assert values(full, language, Kind.DATE) == [{Day(day.day, day.month, day.year, day.weekday())}]


@given(moment=st.times())
@pytest.mark.parametrize("language", Language)
def test_a_time_of_the_common_locale_data_is_read(language: Language, moment: time) -> None:
    written = format_time(moment, "short", locale=LOCALES[language])
    assert values(f"({written})", language, Kind.TIME) == [{Clock(moment.hour * 60 + moment.minute)}]


@given(number=st.decimals(0, 10**9, places=2))
@pytest.mark.parametrize("language", Language)
def test_a_sum_a_number_and_a_percentage_of_the_common_locale_data_are_read(
    language: Language, number: Decimal
) -> None:
    locale = LOCALES[language]
    assert values(format_currency(number, "GBP", locale=locale), language, Kind.AMOUNT) == [{("£", number)}]
    (figure,) = values(f"({format_decimal(number, locale=locale)})", language, Kind.NUMBER)
    assert number in figure
    percent = format_percent(number / 100, "#,##0.##%", locale=locale)
    assert values(percent, language, Kind.PERCENTAGE) == [{number}]


@pytest.mark.parametrize("day", range(1, 32))
def test_a_day_of_the_month_in_words_is_read_in_both_languages(day: int) -> None:
    welsh = DAYS_CY.split()[day - 1].replace("+", " ")
    english = num2words(day, to="ordinal")
    for month in (1, 3, 5, 7, 8, 10, 12):
        wanted = [{Day(day, month)}]
        assert values(f"Mae ar yr {welsh} o {MONTHS_CY_SOFT[month - 1]} eto.", CY, Kind.DATE) == wanted
        assert values(f"It is on the {english} of {MONTHS_EN[month - 1]} again.", EN, Kind.DATE) == wanted


@pytest.mark.parametrize("number", [*range(2, 100)])
def test_a_sum_and_a_percentage_in_words_are_read(number: int) -> None:
    for spelling in (" ".join(phrase) for phrase, value in phrases(CY).items() if value == number):
        assert values(f"Mae'n {spelling} o bunnoedd.", CY, Kind.AMOUNT) == [{("£", Decimal(number))}], spelling
        assert values(f"Mae'n {spelling} y cant.", CY, Kind.PERCENTAGE) == [{Decimal(number)}], spelling
    assert values(f"It is {num2words(number)} pence.", EN, Kind.AMOUNT) == [{("£", Decimal(number) / 100)}]
    assert values(f"It is {num2words(number)} per cent.", EN, Kind.PERCENTAGE) == [{Decimal(number)}]


@given(number=st.integers(100, 999_999))
def test_a_great_number_in_english_words_is_read(number: int) -> None:
    assert values(num2words(number, lang="en_GB"), EN, Kind.NUMBER) == [{Decimal(number)}]


@given(number=st.integers(2, 400))
def test_a_length_is_the_same_in_figures_in_either_language_and_in_smaller_units(number: int) -> None:
    weeks = Length(Decimal(number * 7 * 24 * 60), Unit.MINUTE)
    for text, language in (
        (f"{number} wythnos", CY),
        (f"{number} o wythnosau", CY),
        (f"{number * 7} diwrnod", CY),
        (f"{number} weeks", EN),
        (f"{number * 7}-day", EN),
        (f"{num2words(number * 7)} days", EN),
    ):
        (length,) = values(text, language, Kind.NUMBER)
        assert weeks in length, text


@pytest.mark.parametrize(
    ("welsh", "english", "value"),
    [
        ("hanner awr", "half an hour", Length(Decimal(30), Unit.MINUTE)),
        ("chwarter awr", "a quarter of an hour", Length(Decimal(15), Unit.MINUTE)),
        ("tri chwarter awr", "three quarters of an hour", Length(Decimal(45), Unit.MINUTE)),
        ("awr a hanner", "an hour and a half", Length(Decimal(90), Unit.MINUTE)),
        ("dwy awr a hanner", "two and a half hours", Length(Decimal(150), Unit.MINUTE)),
        ("pythefnos", "a fortnight", Length(Decimal(20160), Unit.MINUTE)),
        ("blwyddyn a hanner", "a year and a half", Length(Decimal(18), Unit.MONTH)),
        ("deuddeg mis", "12 months", Length(Decimal(12), Unit.MONTH)),
        ("blwyddyn", "a year", Length(Decimal(12), Unit.MONTH)),
        ("dwy ran o dair", "two thirds", Fraction(2, 3)),
        ("tri chwarter", "three quarters", Fraction(3, 4)),
        ("hanner dwsin", "half a dozen", Decimal(6)),
        ("cant a hanner", "a hundred and fifty", Decimal(150)),
        ("dau gan mil", "two hundred thousand", Decimal(200_000)),
        ("dwy filiwn a hanner", "2.5 million", Decimal(2_500_000)),
        ("2½ awr", "2.5 hours", Length(Decimal(150), Unit.MINUTE)),
        ("unfed ganrif ar hugain", "twenty-first century", Decimal(21)),
    ],
)
def test_a_length_or_a_share_has_one_value_in_both_languages(welsh: str, english: str, value: object) -> None:
    for text, language in ((welsh, CY), (english, EN)):
        assert value in set().union(*(fact.values for fact in facts(text, language, Kind.NUMBER))), text


@pytest.mark.parametrize("hour", range(1, 13))
@pytest.mark.parametrize(
    ("welsh", "english", "minutes"),
    [("hanner awr wedi", "half past", 30), ("chwarter wedi", "quarter past", 15), ("chwarter i", "quarter to", -15)],
)
def test_a_part_of_an_hour_in_words_is_read_in_both_languages(
    hour: int, welsh: str, english: str, minutes: int
) -> None:
    units = {unit: forms[0] for unit, forms in UNITS_CY.items()} | {11: "un ar ddeg", 12: "deuddeg"}
    wanted = (hour * 60 + minutes) % 720 + 720
    assert values(f"am {welsh} {units[hour]} y prynhawn", CY, Kind.TIME) == [{Clock(wanted)}]
    assert values(f"at {english} {num2words(hour)} in the afternoon", EN, Kind.TIME) == [{Clock(wanted)}]
