"""What the examples promise: good pairs pass, faulty ones are stopped, and every weekday is right."""

import csv
import re
import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_bot.library import load_saved_replies, load_templates
from cydbost_bot.plan import read_plan
from cydbost_bot.settings_model import Emergency
from cydbost_language import Agreements, Attachment, Finding, Language, Pair, Severity, Side, check_pair, detect
from cydbost_language.calendar_words import MONTHS_CY, MONTHS_EN, WEEKDAYS_CY, WEEKDAYS_CY_NIGHT, WEEKDAYS_EN
from cydbost_language.templates import FieldKind, Template, Words, fill, named_places

EXAMPLES = Path(__file__).parents[2] / "examples"
COLUMNS = ["label", "channels", "date", "time", "cy", "en", "cy_alt", "en_alt", "link_cy", "link_en"]

#: The pairs list that a council would keep for these posts.
AGREED = Agreements(hashtags=(("#Ailgylchu", "#Recycling"), ("#Rhuthun", "#Ruthin")))


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def pair_of(row: dict[str, str]) -> Pair:
    def side(language: str) -> Side:
        alt_text = row[f"{language}_alt"]
        media = (Attachment("photo.jpg", "one digest", alt_text, "Y cyngor"),) if alt_text else ()
        return Side(row[language], media, row[f"link_{language}"] or None)

    return Pair(cy=side("cy"), en=side("en"))


def stopped(pair: Pair, agreed: Agreements = AGREED) -> list[Finding]:
    return [finding for finding in check_pair(pair, agreed) if finding.severity is not Severity.INFO]


PLAN = rows("plan.csv")
FAULTY = rows("faulty.csv")
COMMENTS = rows("comments.csv")
LIBRARY = {**load_templates(), **{f"reply {name}": reply for name, reply in load_saved_replies().items()}}


def emergency() -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "emergency.toml").read_text(encoding="utf-8"))


def test_the_plan_is_a_month_and_more_of_posts_in_the_columns_of_a_plan() -> None:
    assert len(PLAN) >= 22
    assert list(PLAN[0]) == COLUMNS
    assert len({row["label"] for row in PLAN}) == len(PLAN)
    days = [date.fromisoformat(row["date"]) for row in PLAN]
    assert days == sorted(days)
    assert all(date(2026, 6, 1) <= day <= date(2026, 7, 31) for day in days)


@pytest.mark.parametrize("row", PLAN, ids=[row["label"] for row in PLAN])
def test_a_post_of_the_plan_is_identical_in_both_languages(row: dict[str, str]) -> None:
    assert stopped(pair_of(row)) == []


@pytest.mark.parametrize("row", PLAN, ids=[row["label"] for row in PLAN])
def test_a_post_of_the_plan_leads_each_reader_to_a_page_in_their_language(row: dict[str, str]) -> None:
    for language in Language:
        links = re.findall(r"https://\S+", f"{row[language]} {row[f'link_{language}']}")
        assert all(link.startswith(f"https://sirenghraifft.llyw.cymru/{language}/") for link in links)
    assert bool(row["link_cy"]) == bool(row["link_en"])


@pytest.mark.parametrize("short", [False, True], ids=["long", "short"])
@pytest.mark.parametrize("template", LIBRARY.values(), ids=LIBRARY.keys())
def test_a_template_filled_with_its_examples_is_identical_in_both_languages(template: Template, short: bool) -> None:
    filled = fill(template, template.examples(), short=short)
    assert stopped(Pair(cy=Side(filled.cy), en=Side(filled.en))) == []


@pytest.mark.parametrize("name", LIBRARY)
def test_every_word_that_a_choice_offers_keeps_the_pair_identical(name: str) -> None:
    template = LIBRARY[name]
    for field in template.fields:
        for key in field.choices:
            filled = fill(template, {**template.examples(), field.name: key})
            assert stopped(Pair(cy=Side(filled.cy), en=Side(filled.en))) == []


#: Places whose English name is Welsh, or nearly: the names an English reader of an emergency needs most.
WELSH_NAMES = [
    Words.same("Llanfair Dyffryn Clwyd"),
    Words("Cyffylliog a Chlocaenog", "Cyffylliog and Clocaenog"),
    Words("Rhuthun a Llanbedr Dyffryn Clwyd", "Ruthin and Llanbedr Dyffryn Clwyd"),
    Words("Ffordd Las, y Rhyl", "Ffordd Las, Rhyl"),
]


@pytest.mark.parametrize("name", LIBRARY)
def test_a_place_with_a_welsh_name_in_english_does_not_stop_a_template(name: str) -> None:
    template = LIBRARY[name]
    for place in WELSH_NAMES:
        given = {field.name: place for field in template.fields if field.kind is FieldKind.PLACE}
        values = {**template.examples(), **given}
        filled = fill(template, values)
        names = Agreements(names=named_places(template, values))
        assert stopped(Pair(cy=Side(filled.cy), en=Side(filled.en)), names) == []


