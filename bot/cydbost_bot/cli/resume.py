"""``cydbost resume``: what waits while everything is stopped, a decision for each, then everything goes again."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import Zone
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.sentences import posting_state, subject_name
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.actions.halting import CANCEL, GO, Decision, resume_all
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.waiting import HaltView, WaitingView, show_halt

TWICE = Wording("decided_twice", N_("{ref} has two decisions. Give it one."))
NO_TIME = Wording("move_without_time", N_("“{given}” names no post and time. Write it so: --move P12=TIME."))
REVIEW_ALONE = Wording("review_alone", N_("--review decides nothing: give it by itself."))

app = App()

Refs = list[str] | None


@app.command(help=N_("Go through what waits while everything is stopped, decide about each post, and let it all go."))
def run(
    context: typer.Context,
    *,
    review: Annotated[bool, typer.Option("--review", help=N_("Only show what waits and what is late."))] = False,
    go: Annotated[
        Refs, typer.Option("--go", metavar=N_("REF"), help=N_("This post goes out now; may be repeated."))
    ] = None,
    move: Annotated[
        Refs,
        typer.Option("--move", metavar=N_("REF=TIME"), help=N_("This post gets a new time; may be repeated.")),
    ] = None,
    cancel: Annotated[
        Refs, typer.Option("--cancel", metavar=N_("REF"), help=N_("This post does not go out; may be repeated."))
    ] = None,
    zone: Zone = None,
) -> None:
    """Show what waits, or let everything go.

    Raises:
        Misuse: a decision that cannot be read, or two for one post.
        QueueError: nothing is stopped, a post has no decision, or this person may not.
    """
    if review and (go or move or cancel):
        raise Misuse(REVIEW_ALONE())
    with at_desk(context) as here:
        if review:
            _review(here)
            return
        here.actor.require(Right.RESOLVE)
        decisions = _decisions(here, go or (), move or (), cancel or (), zone)
        resume_all(here.desk, here.actor, decisions)
        number = len(decisions)
        if here.as_json:
            print_json({"stopped": False, "decided": sorted(decisions)})
            return
        sentence = ngettext(
            "The queue runs again; {n} post was decided.", "The queue runs again; {n} posts were decided.", number
        )
        say(sentence.format(n=number))


def _decisions(
    here: AtDesk, go: Sequence[str], move: Sequence[str], cancel: Sequence[str], zone: str | None
) -> Mapping[str, Decision]:
    found: dict[str, Decision] = {}
    moved = [(ref, Decision(slot=here.moment(time, zone))) for ref, time in map(_ref_and_time, move)]
    for ref, decision in (*((one, GO) for one in go), *moved, *((one, CANCEL) for one in cancel)):
        name = ref.strip().upper()
        name = f"P{name}" if name.isdecimal() else name
        if name in found:
            raise Misuse(TWICE(ref=name))
        found[name] = decision
    return found


def _ref_and_time(given: str) -> tuple[str, str]:
    ref, equals, time = given.partition("=")
    if not (ref.strip() and equals and time.strip()):
        raise Misuse(NO_TIME(given=given[:100]))
    return ref, time


def _review(here: AtDesk) -> None:
    halt = show_halt(here.desk)
    if halt is None:
        raise Refused("nothing_stopped")
    if here.as_json:
        print_json(_data(halt))
        return
    say(
        _("{by} stopped everything at {at}: {reason}").format(
            by=halt.by, at=spell_time(halt.at), reason=halt.reason or ""
        )
    )
    for one in halt.waiting:
        say(_line(one))
    if halt.replies:
        sentence = ngettext(
            "{n} answer waits too, and goes with the rest.", "{n} answers wait too, and go with the rest.", halt.replies
        )
        say(sentence.format(n=halt.replies))
    for down in halt.standing:
        say(
            _(
                "{ref} must come down from {account}, and stands until “cydbost channel resume” lets it: {address}"
            ).format(ref=subject_name(down.ref), account=down.account, address=down.address or "")
        )
    if not halt.waiting:
        say(_("Nothing waits: “cydbost resume” lets everything go."))


def _line(one: WaitingView) -> str:
    parts = [one.ref, one.label, posting_state(one.state), spell_time(one.slot) if one.slot else ""]
    parts.append(_("late: it would not go out by itself") if one.is_late else "")
    return " · ".join(part for part in parts if part)


def _data(halt: HaltView) -> dict[str, Any]:
    return {
        "stopped": True,
        "by": halt.by,
        "at": halt.at.isoformat(),
        "reason": halt.reason,
        "replies": halt.replies,
        "standing": [{"ref": one.ref, "account": one.account, "address": one.address} for one in halt.standing],
        "waiting": [
            {
                "ref": one.ref,
                "label": one.label,
                "state": one.state.value,
                "slot": one.slot.isoformat() if one.slot else None,
                "late": one.is_late,
            }
            for one in halt.waiting
        ],
    }
