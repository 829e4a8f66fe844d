"""Which sentence of one version answers for which of the other, judged by their lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf, log
from typing import Final

#: How many sentences of each side one step takes, and what it costs before lengths are looked at: joining two costs
#: as much as leaving one out, so that the lengths decide between them.
_STEPS: Final = (((1, 1), 0.0), ((1, 2), 3.0), ((2, 1), 3.0), ((1, 0), 3.0), ((0, 1), 3.0))
_USUAL: Final = log(1.1)  # Welsh is a tenth longer than its English
_SPREAD: Final = 0.20  # how freely the length of a long sentence varies, as a logarithm
_SHORT: Final = 4.0  # and how much more freely that of a short one does, in letters
_BAND: Final = 4  # how far off the diagonal to look; what is further apart than this is told by the counts


@dataclass(frozen=True, slots=True)
class Aligned:
    """The places of the sentences that one step of the alignment puts together; one side is empty at an omission."""

    cy: range
    en: range


def misfit(cy: int, en: int) -> float:
    """Say how ill two lengths fit: nothing where they are as long as they should be."""
    spread = _SPREAD + _SHORT / max(cy + en, 1)
    return ((log(max(cy, 1)) - log(max(en, 1)) - _USUAL) / spread) ** 2 / 2


def _reach(row: int, rows: int, columns: int) -> range:
    """Return the columns to look at in ``row``: those near the diagonal."""
    middle = row * columns // max(rows, 1)
    wide = _BAND + columns // max(rows, 1)
    return range(max(0, middle - wide), min(columns, middle + wide) + 1)


_Table = dict[tuple[int, int], tuple[float, tuple[int, int]]]


def align(cy: Sequence[int], en: Sequence[int]) -> list[Aligned]:
    """Put sentences together, given their lengths in letters.

    The cheapest way through both texts in their order: one to one, two to one, or one left out (after Gale and
    Church, 1993). Looks near the diagonal only, so that the cost is linear in the number of sentences.
    """
    upto_cy, upto_en = [*accumulate(cy, initial=0)], [*accumulate(en, initial=0)]
    best: _Table = {(0, 0): (0.0, (0, 0))}
    for row in range(len(cy) + 1):
        for column in _reach(row, len(cy), len(en)):
            if row or column:
                best[row, column] = _arrive(best, row, column, upto_cy, upto_en)
    return _walk_back(best, len(cy), len(en))


def _arrive(
    best: _Table, row: int, column: int, upto_cy: Sequence[int], upto_en: Sequence[int]
) -> tuple[float, tuple[int, int]]:
    """Return the cheapest way to ``row`` and ``column``: what it costs, and the last step."""
    ways = []
    for step, base in _STEPS:
        down, right = step
        before = best.get((row - down, column - right))
        if before is None:
            continue
        cost = before[0] + base
        if down and right:
            cost += misfit(upto_cy[row] - upto_cy[row - down], upto_en[column] - upto_en[column - right])
        ways.append((cost, step))
    return min(ways, default=(inf, (0, 0)))


def _walk_back(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], row: int, column: int) -> list[Aligned]:
    steps = []
    while (row, column) != (0, 0) and (step := best[row, column][1]) != (0, 0):
        down, right = step
        steps.append(Aligned(range(row - down, row), range(column - right, column)))
        row, column = row - down, column - right
    return steps[::-1]
