"""The fields of a template as a phone shows them, and what was given in them as the template takes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from cydbost_bot.library.template_values import read_values
from cydbost_bot.office.emergency.filled import FIELD, Filled
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.words import N_, _
from cydbost_bot.wall_clock import LONDON, find_zone
from cydbost_language import Language
from cydbost_language.template_faults import Fault, FaultCode
from cydbost_language.templates import Field, FieldKind, FieldValue, Template, fill, named_places, value_faults
from cydbost_language.templates import Filled as Words

#: The minutes from now that one tap sets a time to.
SOON: Final = (0, 60, 180)

_INPUTS: Final[Mapping[FieldKind, str]] = {
    FieldKind.DATE: "date",
    FieldKind.TIME: "time",
    FieldKind.MOMENT: "datetime-local",
    FieldKind.PHONE: "tel",
    FieldKind.LINK: "url",
}
_BY_CLOCK: Final = frozenset({FieldKind.MOMENT, FieldKind.TIME})
_TWICE: Final = frozenset({FieldKind.TEXT, FieldKind.PLACE, FieldKind.LINK})

_ASK: Final[Mapping[FieldKind, str]] = {
    FieldKind.DATE: N_("Enter a date: {what}"),
    FieldKind.TIME: N_("Enter a time: {what}"),
    FieldKind.MOMENT: N_("Enter a date and a time: {what}"),
    FieldKind.NUMBER: N_("Enter a number: {what}"),
    FieldKind.PHONE: N_("Enter a telephone number: {what}"),
    FieldKind.LINK: N_("Enter a web address that begins with https:// ({what})"),
    FieldKind.CHOICE: N_("Choose one: {what}"),
    FieldKind.TEXT: N_("Enter this in Welsh and in English: {what}"),
    FieldKind.PLACE: N_("Enter this in Welsh and in English: {what}"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One field on the page."""

    name: str  #: of its input; with ``-cy`` and ``-en`` behind it where there are two
    kind: str
    label: str
    input: str  #: the browser's own kind of input
    is_twice: bool
    is_by_clock: bool
    choices: tuple[tuple[str, str], ...]
    example: Mapping[str, str]


def shown_fields(template: Template, language: str) -> list[Shown]:
    """Return the fields of a template in the reader's language, in their order."""
    return [_shown(one, Language(language)) for one in template.fields]


def _shown(one: Field, language: Language) -> Shown:
    example = one.example
    return Shown(
        name=f"{FIELD}{one.name}",
        kind=one.kind.value,
        label=one.help.side(language).rstrip("."),
        input=_INPUTS.get(one.kind, "text"),
        is_twice=one.kind in _TWICE,
        is_by_clock=one.kind in _BY_CLOCK,
        choices=tuple((key, f"{words.side(language)}") for key, words in one.choices.items()),
        example={side.value: example.side(side) for side in Language} if hasattr(example, "side") else {},
    )


@dataclass(slots=True)
class Read:
    """A template's words, where all its fields could be read; else what is to be mended."""

    texts: dict[Language, str] = field(default_factory=dict)
    names: tuple[tuple[str, str], ...] = ()
    errors: FieldErrors = field(default_factory=FieldErrors)


def read_fields(template: Template, filled: Filled, *, now: datetime, language: str) -> Read:
    """Return the template filled with what was given, or everything that is to be mended."""
    read, values = Read(), dict[str, FieldValue]()
    for one in template.fields:
        reading = read_values(template, list(_options(one, filled)), now=now)
        for problem in reading.problems:
            read.errors.add(f"{FIELD}{one.name}", problem.facts["why"].sentence() if "why" in problem.facts else "")
        values.update(reading.values)
        if not reading.problems:
            faults = (fault for fault in value_faults(template, reading.values) if fault.field == one.name)
            for fault in faults:
                read.errors.add(*_said(one, fault, Language(language)))
    if not read.errors:
        words: Words = fill(template, values, zone=find_zone(LONDON))
        read.texts = {Language.CY: words.cy, Language.EN: words.en}
        read.names = named_places(template, values)
    return read


def _options(one: Field, filled: Filled) -> Iterator[str]:
    name = f"{FIELD}{one.name}"
    if one.kind not in _TWICE:
        given = filled.text(name)
        if given:
            yield f"{one.name}={given.replace('T', ' ') if one.kind is FieldKind.MOMENT else given}"
        return
    sides = {side: filled.text(f"{name}-{side}") for side in ("cy", "en")}
    if filled.has(f"{name}-same") and any(sides.values()):
        yield f"{one.name}.both={sides['cy'] or sides['en']}"
    elif any(sides.values()):
        yield from (f"{one.name}.{side}={given}" for side, given in sides.items())


def _said(one: Field, fault: Fault, language: Language) -> tuple[str, str]:
    """Return where the mistake is, and how it is mended."""
    name, what = f"{FIELD}{one.name}", one.help.side(language).rstrip(".")
    if fault.code is FaultCode.WELSH_MISSING:
        return f"{name}-cy", _("Enter the Welsh: {what}").format(what=what)
    if fault.code is FaultCode.ENGLISH_MISSING:
        return f"{name}-en", _("Enter the English: {what}").format(what=what)
    return f"{name}-cy" if one.kind in _TWICE else name, _(_ASK[one.kind]).format(what=what)


def set_soon(filled: Filled, asked: str, *, now: datetime) -> Filled:
    """Return it with one time set by a tap: ``f-from:60`` is an hour from now, to the next five minutes."""
    name, _colon, minutes = asked.partition(":")
    local = (now + timedelta(minutes=int(minutes) if minutes.isdecimal() else 0)).astimezone(find_zone(LONDON))
    if minutes not in {"", "0"}:
        local += timedelta(minutes=-local.minute % 5)
    is_time = len(filled.text(f"{name}-kind")) > 0
    return Filled(filled.request, {**filled.given, name: f"{local:%H:%M}" if is_time else f"{local:%Y-%m-%dT%H:%M}"})
