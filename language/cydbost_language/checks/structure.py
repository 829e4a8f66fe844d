"""Whether one version says less than the other: a sentence, a line or a list item without its counterpart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Final

from cydbost_language.alignment import align
from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.correspondence.layout import Layout
from cydbost_language.correspondence.lexicon import lexicon
from cydbost_language.correspondence.likeness import weigh
from cydbost_language.correspondence.stretches import Arrangement, candidates
from cydbost_language.pair import Finding, Language, Severity
from cydbost_language.sentences import Stretch, is_item, words
from cydbost_language.wording.marking import N_

_NAME: Final = "structure"

_USUAL: Final = 1.1  #: Welsh is a tenth longer than its English on the whole
_FEWER_LINES: Final = 0.96  #: what is left of a version's length when a line fewer means a line lost, not one joined
#: The logarithms of the odds above which a stretch is surely, and perhaps, left out; docs/language.md has the errors
#: measured at these and at others.
_SURE: Final = 0.75
_DOUBTFUL: Final = 0.2
#: By the letters of the longer side: how short the other must be before length alone says that something is gone.
_FAR: Final = ((40, 0.4), (60, 0.47), (100, 0.55), (200, 0.6))
_ACRONYM: Final = re.compile(r"(?<!\w)[A-Z]{3,6}(?!\w)")
_LETTERS_OF_A_WORD: Final = 6  # that each letter of an acronym stands for


def _letters(stretches: Sequence[Stretch]) -> list[int]:
    return [sum(map(str.isalnum, stretch.text)) for stretch in stretches]


def _omitted(arrangement: Arrangement) -> Iterator[Finding]:
    """Report each sentence that the alignment leaves without a counterpart."""
    for cy, en in arrangement.sentences:
        if len(cy) == len(en) == 1:
            continue
        for step in align(_letters(cy), _letters(en)):
            version, stretch = (
                (arrangement.cy, cy[step.cy.start]) if not step.en else (arrangement.en, en[step.en.start])
            )
            if (not step.cy or not step.en) and len(words(stretch.text)) > 1:
                yield _without_counterpart(version, stretch)


def _without_counterpart(version: Version, sentence: Stretch) -> Finding:
    """Report a ``sentence`` of ``version``: it is the other side that lacks it."""
    here = version.language.value
    spans = {here: version.span(sentence)}
    text = version.reading.text[sentence.start : sentence.end]
    facts = {here: text if len(text) <= 80 else text[:79] + "…"}
    code = f"sentence-missing-{version.language.other}"
    return finding(code, check=_NAME, cy=spans.get("cy"), en=spans.get("en"), facts=facts)


def _fewer(arrangement: Arrangement, share: float) -> Iterator[Finding]:
    """Report fewer list items, or fewer lines on a side that is shorter too."""
    cy, en = arrangement.cy, arrangement.en
    if len(cy.lines) == len(en.lines) == 1:
        return
    items = sum(map(is_item, cy.lines)), sum(map(is_item, en.lines))
    lines = len(cy.lines), len(en.lines)
    unit = "item" if items[0] != items[1] and min(items) else "line"
    counts = items if unit == "item" else lines
    if counts[0] == counts[1] or (unit == "line" and (min(counts) < 2 or arrangement.layout is Layout.UNLIKE)):
        return
    side, shorter = ("cy", share) if counts[0] < counts[1] else ("en", 1 / share)
    if unit == "item" or shorter < _FEWER_LINES:
        facts = {"cy": str(counts[0]), "en": str(counts[1])}
        yield finding(f"{unit}-missing-{side}", check=_NAME, cy=cy.whole, en=en.whole, facts=facts)


def _spelled_out(version: Version, other: Version) -> int:
    """Return how many letters more ``version`` has once its acronyms, that ``other`` has not, are words."""
    acronyms = {*_ACRONYM.findall(version.words.text)} - {*_ACRONYM.findall(other.words.text)}
    return _LETTERS_OF_A_WORD * sum(map(len, acronyms))


def _far_shorter(comparison: Comparison, letters: Sequence[int]) -> Iterator[Finding]:
    """Report a side that is far shorter, even if what it abbreviates were written in full."""
    cy, en = letters[0] / _USUAL, float(letters[1])
    if min(cy, en) >= _FAR[-1][1] * max(cy, en):
        return
    limits = [limit for fewest, limit in _FAR if max(letters) >= fewest]
    if not limits or min(cy, en) >= limits[-1] * max(cy, en):
        return
    side = Language.CY if cy < en else Language.EN
    short, long = (comparison.version(language) for language in (side, side.other))
    if min(cy, en) + _spelled_out(short, long) < limits[-1] * max(cy, en):
        yield finding(f"far-shorter-{side}", check=_NAME, cy=comparison.cy.whole, en=comparison.en.whole)


def _by_length(arrangement: Arrangement) -> list[list[Finding]]:
    """Report what the lengths alone say is left out: sentences, items and lines, and the whole."""
    comparison = arrangement.comparison
    cy, en = comparison.cy.letters, comparison.en.letters
    if not cy or not en:
        return []
    share = cy / en / _USUAL
    far = [*_far_shorter(comparison, (cy, en))]
    if len(comparison.cy.segments) == len(comparison.en.segments) == 1:
        return [[], [], far]
    return [[*_omitted(arrangement)], [*_fewer(arrangement, share)], far]


def signs(arrangement: Arrangement) -> list[float]:
    """Say of each kind of omission whether the lengths alone speak for it, 1.0 or 0.0."""
    return [float(bool(findings)) for findings in _by_length(arrangement) or ([], [], [])]


def _look(comparison: Comparison) -> Iterator[Finding]:
    """Report what is left out as exactly as it can be told: a sentence, else items and lines, else the length.

    Of several sentences the words decide as well, whether there is one that nothing answers.
    """
    cy, en = comparison.cy, comparison.en
    if len(cy.segments) == len(en.segments) == 1:
        yield from _far_shorter(comparison, (cy.letters, en.letters)) if cy.letters and en.letters else ()
        return
    arrangement = Arrangement(comparison)
    told = _by_length(arrangement)
    weights = lexicon().weights["omission"]
    stretches = candidates(arrangement, comparison.links, [float(bool(findings)) for findings in told])
    weighed = [(weigh(weights, stretch.features), stretch) for stretch in stretches]
    odds, worst = max(weighed, key=lambda one: one[0], default=(-inf, None))
    if worst is not None and odds > _DOUBTFUL:
        findings = next(filter(None, told), [_without_counterpart(worst.version, worst.stretch)])
        uneven = arrangement.layout is Layout.LISTED and len(cy.lines) != len(en.lines)
        sure = odds > _SURE and (any(told) or worst.telling or uneven)
        yield from (findings if sure else (replace(one, severity=Severity.WARN) for one in findings))


CHECK: Final = Check(
    _NAME,
    N_(
        "Both versions must say as much. Fewer sentences, lines or list items on a side that is also shorter than its "
        "counterpart, and a side far shorter than the other, mean that something was left out. Sentences may be joined "
        "or split in translation, and Welsh is a little longer as a rule."
    ),
    _look,
)
