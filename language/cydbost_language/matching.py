"""Which fact of one version answers for which of the other."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cydbost_language.facts import Fact, Weight

Key = Callable[[Hashable], Hashable]

#: Firm facts look for firm ones first; two loose ones prove nothing by meeting.
_PASSES: Final = sorted(((a, b) for a in Weight for b in Weight if (a, b) != (Weight.LOOSE, Weight.LOOSE)), key=sum)


@dataclass(frozen=True, slots=True)
class Matched:
    """The facts of both versions sorted out: those that answer for each other, and those that nothing answers for."""

    pairs: tuple[tuple[Fact, Fact], ...]
    cy: tuple[Fact, ...]
    en: tuple[Fact, ...]


#: What comes of no facts at all, which is most of the time.
NOTHING: Final = Matched((), (), ())


def _meet(cy: list[Fact], en: list[Fact], key: Key) -> list[tuple[Fact, Fact]]:
    """Pair each of ``en`` with the first of ``cy`` that shares a value; take both out of their lists."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, fact in enumerate(cy):
        for value in {key(value) for value in fact.values}:
            waiting[value].append(place)
    taken: set[int] = set()
    pairs, left = [], []
    for fact in en:
        first = _first(waiting, (key(value) for value in fact.values), taken)
        if first is None:
            left.append(fact)
        else:
            taken.add(first)
            pairs.append((cy[first], fact))
    cy[:] = [fact for place, fact in enumerate(cy) if place not in taken]
    en[:] = left
    return pairs


def _first(waiting: dict[Hashable, deque[int]], values: Iterable[Hashable], taken: set[int]) -> int | None:
    """Return the earliest place that waits for one of ``values`` and is not ``taken``."""
    heads = []
    for value in values:
        queue = waiting.get(value)
        while queue and queue[0] in taken:
            queue.popleft()
        if queue:
            heads.append(queue[0])
    return min(heads) if heads else None


def _same(value: Hashable) -> Hashable:
    return value


def match(cy: Sequence[Fact], en: Sequence[Fact], *, keys: Sequence[Key] = (_same,)) -> Matched:
    """Pair the facts ``cy`` with ``en`` that share a value.

    ``keys`` are tried in turn, each seeing only what the ones before it left: the whole value first, then less
    and less of it. The order of facts decides between equals. The cost is linear in their number.
    """
    if not cy or not en:
        return Matched((), tuple(cy), tuple(en))
    pairs: list[tuple[Fact, Fact]] = []
    left_cy, left_en = list(cy), list(en)
    for key in keys:
        for weight_cy, weight_en in _PASSES:
            some_cy = [fact for fact in left_cy if fact.weight is weight_cy]
            some_en = [fact for fact in left_en if fact.weight is weight_en]
            met = _meet(some_cy, some_en, key) if some_cy and some_en else []
            gone = {id(fact) for pair in met for fact in pair}
            pairs += met
            left_cy = [fact for fact in left_cy if id(fact) not in gone]
            left_en = [fact for fact in left_en if id(fact) not in gone]
    return Matched(tuple(pairs), tuple(left_cy), tuple(left_en))
