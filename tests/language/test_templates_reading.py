"""What reading typed values promises: the same values that a caller would have built."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cydbost_language.template_reading import read_values
from cydbost_language.templates import FaultCode, Field, FieldKind, FieldValue, FillRefused, Template, Words, fill

HELP = Words("Cymorth", "Help")


def template(*fields: tuple[str, FieldKind]) -> Template:
    text = " ".join(f"{{{name}}}" for name, _ in fields)
    made = tuple(Field(name, kind, HELP, "", {"a": HELP, "b": HELP}) for name, kind in fields)
    return Template("notice", "general", HELP, Words.same(text), made)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (FieldKind.DATE, "2026-06-01", date(2026, 6, 1)),
        (FieldKind.TIME, "18:30", time(18, 30)),
        (FieldKind.MOMENT, "2026-06-01 18:30", datetime(2026, 6, 1, 18, 30)),  # noqa: DTZ001 - wall-clock time
        (FieldKind.NUMBER, "1,200.5", Decimal("1200.5")),
        (FieldKind.PHONE, " 01632 960001 ", "01632 960001"),
        (FieldKind.CHOICE, "a", "a"),
        (FieldKind.LINK, "https://example.org", "https://example.org"),
    ],
)
def test_a_plain_value_is_read_by_its_kind(kind: FieldKind, typed: str, value: FieldValue) -> None:
    assert read_values(template(("x", kind)), {"x": typed}) == {"x": value}


def test_words_are_typed_for_each_language_or_once_for_both() -> None:
    notice = template(("place", FieldKind.PLACE), ("road", FieldKind.TEXT))
    typed = {"place.cy": "Dinbych", "place.en": "Denbigh", "road.both": "A525"}
    values = read_values(notice, typed)
    assert values == {"place": Words("Dinbych", "Denbigh"), "road": Words.same("A525")}
    assert fill(notice, values).cy == "Dinbych A525"


def test_everything_that_cannot_be_read_is_named_at_once() -> None:
    notice = template(("day", FieldKind.DATE), ("count", FieldKind.NUMBER), ("at", FieldKind.TIME))
    with pytest.raises(FillRefused) as refused:
        read_values(notice, {"day": "1 June", "count": "many", "at.when": "18:30"})
    assert [(fault.code, fault.field) for fault in refused.value.faults] == [
        (FaultCode.WRONG_KIND, "day"),
        (FaultCode.WRONG_KIND, "count"),
        (FaultCode.WRONG_KIND, "at"),
    ]


def test_one_missing_language_and_an_unknown_field_are_left_for_filling_to_name() -> None:
    notice = template(("place", FieldKind.PLACE))
    values = read_values(notice, {"place.en": "Denbigh", "plaec": "x"})
    with pytest.raises(FillRefused) as refused:
        fill(notice, values)
    assert [fault.code for fault in refused.value.faults] == [FaultCode.WELSH_MISSING, FaultCode.FIELD_UNKNOWN]
