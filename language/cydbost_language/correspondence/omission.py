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
class Whole:
    """What is known of a pair as a whole, seen from the side that may say more.

    ``evidence`` says how far each known key is answered (see ``told``), ``all_evidence`` is its sum; lengths are in
    letters, of the Welsh scale; ``lines`` and ``sentences`` are how many more we have; ``wrapped`` is whether lines
    break where a page was full; ``signs`` are what the lengths alone say (1.0 or 0.0): a sentence left over, a line
    or an item fewer, all far shorter.
    """

    evidence: Mapping[str, float]
    all_evidence: float
    length: float
    other_length: float
    lines: int
    wrapped: bool
    sentences: int
    signs: tuple[float, ...]


def _clipped(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _by_length(whole: Whole, length: float) -> float:
    """Say how much better the lengths fit without the stretch than with it, as a logarithm of odds."""
    spread = _SPREAD + _SHORT / (whole.length + whole.other_length + 1)
    rest = max(whole.length - length, 1.0)
    with_it, without = (log((whole.other_length + 3) / (ours + 3)) for ours in (whole.length, rest))
    return _clipped((with_it**2 - without**2) / (2 * spread**2), _MOST)


def omission_features(whole: Whole, keys: Collection[str], length: float, *, anchored: bool) -> tuple[float, ...]:
    """Return what speaks for a stretch of these ``keys`` being left out of the other side, the last a constant.

    ``length`` is on the scale of ``whole``; ``anchored`` is whether a figure or placeholder of it is on the other side.
    """
    known = [whole.evidence[key] for key in keys if key in whole.evidence]
    mean = sum(known) / (len(known) + 1.5)
    rest = (whole.all_evidence - sum(known)) / (len(whole.evidence) - len(known) + 1.5)
    return (
        mean,
        mean - rest,
        log(len(known) + 1) * mean,
        _by_length(whole, length),
        0.0 if whole.wrapped else _clipped(whole.lines, 2),
        _clipped(whole.lines, 2) if whole.wrapped else 0.0,
        float(whole.wrapped),
        _clipped(whole.sentences, 2),
        log(length + 1),
        float(not known),
        float(anchored),
        *whole.signs,
        1.0,
    )


def by_scale(letters: int, *, welsh: bool) -> float:
    """Return how long a text of so many ``letters`` is, or would be, in Welsh."""
    return letters if welsh else letters * _USUAL
