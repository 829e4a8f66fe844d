"""A text with the stretches that findings point at marked and numbered, for eyes and for ears."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from cydbost_bot.i18n import current
from cydbost_bot.office.words import _
from cydbost_language import Finding, Language, Severity, Span

_ORDER = (Severity.INFO, Severity.WARN, Severity.BLOCK)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch, the number of the finding that points at it, and how far that stops a post."""

    span: Span
    number: int
    severity: Severity


def marks_of(findings: Sequence[Finding], language: Language, text: str) -> list[Mark]:
    """Return the marks on one side; a finding about the whole text marks nothing: it would hide the others."""
    marks = []
    for number, finding in enumerate(findings, start=1):
        span = finding.cy if language is Language.CY else finding.en
        if span is not None and not (span.start == 0 and span.end >= len(text)) and span.start < len(text):
            marks.append(Mark(Span(span.start, min(span.end, len(text))), number, finding.severity))
    return marks


def marked(text: str, language: Language, marks: Sequence[Mark], *, numbered: bool = True) -> Markup:
    """Return ``text`` with its marks; where ``numbered``, after each the number of its finding, a link to it."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.span.start, mark.span.end))})
    shown = []
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        shown.append(_stretch(text[start:end], [mark for mark in marks if mark.span.start <= start < mark.span.end]))
        shown += [_number(mark, language) for mark in marks if numbered and mark.span.end == end > start]
    return Markup("").join(shown)


def _stretch(words: str, around: Sequence[Mark]) -> Markup:
    body = broken(words)
    if not around or not words:
        return body
    worst = max((mark.severity for mark in around), key=_ORDER.index)
    return Markup('<mark class="app-mark app-mark--{}">{}</mark>').format(worst.value, body)


def _number(mark: Mark, language: Language) -> Markup:
    said = _("see finding {number}").format(number=mark.number)
    link = Markup('<a class="app-mark__number" id="{}-{}" href="#found-{}" lang="{}" aria-label="{}">{}</a>')
    return link.format(language.value, mark.number, mark.number, current(), said, mark.number)


def broken(text: str) -> Markup:
    """Return ``text`` with its line ends as a page shows them."""
    lines: Iterable[str] = text.encode("utf-8", "replace").decode().split("\n")
    return Markup("<br>").join(escape(line) for line in lines)
