"""A series before a person, and as data for scripts."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from cydbost_bot.cli.output import console
from cydbost_bot.cli.posting_data import moment_data
from cydbost_bot.i18n import _
from cydbost_bot.recurrence_words import spell_rule
from cydbost_bot.sentences import held_reason, posting_state
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.queries.series import PlaceView, SeriesView
from cydbost_queue.recurrence import spell_wall


def show_list(views: Sequence[SeriesView]) -> None:
    """Print one line a series, with its next place."""
    table = Table()
    for title in (_("Series"), _("Pattern"), _("Label"), _("Rule"), _("Next")):
        table.add_column(title, overflow="fold")
    for view in views:
        following = spell_time(view.places[-1].slot) if view.places else _("over")
        table.add_row(view.ref, view.pattern, view.label, spell_rule(view.rule, view.first), following)
    console().print(table)


def show_places(view: SeriesView) -> None:
    """Print the places of a series: those that are held, and the next to come."""
    table = Table()
    for title in (_("Time"), _("Post"), _("State")):
        table.add_column(title, overflow="fold")
    for place in view.places:
        table.add_row(spell_time(place.slot), place.ref or "", _state(place))
    if view.places:
        console().print(table)


def _state(place: PlaceView) -> str:
    said = posting_state(place.state.value) if place.state else _("to be made")
    if place.skipped_by:
        said = _("left out by {person}").format(person=place.skipped_by)
    elif place.held_reason:
        said = f"{said} ({held_reason(place.held_reason.value)})"
    notes = [said]
    notes += [_("with words of its own")] if place.own else []
    notes += [_("the clocks skip {time}").format(time=f"{place.wall:%H:%M}")] if place.is_moved else []
    return "; ".join(notes)


def series_data(view: SeriesView) -> dict[str, Any]:
    """Return everything about one series."""
    return {
        "ref": view.ref,
        "pattern": view.pattern,
        "pattern_state": view.pattern_state.value,
        "label": view.label,
        "rule": view.rule,
        "first": spell_wall(view.first),
        "stopped_from": spell_wall(view.stopped_from) if view.stopped_from else None,
        "over": view.is_over,
        "created_by": view.created_by,
        "created_at": moment_data(view.created_at),
        "places": [_place(place) for place in view.places],
    }


def _place(place: PlaceView) -> dict[str, Any]:
    return {
        "wall": spell_wall(place.wall),
        "slot": moment_data(place.slot),
        "moved": place.is_moved,
        "ref": place.ref,
        "state": place.state.value if place.state else None,
        "held_reason": place.held_reason.value if place.held_reason else None,
        "own": place.own,
        "skipped_by": place.skipped_by,
    }
