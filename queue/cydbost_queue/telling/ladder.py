"""The escalation ladder of a Welsh deadline: which steps there are, who hears of each, and which are due. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

#: After so long the reminders of a late Welsh come once a day: they never end, and never flood anybody.
_OFTEN: Final = timedelta(days=1)
_SELDOM: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: at how many per cent of the time to the deadline, and who is told.

    Each of ``told`` is a role (``translator``), a rota (``rota:welsh-on-call``) or one person (``person:manager``).
    """

    percent: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Rung:
    """One step taken; after the deadline ``again`` counts the reminders while the Welsh is late."""

    percent: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps, the smallest first and the last at 100; then a reminder every ``late_every`` to whom the last told."""

    steps: tuple[Step, ...]
    late_every: timedelta = timedelta(minutes=30)

    def due(self, started: datetime, deadline: datetime, now: datetime, taken: Collection[Rung]) -> list[Rung]:
        """Return the rungs that are due at ``now`` and not ``taken``, in order.

        A worker that was away takes every step it missed, but of the reminders only the newest: one says it all.
        """
        rungs = [Rung(step.percent) for step in self.steps if now >= step_at(started, deadline, step.percent)]
        again = self._reminders(now - deadline)
        if again > max((rung.again for rung in taken), default=0):
            rungs.append(Rung(100, again))
        return [rung for rung in rungs if rung not in taken]

    def told_at(self, rung: Rung) -> tuple[str, ...]:
        """Return who is told at ``rung``."""
        return next((step.told for step in self.steps if step.percent == rung.percent), ())

    def _reminders(self, late: timedelta) -> int:
        if late < self.late_every:
            return 0
        often = min(late, _OFTEN) // self.late_every
        return often + (max(late - _OFTEN, timedelta(0)) // _SELDOM)


def step_at(started: datetime, deadline: datetime, percent: int) -> datetime:
    """Return when ``percent`` of the time to the deadline has passed."""
    return started + (deadline - started) * percent / 100


#: What holds where a council sets nothing else: more people the less time is left.
DEFAULT: Final = Ladder(
    (
        Step(0, ("translator",)),
        Step(50, ("translator",)),
        Step(80, ("translator", "language-officer")),
        Step(100, ("translator", "language-officer", "approver", "on-call")),
    )
)
