"""Asking for the other side, taking the work, giving it back."""

from datetime import datetime

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.translation.naming import language_name
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.wall_clock import NotATime, parse_time
from cydbost_language import Language
from cydbost_queue.actions.translating import ask_translation, drop_request, give_back, take_translation
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right
from cydbost_queue.queries.translation import show_translation


def ask_form(visit: Visit, ref: str) -> Response:
    """Show the form by which a translation is asked for."""
    return visit.show("translation/ask.html", view=show_translation(visit.desk, ref), typed={})


def ask(visit: Visit, ref: str) -> Response:
    """Ask for a translation: translators are told."""
    typed = {name: visit.form.text(name) for name in ("due", "note", "where")}
    errors = FieldErrors()
    due = _due(visit, typed["due"], errors)
    if errors:
        return visit.show("translation/ask.html", view=show_translation(visit.desk, ref), typed=typed, errors=errors)
    try:
        wanted = ask_translation(
            visit.desk, visit.actor, ref, due=due, note=typed["note"], is_outside=typed["where"] == "outside"
        )
    except QueueError as problem:
        return visit.show("translation/ask.html", view=show_translation(visit.desk, ref), typed=typed, problem=problem)
    said = _("You have asked for the %(language)s of %(ref)s.") % {"language": language_name(wanted), "ref": ref}
    if typed["where"] == "outside" and visit.may(Right.INVITE_TRANSLATOR):
        return visit.go(f"/translation/{ref}/link", said=said)
    return visit.go(f"/translation/{ref}", said=said)


def take(visit: Visit, ref: str) -> Response:
    """Take a piece of work, or take it over from whoever has it."""
    take_translation(visit.desk, visit.actor, ref, is_over=visit.form.text("over") == "yes")
    return visit.go(f"/translation/{ref}", said=_("You have taken %(ref)s.") % {"ref": ref})


def give_up(visit: Visit, ref: str) -> Response:
    """Give a piece of work back."""
    give_back(visit.desk, visit.actor, ref, _wanted(visit))
    return visit.go("/translation", said=_("%(ref)s is free for another translator.") % {"ref": ref})


def drop(visit: Visit, ref: str) -> Response:
    """Take back what one has asked for."""
    drop_request(visit.desk, visit.actor, ref, _wanted(visit))
    return visit.go("/translation", said=_("The translation of %(ref)s is no longer asked for.") % {"ref": ref})


def _wanted(visit: Visit) -> Language:
    return Language.EN if visit.form.text("wanted") == Language.EN else Language.CY


def _due(visit: Visit, written: str, errors: FieldErrors) -> datetime | None:
    if not written:
        return None
    try:
        return parse_time(written, now=visit.now)
    except NotATime as mistake:
        errors.add("due", " ".join(mistake.sentences()))
        return None
