"""Beginning and ending a quiet period, and letting one posting through."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.actions.approving import both_versions, refuse_own_text
from cydbost_queue.content import LABEL_LIMIT, checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import id_of, number_of
from cydbost_queue.parts import parts_named
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.states import LIVE_POSTINGS, PostingState
from cydbost_queue.tables import Channel, Exemption, Posting, QuietKind, QuietPeriod, Words


def begin_quiet(
    desk: Desk,
    actor: Actor,
    *,
    kind: QuietKind,
    name: str,
    reason: str,
    begins: datetime | None = None,
    ends: datetime | None = None,
    channels: Sequence[str] = (),
) -> str:
    """Begin a quiet period, at once or at ``begins`` (UTC), until ``ends`` or until a person ends it; return its name.

    From then on an ordinary posting whose slot comes is held, on every channel or on those named. Emergencies go out.

    Raises:
        Refused: a time has passed, the end comes first, or a text cannot be used.
        Denied: the actor may not begin one.
        NotFound: there is no such channel.
    """
    with desk.act(actor, Right.KEEP_QUIET) as act:
        start = begins or act.at
        if start < act.at:
            raise Refused("slot_past", slot=start.isoformat())
        if ends is not None and ends <= start:
            raise Refused("quiet_ends_first", ends=ends.isoformat())
        known = act.session.exec(select(Channel.name).order_by(col(Channel.name))).all()
        for channel in channels:
            if channel not in known:
                raise NotFound("no_channel", channel=channel, known=", ".join(known))
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        period = QuietPeriod(
            kind=kind,
            name=checked_text(name, field_name="label", limit=LABEL_LIMIT),
            channels=sorted(set(channels)),
            begins_at=start,
            ends_at=ends,
            reason_id=words.id or 0,
            begun_by=actor.name,
            begun_at=act.at,
        )
        act.session.add(period)
        act.session.flush()
        act.record(
            period.subject,
            Tag.QUIET_BEGUN,
            quiet_kind=kind.value,
            label=act.keep_words(period.name).digest,
            channels=period.channels,
            begins=start.isoformat(),
            ends=ends.isoformat() if ends else None,
            reason=words.digest,
        )
        return period.ref


def end_quiet(desk: Desk, actor: Actor, ref: str, *, at: datetime | None = None) -> None:
    """End a quiet period now, or at ``at`` (UTC). What it held stays held until a person gives it a new time.

    Raises:
        Refused: it is over, or would end before it begins.
        Denied: the actor may not end one.
        NotFound: there is no such quiet period.
    """
    with desk.act(actor, Right.KEEP_QUIET) as act:
        period = quiet_named(act.session, ref, locked=True)
        end = at or act.at
        if end < act.at:
            raise Refused("slot_past", slot=end.isoformat())
        if period.ends_at is not None and period.ends_at <= act.at:
            raise Refused("quiet_over", ref=period.ref)
        if at is not None and at <= period.begins_at:
            raise Refused("quiet_ends_first", ends=at.isoformat())
        period.ends_at, period.ended_by = end, actor.name
        act.session.add(period)
        act.record(period.subject, Tag.QUIET_ENDED, ends=end.isoformat())


def exempt(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Let a posting out in quiet periods, for the exact texts both versions have now; an edit ends it.

    Of a divided message every part that is not out.

    Raises:
        Denied: the actor may not exempt, or wrote one of the versions.
        GateClosed: a version is missing.
        Refused: it is out already.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.EXEMPT) as act:
        parts = parts_named(act.session, ref)
        waiting = [part for part in parts if part.state not in LIVE_POSTINGS | {PostingState.WITHDRAWN}]
        if not waiting:
            raise Refused("already_released", ref=parts[0].ref, state=parts[0].state.value)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        for part in waiting:
            _exempt(act, part, words)


def _exempt(act: Act, posting: Posting, reason: Words) -> None:
    for language in Language:
        refuse_own_text(act, posting, language)
    cy, en = both_versions(act, posting)
    act.session.add(
        Exemption(
            posting_id=id_of(posting),
            cy_hash=cy.content_hash,
            en_hash=en.content_hash,
            by=act.actor.name,
            reason_id=reason.id or 0,
            at=act.at,
        )
    )
    act.record(posting.subject, Tag.EXEMPTED, reason=reason.digest, cy=cy.content_hash, en=en.content_hash)


def quiet_named(session: Session, ref: str, *, locked: bool = False) -> QuietPeriod:
    """Return the quiet period that ``ref`` names.

    Raises:
        NotFound: there is none of that name.
    """
    query = select(QuietPeriod).where(QuietPeriod.id == number_of(ref, "Q"))
    found = session.exec(query.with_for_update() if locked else query).first()
    if found is None:
        raise NotFound("no_quiet", ref=ref)
    return found
