"""Times and numbers, which are matched together because ``14.45`` may be either."""

from collections.abc import Iterator

from cydbost_language.check import Check
from cydbost_language.checks.differences import Left, differences, left
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind
from cydbost_language.pair import Finding


def _stated(comparison: Comparison) -> tuple[list[Fact], list[Fact]]:
    kinds = (Kind.TIME, Kind.NUMBER)
    cy, en = ([fact for kind in kinds for fact in version.facts(kind)] for version in (comparison.cy, comparison.en))
    return cy, en


def _of(ours: set[int], every: Left) -> Left:
    alone, repeated = (tuple(fact for fact in facts if id(fact) in ours) for facts in (every.alone, every.repeated))
    return Left(alone, repeated)


def check_of_figures(kind: Kind, *, name: str, teaches: str) -> Check:
    """Make the check of the times or of the numbers."""

    def look(comparison: Comparison) -> Iterator[Finding]:
        matched = comparison.figures
        if not matched.cy and not matched.en:
            return iter(())
        all_cy, all_en = _stated(comparison)
        ours = {id(fact) for version in (comparison.cy, comparison.en) for fact in version.facts(kind)}
        left_cy = left(matched.cy, all_en, beside=comparison.en.reading.text)
        left_en = left(matched.en, all_cy, beside=comparison.cy.reading.text)
        return differences(name, kind, _of(ours, left_cy), _of(ours, left_en))

    return Check(name, teaches, look, needs=frozenset([Kind.TIME, Kind.NUMBER]))
