"""The second step and the third: exactly where it goes and by when the Welsh is due; and sending it, once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.responses import Response

from cydbost_bot.directory import Directory
from cydbost_bot.library.approved import approvers, first_words, label_of
from cydbost_bot.library.category_names import EMERGENCY_NAMES
from cydbost_bot.office.emergency.filled import Filled, keep, kept, of_form
from cydbost_bot.office.emergency.following import roles_of
from cydbost_bot.office.emergency.own_room import room
from cydbost_bot.office.emergency.starting import read_template, template_named
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.problem import Misuse
from cydbost_bot.sentences import name_of
from cydbost_language import Language
from cydbost_language.templates import Template, template_hash
from cydbost_queue.actions.emergency import TemplateUse, raise_english_first, send_template
from cydbost_queue.actions.emergency_drafts import drop_emergency_draft
from cydbost_queue.actions.emergency_pair import send_pair
from cydbost_queue.content import Content, checked
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Actor, Right
from cydbost_queue.queries.emergency_plan import EmergencyPlan, plan_english, plan_pair
from cydbost_queue.queries.incidents import show_incident


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of emergency, and how long the Welsh may take."""

    code: str
    name: str
    allowed: timedelta

    @property
    def seconds(self) -> float:
        """How long the Welsh may take."""
        return self.allowed.total_seconds()


@dataclass(frozen=True, slots=True)
class Ready:
    """An emergency whose words are there: how it goes out, and what that would do."""

    way: str  #: ``template``, ``pair`` or ``english``
    label: str
    contents: Mapping[Language, Content]
    plan: EmergencyPlan
    template: Template | None = None
    approved_by: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def wants_decision(self) -> bool:
        """Whether an officer has to say that they act alone, or ask somebody."""
        return self.way == "pair" or (self.way == "template" and self.approved_by is None)


class NotReady(Exception):
    """Something is still to be filled in: on which page."""

    def __init__(self, path: str) -> None:
        """``path`` is one of the office's own."""
        super().__init__(path)
        self.path = path


@room.page("/emergency/exception/{request}", right=Right.RAISE_EMERGENCY, example={"request": "r1"})
def ask_exception(visit: Visit, request: str) -> Response:
    """Ask, in plain words, what the exception wants; nothing is chosen beforehand."""
    return _show_exception(visit, kept(visit, request), FieldErrors())


@room.act("/emergency/exception/{request}", right=Right.RAISE_EMERGENCY, example={"request": "r1"})
def give_exception(visit: Visit, request: str) -> Response:
    """Keep the grounds of the exception, and go on where none is missing."""
    filled = replace(of_form(visit), request=request)
    keep(visit, filled)
    errors = grounds_missing(visit, filled)
    if errors:
        return _show_exception(visit, filled, errors)
    return visit.go(f"/emergency/check/{request}")


def _show_exception(visit: Visit, filled: Filled, errors: FieldErrors) -> Response:
    return visit.show(
        "emergency/exception.html",
        filled=filled,
        categories=categories(visit),
        authorisers=authorisers(visit),
        errors=errors,
    )


def categories(visit: Visit) -> list[Category]:
    """Return the kinds of emergency, the most urgent first."""
    found = [Category(code, name_of(EMERGENCY_NAMES, code), left) for code, left in visit.desk.rules.categories.items()]
    return sorted(found, key=lambda one: (one.allowed, one.name))


def authorisers(visit: Visit) -> list[str]:
    """Return who may authorise an emergency besides the visitor."""
    everybody = Directory(visit.settings, visit.desk).everybody()
    may = (one.name for one in everybody if one.actor.may(Right.AUTHORISE_EMERGENCY) and not one.is_disabled)
    return sorted(name for name in may if name != visit.actor.name)


def grounds_missing(visit: Visit, filled: Filled) -> FieldErrors:
    """Return what the exception still wants."""
    errors = FieldErrors()
    if filled.text("category") not in visit.desk.rules.categories:
        errors.add("category", _("Choose what kind of emergency it is"))
    if not filled.has("reason"):
        errors.add("reason", _("Enter why English has to go first"))
    if filled.text("authoriser") not in {*authorisers(visit), "alone"}:
        errors.add("authoriser", _("Choose who authorised it, or that you act alone"))
    return errors


@room.page("/emergency/check/{request}", right=Right.RAISE_EMERGENCY, example={"request": "r1"})
def check(visit: Visit, request: str) -> Response:
    """Show what will be said where, by when the Welsh is due, and who is called."""
    filled = kept(visit, request)
    if not filled.given:
        return visit.show("emergency/lost.html", status=404)
    return _show_check(visit, filled)


