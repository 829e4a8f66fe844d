"""Bringing in a month's plan: chosen, looked at row by row, and imported whole or not at all."""

from collections.abc import Callable
from typing import TypeVar

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.planner.plan_templates import NAMES, plan_template
from cydbost_bot.office.planner.room_of_plan import room
from cydbost_bot.office.planner.uploads import (
    bare_name,
    keep_pictures,
    pictures_of,
    read_data,
    read_upload,
    rows_data,
)
from cydbost_bot.office.problem_pages import show_status
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.office.words import ngettext
from cydbost_bot.plan_import import PlanDesk
from cydbost_bot.plan_judgement import JudgedRow
from cydbost_bot.problem import Misuse
from cydbost_language import Severity
from cydbost_queue.actions.staging import drop_staged, import_staged, stage_plan
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right
from cydbost_queue.queries.staged import StagedView, list_staged, show_staged

EXAMPLE = {"number": "1"}
#: Rows on one page of the preview.
PAGE = 50
MOST_PICTURES = 200
_Taken = TypeVar("_Taken")


@room.page("/plan/import", right=Right.WRITE)
def choose(visit: Visit) -> Response:
    """Show the form, the templates, and this person's plans that wait."""
    return _choose(visit)


@room.page("/plan/template/{name}", right=Right.WRITE, example={"name": "cynllun.csv"})
def template(visit: Visit, name: str) -> Response:
    """Hand out an empty plan."""
    if name not in NAMES:
        return show_status(visit, 404)
    channel = visit.settings.channels[0].name if visit.settings.channels else ""
    content, mime = plan_template(name, channel=channel, now=visit.now, zone=visit.desk.rules.zone)
    return Response(content, media_type=mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@room.act("/plan/import", right=Right.WRITE)
def bring_in(visit: Visit) -> Response:
    """Read the chosen plan and keep it until it is decided about; nothing is imported yet."""
    errors = FieldErrors()
    upload = visit.form.file("plan")
    pictures = visit.form.files("pictures")
    if upload is None:
        errors.add("plan", _("Choose the plan: a .csv or .xlsx file."))
        return _choose(visit, errors=errors)
    if len(pictures) > MOST_PICTURES:
        errors.add("pictures", _("Choose no more than %(most)s pictures.") % {"most": MOST_PICTURES})
        return _choose(visit, errors=errors)
    rows = _taken("plan", lambda: read_upload(upload), errors)
    kept = _taken("pictures", lambda: keep_pictures(visit, pictures), errors)
    if rows is None or kept is None:
        return _choose(visit, errors=errors)
    number = stage_plan(visit.desk, visit.actor, bare_name(upload), rows_data(rows), kept)
    return visit.go(f"/plan/import/{number}")


@room.page("/plan/import/{number}", right=Right.WRITE, example=EXAMPLE)
def preview(visit: Visit, number: int) -> Response:
    """Show every row with both texts and what is found, or what became of the plan."""
    return _preview(visit, show_staged(visit.desk, visit.actor.name, number))


@room.act("/plan/import/{number}/confirm", right=Right.WRITE, example=EXAMPLE)
def confirm(visit: Visit, number: int) -> Response:
    """Import the plan in one act; sent twice, it is imported once."""
    staged = show_staged(visit.desk, visit.actor.name, number)
    if staged.imported_at is None:
        plan = _plan_desk(visit, staged)
        judged, planned = plan.prepared(plan.judged(read_data(staged.rows)))
        if any(one.is_stopped for one in judged):
            return _preview(visit, staged, judged=judged, status=409)
        try:
            refs = import_staged(visit.desk, visit.actor, number, lambda: planned)
        except QueueError as error:
            return _preview(visit, staged, problem=error)
    else:
        refs = list(staged.refs)
    said = ngettext("%(num)s post is imported, as a draft.", "%(num)s posts are imported, as drafts.", len(refs))
    return visit.go(f"/plan/import/{number}", said=said % {"num": len(refs)})


@room.act("/plan/import/{number}/drop", right=Right.WRITE, example=EXAMPLE)
def drop(visit: Visit, number: int) -> Response:
    """Throw the plan away."""
    drop_staged(visit.desk, visit.actor, number)
    return visit.go("/plan/import", said=_("The plan was thrown away. Nothing of it was imported."))


def _taken(field: str, take: Callable[[], _Taken], errors: FieldErrors) -> _Taken | None:
    """Return what was taken of an upload, or say at its field why it could not be."""
    try:
        return take()
    except Misuse as error:
        for sentence in error.sentences():
            errors.add(field, sentence)
        return None


def _choose(visit: Visit, *, errors: FieldErrors | None = None) -> Response:
    waiting = list_staged(visit.desk, visit.actor.name)
    return visit.show("planner/import.html", errors=errors, waiting=waiting, templates=list(NAMES))


def _plan_desk(visit: Visit, staged: StagedView) -> PlanDesk:
    return PlanDesk(visit.desk, visit.settings, pictures_of(staged.pictures))


def _preview(
    visit: Visit,
    staged: StagedView,
    *,
    judged: list[JudgedRow] | None = None,
    problem: Exception | None = None,
    status: int | None = None,
) -> Response:
    if staged.imported_at is not None:
        return visit.show("planner/imported.html", staged=staged, rows=read_data(staged.rows))
    judged = judged if judged is not None else _plan_desk(visit, staged).judged(read_data(staged.rows))
    pages = max(1, -(-len(judged) // PAGE))
    given = visit.query.get("page", "1")
    page = min(max(int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1, 1), pages)
    return visit.show(
        "planner/preview.html",
        status=status,
        problem=problem,
        staged=staged,
        judged=judged[(page - 1) * PAGE : page * PAGE],
        number_of_rows=len(judged),
        stopped=sum(one.is_stopped for one in judged),
        page=page,
        pages=pages,
        warn=Severity.WARN,
        block=Severity.BLOCK,
    )
