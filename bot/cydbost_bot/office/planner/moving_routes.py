"""One posting on the calendar, and giving it another time: by a form, by dragging, and back again."""

from datetime import date, datetime

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.planner import names
from cydbost_bot.office.planner.agenda import MOVABLE
from cydbost_bot.office.planner.moved import asked_back, quiet_of, read_spelt, spelt, told
from cydbost_bot.office.planner.room_of_plan import room
from cydbost_bot.office.planner.spans import same_clock_on
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.wall_clock import NotATime, clock_at, parse_time
from cydbost_language import Language
from cydbost_queue.actions.replanning import Moved, Seen, move_slot
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right
from cydbost_queue.queries.plan_range import planned_one
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.views import PostingView

EXAMPLE = {"ref": "P2"}


@room.page("/calendar/{ref}", right=Right.READ, example=EXAMPLE)
def show(visit: Visit, ref: str) -> Response:
    """Show one posting's place in the plan, with the form that gives it another time."""
    return _page(visit, show_posting(visit.desk, ref), _typed(visit, ref))


@room.act("/calendar/{ref}/time", right=Right.SCHEDULE, example=EXAMPLE)
def change_time(visit: Visit, ref: str) -> Response:
    """Give a posting the time that was typed, or take its time away."""
    errors = FieldErrors()
    slot = None if "take" in visit.form else _slot_typed(visit, errors)
    if errors:
        return _page(visit, show_posting(visit.desk, ref), _as_typed(visit) or _typed(visit, ref), errors=errors)
    return _move(visit, ref, slot)


@room.act("/calendar/{ref}/move", right=Right.SCHEDULE, example=EXAMPLE)
def move(visit: Visit, ref: str) -> Response:
    """Move a posting to another day, at the same time of the clock: what dragging does."""
    posting = show_posting(visit.desk, ref)
    errors = FieldErrors()
    slot = _slot_on_day(visit, posting, errors)
    if errors:
        return _page(visit, posting, _typed(visit, ref), errors=errors)
    return _move(visit, ref, slot)


@room.act("/calendar/{ref}/undo", right=Right.SCHEDULE, example=EXAMPLE)
def undo(visit: Visit, ref: str) -> Response:
    """Move a posting back to where it was."""
    is_spelt, slot = read_spelt(visit.form.text("before"))
    if not is_spelt:
        return visit.go(f"/calendar/{ref}")
    posting = show_posting(visit.desk, ref)
    try:
        move_slot(visit.desk, visit.actor, ref, slot, seen=_seen(visit))
    except QueueError as error:
        return _page(visit, posting, _typed(visit, ref), problem=error)
    return visit.go(asked_back(visit, visit.form.text("back")).address, said=_("The move was undone."))


def _move(visit: Visit, ref: str, slot: datetime | None) -> Response:
    try:
        moved = move_slot(visit.desk, visit.actor, ref, slot, seen=_seen(visit))
    except QueueError as error:
        return _page(visit, show_posting(visit.desk, ref), _as_typed(visit) or _typed(visit, ref), problem=error)
    return _after(visit, moved)


def _after(visit: Visit, moved: Moved) -> Response:
    asked = asked_back(visit, visit.form.text("back"))
    if moved.before == moved.slot:
        return visit.go(asked.address, said=_("Its time is the one it had."))
    return visit.go(told(asked, moved.ref, moved.before))


def _seen(visit: Visit) -> Seen | None:
    is_spelt, slot = read_spelt(visit.form.text("seen"))
    return Seen(slot) if is_spelt else None


def _slot_typed(visit: Visit, errors: FieldErrors) -> datetime | None:
    parts = [visit.form.text(f"slot-{name}") for name in ("day", "month", "year")]
    clock = visit.form.text("time")
    if not all(parts):
        errors.add("slot-day", _("Enter the day, the month and the year."))
    elif not _is_date(parts):
        errors.add("slot-day", _("There is no such date. Check the day, the month and the year."))
    if not clock:
        errors.add("time", _("Enter a time of day, such as 9.30am or 14:00."))
    if errors:
        return None
    day, month, year = (int(part) for part in parts)
    return _parsed(visit, f"{year:04}-{month:02}-{day:02} {clock}", errors)


def _is_date(parts: list[str]) -> bool:
    if not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return False
    day, month, year = (int(part) for part in parts)
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _slot_on_day(visit: Visit, posting: PostingView, errors: FieldErrors) -> datetime | None:
    try:
        day = date.fromisoformat(visit.form.text("day"))
    except ValueError:
        errors.add("slot-day", _("Enter the day, the month and the year."))
        return None
    if posting.line.slot is None:
        errors.add("time", _("Enter a time of day, such as 9.30am or 14:00."))
        return None
    wall = same_clock_on(day, posting.line.slot, visit.desk.rules.zone)
    return _parsed(visit, wall.isoformat(" ", "minutes"), errors)


def _parsed(visit: Visit, written: str, errors: FieldErrors) -> datetime | None:
    try:
        return parse_time(written, now=visit.now, zone=str(visit.desk.rules.zone))
    except NotATime as error:
        for sentence in error.sentences():
            errors.add("time", sentence)
        return None


def _typed(visit: Visit, ref: str) -> dict[str, str]:
    """Return what stands in the form at first: the slot there is, or the day that the posting was dragged to."""
    slot = show_posting(visit.desk, ref).line.slot
    zone = visit.desk.rules.zone
    if slot is not None:
        local = slot.astimezone(zone)
        clock = clock_at(slot, language=visit.language, zone=str(zone))
        return {"day": str(local.day), "month": str(local.month), "year": str(local.year), "time": clock}
    try:
        day = date.fromisoformat(visit.query.get("day", "") or visit.form.text("day"))
    except ValueError:
        return {"day": "", "month": "", "year": "", "time": ""}
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year), "time": ""}


def _as_typed(visit: Visit) -> dict[str, str]:
    if "slot-day" not in visit.form:
        return {}
    typed = {name: visit.form.text(f"slot-{name}")[:40] for name in ("day", "month", "year")}
    return {**typed, "time": visit.form.text("time")[:120]}


def _page(
    visit: Visit,
    posting: PostingView,
    typed: dict[str, str],
    *,
    errors: FieldErrors | None = None,
    problem: Exception | None = None,
) -> Response:
    back = visit.form.text("back") or visit.query.get("back", "")
    return visit.show(
        "planner/posting.html",
        errors=errors,
        problem=problem,
        posting=posting,
        planned=planned_one(visit.desk, int(posting.line.ref[1:])),
        quiet=quiet_of(visit, posting),
        typed=typed,
        seen=spelt(posting.line.slot),
        back=asked_back(visit, back).address,
        is_movable=posting.line.state in MOVABLE,
        languages=list(Language),
        names=names,
    )
