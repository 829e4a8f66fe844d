"""Filling a template with values written as ``field=value``: every fault at once, each as a sentence of the mend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cydbost_bot.i18n import N_, _
from cydbost_bot.library.template_values import read_values
from cydbost_bot.problem import Misuse, Problem, Wording, perhaps
from cydbost_bot.wall_clock import find_zone
from cydbost_language import Language
from cydbost_language.template_faults import Fault, FaultCode
from cydbost_language.templates import FieldKind, Filled, Template, fill, named_places, value_faults

KINDS: Final[Mapping[FieldKind, str]] = {
    FieldKind.TEXT: N_("words in each language"),
    FieldKind.PLACE: N_("a place, named in each language"),
    FieldKind.DATE: N_("a date"),
    FieldKind.TIME: N_("a time of day"),
    FieldKind.MOMENT: N_("a date and a time"),
    FieldKind.NUMBER: N_("a number"),
    FieldKind.PHONE: N_("a telephone number"),
    FieldKind.LINK: N_("a link that begins with https://"),
    FieldKind.CHOICE: N_("one of: {choices}"),
}

MISSING_WORDS = Wording(
    "field_missing", N_("“{field}” is missing. Set it in both languages: --set {field}.cy=... --set {field}.en=...")
)
MISSING = Wording("field_missing", N_("“{field}” is missing. Set it: --set {field}=..."))
MISSING_LINK = Wording(
    "field_missing",
    N_("“{field}” is missing. Set it: --set {field}=..., or each page: --set {field}.cy=... --set {field}.en=..."),
)
UNKNOWN = Wording("field_unknown", N_("The template “{template}” has no “{field}”.{perhaps}"))
WRONG_KIND = Wording("field_wrong_kind", N_("“{field}” must be {kind}."))
ONE_FOR_TWO = Wording(
    "field_one_for_two",
    N_("“{field}” is needed in both languages: {field}.cy=... and {field}.en=..., or {field}.both=... for the same."),
)
NO_WELSH = Wording("field_no_welsh", N_("“{field}” has no Welsh. Set {field}.cy=..."))
NO_ENGLISH = Wording("field_no_english", N_("“{field}” has no English. Set {field}.en=..."))
NO_CHOICE = Wording("field_choice", N_("“{field}” cannot be “{given}”. Choose one of: {choices}."))


@dataclass(frozen=True, slots=True)
class KindName:
    """A field's kind, said in the reader's language when it is shown."""

    kind: FieldKind
    choices: str = ""

    def __str__(self) -> str:
        return _(KINDS[self.kind]).format(choices=self.choices)


@dataclass(frozen=True, slots=True)
class FilledWords:
    """A filled template's words by language, and the (Welsh, English) names of places that were filled in."""

    texts: Mapping[Language, str]
    names: tuple[tuple[str, str], ...]


def fill_from_options(
    template: Template, given: Iterable[str], *, now: datetime, zone: str, short: bool = False
) -> FilledWords:
    """Return the template's words, filled with what was given for its fields.

    Args:
        template: what to fill.
        given: the values: ``field=value``, ``field.cy=value``.
        now: the present.
        zone: whose clocks the times are read from.
        short: whether the short words are wanted, where the template has them.

    Raises:
        Misuse: everything that is missing or wrong, at once.
    """
    reading = read_values(template, given, now=now, zone=zone)
    faults = [fault for fault in value_faults(template, reading.values) if _is_news(fault, reading.tried)]
    problems = [*reading.problems, *(spell_fault(template, fault) for fault in faults)]
    if problems:
        raise Misuse(*problems)
    filled: Filled = fill(template, reading.values, short=short, zone=find_zone(zone))
    texts = {Language.CY: filled.cy, Language.EN: filled.en}
    return FilledWords(texts, named_places(template, reading.values))


def _is_news(fault: Fault, tried: set[str]) -> bool:
    """Tell whether a fault is not merely that a value which could not be read is not there."""
    return not (fault.code is FaultCode.FIELD_MISSING and fault.field in tried)


def kind_name(template: Template, name: str) -> KindName:
    """Return what a field holds, in words."""
    field = template.field(name)
    if field is None:
        raise AssertionError(f"{template.name} has no field {name}")
    return KindName(field.kind, ", ".join(field.choices))


def spell_fault(template: Template, fault: Fault) -> Problem:
    """Return a fault of a value as a sentence that says how to mend it."""
    facts = {"template": template.name, "field": fault.field, **fault.facts}
    match fault.code:
        case FaultCode.FIELD_MISSING:
            field = template.field(fault.field)
            return _MISSING.get(field.kind if field else FieldKind.TEXT, MISSING)(**facts)
        case FaultCode.FIELD_UNKNOWN:
            return UNKNOWN(**facts, perhaps=perhaps(fault.field, [field.name for field in template.fields]))
        case FaultCode.WRONG_KIND:
            return WRONG_KIND(**{**facts, "kind": kind_name(template, fault.field)})
        case _:
            return _PLAIN[fault.code](**facts)


_MISSING: Final = {
    FieldKind.TEXT: MISSING_WORDS,
    FieldKind.PLACE: MISSING_WORDS,
    FieldKind.LINK: MISSING_LINK,
}
_PLAIN: Final[Mapping[FaultCode, Wording]] = {
    FaultCode.ONE_VALUE_FOR_TWO: ONE_FOR_TWO,
    FaultCode.WELSH_MISSING: NO_WELSH,
    FaultCode.ENGLISH_MISSING: NO_ENGLISH,
    FaultCode.CHOICE_UNKNOWN: NO_CHOICE,
}
