"""Whether the two versions say the same thing at all, or the text of another message stands on one side."""

from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison
from cydbost_language.correspondence.lexicon import lexicon
from cydbost_language.correspondence.likeness import likeness
from cydbost_language.pair import Finding, Language, Severity
from cydbost_language.wording.marking import N_

_NAME: Final = "correspondence"

#: The logarithm of the odds below which two texts are surely, and perhaps, of different messages; docs/language.md
#: has the errors measured at these and at others.
_SURE: Final = -3.0
_DOUBTFUL: Final = -1.5


def _look(comparison: Comparison) -> Iterator[Finding]:
    """Judge the pair as a whole; what is in the wrong language has been reported as that."""
    cy, en = comparison.cy, comparison.en
    if cy.spoken is not Language.CY or en.spoken is not Language.EN:
        return
    odds = likeness(lexicon().weights["likeness"], comparison.links, cy.vocabulary, en.vocabulary)
    if odds < _DOUBTFUL:
        code, severity = ("unrelated", Severity.BLOCK) if odds < _SURE else ("hardly-related", Severity.WARN)
        yield finding(code, check=_NAME, severity=severity, cy=cy.whole, en=en.whole)


CHECK: Final = Check(
    _NAME,
    N_(
        "Both versions must be of the same message. The words of each are looked up among those that translators have "
        "used for the words of the other; where hardly any answers, the text of another message stands on one side."
    ),
    _look,
)
