"""``cydbost rota``: who is on call, and whom each step of a Welsh deadline would reach."""

from datetime import datetime
from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.notify.coverage import AHEAD, StepReach, ladders, reach_at
from cydbost_bot.sentences import spell_length, spell_moment
from cydbost_bot.sentences_words import audience_name
from cydbost_bot.wall_clock import parse_time

app = App()


@app.command(
    help=N_("Say who is on call, and whom each step of a Welsh deadline reaches; status 1 when one reaches nobody.")
)
def run(
    context: typer.Context,
    *,
    at: Annotated[
        str | None, typer.Option("--at", metavar=N_("TIME"), help=N_("At this time; now unless given."))
    ] = None,
) -> None:
    """Show the rotas and the ladders as they stand at one moment.

    Raises:
        NotATime: ``--at`` names no moment, or two.
        typer.Exit: status 1 when a step reaches nobody.
    """
    with at_desk(context) as here:
        now = here.desk.clock.now()
        moment = parse_time(at, now=now, zone=str(here.desk.rules.zone), past=True) if at else now
        steps = list(reach_at(here.desk.rules, moment))
        if here.as_json:
            for step in steps:
                print_json(_data(step, moment))
        else:
            _show(here, steps, moment)
    if not all(step.reached for step in steps):
        raise typer.Exit(NO)


def _show(here: AtDesk, steps: list[StepReach], moment: datetime) -> None:
    rules = here.desk.rules
    say(_("At {when}:").format(when=spell_moment(moment)))
    for name, rota in rules.reach.rotas.items():
        people = ", ".join(rota.on_call(moment, rules.zone)) or _("NOBODY")
        ends = next((edge for edge in rota.handovers(moment, moment + AHEAD, rules.zone) if edge > moment), None)
        until = _(", until {when}").format(when=spell_moment(ends)) if ends else ""
        say(_("On call on the rota {name}: {people}{until}").format(name=name, people=people, until=until))
    for category, ladder in ladders(rules):
        say()
        say(_("Emergency of the category {category}:").format(category=category) if category else _("Any emergency:"))
        for step in (one for one in steps if one.category == category):
            say(f"  {_spell(step)}")
        every = spell_length(ladder.late_every.total_seconds())
        say("  " + _("while late, every {every}: as at 100 %").format(every=every))


def _spell(step: StepReach) -> str:
    when = _("{percent} %").format(percent=step.step.percent) if step.step.percent else _("at once")
    reached = ", ".join(f"{audience_name(name)} ({', '.join(ways)})" for name, ways in step.reached)
    told = ", ".join(audience_name(one) for one in step.step.told)
    nobody = _("REACHES NOBODY (told: {told}; see [people] “ways” in the configuration)").format(told=told)
    return f"{when}: {reached or nobody}"


def _data(step: StepReach, moment: datetime) -> dict[str, Any]:
    return {
        "at": moment.isoformat(),
        "category": step.category,
        "percent": step.step.percent,
        "told": list(step.step.told),
        "reached": [{"person": name, "ways": list(ways)} for name, ways in step.reached],
    }
