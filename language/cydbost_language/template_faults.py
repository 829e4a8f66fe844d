"""What can be wrong with a template or with what it is filled with: codes and data, worded by the caller."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class FaultCode(StrEnum):
    """One kind of fault; the sentence for each says what to do. Facts are named in the comment."""

    # Filling
    FIELD_MISSING = "field_missing"  #: no value for the field
    FIELD_UNKNOWN = "field_unknown"  #: a value for a field that is not there; ``near`` a like name, or empty
    WRONG_KIND = "wrong_kind"  #: ``kind`` is what the field holds
    ONE_VALUE_FOR_TWO = "one_value_for_two"  #: words given once; say them in both languages, or that they are the same
    WELSH_MISSING = "welsh_missing"  #: the field's Welsh value is empty
    ENGLISH_MISSING = "english_missing"  #: the field's English value is empty
    CHOICE_UNKNOWN = "choice_unknown"  #: ``given``, and ``choices`` with the keys there are
    # The template itself
    WORDS_MISSING = "words_missing"  #: ``part`` (title, text, short, help, choices) is empty in ``language``
    PLACEHOLDER_UNDECLARED = "placeholder_undeclared"  #: in ``language``; no such field
    PLACEHOLDER_ONE_SIDED = "placeholder_one_sided"  #: ``part`` lacks it in ``language``
    FIELD_UNUSED = "field_unused"  #: declared, and in no text
    FIELD_TWICE = "field_twice"  #: declared more than once
    FORM_UNKNOWN = "form_unknown"  #: ``form`` does not suit the field's kind
    STRAY_BRACE = "stray_brace"  #: a brace in ``language`` that is no placeholder, at ``position``
    MUTATION = "mutation"  #: the Welsh ``word`` before the placeholder asks for a mutation that filling cannot give
    CHOICES_MISSING = "choices_missing"  #: a choice with fewer than two keys


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, the field it concerns (empty when none) and the facts the sentence needs."""

    code: FaultCode
    field: str = ""
    facts: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NOTHING)


class FillRefused(Exception):
    """A template was not filled; ``faults`` holds everything that has to be mended, at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.code} {fault.field}".strip() for fault in faults))
        self.faults = faults
