"""Facts that one version states and the other does not, turned into findings."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind, Weight
from cydbost_language.matching import NOTHING, Key, Matched, match
from cydbost_language.pair import Finding

_WORD: Final = re.compile(r"\w+")


def whole(value: Hashable) -> Hashable:
    """Compare a value as it is."""
    return value


@dataclass(frozen=True, slots=True)
class Left:
    """What nothing answers for on one side: facts that the other side states nowhere, and facts said once more."""

    alone: tuple[Fact, ...]
    repeated: tuple[Fact, ...]


def left(facts: Iterable[Fact], other: Iterable[Fact], key: Key = whole, *, beside: str = "") -> Left:
    """Sort ``facts`` by whether ``other`` states them at all; the firm ones first, the loose left out.

    A word that stands as it is in the text ``beside`` them is a name there (``Five Roads``), and answered.
    """
    stated = {key(value) for fact in other for value in fact.values}
    told = sorted((fact for fact in facts if fact.weight is not Weight.LOOSE), key=lambda fact: fact.weight)
    if any(fact.weight is not Weight.FIRM for fact in told):
        names = frozenset(_WORD.findall(beside))
        told = [
            fact for fact in told if fact.weight is Weight.FIRM or not names.issuperset(_WORD.findall(fact.written))
        ]
    again = {id(fact) for fact in told if any(key(value) in stated for value in fact.values)}
    return Left(
        tuple(fact for fact in told if id(fact) not in again), tuple(fact for fact in told if id(fact) in again)
    )


def _partnered(ours: Left, theirs: Left) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return what is alone on our side, with as much said once more as the other's own needs, and what stays."""
    needed = max(0, len(theirs.alone) - len(ours.alone))
    return (*ours.alone, *ours.repeated[:needed]), ours.repeated[needed:]


def differences(check: str, kind: str, cy: Left, en: Left) -> Iterator[Finding]:
    """Report the facts that nothing answers for, one of each side together as far as they go.

    A fact said once more than on the other side is what a changed one was; where none was changed, one was left out.
    """
    (alone_cy, again_cy), (alone_en, again_en) = _partnered(cy, en), _partnered(en, cy)
    for here, there in zip_longest(alone_cy, alone_en):
        which = "differs" if here and there else "missing-en" if here else "missing-cy"
        yield _told(f"{kind}-{which}", here, there, check=check)
    firm_cy, firm_en = ([fact for fact in again if fact.weight is Weight.FIRM] for again in (again_cy, again_en))
    for here, there in zip_longest(firm_cy, firm_en):
        which = "differs" if here and there else "fewer-en" if here else "fewer-cy"
        yield _told(f"{kind}-{which}", here, there, check=check)


def _told(code: str, here: Fact | None, there: Fact | None, *, check: str) -> Finding:
    return finding(
        code,
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
    left_cy = left(matched.cy, en, keys[-1], beside=comparison.en.reading.text)
    left_en = left(matched.en, cy, keys[-1], beside=comparison.cy.reading.text)
    return matched, differences(check, kind, left_cy, left_en)


def check_of(kind: Kind, *, name: str, teaches: str) -> Check:
    """Make the check of a kind of fact whose values are the same in both languages."""

    def look(comparison: Comparison) -> Iterator[Finding]:
        return compare(comparison, kind, check=name)[1]

    return Check(name, teaches, look, needs=frozenset([kind]))
