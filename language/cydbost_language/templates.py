"""Filling a bilingual template: each value is given once and stands in its right form on both sides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo

from cydbost_language.pair import Language
from cydbost_language.rendering import DateStyle, TimeStyle, format_date, format_moment, format_number, format_time
from cydbost_language.template_faults import Fault, FaultCode, FillRefused
from cydbost_language.template_values import (
    Field,
    FieldKind,
    FieldValue,
    Form,
    Placeholder,
    Template,
    Words,
    placeholders,
    template_hash,
)

__all__ = [
    "Fault",
    "FaultCode",
    "Field",
    "FieldKind",
    "FieldValue",
    "FillRefused",
    "Filled",
    "Form",
    "Placeholder",
    "Template",
    "Words",
    "fill",
    "named_places",
    "placeholders",
    "template_hash",
    "value_faults",
]

LONDON: Final = ZoneInfo("Europe/London")

_PER_LANGUAGE: Final = (FieldKind.TEXT, FieldKind.PLACE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A template's words with every placeholder filled, in each language."""

    cy: str
    en: str


def fill(template: Template, values: Mapping[str, FieldValue], *, short: bool = False, zone: tzinfo = LONDON) -> Filled:
    """Fill ``template`` with ``values`` (a value for each field, by its name).

    Text and places are ``Words``: a value per language, or ``Words.same`` to say that one serves both. Dates,
    times, moments and numbers are given once. Moments are written on the clock of ``zone``. ``short`` asks for the
    short text where the template has one. Raises ``FillRefused`` with every fault at once.
    """
    faults = value_faults(template, values)
    if faults:
        raise FillRefused(faults)
    words = (template.short if short else None) or template.text
    return Filled(
        cy=_fill_side(template, words.cy, values, Language.CY, zone),
        en=_fill_side(template, words.en, values, Language.EN, zone),
    )


def named_places(template: Template, values: Mapping[str, FieldValue]) -> tuple[tuple[str, str], ...]:
    """Return the (Welsh, English) names given for the places of ``template``, ready for ``Agreements.names``.

    Whoever fills a template says what a place is called in each language, and an English reader's
    ``Llanfair Dyffryn Clwyd`` is no stray Welsh sentence: the comparison is told so.
    """
    places = (values.get(field.name) for field in template.fields if field.kind is FieldKind.PLACE)
    return tuple((place.cy.strip(), place.en.strip()) for place in places if isinstance(place, Words))


def value_faults(template: Template, values: Mapping[str, FieldValue]) -> tuple[Fault, ...]:
    """Return everything that keeps ``values`` from filling ``template``: the fields in order, then the strangers."""
    faults: list[Fault] = []
    for field in template.fields:
        if field.name not in values:
            faults.append(Fault(FaultCode.FIELD_MISSING, field.name))
        else:
            faults += _faults_of_value(field, values[field.name])
    names = [field.name for field in template.fields]
    for name in values:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            faults.append(Fault(FaultCode.FIELD_UNKNOWN, name, {"near": near[0] if near else ""}))
    return tuple(faults)


def _faults_of_value(field: Field, value: FieldValue) -> list[Fault]:
    if isinstance(value, Words) and field.kind in (*_PER_LANGUAGE, FieldKind.LINK):
        sides = ((value.cy, FaultCode.WELSH_MISSING), (value.en, FaultCode.ENGLISH_MISSING))
        empty = [Fault(code, field.name) for words, code in sides if not words.strip()]
        return empty or _faults_of_links(field, value)
    if isinstance(value, str) and field.kind in _PER_LANGUAGE:
        return [Fault(FaultCode.ONE_VALUE_FOR_TWO, field.name)]
    if isinstance(value, str) and field.kind is FieldKind.CHOICE and value not in field.choices:
        return [Fault(FaultCode.CHOICE_UNKNOWN, field.name, {"given": value, "choices": ", ".join(field.choices)})]
    return [] if _is_of_kind(field.kind, value) else [_wrong_kind(field)]


def _faults_of_links(field: Field, links: Words) -> list[Fault]:
    is_wrong = field.kind is FieldKind.LINK and not (_is_link(links.cy) and _is_link(links.en))
    return [_wrong_kind(field)] if is_wrong else []


def _wrong_kind(field: Field) -> Fault:
    return Fault(FaultCode.WRONG_KIND, field.name, {"kind": field.kind})


def _is_of_kind(kind: FieldKind, value: FieldValue) -> bool:
    return kind in _KINDS and _KINDS[kind](value)


def _is_number(value: FieldValue) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()


def _is_phone(value: FieldValue) -> bool:
    if not isinstance(value, str):
        return False
    return sum(mark.isdigit() for mark in value) >= 3 and all(mark.isdigit() or mark in " +()-" for mark in value)


def _is_link(value: FieldValue) -> bool:
    if not isinstance(value, str):
        return False
    scheme, _, rest = value.strip().partition("://")
    return scheme.lower() in {"http", "https"} and bool(rest) and not any(map(str.isspace, rest))


_KINDS: Final[Mapping[FieldKind, Callable[[FieldValue], bool]]] = {
    FieldKind.DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    FieldKind.TIME: lambda value: isinstance(value, time),
    FieldKind.MOMENT: lambda value: isinstance(value, datetime),
    FieldKind.NUMBER: _is_number,
    FieldKind.PHONE: _is_phone,
    FieldKind.LINK: _is_link,
    FieldKind.CHOICE: lambda value: isinstance(value, str),
}


def _fill_side(
    template: Template, text: str, values: Mapping[str, FieldValue], language: Language, zone: tzinfo
) -> str:
    filled, rest = [], 0
    for placeholder in placeholders(text):
        field = template.field(placeholder.name)
        value = values[placeholder.name]
        filled += [text[rest : placeholder.start], _written(field, value, placeholder.forms, language, zone)]
        rest = placeholder.end
    return "".join([*filled, text[rest:]])


def _written(field: Field | None, value: FieldValue, forms: tuple[str, ...], language: Language, zone: tzinfo) -> str:
    is_sentence, day = Form.SENTENCE in forms, DateStyle.WEEKDAY if Form.BRIEF in forms else DateStyle.FULL
    style = TimeStyle.H24 if Form.H24 in forms else TimeStyle.YH
    match value:
        case Words():
            return value.side(language).strip()
        case datetime():
            return format_moment(value, language, zone=zone, style=style, date_style=day, in_sentence=is_sentence)
        case date():
            return format_date(value, language, day, soft=is_sentence, night=Form.NIGHT in forms)
        case time():
            return format_time(value, language, style)
        case int() | Decimal():
            return format_number(value, language)
        case str():
            return field.choices[value].side(language) if field and field.choices else value.strip()