@settings(max_examples=150, deadline=None)
@given(template=st.sampled_from(list(LIBRARY.values())), short=st.booleans(), data=st.data())
def test_any_date_and_time_keeps_a_template_identical_in_both_languages(
    template: Template, short: bool, data: st.DataObject
) -> None:
    hours = st.sampled_from([time(0), time(0, 30), time(12), time(12, 30)]) | st.times()
    days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
    moments = st.builds(datetime.combine, days, hours)
    values = template.examples()
    for field in template.fields:
        moment = data.draw(moments)
        if field.kind in {FieldKind.DATE, FieldKind.MOMENT}:
            values[field.name] = moment if field.kind is FieldKind.MOMENT else moment.date()
    filled = fill(template, values, short=short)
    assert stopped(Pair(cy=Side(filled.cy), en=Side(filled.en))) == []


def test_the_plan_can_be_imported_as_it_stands() -> None:
    read = read_plan(EXAMPLES / "plan.csv", now=datetime(2026, 5, 25, 9, tzinfo=UTC), channels=["noticeboard"])
    assert [row.problems for row in read] == [()] * len(PLAN)
    assert all(row.at for row in read)


FAULTS = {
    "rhyl-library-training": "presence",
    "garden-waste": "language",
    "allotments": "dates",
    "denbigh-concert": "times",
    "gym-offer": "links",
    "a5-closure": "structure",
}


def test_the_faulty_pairs_are_six_each_with_its_reason() -> None:
    assert list(FAULTY[0]) == [*COLUMNS, "why"]
    assert [row["label"] for row in FAULTY] == list(FAULTS)
    assert all(row["why"] for row in FAULTY)


@pytest.mark.parametrize("row", FAULTY, ids=[row["label"] for row in FAULTY])
def test_a_faulty_pair_is_stopped_by_the_check_it_was_written_for(row: dict[str, str]) -> None:
    blocks = [finding.check for finding in stopped(pair_of(row)) if finding.severity is Severity.BLOCK]
    assert FAULTS[row["label"]] in blocks


def test_the_emergency_gives_english_a_reason_and_the_welsh_that_says_the_same() -> None:
    notice = emergency()
    assert notice["category"] in Emergency().categories
    assert notice["reason"].strip()
    sides = [Side(notice[language]["text"].strip(), link=notice[language]["link"]) for language in Language]
    assert stopped(Pair(cy=sides[0], en=sides[1])) == []


def test_the_comments_are_in_every_language_that_the_public_writes() -> None:
    assert list(COMMENTS[0]) == ["author", "language", "text"]
    assert len(COMMENTS) >= 15
    assert {row["language"] for row in COMMENTS} == {"cy", "en", "mixed", "none"}
    assert len({row["author"] for row in COMMENTS}) == len(COMMENTS)


@pytest.mark.parametrize("row", COMMENTS, ids=[row["author"] for row in COMMENTS])
def test_a_comment_is_read_as_the_language_it_is_in(row: dict[str, str]) -> None:
    assert detect(row["text"]).language == row["language"]


WELSH_DATE = re.compile(rf"(?:dd?ydd|nos) (\w{{3,7}}) (\d{{1,2}}) ({'|'.join(MONTHS_CY)})")
ENGLISH_DATE = re.compile(rf"({'|'.join(WEEKDAYS_EN)})(?: evening)? (\d{{1,2}}) ({'|'.join(MONTHS_EN)})")


def test_every_weekday_in_the_posts_belongs_to_its_date() -> None:
    found = 0
    for row in [*PLAN, *FAULTY]:
        for weekday, day, month in WELSH_DATE.findall(row["cy"]):
            number = date(2026, MONTHS_CY.index(month) + 1, int(day)).weekday()
            assert weekday in {WEEKDAYS_CY[number], WEEKDAYS_CY_NIGHT[number]}, row["label"]
            found += 1
        for weekday, day, month in ENGLISH_DATE.findall(row["en"]):
            assert weekday == WEEKDAYS_EN[date(2026, MONTHS_EN.index(month) + 1, int(day)).weekday()], row["label"]
    assert found > 30


def test_every_phone_number_is_one_kept_for_examples() -> None:
    for name in ("plan.csv", "faulty.csv", "emergency.toml", "comments.csv"):
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        assert not re.findall(r"\b0(?!1632 960)\d{3,4} ?\d{3}", text)
    for template in LIBRARY.values():
        for field in template.fields:
            if field.kind is FieldKind.PHONE:
                assert str(field.example).startswith("01632 960")
