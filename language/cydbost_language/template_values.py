"""The values a bilingual template is made of: words on both sides, and the fields that are filled in."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cydbost_language.pair import Language

#: ``{name}`` or ``{name:form,form}``; the names are bounded so that no input makes the search slow.
PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]{0,39})(?::([a-z0-9,]{1,40}))?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in each language."""

    cy: str
    en: str

    @classmethod
    def same(cls, text: str) -> "Words":
        """Say on purpose that ``text`` serves in both languages (``Prestatyn``, ``A525``)."""
        return cls(cy=text, en=text)

    def side(self, language: Language) -> str:
        """Return the words in ``language``."""
        return self.cy if language is Language.CY else self.en


#: What may be filled in: words for text, place and link; a key for choice; the plain value for the rest.
FieldValue = Words | str | int | Decimal | date | time | datetime


class FieldKind(StrEnum):
    """What a field holds, and so how its value is given and written."""

    TEXT = "text"  #: words, given in each language
    PLACE = "place"  #: a name of a place, given in each language
    DATE = "date"  #: a day
    TIME = "time"  #: a time of day
    MOMENT = "moment"  #: a day and a time
    NUMBER = "number"
    PHONE = "phone"
    LINK = "link"  #: an address, given for each language's page or one for both
    CHOICE = "choice"  #: one of a fixed list of words, each in both languages


class Form(StrEnum):
    """How a placeholder asks for its date, moment or time to be written."""

    BRIEF = "brief"  #: without the year
    SENTENCE = "sentence"  #: inside a sentence: the Welsh day softens (``ddydd Llun``), English says ``on Monday``
    NIGHT = "night"  #: the evening of the day: ``nos Lun``
    H24 = "24h"  #: ``18:30``


_NO_CHOICES: Mapping[str, Words] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in, with help and an example that reads well on both sides."""

    name: str
    kind: FieldKind
    help: Words
    example: FieldValue
    choices: Mapping[str, Words] = field(default_factory=lambda: _NO_CHOICES)


@dataclass(frozen=True, slots=True)
class Template:
    """A message approved in advance, with places to fill; ``short`` serves where ``text`` would be too long."""

    name: str
    category: str
    title: Words
    text: Words
    fields: tuple[Field, ...]
    short: Words | None = None

    def field(self, name: str) -> Field | None:
        """Return the field called ``name``, if there is one."""
        return next((field for field in self.fields if field.name == name), None)

    def examples(self) -> dict[str, FieldValue]:
        """Return every field's example, ready to fill the template with."""
        return {field.name: field.example for field in self.fields}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One place to fill in a text: the field, the forms asked for, and where it stands."""

    name: str
    forms: tuple[str, ...]
    start: int
    end: int


def placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of ``text`` in order."""
    for match in PLACEHOLDER.finditer(text):
        yield Placeholder(match[1], tuple((match[2] or "").split(",")) if match[2] else (), *match.span())


def template_hash(template: Template) -> str:
    """Return the sha256 of what an approval of ``template`` covers, as 64 hexadecimal digits.

    A template is approved in advance, so the approval belongs to its exact words: both texts, both short texts,
    and the fields with their kinds and choices. Titles, help and examples may be mended without a new approval.
    """
    short = [template.short.cy, template.short.en] if template.short else None
    fields = [
        [field.name, field.kind, sorted([key, words.cy, words.en] for key, words in field.choices.items())]
        for field in sorted(template.fields, key=lambda field: field.name)
    ]
    covered = json.dumps([template.text.cy, template.text.en, short, fields], ensure_ascii=True)
    return hashlib.sha256(covered.encode()).hexdigest()
