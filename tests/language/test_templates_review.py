"""What reviewing a template promises, and what its hash stands for."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cydbost_language.template_review import template_faults
from cydbost_language.templates import FaultCode, Field, FieldKind, Template, Words, template_hash

HELP = Words("Cymorth", "Help")
PLACE = Field("place", FieldKind.PLACE, HELP, Words("Dinbych", "Denbigh"))
DAY = Field("day", FieldKind.DATE, HELP, date(2026, 6, 1))
MOMENT = Field("until", FieldKind.MOMENT, HELP, datetime(2026, 6, 1, 18))  # noqa: DTZ001 - wall-clock time
COLOUR = Field("colour", FieldKind.CHOICE, HELP, "a", {"a": Words("coch", "red"), "b": Words("glas", "blue")})
SOUND = Template(
    "notice",
    "general",
    Words("Hysbysiad", "Notice"),
    Words("Lleoliad: {place}. Lliw: {colour}", "Location: {place}. Colour: {colour}"),
    (PLACE, COLOUR),
)


def found(template: Template) -> list[tuple[FaultCode, str]]:
    return [(fault.code, fault.field) for fault in template_faults(template)]


def with_welsh(cy: str, *fields: Field) -> Template:
    en = " ".join(f"{{{field.name}}}" for field in fields)
    return replace(SOUND, text=Words(cy, en), fields=fields)


def test_a_sound_template_has_no_fault() -> None:
    assert found(SOUND) == []


def test_words_missing_on_one_side_are_named() -> None:
    faults = template_faults(replace(SOUND, title=Words(" ", "Notice")))
    assert [(fault.code, dict(fault.facts)) for fault in faults] == [
        (FaultCode.WORDS_MISSING, {"part": "title", "language": "cy"})
    ]


def test_both_sides_hold_the_same_placeholders_whatever_their_order() -> None:
    swapped = replace(SOUND, text=Words("Lliw: {colour}, lle: {place}", SOUND.text.en))
    assert found(swapped) == []
    one_sided = replace(SOUND, text=Words("Lliw: {colour}", SOUND.text.en))
    assert found(one_sided) == [(FaultCode.PLACEHOLDER_ONE_SIDED, "place")]


def test_every_placeholder_is_declared_and_every_field_is_used() -> None:
    assert found(replace(SOUND, fields=(PLACE,))) == [(FaultCode.PLACEHOLDER_UNDECLARED, "colour")] * 2
    assert found(replace(SOUND, fields=(PLACE, COLOUR, DAY))) == [(FaultCode.FIELD_UNUSED, "day")]
    assert (FaultCode.FIELD_TWICE, "place") in found(replace(SOUND, fields=(PLACE, COLOUR, PLACE)))


def test_the_short_text_is_held_to_the_same_rules() -> None:
    short = replace(SOUND, short=Words("Lle: {place}", "{place} {colour} {x"))
    assert found(short) == [(FaultCode.PLACEHOLDER_ONE_SIDED, "colour"), (FaultCode.STRAY_BRACE, "")]


def test_a_form_must_suit_its_field() -> None:
    assert found(with_welsh("{place:brief}", PLACE)) == [(FaultCode.FORM_UNKNOWN, "place")]
    assert found(with_welsh("{until:night}", MOMENT)) == [(FaultCode.FORM_UNKNOWN, "until")]


def test_an_example_must_fill_the_template() -> None:
    empty = replace(PLACE, example=Words("", "Denbigh"))
    assert found(replace(SOUND, fields=(empty, COLOUR))) == [(FaultCode.WELSH_MISSING, "place")]


def test_a_choice_offers_at_least_two_words_in_both_languages() -> None:
    one = replace(COLOUR, choices={"a": Words("coch", "")})
    assert found(replace(SOUND, fields=(PLACE, one))) == [
        (FaultCode.CHOICES_MISSING, "colour"),
        (FaultCode.WORDS_MISSING, "colour"),
    ]


@pytest.mark.parametrize(
    "before", ["yn", "ym", "i", "o", "ar", "y", "I’r", "o'r", "dyma", "neu", "a", "Mae’n", "gan “"]
)
def test_a_name_after_a_mutating_word_is_a_fault(before: str) -> None:
    gap = "" if before.endswith("“") else " "
    assert found(with_welsh(f"Ewch {before}{gap}{{place}}", PLACE)) == [(FaultCode.MUTATION, "place")]


@pytest.mark.parametrize("before", ["Lleoliad:", "Ardal dan sylw –", "rhwng", "ger", "o:", "", "(yn Saesneg)\n"])
def test_a_name_after_a_label_or_a_plain_word_is_no_fault(before: str) -> None:
    assert found(with_welsh(f"{before} {{place}}", PLACE)) == []


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [
        ("o {day}", True),
        ("o {day:sentence}", False),
        ("o {day:night}", False),
        ("erbyn {day}", False),
        ("erbyn {day:sentence}", True),
        ("ar gau {day:sentence}", False),
        ("yn ystod {day:sentence}", True),
    ],
)
def test_a_date_takes_the_form_that_the_word_before_it_asks_for(text: str, is_fault: bool) -> None:
    assert found(with_welsh(text, DAY)) == ([(FaultCode.MUTATION, "day")] if is_fault else [])


@pytest.mark.parametrize("text", ["tan {until:sentence}", "erbyn {until:sentence}", "o {until} ymlaen"])
def test_a_moment_begins_with_its_time_and_follows_any_word(text: str) -> None:
    assert found(with_welsh(text, MOMENT)) == []


def test_the_hash_changes_with_every_word_that_is_approved() -> None:
    colours = {"a": Words("coch", "red"), "b": Words("gwyrdd", "blue")}
    changed = [
        replace(SOUND, text=Words(SOUND.text.cy + " ", SOUND.text.en)),
        replace(SOUND, text=Words(SOUND.text.cy, SOUND.text.en + ".")),
        replace(SOUND, short=Words("{place}", "{place}")),
        replace(SOUND, fields=(replace(PLACE, kind=FieldKind.TEXT), COLOUR)),
        replace(SOUND, fields=(PLACE, replace(COLOUR, choices=colours))),
        replace(SOUND, text=Words(SOUND.text.en, SOUND.text.cy)),
    ]
    assert len({template_hash(SOUND), *map(template_hash, changed)}) == len(changed) + 1


def test_the_hash_stays_when_help_examples_titles_or_the_order_of_fields_change() -> None:
    mended = replace(PLACE, help=Words("Lle", "Where"), example=Words.same("Rhyl"))
    same = replace(SOUND, title=Words("Arall", "Other"), fields=(COLOUR, mended))
    assert template_hash(same) == template_hash(SOUND)
    assert len(template_hash(SOUND)) == 64
