"""Keeping quiet: what a quiet period holds, and what it lets through."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, or_, select

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.lookup import channels_of, deliveries_of, id_of, latest_versions
from cydbost_queue.moves import move_posting
from cydbost_queue.record import Tag
from cydbost_queue.states import MAYBE_LIVE_DELIVERIES, PostingState
from cydbost_queue.tables import Exemption, HeldReason, Posting, PostingKind, QuietHold, QuietPeriod


def period_at(session: Session, channels: Iterable[str], moment: datetime) -> QuietPeriod | None:
    """Return a quiet period that is in force at ``moment`` on any of the channels, the earliest first."""
    found = session.exec(
        select(QuietPeriod)
        .where(
            col(QuietPeriod.begins_at) <= moment,
            or_(col(QuietPeriod.ends_at).is_(None), col(QuietPeriod.ends_at) > moment),
        )
        .order_by(col(QuietPeriod.begins_at), col(QuietPeriod.id))
    )
    wanted = set(channels)
    return next((period for period in found if not period.channels or wanted.intersection(period.channels)), None)


def is_exempt(session: Session, posting: Posting) -> bool:
    """Tell whether somebody let these exact texts through."""
    versions = latest_versions(session, posting)
    if len(versions) < len(Language):
        return False
    return (
        session.exec(
            select(Exemption).where(
                Exemption.posting_id == posting.id,
                Exemption.cy_hash == versions[Language.CY].content_hash,
                Exemption.en_hash == versions[Language.EN].content_hash,
            )
        ).first()
        is not None
    )


def quiet_for(session: Session, posting: Posting, *moments: datetime) -> QuietPeriod | None:
    """Return the quiet period that would hold a posting at one of the moments, or ``None``.

    Emergencies and what was exempted go through; so does what completes a pair that is half live.
    """
    if posting.kind is PostingKind.EMERGENCY:
        return None
    channels = [channel.name for channel in channels_of(session, posting)]
    periods = (period_at(session, channels, moment) for moment in moments)
    period = next((found for found in periods if found is not None), None)
    if period is None or is_exempt(session, posting):
        return None
    is_half_live = any(row.state in MAYBE_LIVE_DELIVERIES for row in deliveries_of(session, posting))
    return None if is_half_live else period


def hold_in_quiet(act: Act, posting: Posting) -> bool:
    """Hold a posting that is due if a quiet period is in force, now or at its slot; tell whether it was held.

    It never goes out by itself afterwards: a person gives it a new time.
    """
    slot = posting.slot or act.at
    period = quiet_for(act.session, posting, slot, act.at)
    if period is None:
        return False
    key = (period.id, id_of(posting), slot)
    if act.session.get(QuietHold, key) is None:
        act.session.add(QuietHold(quiet_id=period.id or 0, posting_id=id_of(posting), slot=slot))
    act.record(posting.subject, Tag.QUIET_HELD, quiet=period.ref, slot=slot.isoformat())
    move_posting(act, posting, PostingState.HELD, reason=HeldReason.QUIET)
    return True
