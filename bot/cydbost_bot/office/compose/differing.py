"""What was changed between two writings, as a page shows it: taken out and put in, in marks and in words."""

from collections.abc import Sequence

from markupsafe import Markup

from cydbost_bot.i18n import current
from cydbost_bot.office.compose.marked import Mark, broken, marked
from cydbost_bot.office.words import _
from cydbost_language import Language, Span
from cydbost_language.revising import Change, word_changes


def changed(old: str, new: str, language: Language, *, marks: Sequence[Mark] = ()) -> Markup:
    """Return ``new`` with what was taken out of ``old`` and what was put in; ``marks`` are those of ``new``."""
    shown: list[Markup] = []
    done = 0
    for change in word_changes(old, new):
        shown += [_part(new, Span(done, change.new.start), language, marks), _one(old, new, change, language, marks)]
        done = change.new.end
    return Markup("").join([*shown, _part(new, Span(done, len(new)), language, marks)])


def _one(old: str, new: str, change: Change, language: Language, marks: Sequence[Mark]) -> Markup:
    gone = old[change.old.start : change.old.end]
    out = Markup('<del class="app-change app-change--out">{}{}</del>').format(_aside(_("[taken out:]")), broken(gone))
    put = Markup('<ins class="app-change app-change--in">{}{}</ins>').format(
        _aside(_("[put in:]")), _part(new, change.new, language, marks)
    )
    return (out if gone else Markup("")) + (put if change.new.end > change.new.start else Markup(""))


def _aside(words: str) -> Markup:
    """Return words for those who do not see the marks, in the reader's own language."""
    return Markup('<span class="govuk-visually-hidden" lang="{}">{} </span>').format(current(), words)


def _part(text: str, span: Span, language: Language, marks: Sequence[Mark]) -> Markup:
    """Return a stretch of ``text`` with its part of the marks."""
    inside = [
        Mark(
            Span(max(mark.span.start, span.start) - span.start, min(mark.span.end, span.end) - span.start),
            mark.number,
            mark.severity,
        )
        for mark in marks
        if mark.span.start < span.end and mark.span.end > span.start
    ]
    return marked(text[span.start : span.end], language, inside, numbered=False)
