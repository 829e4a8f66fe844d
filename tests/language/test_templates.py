"""What filling a template promises: one value, right on both sides, and every fault named at once."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.pair import Language
from cydbost_language.templates import (
    Fault,
    FaultCode,
    Field,
    FieldKind,
    FieldValue,
    Filled,
    FillRefused,
    Template,
    Words,
    fill,
    named_places,
    placeholders,
    value_faults,
)

HELP = Words("Cymorth", "Help")
FOUND = {"green": Words("gwyrdd", "green"), "red": Words("coch", "red")}
ONE_OF_EACH: dict[FieldKind, FieldValue] = {
    FieldKind.TEXT: Words("bara", "bread"),
    FieldKind.PLACE: Words("Dinbych", "Denbigh"),
    FieldKind.DATE: date(2026, 6, 1),
    FieldKind.TIME: time(18, 30),
    FieldKind.MOMENT: datetime(2026, 6, 1, 17, 30, tzinfo=UTC),
    FieldKind.NUMBER: 1200,
    FieldKind.PHONE: "01632 960001",
    FieldKind.LINK: Words("https://example.org/cy/a", "https://example.org/en/a"),
    FieldKind.CHOICE: "green",
}


def field(name: str, kind: FieldKind) -> Field:
    choices = FOUND if kind is FieldKind.CHOICE else {}
    return Field(name=name, kind=kind, help=HELP, example=ONE_OF_EACH[kind], choices=choices)


def template(cy: str, en: str, *fields: Field, short: Words | None = None) -> Template:
    return Template("notice", "general", Words("Hysbysiad", "Notice"), Words(cy, en), fields, short)


def codes(refused: FillRefused) -> list[tuple[FaultCode, str]]:
    return [(fault.code, fault.field) for fault in refused.faults]


EVERY_KIND = template(
    "{text} {place} {date} {time} {moment} {number} {phone} {link} {choice}",
    "{text} {place} {date} {time} {moment} {number} {phone} {link} {choice}",
    *(field(kind.value, kind) for kind in FieldKind),
)


def test_each_value_stands_in_its_own_form_on_each_side() -> None:
    assert fill(EVERY_KIND, EVERY_KIND.examples()) == Filled(
        cy="bara Dinbych dydd Llun 1 Mehefin 2026 6.30yh 6.30yh, dydd Llun 1 Mehefin 2026 1,200 01632 960001 "
        "https://example.org/cy/a gwyrdd",
        en="bread Denbigh Monday 1 June 2026 6.30pm 6.30pm, Monday 1 June 2026 1,200 01632 960001 "
        "https://example.org/en/a green",
    )


@pytest.mark.parametrize(
    ("placeholder", "kind", "welsh", "english"),
    [
        ("{x:brief}", FieldKind.DATE, "dydd Llun 1 Mehefin", "Monday 1 June"),
        ("{x:brief,sentence}", FieldKind.DATE, "ddydd Llun 1 Mehefin", "Monday 1 June"),
        ("{x:night,brief}", FieldKind.DATE, "nos Lun 1 Mehefin", "Monday night 1 June"),
        ("{x:brief,sentence}", FieldKind.MOMENT, "6.30yh ddydd Llun 1 Mehefin", "6.30pm on Monday 1 June"),
        ("{x:24h}", FieldKind.TIME, "18:30", "18:30"),
    ],
)
def test_a_placeholder_chooses_the_form_it_needs(placeholder: str, kind: FieldKind, welsh: str, english: str) -> None:
    notice = template(placeholder, placeholder, field("x", kind))
    assert fill(notice, notice.examples()) == Filled(cy=welsh, en=english)


def test_one_name_may_serve_both_languages_when_the_caller_says_so() -> None:
    notice = template("Lleoliad: {place}", "Location: {place}", field("place", FieldKind.PLACE))
    assert fill(notice, {"place": Words.same("Prestatyn")}) == Filled("Lleoliad: Prestatyn", "Location: Prestatyn")


def test_a_name_given_once_without_a_word_about_the_other_language_is_refused() -> None:
    notice = template("Lleoliad: {place}", "Location: {place}", field("place", FieldKind.PLACE))
    with pytest.raises(FillRefused) as refused:
        fill(notice, {"place": "Denbigh"})
    assert codes(refused.value) == [(FaultCode.ONE_VALUE_FOR_TWO, "place")]


@pytest.mark.parametrize(
    ("words", "code"),
    [(Words("", "Denbigh"), FaultCode.WELSH_MISSING), (Words("Dinbych", " "), FaultCode.ENGLISH_MISSING)],
)
def test_a_place_missing_in_one_language_is_named_with_that_language(words: Words, code: FaultCode) -> None:
    notice = template("Lleoliad: {place}", "Location: {place}", field("place", FieldKind.PLACE))
    with pytest.raises(FillRefused) as refused:
        fill(notice, {"place": words})
    assert codes(refused.value) == [(code, "place")]


def test_every_fault_is_reported_at_once() -> None:
    fields = [field("place", FieldKind.PLACE), field("from", FieldKind.DATE), field("colour", FieldKind.CHOICE)]
    notice = template("{place} {from} {colour}", "{place} {from} {colour}", *fields)
    with pytest.raises(FillRefused) as refused:
        fill(notice, {"plaec": Words.same("Rhyl"), "from": "tomorrow", "colour": "blue"})
    assert refused.value.faults == (
        Fault(FaultCode.FIELD_MISSING, "place"),
        Fault(FaultCode.WRONG_KIND, "from", {"kind": "date"}),
        Fault(FaultCode.CHOICE_UNKNOWN, "colour", {"given": "blue", "choices": "green, red"}),
        Fault(FaultCode.FIELD_UNKNOWN, "plaec", {"near": "place"}),
    )


@pytest.mark.parametrize("kind", list(FieldKind))
@pytest.mark.parametrize("given", list(ONE_OF_EACH.values()))
def test_a_kind_takes_its_own_values_and_refuses_the_others(kind: FieldKind, given: FieldValue) -> None:
    notice = template("{x}", "{x}", field("x", kind))
    own = given == ONE_OF_EACH[kind]
    also_fits = kind in {FieldKind.TEXT, FieldKind.PLACE} and isinstance(given, Words)
    assert (not value_faults(notice, {"x": given})) is (own or also_fits)


@pytest.mark.parametrize("wrong", [True, Decimal("NaN"), Decimal("Infinity")])
def test_a_number_is_a_number_that_can_be_written(wrong: FieldValue) -> None:
    notice = template("{x}", "{x}", field("x", FieldKind.NUMBER))
    assert value_faults(notice, {"x": wrong}) == (Fault(FaultCode.WRONG_KIND, "x", {"kind": "number"}),)


@pytest.mark.parametrize("link", ["example.org/cy", "javascript:alert(1)", "https://", "https://example.org/a b", ""])
def test_a_link_begins_with_its_scheme_and_holds_no_space(link: str) -> None:
    notice = template("{x}", "{x}", field("x", FieldKind.LINK))
    assert value_faults(notice, {"x": link})
    assert value_faults(notice, {"x": Words("https://example.org/cy", link)})


def test_the_short_text_is_used_on_request_where_there_is_one() -> None:
    place = field("place", FieldKind.PLACE)
    notice = template("Hir: {place}", "Long: {place}", place, short=Words("Byr: {place}", "Short: {place}"))
    assert fill(notice, notice.examples(), short=True).cy == "Byr: Dinbych"
    assert fill(notice, notice.examples()).cy == "Hir: Dinbych"
    plain = template("Hir: {place}", "Long: {place}", place)
    assert fill(plain, plain.examples(), short=True).en == "Long: Denbigh"


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_a_filled_value_is_never_read_as_a_placeholder(welsh: str, english: str) -> None:
    fields = [field("a", FieldKind.TEXT), field("b", FieldKind.TEXT)]
    notice = template("{a}|{b}", "{a}|{b}", *fields)
    filled = fill(notice, {"a": Words("{b}" + welsh, "{b}" + english), "b": Words("x", "x")})
    assert filled == Filled(cy=("{b}" + welsh).strip() + "|x", en=("{b}" + english).strip() + "|x")


@given(st.text(alphabet="{}:,ab \n", max_size=60))
def test_any_text_can_be_searched_for_placeholders(text: str) -> None:
    for found in placeholders(text):
        assert text[found.start : found.end].startswith("{" + found.name)


def test_the_languages_of_a_value_are_told_apart() -> None:
    assert [Words("a", "b").side(language) for language in Language] == ["a", "b"]


def test_the_names_given_for_places_can_be_handed_to_the_comparison() -> None:
    assert named_places(EVERY_KIND, EVERY_KIND.examples()) == (("Dinbych", "Denbigh"),)
    assert named_places(EVERY_KIND, {"text": Words("bara", "bread")}) == ()
