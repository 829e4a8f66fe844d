"""Reviewing a template itself, before anybody approves it: both sides alike, every field declared, sound Welsh."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cydbost_language.pair import Language
from cydbost_language.template_faults import Fault, FaultCode
from cydbost_language.template_mutations import mutating_word
from cydbost_language.template_values import PLACEHOLDER, FieldKind, Form, Template, Words, placeholders
from cydbost_language.templates import value_faults

_FORMS: Final = {
    FieldKind.DATE: {Form.BRIEF, Form.SENTENCE, Form.NIGHT},
    FieldKind.TIME: {Form.H24},
    FieldKind.MOMENT: {Form.BRIEF, Form.SENTENCE, Form.H24},
}


def template_faults(template: Template) -> tuple[Fault, ...]:
    """Return everything that has to be mended in ``template``, its examples included; nothing when it is sound."""
    faults = [*_empty_words("title", template.title), *_field_faults(template)]
    for part, words in _parts(template):
        faults += [*_empty_words(part, words), *_one_sided(part, words)]
        for language in Language:
            faults += _placeholder_faults(template, words.side(language), language)
    return (*faults, *value_faults(template, template.examples()))


def _parts(template: Template) -> list[tuple[str, Words]]:
    return [("text", template.text), *([("short", template.short)] if template.short else [])]


def _empty_words(part: str, words: Words, name: str = "") -> Iterator[Fault]:
    for language in Language:
        if not words.side(language).strip():
            yield Fault(FaultCode.WORDS_MISSING, name, {"part": part, "language": language})


def _field_faults(template: Template) -> Iterator[Fault]:
    used = {placeholder.name for language in Language for placeholder in placeholders(template.text.side(language))}
    counts = Counter(field.name for field in template.fields)
    yield from (Fault(FaultCode.FIELD_TWICE, name) for name, count in counts.items() if count > 1)
    for field in template.fields:
        if field.name not in used:
            yield Fault(FaultCode.FIELD_UNUSED, field.name)
        yield from _empty_words("help", field.help, field.name)
        if field.kind is FieldKind.CHOICE and len(field.choices) < 2:
            yield Fault(FaultCode.CHOICES_MISSING, field.name)
        for words in field.choices.values():
            yield from _empty_words("choices", words, field.name)


def _one_sided(part: str, words: Words) -> Iterator[Fault]:
    sides = {language: {found.name for found in placeholders(words.side(language))} for language in Language}
    for language in Language:
        for name in sorted(sides[language.other] - sides[language]):
            yield Fault(FaultCode.PLACEHOLDER_ONE_SIDED, name, {"part": part, "language": language})


def _placeholder_faults(template: Template, text: str, language: Language) -> Iterator[Fault]:
    for placeholder in placeholders(text):
        field = template.field(placeholder.name)
        if field is None:
            yield Fault(FaultCode.PLACEHOLDER_UNDECLARED, placeholder.name, {"language": language})
            continue
        for form in placeholder.forms:
            if form not in _FORMS.get(field.kind, set()):
                yield Fault(FaultCode.FORM_UNKNOWN, field.name, {"form": form, "kind": field.kind})
        word = mutating_word(text, placeholder, field.kind) if language is Language.CY else None
        if word:
            yield Fault(FaultCode.MUTATION, field.name, {"word": word})
    masked = PLACEHOLDER.sub(lambda match: " " * len(match[0]), text)
    for position, mark in enumerate(masked):
        if mark in "{}":
            yield Fault(FaultCode.STRAY_BRACE, facts={"language": language, "position": str(position)})