def _show_check(
    visit: Visit, filled: Filled, problem: Exception | None = None, errors: FieldErrors | None = None
) -> Response:
    try:
        ready = make_ready(visit, filled)
    except NotReady as error:
        return visit.go(error.path)
    return visit.show(
        "emergency/check.html",
        filled=filled,
        ready=ready,
        category=name_of(EMERGENCY_NAMES, filled.text("category")),
        roles_of=roles_of,
        incident=show_incident(visit.desk, filled.text("incident")) if filled.has("incident") else None,
        problem=problem,
        errors=errors,
    )


def make_ready(visit: Visit, filled: Filled) -> Ready:
    """Return what would be sent, worked out now.

    Raises:
        NotReady: something is still to be filled in.
        Refused: a text cannot be used as it is.
    """
    if filled.has("template"):
        return _of_template(visit, filled, template_named(visit, filled.text("template")))
    contents = {language: checked(Content(text)) for language, text in filled.texts.items()}
    if Language.EN not in contents or not filled.channels:
        raise NotReady(f"/emergency/write?request={filled.request}")
    label = first_words(contents[Language.EN].text)
    if Language.CY in contents:
        return Ready("pair", label, contents, plan_pair(visit.desk, contents, filled.channels))
    if grounds_missing(visit, filled):
        raise NotReady(f"/emergency/exception/{filled.request}")
    plan = plan_english(visit.desk, contents[Language.EN], filled.text("category"), filled.channels)
    return Ready("english", label, contents, plan)


def _of_template(visit: Visit, filled: Filled, template: Template) -> Ready:
    read = read_template(visit, template, filled)
    if read.errors or not filled.channels:
        raise NotReady(f"/emergency/fill/{template.name}?request={filled.request}")
    contents = {language: checked(Content(text)) for language, text in read.texts.items()}
    plan = plan_pair(visit.desk, contents, filled.channels, read.names)
    approved = approvers(visit.desk, {template.name: template}).get(template.name)
    return Ready("template", label_of(template), contents, plan, template, approved, read.names)


@room.act("/emergency/send", right=Right.RAISE_EMERGENCY, step_up=True)
def send(visit: Visit) -> Response:
    """Send it: the same request made again sends nothing again."""
    filled = of_form(visit)
    if not filled.has("template") and not filled.texts:
        filled = kept(visit, filled.request)
    try:
        ready = make_ready(visit, filled)
        if ready.wants_decision and filled.text("alone") not in {"yes", "no"}:
            errors = FieldErrors()
            errors.add("alone", _("Choose whether somebody else approves it, or you act alone"))
            return _show_check(visit, filled, errors=errors)
        ref = _sent(visit, filled, ready)
    except NotReady as error:
        return visit.go(error.path)
    except (QueueError, Misuse) as problem:
        return _show_check(visit, filled, problem)
    drop_emergency_draft(visit.desk, visit.actor, filled.request)
    waits = ready.wants_decision and filled.text("alone") == "no"
    said = _("{ref} waits for approval. Approvers are being told.") if waits else _("{ref} is on its way.")
    return visit.go(f"/emergency/{show_incident(visit.desk, ref).ref}", said=said.format(ref=ref))


def _sent(visit: Visit, filled: Filled, ready: Ready) -> str:
    alone = filled.text("alone") == "yes"
    if ready.template is not None and (ready.approved_by or alone):
        use = TemplateUse(ready.template.name, template_hash(ready.template), ready.contents, ready.names)
        return send_template(
            visit.desk,
            visit.actor,
            label=ready.label,
            use=use,
            channels=filled.channels,
            break_glass=alone,
            place=filled.place,
        )
    if len(ready.contents) == len(Language):
        return send_pair(
            visit.desk,
            visit.actor,
            label=ready.label,
            contents=ready.contents,
            channels=filled.channels,
            break_glass=alone,
            names=ready.names,
            place=filled.place,
        )
    return raise_english_first(
        visit.desk,
        visit.actor,
        label=ready.label,
        english=ready.contents[Language.EN],
        category=filled.text("category"),
        reason=filled.text("reason"),
        channels=filled.channels,
        authoriser=_authoriser(visit, filled),
        break_glass=filled.text("authoriser") == "alone",
        despite_findings=filled.has("despite"),
        place=filled.place,
    )


def _authoriser(visit: Visit, filled: Filled) -> Actor | None:
    name = filled.text("authoriser")
    return None if name == "alone" else Directory(visit.settings, visit.desk).require(name)
