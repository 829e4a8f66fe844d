"""Times and numbers, which are matched together because ``14.45`` may be either."""

from collections.abc import Iterator

from cydbost_language.check import Check
from cydbost_language.checks.differences import differences, unanswered
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind
from cydbost_language.pair import Finding


def _stated(comparison: Comparison) -> tuple[list[Fact], list[Fact]]:
    kinds = (Kind.TIME, Kind.NUMBER)
    cy, en = ([fact for kind in kinds for fact in version.facts(kind)] for version in (comparison.cy, comparison.en))
    return cy, en


def check_of_figures(kind: Kind, *, name: str, teaches: str) -> Check:
    """Make the check of the times or of the numbers."""

    def look(comparison: Comparison) -> Iterator[Finding]:
        matched, (all_cy, all_en) = comparison.figures, _stated(comparison)
        ours = {id(fact) for version in (comparison.cy, comparison.en) for fact in version.facts(kind)}
        left_cy = [fact for fact in unanswered(matched.cy, all_en) if id(fact) in ours]
        left_en = [fact for fact in unanswered(matched.en, all_cy) if id(fact) in ours]
        return differences(name, kind, left_cy, left_en)

    return Check(name, teaches, look)
