"""The ways through both versions in steps that fit, and the cheapest of them."""

from collections.abc import Callable, Sequence
from math import ceil, floor, inf
from typing import Final, NamedTuple

from cydbost_language.alignment import misfit
from cydbost_language.comparison import Comparison
from cydbost_language.parting.evidence import Evidence
from cydbost_language.parting.units import Unit

_BAND: Final = 4  #: how many pieces more of one version than of the other may lie before a border
_UNLIKE: Final = 1.0  #: what it costs that a paragraph ends in one version only
_UNEVEN: Final = 1.0  #: what it costs that one part is half as long again as the others


class Step(NamedTuple):
    """One part: which pieces of each version are in it."""

    cy: range
    en: range


_Place = tuple[int, int]


class Routes:
    """Both versions in pieces, and which stretches of them are short enough for one part."""

    def __init__(
        self, comparison: Comparison, cy: Sequence[Unit], en: Sequence[Unit], fits: Callable[[Step], bool]
    ) -> None:
        """``fits`` tells whether a step is short enough; more pieces never make it shorter."""
        self._cy, self._en = cy, en
        self._evidence = Evidence(comparison, cy, en)
        self._letters = [[_letters(comparison.pair.cy.text, one) for one in cy]]
        self._letters.append([_letters(comparison.pair.en.text, one) for one in en])
        self._steps = self._reachable(fits)
        self._distances = self._count()

    @property
    def fewest(self) -> int | None:
        """How many parts there are at least; ``None`` where no number will do."""
        return self._distances.get((0, 0))

    def cheapest(self, number: int, *, but: frozenset[Step] = frozenset()) -> Sequence[Step] | None:
        """Return the cheapest division into ``number`` parts, none of them one of ``but``; ``None`` where none is."""
        best: list[dict[_Place, tuple[float, Step | None]]] = [{(0, 0): (0.0, None)}]
        for count in range(1, number + 1):
            here: dict[_Place, tuple[float, Step | None]] = {}
            for place, (before, _) in best[-1].items():
                for step in self._steps.get(place, ()):
                    end = (step.cy.stop, step.en.stop)
                    if step in but or self._distances.get(end, inf) > number - count:
                        continue
                    cost = before + self._cost(step, number)
                    if cost < here.get(end, (inf, None))[0]:
                        here[end] = (cost, step)
            best.append(here)
        return self._walk_back(best)

    def _walk_back(self, best: Sequence[dict[_Place, tuple[float, Step | None]]]) -> list[Step] | None:
        place, steps = (len(self._cy), len(self._en)), []
        for reached in reversed(best[1:]):
            step = reached.get(place, (inf, None))[1]
            if step is None:
                return None
            steps.append(step)
            place = (step.cy.start, step.en.start)
        return steps[::-1]

    def _reachable(self, fits: Callable[[Step], bool]) -> dict[_Place, list[Step]]:
        """Return every step that fits, by where it begins, as far as steps lead there."""
        found: dict[_Place, list[Step]] = {}
        waiting = [(0, 0)]
        while waiting:
            place = waiting.pop()
            if place not in found:
                found[place] = self._steps_from(place, fits)
                waiting += [(step.cy.stop, step.en.stop) for step in found[place]]
        return found

    def _steps_from(self, place: _Place, fits: Callable[[Step], bool]) -> list[Step]:
        row, column = place
        steps: list[Step] = []
        for down in range(row + 1, len(self._cy) + 1):
            if column == len(self._en) or not fits(Step(range(row, down), range(column, column + 1))):
                break
            for right in self._near(down):
                step = Step(range(row, down), range(column, right))
                if right > column:
                    if not fits(step):
                        break
                    steps.append(step)
        return steps

    def _near(self, row: int) -> range:
        """Return the places in the English at which a border can lie that lies at ``row`` in the Welsh."""
        rows, columns = len(self._cy), len(self._en)
        if row == rows:
            return range(columns, columns + 1)
        band = _BAND + abs(rows - columns) / 2
        first, last = ceil((row - band) * columns / rows), floor((row + band) * columns / rows)
        return range(max(first, 1), min(last, columns - 1) + 1)

    def _count(self) -> dict[_Place, int]:
        """Return from how many steps the end can be reached, by place."""
        counted = {(len(self._cy), len(self._en)): 0}
        for place in sorted(self._steps, reverse=True):
            ends = [counted[end] for step in self._steps[place] if (end := (step.cy.stop, step.en.stop)) in counted]
            if ends:
                counted[place] = 1 + min(ends)
        return counted

    def _cost(self, step: Step, number: int) -> float:
        cy, en = (sum(letters[part.start : part.stop]) for letters, part in zip(self._letters, step, strict=True))
        share = (cy + en) * number / max(sum(map(sum, self._letters)), 1)
        return misfit(cy, en) + _UNEVEN * (share - 1) ** 2 * 4 + self._border(step.cy.stop, step.en.stop)

    def _border(self, row: int, column: int) -> float:
        if row == len(self._cy):
            return 0.0
        here, there = self._cy[row].before, self._en[column].before
        return self._evidence.torn(row, column) + max(here, there) + _UNLIKE * (here is not there)


def _letters(text: str, unit: Unit) -> int:
    return sum(map(str.isalnum, text[unit.span.start : unit.span.end]))
