"""A quiet period before a person, and as data for scripts."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.cli.output import console, say
from cydbost_bot.cli.posting_data import moment_data
from cydbost_bot.i18n import _, ngettext
from cydbost_bot.sentences import held_reason, name_of, posting_state
from cydbost_bot.sentences_words import QUIET_KINDS
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.queries.quiet import QuietView, quiet_at_slot


def spell_quiet(view: QuietView) -> str:
    """Return when and where a quiet period is, and why, in one sentence or two."""
    kind, channels = name_of(QUIET_KINDS, view.kind.value), ", ".join(view.channels) or _("every channel")
    begins = spell_time(view.begins_at)
    if view.ends_at is None:
        time = _("from {begins} until a person ends it").format(begins=begins)
    else:
        time = _("from {begins} to {ends}").format(begins=begins, ends=spell_time(view.ends_at))
    return f"{view.ref} · {view.name} · {kind} · {channels} · {time}. {view.reason or ''}".rstrip()


def show_list(views: Sequence[QuietView]) -> None:
    """Print one line a quiet period, with how much it held."""
    table = Table()
    for title in (_("Period"), _("Label"), _("From"), _("Until"), _("Held"), _("Still waiting")):
        table.add_column(title, overflow="fold")
    for view in views:
        ends = spell_time(view.ends_at) if view.ends_at else _("a person ends it")
        name = f"{view.ref} *" if view.is_now else view.ref
        table.add_row(name, view.name, spell_time(view.begins_at), ends, str(len(view.held)), str(view.waiting))
    console().print(table)
    if any(view.is_now for view in views):
        say(_("* in force now"))


def show_held(view: QuietView) -> None:
    """Print what a quiet period held, and what still waits for a person."""
    if not view.held:
        say(_("It has held nothing."))
        return
    table = Table()
    for title in (_("Post"), _("Label"), _("Its time was"), _("State")):
        table.add_column(title, overflow="fold")
    for one in view.held:
        state = posting_state(one.state.value)
        why = f" ({held_reason(one.held_reason.value)})" if one.held_reason else ""
        table.add_row(one.ref, one.label, spell_time(one.slot), state + why)
    console().print(table)
    sentence = ngettext(
        "{n} post waits for a person: a new time, or its withdrawal. None goes out by itself.",
        "{n} posts wait for a person: a new time, or their withdrawal. None goes out by itself.",
        view.waiting,
    )
    say(sentence.format(n=view.waiting))


def warn_of_quiet(here: AtDesk, ref: str) -> None:
    """Say so, where a person reads it, if a posting's time is in a quiet period as things stand."""
    view = None if here.as_json else quiet_at_slot(here.desk, ref)
    if view is not None:
        sentence = _(
            "That is in the quiet period {quiet} ({name}): it will be held, unless “cydbost quiet exempt {ref}”."
        )
        say(sentence.format(quiet=view.ref, name=view.name, ref=ref))


def quiet_data(view: QuietView) -> dict[str, Any]:
    """Return everything about one quiet period."""
    return {
        "ref": view.ref,
        "kind": view.kind.value,
        "name": view.name,
        "channels": list(view.channels),
        "begins_at": moment_data(view.begins_at),
        "ends_at": moment_data(view.ends_at),
        "now": view.is_now,
        "reason": view.reason,
        "begun_by": view.begun_by,
        "ended_by": view.ended_by,
        "held": [
            {
                "ref": one.ref,
                "label": one.label,
                "slot": moment_data(one.slot),
                "state": one.state.value,
                "held_reason": one.held_reason.value if one.held_reason else None,
            }
            for one in view.held
        ],
    }
