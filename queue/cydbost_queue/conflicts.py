"""Conflicts: what a posting would do to followers beside the others of its accounts: said before, close by, too many.

"Be wary of overusing social media to promote your event/services - this can be seen as 'spamming', or unwanted
advertising, and can create a negative impression" (the council's policy, section 5).
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Finding, Language, Side
from cydbost_queue.beside import CHECKS, CODES, FREQUENCY, NEAR, REPEAT, Timed, found_beside, is_any, reach_of
from cydbost_queue.lookup import channels_of, latest_versions
from cydbost_queue.parts import parts_of
from cydbost_queue.rules import Rules
from cydbost_queue.sides import side_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Occurrence, Posting, PostingChannel, PostingKind

#: What was given its time before counts; a draft does not, and what is held or withdrawn never went out then.
COUNTED: Final = frozenset(
    {
        PostingState.SCHEDULED,
        PostingState.RELEASING,
        PostingState.PUBLISHED,
        PostingState.CORRECTING,
        PostingState.CHANGING,
    }
)


def conflicts(session: Session, posting: Posting, rules: Rules) -> tuple[Finding, ...]:
    """Return a finding for each conflict of a posting at its slot; none for an emergency, or without a slot.

    Only postings that were given their time before count, so that of two it is the later decision that is warned.
    How far each stops it is ``[checks]``'s to say; a warning unless that says otherwise. Of a divided message the first
    part stands for all; its parts are no conflict of each other.
    """
    if posting.kind is not PostingKind.STANDARD or posting.slot is None or not is_any(rules):
        return ()
    if posting.continues_id is not None:
        return ()
    own = {part.ref for part in parts_of(session, posting)}
    mine, reach = _timed(session, posting, posting.slot), reach_of(rules)
    found: dict[str, Finding] = {}
    for channel in channels_of(session, posting):
        others = timed_on(session, channel.name, posting.slot - reach, posting.slot + reach, but=posting)
        strangers = [other for other in others if other.name not in own]
        for finding in found_beside(mine, strangers, channel.name, channel.layout, rules):
            found.setdefault(finding.fingerprint, finding)
    return tuple(found.values())


def timed_on(
    session: Session,
    channel: str,
    begins: datetime,
    ends: datetime,
    *,
    states: Collection[PostingState] = COUNTED,
    but: Posting | None = None,
) -> Sequence[Timed]:
    """Return the ordinary postings of a channel that stand in one of ``states`` with a slot between two moments."""
    rows = session.exec(
        select(Posting)
        .join(PostingChannel, col(PostingChannel.posting_id) == col(Posting.id))
        .where(
            PostingChannel.channel == channel,
            Posting.kind == PostingKind.STANDARD,  # an emergency is no reason to hold the rest back
            col(Posting.state).in_(list(states)),
            col(Posting.slot) >= begins,
            col(Posting.slot) <= ends,
        )
        .order_by(col(Posting.slot), col(Posting.id))
    ).all()
    return [
        _timed(session, row, row.slot) for row in rows if row.slot is not None and (but is None or row.id != but.id)
    ]


def _timed(session: Session, posting: Posting, slot: datetime) -> Timed:
    return Timed(
        posting.ref, slot, cache(partial(_sides, session, posting)), cache(partial(_series_of, session, posting))
    )


def _sides(session: Session, posting: Posting) -> dict[Language, Side]:
    return {language: side_of(version) for language, version in latest_versions(session, posting).items()}


def _series_of(session: Session, posting: Posting) -> int | None:
    return session.exec(select(Occurrence.series_id).where(Occurrence.posting_id == posting.id)).first()


__all__ = ["CHECKS", "CODES", "COUNTED", "FREQUENCY", "NEAR", "REPEAT", "conflicts", "timed_on"]
