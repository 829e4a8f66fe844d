"""How likely a sentence or a line of one version is to have nothing that answers it in the other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

_USUAL: Final = 1.1  # Welsh is a tenth longer than its English
_SPREAD: Final = 0.13  # how freely the length of a long text varies, as a logarithm
_SHORT: Final = 6.0  # and how much more freely that of a short one does, in letters
_MOST: Final = 6.0


@dataclass(frozen=True, slots=True)
class Told:
    """How far each known key of a version is answered by the other (see ``told``), and the sum."""

    keys: Mapping[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Compared:
    """What is known of the stretches that are compared, seen from the side that may say more.

    Lengths are in letters, of the Welsh scale; ``lines`` and ``sentences`` are how many more we have (no line more
    where lines cannot be compared); ``wrapped`` is whether lines break where a page was full: then one more proves
    little unless the other side is shorter too. ``signs`` are what the lengths alone say (1.0 or 0.0): a sentence left
    over, a line or an item fewer, all far shorter.
    """

    told: Told
    length: float
    other_length: float
    lines: int
    wrapped: bool
    sentences: int
    signs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a stretch shows beside its words.

    ``anchored`` is whether a figure or placeholder of it is on the other side, ``unfilled`` whether a placeholder is
    not; ``headless`` and ``cut`` are whether it begins, or ends, its text as a sentence does where the other side
    begins in a small letter, or ends without a stop.
    """

    anchored: bool
    unfilled: bool
    headless: bool
    cut: bool


def _clipped(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _by_length(side: Compared, length: float) -> float:
    """Say how much better the lengths fit without the stretch than with it, as a logarithm of odds."""
    spread = _SPREAD + _SHORT / (side.length + side.other_length + 1)
    rest = max(side.length - length, 1.0)
    with_it, without = (log((side.other_length + 3) / (ours + 3)) for ours in (side.length, rest))
    return _clipped((with_it**2 - without**2) / (2 * spread**2), _MOST)


def omission_features(side: Compared, keys: Collection[str], length: float, marks: Marks) -> tuple[float, ...]:
    """Return what speaks for a stretch of these ``keys`` being left out of the other side, the last a constant.

    ``length`` is on the scale of ``side``.
    """
    known = [side.told.keys[key] for key in keys if key in side.told.keys]
    mean = sum(known) / (len(known) + 1.5)
    rest = (side.told.total - sum(known)) / (len(side.told.keys) - len(known) + 1.5)
    shorter = _by_length(side, length)
    return (
        mean,
        mean - rest,
        log(len(known) + 1) * mean,
        shorter,
        0.0 if side.wrapped else _clipped(side.lines, 2),
        float(side.wrapped and side.lines > 0 and shorter > 0),
        _clipped(side.sentences, 2),
        log(length + 1),
        float(not known),
        float(marks.anchored),
        float(marks.unfilled),
        float(marks.headless),
        float(marks.cut),
        *side.signs,
        1.0,
    )


def by_scale(letters: int, *, welsh: bool) -> float:
    """Return how long a text of so many ``letters`` is, or would be, in Welsh."""
    return letters if welsh else letters * _USUAL
