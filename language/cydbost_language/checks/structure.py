"""Whether one version says less than the other: a sentence, a line or a list item without its counterpart."""

from collections.abc import Iterator
from math import log
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.presence import empty
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding
from cydbost_language.sentences import is_item

_NAME: Final = "structure"

#: Welsh is a tenth longer than its English on the whole; what is left of a pair's length, by the unit that counts.
_USUAL: Final = 1.1
_FAR: Final = 0.5  # shorter than this, whatever the sentences say, and something is gone
_SHORT: Final = 0.88  # shorter than this and a sentence fewer
_LONG_ENOUGH: Final = 40  # letters: the shorter the text, the freer its length


def _size(version: Version) -> int:
    return sum(map(str.isalnum, version.words.text))


def _items(version: Version) -> int:
    return sum(map(is_item, version.lines))


def _fewer(comparison: Comparison, counts: tuple[int, int], share: float) -> str | None:
    """Return the side that says less, when it has fewer of something and is shorter than its counterpart allows."""
    cy, en = counts
    if cy < en and share < _SHORT:
        return "cy"
    if en < cy and 1 / share < _SHORT:
        return "en"
    return None


def _look(comparison: Comparison) -> Iterator[Finding]:
    cy, en = comparison.cy, comparison.en
    sizes = _size(cy), _size(en)
    if min(sizes) == 0 or max(sizes) < _LONG_ENOUGH or empty(cy) or empty(en):
        return
    share = sizes[0] / sizes[1] / _USUAL
    counts = (
        ("item", (_items(cy), _items(en))),
        ("sentence", (len(cy.sentences), len(en.sentences))),
        ("line", (len(cy.lines), len(en.lines))),
    )
    for unit, pair in counts:
        side = _fewer(comparison, pair, share)
        if side and not (unit == "line" and min(pair) == 1):
            facts = {"cy": str(pair[0]), "en": str(pair[1])}
            yield finding(f"{unit}-missing-{side}", check=_NAME, cy=cy.whole, en=en.whole, facts=facts)
            return
    if abs(log(share)) > -log(_FAR):
        side = "cy" if share < 1 else "en"
        yield finding(f"far-shorter-{side}", check=_NAME, cy=cy.whole, en=en.whole)


CHECK: Final = Check(
    _NAME,
    (
        "Both versions must say as much. Fewer sentences, lines or list items on a side that is also shorter than its "
        "counterpart, and a side far shorter than the other, mean that something was left out. Sentences may be joined "
        "or split in translation, and Welsh is a little longer as a rule."
    ),
    _look,
)
