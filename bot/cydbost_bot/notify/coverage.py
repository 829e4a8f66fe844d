"""Whom each step of each ladder would reach: now, and at every handover of the days to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cydbost_queue.rules import Rules
from cydbost_queue.telling.ladder import Ladder, Step

#: How far ahead a gap in a rota is looked for.
AHEAD: Final = timedelta(days=28)
#: The notices of a ladder may use every way; any of their codes stands for all.
_CODE: Final = "welsh_due"


@dataclass(frozen=True, slots=True)
class StepReach:
    """One step at one moment: whom it reaches, each with the ways in the order in which they are tried."""

    category: str | None  #: ``None`` for every category without a ladder of its own
    step: Step
    reached: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A step that reaches nobody from ``since`` on."""

    category: str | None
    percent: int
    since: datetime


def ladders(rules: Rules) -> Iterator[tuple[str | None, Ladder]]:
    """Yield every ladder with the category it is for; ``None`` is the one of all other categories."""
    yield None, rules.ladder
    yield from sorted(rules.ladders.items())


def reach_at(rules: Rules, moment: datetime) -> Iterator[StepReach]:
    """Yield each step of each ladder with whom it would reach at ``moment``."""
    for category, ladder in ladders(rules):
        for step in ladder.steps:
            names = rules.reach.reached(step.told, _CODE, moment, rules.zone)
            found = tuple((name, rules.reach.contacts[name].ways_for(_CODE)) for name in names)
            yield StepReach(category, step, found)


def gaps(rules: Rules, now: datetime) -> Iterator[Gap]:
    """Yield the first moment, now or in the days to come, at which each step reaches nobody, if there is one."""
    moments = {now}
    for rota in rules.reach.rotas.values():
        moments.update(rota.handovers(now, now + AHEAD, rules.zone))
    for category, ladder in ladders(rules):
        for step in ladder.steps:
            empty = (at for at in sorted(moments) if not rules.reach.reached(step.told, _CODE, at, rules.zone))
            since = next(empty, None)
            if since is not None:
                yield Gap(category, step.percent, since)
