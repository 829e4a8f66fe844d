"""Writing one side beside the other."""

from dataclasses import dataclass

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.translation.countdown import Left, left
from cydbost_bot.office.translation.naming import language_name, taker_name, what_is_owed
from cydbost_bot.office.translation.work import Work, errors_in, typed_in, work_on
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_language import Language
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.errors import QueueError
from cydbost_queue.memory.recalling import recall
from cydbost_queue.queries.translation import TranslationView, show_translation
from cydbost_queue.translated import content_of


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the two columns."""

    owed: str | None
    left: Left | None
    taken_by: str | None
    is_mine: bool
    is_free: bool


def show(visit: Visit, ref: str) -> Response:
    """Show one posting for its translation."""
    view = show_translation(visit.desk, ref, _into(visit))
    return _page(visit, view, work_on(visit.desk, view))


def judge_typed(visit: Visit, ref: str) -> Response:
    """Say anew what a translation has to answer for and what is found, as somebody types."""
    view = show_translation(visit.desk, ref, _into(visit))
    work = work_on(visit.desk, view, typed_in(visit.form))
    if not visit.is_swap:
        return _page(visit, view, work)
    return visit.swap("translation/_judged.html", work=work, is_answer=True)


def save(visit: Visit, ref: str) -> Response:
    """Write what was typed as a new version; where somebody wrote meanwhile, show both and write nothing."""
    view = show_translation(visit.desk, ref, _into(visit))
    typed = typed_in(visit.form)
    work = work_on(visit.desk, view, typed)
    errors = errors_in(typed, view.wanted)
    if errors:
        return _page(visit, view, work, errors=errors)
    try:
        edit_versions(
            visit.desk,
            visit.actor,
            ref,
            {view.wanted: content_of(view.source, view.target, typed)},
            seen={view.wanted: _number(visit, "seen"), view.wanted.other: _number(visit, "source_seen")},
        )
    except QueueError as problem:
        return _page(visit, view, work, problem=problem)
    saved = _("%(ref)s: the %(language)s is saved.") % {"ref": view.ref, "language": language_name(view.wanted)}
    if work.judged.stops:
        return visit.go(f"/translation/{view.ref}?into={view.wanted}", said=f"{saved} {work.judged.summary}")
    waits = _("It waits to be approved.")
    return visit.go("/translation", said=f"{saved} {waits}")


def show_memory(visit: Visit, ref: str) -> Response:
    """Show what was said before that is like the source, with its other language."""
    view = show_translation(visit.desk, ref, _into(visit))
    recalled = recall(visit.desk, view.source.language, view.source.text)
    if visit.is_swap:
        return visit.swap("translation/_memory.html", view=view, recalled=recalled, wanted=view.wanted)
    return visit.show("translation/memory.html", view=view, recalled=recalled, wanted=view.wanted)


def _page(
    visit: Visit,
    view: TranslationView,
    work: Work,
    *,
    errors: FieldErrors | None = None,
    problem: QueueError | None = None,
) -> Response:
    return visit.show(
        "translation/work.html",
        errors=errors,
        problem=problem,
        view=view,
        work=work,
        heading=_heading(visit, view),
        is_conflict=problem is not None and problem.code == "written_meanwhile",
    )


def _heading(visit: Visit, view: TranslationView) -> Heading:
    due = view.welsh_due_at or (view.request.due_at if view.request else None) or view.slot
    taker = view.request.taken_by if view.request else None
    return Heading(
        owed=what_is_owed(view.wanted, view.why) if view.why else None,
        left=left(view.ref, due, visit.now) if due and view.why else None,
        taken_by=taker_name(taker),
        is_mine=taker == visit.actor.name,
        is_free=view.why is not None and taker is None,
    )


def _into(visit: Visit) -> Language | None:
    into = visit.form.text("into") or visit.query.get("into", "")
    return Language(into) if into in list(Language) else None


def _number(visit: Visit, name: str) -> int:
    """Return a revision that the form was made from; anything else is none that stands."""
    written = visit.form.text(name)
    return int(written) if written.isdecimal() and len(written) < 10 else -1
