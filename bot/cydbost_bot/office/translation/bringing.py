"""Bringing texts back: a look at what a file holds, with its findings, and then writing what is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from cydbost_bot.exchange.bringing_back import Brought, Refusal, brought, without_doubles
from cydbost_bot.exchange.formats import read_parcel
from cydbost_bot.exchange.parcel import MOST_BYTES, MOST_TEXTS, Origin, ReturnedText, Unreadable
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.translation.judged import Judged, judge
from cydbost_bot.office.translation.naming import FAULTS, REFUSALS
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.sentences import error_sentence
from cydbost_language import Language
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.translation import TranslationView, show_translation
from cydbost_queue.translated import Translated, content_of


@dataclass(frozen=True, slots=True)
class Looked:
    """One text of a file beside its posting."""

    brought: Brought
    view: TranslationView | None
    judged: Judged | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text: written, or why not."""

    ref: str
    why_not: str | None = None


def ask_file(visit: Visit) -> Response:
    """Show the form for a file."""
    return visit.show("translation/bring_back.html")


def look(visit: Visit) -> Response:
    """Show what a file would write, and what of it is refused; nothing is written yet."""
    file = visit.form.file("file")
    errors = FieldErrors()
    if file is None:
        errors.add("file", _("Choose a file"))
        return visit.show("translation/bring_back.html", errors=errors)
    try:
        texts, again = without_doubles(read_parcel(file.file.read(MOST_BYTES + 1)))
    except Unreadable as unreadable:
        errors.add("file", _(FAULTS[unreadable.fault]))
        return visit.show("translation/bring_back.html", errors=errors)
    looked = [*(_look(visit, text) for text in texts), *(_refused(one, None) for one in again)]
    return visit.show("translation/look.html", looked=looked, taken=[one for one in looked if one.judged])


def write(visit: Visit) -> Response:
    """Write the texts that were ticked; each by itself, so that one that cannot be written stops no other."""
    refs = list(dict.fromkeys(visit.form.texts("take")))[:MOST_TEXTS]
    outcomes = [_write(visit, ref) for ref in refs]
    return visit.show("translation/brought.html", outcomes=outcomes)


def _look(visit: Visit, text: ReturnedText) -> Looked:
    view = _view(visit, Origin.read(text.origin))
    found = brought(text, view)
    if found.given is None or view is None:
        return _refused(found, view)
    return Looked(found, view, judge(visit.desk, view.source, view.target, found.given, view.names), None)


def _refused(found: Brought, view: TranslationView | None) -> Looked:
    why = _(REFUSALS[found.refusal or Refusal.NOT_OURS])
    return Looked(found, view, None, why % {"missing": found.missing} if "%(" in why else why)


def _view(visit: Visit, origin: Origin | None) -> TranslationView | None:
    if origin is None:
        return None
    try:
        return show_translation(visit.desk, origin.ref, origin.wanted)
    except QueueError:
        return None


def _write(visit: Visit, ref: str) -> Outcome:
    form = visit.form
    wanted = Language.EN if form.text(f"into.{ref}") == Language.EN else Language.CY
    given = Translated(form.text(f"text.{ref}"), form.text(f"link.{ref}") or None, tuple(_alts(visit, ref)))
    seen = {wanted: _number(form.text(f"seen.{ref}")), wanted.other: _number(form.text(f"source.{ref}"))}
    try:
        view = show_translation(visit.desk, ref, wanted)
        content = content_of(view.source, view.target, given)
        edit_versions(visit.desk, visit.actor, ref, {wanted: content}, seen=seen)
    except QueueError as problem:
        return Outcome(ref, error_sentence(problem))
    return Outcome(view.ref)


def _alts(visit: Visit, ref: str) -> Sequence[str]:
    return visit.form.texts(f"alt.{ref}")


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 10 else -1
