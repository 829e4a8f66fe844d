"""Facts that one version states and the other does not, turned into findings."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind, Weight
from cydbost_language.matching import Key, Matched, match
from cydbost_language.pair import Finding


def whole(value: Hashable) -> Hashable:
    """Compare a value as it is."""
    return value


def unanswered(left: Iterable[Fact], other: Iterable[Fact], key: Key = whole) -> list[Fact]:
    """Return those of ``left`` whose value ``other`` states nowhere; a fact said once more is no difference."""
    stated = {key(value) for fact in other for value in fact.values}
    alone = [
        fact
        for fact in left
        if fact.weight is not Weight.LOOSE and not any(key(value) in stated for value in fact.values)
    ]
    return sorted(alone, key=lambda fact: fact.weight)


def _tells(cy: Fact | None, en: Fact | None) -> bool:
    """Say whether what nothing answers for proves a difference: a word by itself does not, two that differ do."""
    firm = any(fact is not None and fact.weight is Weight.FIRM for fact in (cy, en))
    return firm or (cy is not None and en is not None)


def differences(check: str, kind: str, cy: Sequence[Fact], en: Sequence[Fact]) -> Iterator[Finding]:
    """Report the facts that nothing answers for, one of each side together as far as they go."""
    for here, there in zip_longest(cy, en):
        if not _tells(here, there):
            continue
        which = "differs" if here and there else "missing-en" if here else "missing-cy"
        yield finding(
            f"{kind}-{which}",
            check=check,
            cy=here.span if here else None,
            en=there.span if there else None,
            facts={side: fact.written for side, fact in (("cy", here), ("en", there)) if fact},
        )


def compare(
    comparison: Comparison, kind: Kind, *, check: str, keys: Sequence[Key] = (whole,)
) -> tuple[Matched, Iterator[Finding]]:
    """Match the facts of ``kind`` in both versions; return the match, and the findings on what is left."""
    cy, en = comparison.cy.facts(kind), comparison.en.facts(kind)
    matched = match(cy, en, keys=keys)
    left_cy, left_en = unanswered(matched.cy, en, keys[-1]), unanswered(matched.en, cy, keys[-1])
    return matched, differences(check, kind, left_cy, left_en)


def check_of(kind: Kind, *, name: str, teaches: str) -> Check:
    """Make the check of a kind of fact whose values are the same in both languages."""

    def look(comparison: Comparison) -> Iterator[Finding]:
        return compare(comparison, kind, check=name)[1]

    return Check(name, teaches, look)
