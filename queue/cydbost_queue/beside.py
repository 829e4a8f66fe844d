"""What one post is beside the others of an account: said before, close by, one too many. Pure; ``conflicts`` asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Final

from cydbost_language import Finding, Language, Severity, Side, content_hash
from cydbost_queue.rules import Rules
from cydbost_queue.tables import Layout

#: The names of the checks, as findings and ``[checks]`` carry them.
REPEAT: Final = "repeat"
NEAR: Final = "near"
FREQUENCY: Final = "frequency"
CHECKS: Final = frozenset({REPEAT, NEAR, FREQUENCY})
#: The kinds of finding, each of which may have its own severity.
CODES: Final = frozenset({"repeat_same", "repeat_alike", "near_time", "too_many_hour", "too_many_day"})

_HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
_MOST_WORDS: Final = 1000  #: compared; enough to tell two posts apart


@dataclass(frozen=True, slots=True)
class Timed:
    """A post at its time: stored, or of a plan that is being looked at. ``sides`` is asked only where it is wanted."""

    name: str  #: how people know it: ``P12``, or the label of a row
    slot: datetime
    sides: Callable[[], Mapping[Language, Side]]
    series: Callable[[], int | None] = lambda: None


def reach_of(rules: Rules) -> timedelta:
    """Return how far from its own time the others of a post can matter."""
    return max(rules.repeat_within, rules.near_time, DAY)


def is_any(rules: Rules) -> bool:
    """Tell whether the council wants anything warned of."""
    return bool(rules.repeat_within or rules.near_time or rules.most_an_hour or rules.most_a_day)


def found_beside(mine: Timed, others: Sequence[Timed], channel: str, layout: Layout, rules: Rules) -> Iterator[Finding]:
    """Yield what is to be said of ``mine`` beside ``others``, which go out on the same channel."""
    for found in (
        *_repeats(mine, others, rules),
        *_near(mine, others, channel, rules),
        *_too_many(mine, others, channel, layout, rules),
    ):
        severity = rules.severities.get(found.code, rules.severities.get(found.check, found.severity))
        if severity is not None:
            yield replace(found, severity=severity)


def _repeats(mine: Timed, others: Sequence[Timed], rules: Rules) -> Iterator[Finding]:
    for other in others:
        if not rules.repeat_within or abs(other.slot - mine.slot) > rules.repeat_within:
            continue
        if (series := mine.series()) is not None and series == other.series():
            continue  # that it comes again was decided with the series
        code = _likeness(mine.sides(), other.sides(), rules.repeat_likeness)
        if code is not None:
            yield _finding(REPEAT, code, mine.slot, ref=other.name)


def _likeness(ours: Mapping[Language, Side], theirs: Mapping[Language, Side], least: float) -> str | None:
    """Return whether two posts say the same in a language, nearly the same, or (``None``) neither."""
    both = [(ours[one], theirs[one]) for one in Language if one in ours and one in theirs]
    if any(content_hash(mine) == content_hash(other) for mine, other in both):
        return "repeat_same"
    return "repeat_alike" if any(_is_alike(mine.text, other.text, least) for mine, other in both) else None


def _is_alike(mine: str, other: str, least: float) -> bool:
    ours, theirs = (text.casefold().split()[:_MOST_WORDS] for text in (mine, other))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    # The cheap upper bounds first: most pairs of posts are nothing alike.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= least for bound in bounds)


def _near(mine: Timed, others: Sequence[Timed], channel: str, rules: Rules) -> Iterator[Finding]:
    for other in others:
        if abs(other.slot - mine.slot) < rules.near_time:
            minutes = str(round(abs(other.slot - mine.slot).total_seconds() / 60))
            yield _finding(NEAR, "near_time", mine.slot, channel=channel, ref=other.name, minutes=minutes)


def _too_many(mine: Timed, others: Sequence[Timed], channel: str, layout: Layout, rules: Rules) -> Iterator[Finding]:
    each = 2 if layout in {Layout.TWO_POSTS, Layout.THREAD} else 1  # what a follower of one account sees
    times = sorted([mine.slot, *(other.slot for other in others)])
    for code, span, most in (("too_many_hour", _HOUR, rules.most_an_hour), ("too_many_day", DAY, rules.most_a_day)):
        starts = [start for start in times if start <= mine.slot < start + span]
        number = each * max(sum(start <= time < start + span for time in times) for start in starts)
        if most and number > most:
            yield _finding(FREQUENCY, code, mine.slot, channel=channel, number=str(number), most=str(most))


def _finding(check: str, code: str, slot: datetime, **facts: str) -> Finding:
    return Finding(check, code, Severity.WARN, facts={"slot": slot.isoformat(), **facts})
