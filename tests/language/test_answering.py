"""The list that a translator ticks off: what the source states, how the other side could say it, whether it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language import Agreements, Language, Pair, Severity, Side, check_pair
from cydbost_language.offering import Point, PointKind, points

AGREED = Agreements(
    hashtags=(("#Rhuthun", "#Ruthin"),),
    names=(("Rhuthun", "Ruthin"),),
    terms=(("bwrdd iechyd", "health board"),),
    links=(("https://dcc.example/llyfrgell", "https://dcc.example/library"),),
)
ENGLISH = (
    "The library in Ruthin closes on Monday 8 June 2026 at 5pm. The health board asks £2.50, on 01824 706000. "
    "https://dcc.example/library #Ruthin"
)
WELSH = (
    "Mae’r llyfrgell yn Rhuthun yn cau ddydd Llun 8 Mehefin 2026 am 5yh. Mae’r bwrdd iechyd yn gofyn am £2.50, ar "
    "01824 706000. https://dcc.example/llyfrgell #Rhuthun"
)


def listed(english: str, welsh: str = "", source: Language = Language.EN) -> list[Point]:
    return list(points(Pair(Side(welsh), Side(english)), source, AGREED))


def test_before_anything_is_written_every_fact_is_open_and_says_how_it_could_be_said() -> None:
    found = listed(ENGLISH)
    assert not any(point.is_answered for point in found)
    assert [(point.kind, point.written, point.could) for point in found] == [
        (PointKind.NAME, "Ruthin", ("Rhuthun",)),
        (PointKind.DATE, "Monday 8 June 2026", ("dydd Llun 8 Mehefin 2026",)),
        (PointKind.TIME, "5pm", ("5yh",)),
        (PointKind.TERM, "health board", ("bwrdd iechyd",)),
        (PointKind.AMOUNT, "£2.50", ("£2.50",)),
        (PointKind.PHONE, "01824 706000", ("01824 706000",)),
        (PointKind.LINK, "https://dcc.example/library", ("https://dcc.example/llyfrgell",)),
        (PointKind.HASHTAG, "#Ruthin", ("#Rhuthun",)),
    ]


def test_a_whole_translation_ticks_everything_off_in_either_direction() -> None:
    assert all(point.is_answered for point in listed(ENGLISH, WELSH))
    assert all(point.is_answered for point in listed(ENGLISH, WELSH, Language.CY))


@pytest.mark.parametrize(
    ("right", "wrong", "open_kind"),
    [
        ("8 Mehefin", "9 Mehefin", PointKind.DATE),
        ("5yh", "6yh", PointKind.TIME),
        ("£2.50", "£3.50", PointKind.AMOUNT),
        ("706000", "706001", PointKind.PHONE),
        ("/llyfrgell", "/arall", PointKind.LINK),
        ("yn Rhuthun", "yn y dref", PointKind.NAME),
        ("bwrdd iechyd", "bwrdd", PointKind.TERM),
    ],
)
def test_a_fact_said_wrongly_stays_open_and_the_rest_is_ticked(right: str, wrong: str, open_kind: PointKind) -> None:
    found = listed(ENGLISH, WELSH.replace(right, wrong))
    assert {point.kind for point in found if not point.is_answered} == {open_kind}


def test_days_and_months_without_a_whole_date_are_said_too() -> None:
    found = {point.written: point.could for point in listed("Every Tuesday in March 2027, from Mon 9 June, 12 noon.")}
    assert found["Tuesday"] == ("dydd Mawrth",)
    assert found["March 2027"] == ("Mawrth 2027",)
    assert found["Mon 9 June"] == ("dydd Llun 9 Mehefin",)
    assert found["12 noon"] == ("hanner dydd",)


def test_a_day_that_does_not_fall_on_its_weekday_is_not_said_for_the_translator() -> None:
    assert {point.written: point.could for point in listed("On Sunday 8 June 2026.")}["Sunday 8 June 2026"] == ()


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(Language))
def test_any_two_texts_make_a_list_in_the_order_of_the_source(cy: str, en: str, source: Language) -> None:
    found = points(Pair(Side(cy), Side(en)), source, AGREED)
    places = [(point.span.start, point.span.end) for point in found]
    assert places == sorted(places)
    text = cy if source is Language.CY else en
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.sampled_from(["8", "9", "21"]), st.sampled_from(["Mehefin", "Mai"]), st.sampled_from(["5yh", "6.30yb"]))
def test_all_is_ticked_exactly_where_the_judgement_blocks_nothing(day: str, month: str, hour: str) -> None:
    pair = Pair(
        Side(f"Mae’r llyfrgell yn cau ar {day} {month} am {hour}."), Side("The library closes on 8 June at 5pm.")
    )
    is_whole = all(point.is_answered for point in points(pair, Language.EN, AGREED))
    assert is_whole is not any(finding.severity is Severity.BLOCK for finding in check_pair(pair, AGREED))
