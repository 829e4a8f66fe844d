"""``cydbost post drop | expire``: giving up a change of a live post, and when a post comes down by itself."""

from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.post_options import Ref, Zone
from cydbost_bot.cli.post_report import report
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.expiring import expire as set_end
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import show_posting

ONE_END = Wording("one_end", N_("Give --at TIME or --never, one of the two."))

DROP = N_("Drop a change of a live post; what the public sees stays, in both languages.")
EXPIRE = N_("Say when a post comes down by itself, both languages everywhere; or that it stays.")

EndsAt = Annotated[
    str | None,
    typer.Option("--at", metavar=N_("TIME"), help=N_("When both versions come down by themselves.")),
]
Never = Annotated[bool, typer.Option("--never", help=N_("It stays until a person withdraws it."))]


def drop(context: typer.Context, ref: Ref) -> None:
    """Drop a change.

    Raises:
        QueueError: there is none, or part of it is out.
    """
    with at_desk(context) as here:
        drop_change(here.desk, here.actor, ref)
        name = show_posting(here.desk, ref).line.ref
        report(here, ref, _("{ref}: the change is dropped; what is live stands.").format(ref=name))


def expire(context: typer.Context, ref: Ref, *, at: EndsAt = None, never: Never = False, zone: Zone = None) -> None:
    """Set or clear when a posting comes down.

    Raises:
        Misuse: neither a time nor --never, or both.
        NotATime: the time names no one instant to come.
        QueueError: the queue does not allow it.
    """
    if (at is None) != never:
        raise Misuse(ONE_END())
    with at_desk(context) as here:
        here.actor.require(Right.SCHEDULE)
        moment = None if at is None else here.moment(at, zone)
        set_end(here.desk, here.actor, ref, moment)
        name = show_posting(here.desk, ref).line.ref
        if moment is None:
            report(here, ref, _("{ref} stays until a person withdraws it.").format(ref=name))
        else:
            sentence = _("{ref} comes down in both languages at {end}.")
            report(here, ref, sentence.format(ref=name, end=spell_time(moment)))
