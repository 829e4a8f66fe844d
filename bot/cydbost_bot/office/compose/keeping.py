"""Keeping what is typed while it is typed, judging it, and settling what two people wrote at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from starlette.responses import Response

from cydbost_bot.office.compose.conflict import conflict_of, settled
from cydbost_bot.office.compose.judged import judge
from cydbost_bot.office.compose.typed import Typed, is_new_place, typed_in
from cydbost_bot.office.compose.writing import compose_page
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_language import Language
from cydbost_queue.actions.drafting import drop_draft, save_draft
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.queries.drafts import others_writing
from cydbost_queue.queries.written import Written, written_of

#: Whoever typed in a posting so long ago is taken to be writing still.
_JUST_NOW: Final = timedelta(minutes=5)


def judge_typed(visit: Visit) -> Response:
    """Answer with what is said of the pair in a form, without keeping anything."""
    typed = typed_in(visit.form)
    return visit.swap("compose/_judged.html", judged=judge(visit, typed, _written(visit, typed)), is_answer=True)


def keep(visit: Visit) -> Response:
    """Keep what a form holds, for whoever typed it."""
    typed = typed_in(visit.form)
    try:
        turn = save_draft(
            visit.desk,
            visit.actor,
            typed.place,
            typed.fields,
            turn=typed.turn,
            seen=typed.seen,
            anyway=bool(visit.form.text("anyway")),
        )
    except Refused as problem:
        return visit.swap("compose/_not_kept.html", status=409, typed=typed, code=problem.code)
    since = visit.now - _JUST_NOW
    others = (
        [] if is_new_place(typed.place) else others_writing(visit.desk, typed.place, but=visit.actor.name, since=since)
    )
    return visit.swap("compose/_kept.html", turn=turn, others=others)


def forget(visit: Visit) -> Response:
    """Forget what was typed and not handed in, and go back to what is written."""
    place = visit.form.text("place")
    drop_draft(visit.desk, visit.actor, place)
    where = "/postings" if is_new_place(place) else f"/postings/{written_of(visit.desk, place).line.ref}"
    return visit.go(where, said=_("What you had typed and not saved is gone."))


def merge(visit: Visit, ref: str) -> Response:
    """Show the form with each side as it was chosen, on what is written now; nothing is saved yet."""
    written = written_of(visit.desk, ref)
    typed = replace(typed_in(visit.form), place=written.line.ref)
    choices = {
        one: visit.form.text(f"choice-{one.value}") for one in Language if visit.form.text(f"choice-{one.value}")
    }
    return compose_page(visit, settled(typed, conflict_of(visit.desk, typed, written), choices), written)


def _written(visit: Visit, typed: Typed) -> Written | None:
    if not typed.place or is_new_place(typed.place):
        return None
    try:
        return written_of(visit.desk, typed.place)
    except NotFound:
        return None
