"""The translation memory as pages show it: what was said before that is like a text, and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape
from starlette.responses import Response

from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_language import Language
from cydbost_queue.actions.rewriting import write_again
from cydbost_queue.memory.recalling import LONGEST, Recalled, Suggestion, recall

_MOST_BESIDE: Final = 6  #: suggestions beside a form that is being written
_BEST_OF_A_PIECE: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What is suggested for one piece of a text: in ``language``, to be put into the other."""

    language: Language
    recalled: Recalled

    @property
    def into(self) -> Language:
        """The language that the suggestions are in."""
        return self.language.other


def marked(suggestion: Suggestion) -> Markup:
    """Return the suggested words with every place marked that states something else."""
    text, done, parts = suggestion.other, 0, []
    for span in suggestion.spans:
        if span.start >= done:
            parts += [escape(text[done : span.start]), Markup("<mark>{}</mark>").format(text[span.start : span.end])]
            done = span.end
    return Markup("").join([*parts, escape(text[done:])])


def show_memory(visit: Visit) -> Response:
    """Look for what was said before that is like a text; a script that asks is given that part alone."""
    language = Language.EN if visit.query.get("lang") == "en" else Language.CY
    text = visit.query.get("text", "")[:LONGEST]
    found = [Found(language, one) for one in recall(visit.desk, language, text)]
    shown: dict[str, Any] = {"found": found, "marked": marked, "is_put": False, "text": text}
    shown["asked_language"] = language
    return visit.swap("media/_recalled.html", **shown) if visit.is_swap else visit.show("media/memory.html", **shown)


def show_beside(visit: Visit) -> Response:
    """Answer a form that is being written with what was said before, where the other side does not say it yet."""
    texts = {language: visit.form.text(language.value)[:LONGEST] for language in Language}
    found = list(_beside(visit, texts))[:_MOST_BESIDE]
    return visit.swap("media/_recalled.html", found=found, marked=marked, is_put=True, text="")


def _beside(visit: Visit, texts: dict[Language, str]) -> Iterator[Found]:
    for language in (Language.EN, Language.CY):
        other = " ".join(texts[language.other].split())
        for one in recall(visit.desk, language, texts[language]):
            kept = _not_there(one.suggestions, other)
            if kept:
                yield Found(language, Recalled(one.piece, tuple(kept)))


def _not_there(suggestions: Sequence[Suggestion], other: str) -> list[Suggestion]:
    """Leave out what stands on the other side already, and the same words twice."""
    kept: dict[str, Suggestion] = {}
    for one in suggestions:
        words = " ".join(one.other.split())
        if words not in other:
            kept.setdefault(words, one)
    return list(kept.values())[:_BEST_OF_A_PIECE]


def begin_again(visit: Visit, ref: str) -> Response:
    """Begin a posting with the words of another, and go to write it."""
    new = write_again(visit.desk, visit.actor, ref)
    said = _("{ref} is a draft with the words of {former}. Change what has changed.").format(
        ref=new, former=ref.upper()
    )
    return visit.go(f"/postings/{new}/edit", said=said)
