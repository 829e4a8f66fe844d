"""Conflicts: what a posting would do to followers beside the others of its accounts: said before, close by, too many.

"Be wary of overusing social media to promote your event/services - this can be seen as 'spamming', or unwanted
advertising, and can create a negative impression" (the council's policy, section 5).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Finding, Language, Severity
from cydbost_queue.lookup import channels_of, latest_versions
from cydbost_queue.rules import Rules
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Channel, Layout, Occurrence, Posting, PostingChannel, PostingKind, Version

#: The names of the checks, as findings carry them.
REPEAT: Final = "repeat"
NEAR: Final = "near"
FREQUENCY: Final = "frequency"
CHECKS: Final = frozenset({REPEAT, NEAR, FREQUENCY})

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

#: What was given its time before counts; a draft does not, and what is held or withdrawn never went out then.
_COUNTED: Final = [
    PostingState.SCHEDULED,
    PostingState.RELEASING,
    PostingState.PUBLISHED,
    PostingState.CORRECTING,
    PostingState.CHANGING,
]
_MOST_WORDS: Final = 1000  #: compared; enough to tell two posts apart


@dataclass(frozen=True, slots=True)
class _Other:
    posting: Posting
    slot: datetime


def conflicts(session: Session, posting: Posting, rules: Rules) -> tuple[Finding, ...]:
    """Return a warning for each conflict of a posting at its slot; none for an emergency, or without a slot.

    Only postings that were given their time before count, so that of two it is the later decision that is warned.
    """
    if posting.kind is not PostingKind.STANDARD or posting.slot is None or not _is_any(rules):
        return ()
    found: dict[str, Finding] = {}
    for channel in channels_of(session, posting):
        others = _others(session, posting, channel, posting.slot, rules)
        for finding in (
            *_repeats(session, posting, others, rules),
            *_near(channel, posting.slot, others, rules),
            *_too_many(channel, posting.slot, others, rules),
        ):
            found.setdefault(finding.fingerprint, finding)
    return tuple(found.values())


def _is_any(rules: Rules) -> bool:
    return bool(rules.repeat_within or rules.near_time or rules.most_an_hour or rules.most_a_day)


def _others(session: Session, posting: Posting, channel: Channel, slot: datetime, rules: Rules) -> list[_Other]:
    reach = max(rules.repeat_within, rules.near_time, _DAY)
    rows = session.exec(
        select(Posting)
        .join(PostingChannel, col(PostingChannel.posting_id) == col(Posting.id))
        .where(
            PostingChannel.channel == channel.name,
            Posting.kind == PostingKind.STANDARD,  # an emergency is no reason to hold the rest back
            col(Posting.state).in_(_COUNTED),
            col(Posting.slot) >= slot - reach,
            col(Posting.slot) <= slot + reach,
            Posting.id != posting.id,
        )
        .order_by(col(Posting.slot), col(Posting.id))
    ).all()
    return [_Other(row, row.slot) for row in rows if row.slot is not None]


def _repeats(session: Session, posting: Posting, others: Sequence[_Other], rules: Rules) -> Iterator[Finding]:
    versions, series = latest_versions(session, posting), _series_of(session, posting)
    for other in others:
        if posting.slot is None or not rules.repeat_within or abs(other.slot - posting.slot) > rules.repeat_within:
            continue
        if series is not None and series == _series_of(session, other.posting):
            continue  # that it comes again was decided with the series
        code = _likeness(versions, latest_versions(session, other.posting), rules.repeat_likeness)
        if code is not None:
            yield _finding(REPEAT, code, posting.slot, ref=other.posting.ref)


def _likeness(ours: Mapping[Language, Version], theirs: Mapping[Language, Version], least: float) -> str | None:
    """Return whether two postings say the same in a language, nearly the same, or (``None``) neither."""
    both = [(ours[one], theirs[one]) for one in Language if one in ours and one in theirs]
    if any(mine.content_hash == other.content_hash for mine, other in both):
        return "repeat_same"
    return "repeat_alike" if any(_is_alike(mine.text, other.text, least) for mine, other in both) else None


def _is_alike(mine: str, other: str, least: float) -> bool:
    ours, theirs = (text.casefold().split()[:_MOST_WORDS] for text in (mine, other))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    # The cheap upper bounds first: most pairs of posts are nothing alike.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= least for bound in bounds)


def _series_of(session: Session, posting: Posting) -> int | None:
    return session.exec(select(Occurrence.series_id).where(Occurrence.posting_id == posting.id)).first()


def _near(channel: Channel, slot: datetime, others: Sequence[_Other], rules: Rules) -> Iterator[Finding]:
    for other in others:
        if abs(other.slot - slot) < rules.near_time:
            minutes = str(round(abs(other.slot - slot).total_seconds() / 60))
            yield _finding(NEAR, "near_time", slot, channel=channel.name, ref=other.posting.ref, minutes=minutes)


def _too_many(channel: Channel, slot: datetime, others: Sequence[_Other], rules: Rules) -> Iterator[Finding]:
    each = 2 if channel.layout in {Layout.TWO_POSTS, Layout.THREAD} else 1  # what a follower of one account sees
    times = sorted([slot, *(other.slot for other in others)])
    for code, span, most in (("too_many_hour", _HOUR, rules.most_an_hour), ("too_many_day", _DAY, rules.most_a_day)):
        starts = [start for start in times if start <= slot < start + span]
        number = each * max(sum(start <= time < start + span for time in times) for start in starts)
        if most and number > most:
            yield _finding(FREQUENCY, code, slot, channel=channel.name, number=str(number), most=str(most))


def _finding(check: str, code: str, slot: datetime, **facts: str) -> Finding:
    return Finding(check, code, Severity.WARN, facts={"slot": slot.isoformat(), **facts})
