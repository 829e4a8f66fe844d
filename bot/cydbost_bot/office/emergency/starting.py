"""The first step: which emergencies run, a template or one's own words, and what is filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from cydbost_bot.library import CATEGORIES, load_templates
from cydbost_bot.library.approved import approvers
from cydbost_bot.library.category_names import CATEGORY_NAMES
from cydbost_bot.office.emergency.filled import Filled, begin, keep, of_form
from cydbost_bot.office.emergency.own_room import room
from cydbost_bot.office.emergency.template_fields import SOON, Read, read_fields, set_soon, shown_fields
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.sentences import name_of
from cydbost_language import Language
from cydbost_language.templates import Template
from cydbost_queue.errors import NotFound
from cydbost_queue.policy import Right
from cydbost_queue.queries.emergency_plan import agreed_names
from cydbost_queue.queries.exceptions import exceptions
from cydbost_queue.queries.incidents import past_incidents, running_incidents
from cydbost_queue.queries.record import list_channels
from cydbost_queue.queries.waiting import show_halt
from cydbost_queue.tables import IncidentStep

#: What belongs to a later step of an incident, and comes first there.
_OF_A_STEP = {IncidentStep.UPDATE.value: "update", IncidentStep.ALL_CLEAR.value: "all-clear"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The templates of one category."""

    name: str
    templates: tuple[Template, ...]


@room.page("/emergency", right=Right.READ)
def front(visit: Visit) -> Response:
    """Show what runs, and one big way to start."""
    return visit.show(
        "emergency/front.html",
        running=running_incidents(visit.desk),
        to_review=len(exceptions(visit.desk, to_review=True, limit=100)),
        halt=show_halt(visit.desk),
    )


@room.page("/emergency/past", right=Right.READ)
def past(visit: Visit) -> Response:
    """List every emergency, the newest first."""
    lines = past_incidents(visit.desk, before=visit.query.get("before"), limit=26)
    return visit.show("emergency/past.html", lines=lines[:25], older=lines[24].ref if len(lines) > 25 else None)


@room.page("/emergency/start", right=Right.RAISE_EMERGENCY)
def choose(visit: Visit) -> Response:
    """Show the templates, those approved in advance first, and the way to write."""
    filled = begin(visit)
    library = load_templates(visit.settings.templates.directory)
    approved = approvers(visit.desk, library)
    first = _OF_A_STEP.get(filled.text("step"))
    return visit.show(
        "emergency/choose.html",
        filled=filled,
        first=library.get(first) if first else None,
        shelves=_shelves([one for one in library.values() if one.name in approved]),
        unapproved=_shelves([one for one in library.values() if one.name not in approved]),
    )


def _shelves(templates: Sequence[Template]) -> list[Shelf]:
    names = [*CATEGORIES, *sorted({one.category for one in templates} - set(CATEGORIES))]
    found = {name: tuple(one for one in templates if one.category == name) for name in names}
    return [Shelf(name_of(CATEGORY_NAMES, name), held) for name, held in found.items() if held]


@room.page("/emergency/fill/{name}", right=Right.RAISE_EMERGENCY, example={"name": "flood-warning"})
def fill_in(visit: Visit, name: str) -> Response:
    """Show a template's fields."""
    return _show_fields(visit, template_named(visit, name), begin(visit), FieldErrors())


@room.act("/emergency/fill/{name}", right=Right.RAISE_EMERGENCY, example={"name": "flood-warning"})
def fill(visit: Visit, name: str) -> Response:
    """Keep what was filled in, and go on where nothing is missing."""
    template, filled = template_named(visit, name), of_form(visit)
    filled = Filled(filled.request, {**filled.given, "template": name})
    if visit.form.text("soon"):
        return _show_fields(visit, template, set_soon(filled, visit.form.text("soon"), now=visit.now), FieldErrors())
    keep(visit, filled)
    read = read_template(visit, template, filled)
    if not filled.channels:
        read.errors.add("channels", _("Choose at least one channel"))
    if read.errors:
        return _show_fields(visit, template, filled, read.errors)
    return visit.go(f"/emergency/check/{filled.request}")


def _show_fields(visit: Visit, template: Template, filled: Filled, errors: FieldErrors) -> Response:
    return visit.show(
        "emergency/fill.html",
        form=template,
        fields=shown_fields(template, visit.language),
        places=agreed_names(visit.desk),
        filled=filled,
        soon=SOON,
        channels=list_channels(visit.desk),
        is_approved=template.name in approvers(visit.desk, {template.name: template}),
        errors=errors,
    )


@room.page("/emergency/write", right=Right.RAISE_EMERGENCY)
def write_anew(visit: Visit) -> Response:
    """Show the two boxes, Welsh first."""
    return _show_boxes(visit, begin(visit), FieldErrors())


@room.act("/emergency/write", right=Right.RAISE_EMERGENCY)
def write(visit: Visit) -> Response:
    """Keep what was written; without Welsh, ask whether the exception is justified."""
    filled = of_form(visit)
    filled = Filled(filled.request, {**filled.given, "template": ""})
    keep(visit, filled)
    errors = FieldErrors()
    if Language.EN not in filled.texts:
        errors.add("en", _("Enter the English"))
    if not filled.channels:
        errors.add("channels", _("Choose at least one channel"))
    if errors:
        return _show_boxes(visit, filled, errors)
    step = "check" if Language.CY in filled.texts else "exception"
    return visit.go(f"/emergency/{step}/{filled.request}")


def _show_boxes(visit: Visit, filled: Filled, errors: FieldErrors) -> Response:
    return visit.show("emergency/write.html", filled=filled, channels=list_channels(visit.desk), errors=errors)


def template_named(visit: Visit, name: str) -> Template:
    """Return a template of the council's library.

    Raises:
        NotFound: there is none of that name.
    """
    found = load_templates(visit.settings.templates.directory).get(name)
    if found is None:
        raise NotFound("no_emergency_template", template=name[:60])
    return found


def read_template(visit: Visit, template: Template, filled: Filled) -> Read:
    """Return a template's words, filled in, or what is to be mended."""
    return read_fields(template, filled, now=visit.now, language=visit.language)
