"""Facts that one version states and the other does not, turned into findings."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind, Weight
from cydbost_language.matching import NOTHING, Key, Matched, match
from cydbost_language.pair import Finding


def whole(value: Hashable) -> Hashable:
    """Compare a value as it is."""
    return value


@dataclass(frozen=True, slots=True)
class Left:
    """What nothing answers for on one side: facts that the other side states nowhere, and facts said once more."""

    alone: tuple[Fact, ...]
    repeated: tuple[Fact, ...]


def left(facts: Iterable[Fact], other: Iterable[Fact], key: Key = whole) -> Left:
    """Sort ``facts`` by whether ``other`` states them at all; the firm ones first, the loose left out."""
    stated = {key(value) for fact in other for value in fact.values}
    told = sorted((fact for fact in facts if fact.weight is not Weight.LOOSE), key=lambda fact: fact.weight)
    again = {id(fact) for fact in told if any(key(value) in stated for value in fact.values)}
    return Left(
        tuple(fact for fact in told if id(fact) not in again), tuple(fact for fact in told if id(fact) in again)
    )


def _partnered(ours: Left, theirs: Left) -> tuple[Fact, ...]:
    """Return what is alone on our side, and as much said once more as the other side needs for its own."""
    return (*ours.alone, *ours.repeated[: max(0, len(theirs.alone) - len(ours.alone))])


def _tells(cy: Fact | None, en: Fact | None) -> bool:
    """Say whether what nothing answers for proves a difference: a word by itself does not, two that differ do."""
    firm = any(fact is not None and fact.weight is Weight.FIRM for fact in (cy, en))
    return firm or (cy is not None and en is not None)


def differences(check: str, kind: str, cy: Left, en: Left) -> Iterator[Finding]:
    """Report the facts that nothing answers for, one of each side together as far as they go.

    A fact said once more than on the other side is no difference by itself, but it is what a changed one was.
    """
    for here, there in zip_longest(_partnered(cy, en), _partnered(en, cy)):
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
    if not cy and not en:
        return NOTHING, iter(())
    matched = match(cy, en, keys=keys)
    if not matched.cy and not matched.en:
        return matched, iter(())
    return matched, differences(check, kind, left(matched.cy, en, keys[-1]), left(matched.en, cy, keys[-1]))


def check_of(kind: Kind, *, name: str, teaches: str) -> Check:
    """Make the check of a kind of fact whose values are the same in both languages."""

    def look(comparison: Comparison) -> Iterator[Finding]:
        return compare(comparison, kind, check=name)[1]

    return Check(name, teaches, look)
