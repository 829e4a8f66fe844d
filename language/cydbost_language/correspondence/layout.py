"""How the lines of two versions answer each other: a line for a line, or broken only where a page was full."""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from cydbost_language.sentences import Stretch

_PAUSES: Final = ".!?:;…"
_STOPS: Final = ".!?…"
_NARROWEST: Final = 40  # characters: no page is narrower
_FULL: Final = 0.85  # of the width: a line to which the next word would add more than this was full
_ALIKE: Final = 2.0  # times as long, and a little more: lines that may answer each other
_LITTLE: Final = 12  # characters


class Layout(Enum):
    """How far the lines of two versions can be compared."""

    PAIRED = 0  #: each line with the one in the same place
    LISTED = 1  #: as lines, but their numbers differ
    WRAPPED = 2  #: broken where the page was full, so their number means little
    UNLIKE = 3  #: one version is broken inside its sentences and the other is not: only sentences can be compared


_Break = tuple[Stretch, Stretch]


def _breaks(lines: Sequence[Stretch], sentences: Sequence[Stretch]) -> tuple[list[_Break], bool]:
    """Return each line that stops inside a sentence, with the one that goes on: in small letters, or to a full stop.

    With them, whether all are in sentences that a stop closes: then they are no list.
    """
    found: list[_Break] = []
    prose, at = True, 0
    for line, after in pairwise(lines):
        while at < len(sentences) and sentences[at].end <= after.start:
            at += 1
        here = sentences[at] if at < len(sentences) else None
        inside = here is not None and here.start < line.end and here.text[-1] in _STOPS
        if line.text[-1] not in _PAUSES and (inside or after.text[0].islower()):
            found.append((line, after))
            prose = prose and inside
    return found, prose


def _full(line: Stretch, after: Stretch, width: int) -> bool:
    first = after.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(first) > _FULL * width >= _FULL * _NARROWEST


def _answer(cy: Stretch, en: Stretch) -> bool:
    fewer, more = sorted((len(cy.text), len(en.text)))
    return more <= _ALIKE * fewer + _LITTLE


Laid = tuple[Sequence[Stretch], Sequence[Stretch]]  #: the lines of a version, and its sentences


def layout(cy: Laid, en: Laid) -> Layout:
    """Say how the lines of two versions compare.

    A list whose items begin in small letters is not wrapped: there both versions break off about as often, and not
    every line was full.
    """
    counts = len(cy[0]), len(en[0])
    if counts[0] == counts[1]:
        fitting = sum(map(_answer, cy[0], en[0]))
        return Layout.PAIRED if counts[0] > 1 and 2 * fitting >= counts[0] else Layout.LISTED
    breaks = [_breaks(*laid) for laid in (cy, en)]
    longer = counts[1] > counts[0]
    (more, prose), (fewer, _) = breaks[longer], breaks[not longer]
    if len(more) <= len(fewer):
        return Layout.LISTED
    joined = abs(max(counts) - len(more) - min(counts) + len(fewer))
    several = min(counts) == 1 or len(more) - len(fewer) > 1
    if several and (prose or not fewer) and joined < max(counts) - min(counts):
        return Layout.UNLIKE
    width = max(len(line.text) for line in (cy, en)[longer][0])
    return Layout.WRAPPED if prose or all(_full(line, after, width) for line, after in more) else Layout.LISTED
