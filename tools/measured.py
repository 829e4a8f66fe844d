"""A measured figure beside its goal, as every measurement of the project prints it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured figure and its goal; ``least`` says that the goal is the least it may be, not the most."""

    name: str
    value: float
    unit: str
    goal: float
    least: bool = False

    @property
    def met(self) -> bool:
        """Say whether the goal is met."""
        return self.value >= self.goal if self.least else self.value <= self.goal

    def __str__(self) -> str:
        """Return ``NAME VALUE UNIT goal GOAL ok|SHORT``: never rounded to the goal's side of the goal."""
        verdict = "ok" if self.met else "SHORT"
        return f"{self.name} {_spelt(self.value)} {self.unit} goal {self.goal:g} {verdict}"


def _spelt(value: float) -> str:
    """Return ``value`` with three figures, or with all that stand before the point."""
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 1 else f"{value:.4g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that can be measured: how, in which unit, and what it is to be at most, or with ``least`` at least."""

    name: str
    measure: Callable[[], float]
    unit: str
    goal: float
    least: bool = False

    def measured(self) -> Measured:
        """Measure it now."""
        return Measured(self.name, self.measure(), self.unit, self.goal, self.least)
