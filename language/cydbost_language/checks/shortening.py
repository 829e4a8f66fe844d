"""A version that was cut off, or that is shorter than its counterpart without a sentence being gone."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks import structure
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Severity, Span
from cydbost_language.text import MASK
from cydbost_language.wording.marking import N_

_NAME: Final = "shortening"

_USUAL: Final = 1.1  # Welsh is a tenth longer than its English on the whole
#: By the letters of the longer side: the share below which a version is short, though nothing shows what it lacks.
_SHORT: Final = ((60, 0.55), (100, 0.63), (200, 0.7))
_NEAR: Final = max(share for _, share in _SHORT)
_TAIL: Final = 120
_CUT: Final = re.compile(
    r"(\.{3,20}|…|\((?:cont(?:inued|'d|d|\.)?|more|parhad|i barhau|mwy)\.?\)|\[(?:cont\.?|parhad|more|mwy)\])"
    rf"[\s{MASK}]{{0,{_TAIL}}}$",
    re.IGNORECASE,
)
#: One of these stands in whatever that pattern finds.
_CUT_SIGNS: Final = ("...", "…", ")", "]")


def _end(version: Version) -> Span | None:
    """Return where ``version`` says that it goes on elsewhere; links and hashtags may follow."""
    text = version.words.text
    if not any(sign in text for sign in _CUT_SIGNS):
        return None
    start = max(0, len(text.rstrip(f" \t\r\n{MASK}")) - _TAIL)
    tail = text[start:].rstrip()
    match = _CUT.search(tail) if any(sign in tail for sign in _CUT_SIGNS) else None
    return version.words.span(start + match.start(1), start + match.end(1)) if match else None


def _cut_off(comparison: Comparison) -> Iterator[Finding]:
    ends = _end(comparison.cy), _end(comparison.en)
    if bool(ends[0]) == bool(ends[1]):
        return
    here, span = (comparison.cy, ends[0]) if ends[0] else (comparison.en, ends[1])
    side = here.language.value
    facts = {side: here.side.text[span.start : span.end]} if span else {}
    yield finding(f"cut-off-{side}", check=_NAME, severity=Severity.WARN, cy=ends[0], en=ends[1], facts=facts)


def _shorter(comparison: Comparison) -> Iterator[Finding]:
    """Report a length that the check of structure lets pass; what that check finds is not said twice."""
    cy, en = comparison.cy.letters, comparison.en.letters
    if not cy or not en:
        return
    share = cy / en / _USUAL
    how_short = min(share, 1 / share)
    if how_short >= _NEAR:
        return
    limits = [limit for fewest, limit in _SHORT if max(cy, en) >= fewest]
    if limits and how_short < limits[-1] and not any(structure.CHECK.pair(comparison)):
        side = "cy" if share < 1 else "en"
        whole = comparison.cy.whole, comparison.en.whole
        yield finding(f"shorter-{side}", check=_NAME, severity=Severity.WARN, cy=whole[0], en=whole[1])


def _look(comparison: Comparison) -> Iterator[Finding]:
    yield from _cut_off(comparison)
    yield from _shorter(comparison)


CHECK: Final = Check(
    _NAME,
    N_(
        "Neither version may be an abridgement of the other. A version that ends in dots or in (cont.) where the "
        "other does not, and one that is much shorter although no sentence is plainly missing, are reported for a "
        "person to compare."
    ),
    _look,
)
