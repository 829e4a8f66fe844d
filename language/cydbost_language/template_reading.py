"""Reading what a person typed for a template's fields, on a command line or in a form, into values."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from cydbost_language.template_faults import Fault, FaultCode, FillRefused
from cydbost_language.template_values import Field, FieldKind, FieldValue, Template, Words

#: What follows the field's name to say whose value it is: ``place.cy``, ``place.en``, or ``place.both``.
BOTH: Final = "both"

_READERS: Final[Mapping[FieldKind, Callable[[str], FieldValue]]] = {
    FieldKind.DATE: date.fromisoformat,
    FieldKind.TIME: time.fromisoformat,
    FieldKind.MOMENT: datetime.fromisoformat,
    FieldKind.NUMBER: lambda text: Decimal(text.replace(",", "")),
}


def read_values(template: Template, typed: Mapping[str, str]) -> dict[str, FieldValue]:
    """Read ``typed`` into the values that ``templates.fill`` takes.

    Keys are ``name``, or ``name.cy`` and ``name.en``, or ``name.both`` where one value serves both languages.
    Dates are ``2026-06-01``, times ``18:30``, moments ``2026-06-01T18:30`` (or with a space); a moment without a
    zone is wall-clock time. Raises ``FillRefused`` for what cannot be read; what is missing or unknown is left for
    ``fill`` to name, with everything else.
    """
    values: dict[str, FieldValue] = {}
    faults: list[Fault] = []
    for name, parts in _by_field(typed).items():
        field = template.field(name)
        try:
            values[name] = _read(field, parts) if field else next(iter(parts.values()))
        except (ValueError, InvalidOperation):
            faults.append(Fault(FaultCode.WRONG_KIND, name, {"kind": field.kind if field else ""}))
    if faults:
        raise FillRefused(tuple(faults))
    return values


def _by_field(typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    fields: dict[str, dict[str, str]] = {}
    for key, text in typed.items():
        name, _, part = key.partition(".")
        fields.setdefault(name, {})[part] = text.strip()
    return fields


def _read(field: Field, parts: Mapping[str, str]) -> FieldValue:
    """Read one field; raises ``ValueError`` where the words are not of its kind."""
    if BOTH in parts:
        return Words.same(parts[BOTH])
    if "cy" in parts or "en" in parts:
        return Words(cy=parts.get("cy", ""), en=parts.get("en", ""))
    if set(parts) != {""}:
        raise ValueError(field.name)
    return _READERS.get(field.kind, str)(parts[""])
