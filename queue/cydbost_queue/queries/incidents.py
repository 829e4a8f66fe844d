"""Emergencies as the public hears of them: those that run, and the chain of messages of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, exists, true
from sqlmodel import Session, col, or_, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import number_of
from cydbost_queue.queries.channel_standing import ChannelStanding, standing
from cydbost_queue.queries.exceptions import ExceptionLine, exceptions_of
from cydbost_queue.queries.notices import notices_about
from cydbost_queue.states import PostingState
from cydbost_queue.tables import (
    Channel,
    Delivery,
    EnglishFirst,
    Incident,
    IncidentPosting,
    IncidentStep,
    Posting,
    PostingChannel,
    Version,
)
from cydbost_queue.views import NoticeView

#: A message in one of these waits for somebody.
_WAITS: Final = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.HELD})


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident in a list."""

    ref: str
    label: str
    started_at: datetime
    ended_at: datetime | None
    messages: int  #: how many postings it has
    waiting: int  #: how many of them wait for an approval, or for a person
    due_at: datetime | None  #: when the Welsh is due that is owed first


@dataclass(frozen=True, slots=True)
class IncidentMessage:
    """One posting of an incident: what it says, how it was let go, and where it stands in both languages."""

    ref: str
    label: str
    step: IncidentStep
    state: PostingState
    at: datetime
    by: str
    template: str | None
    expires: datetime | None
    texts: Mapping[Language, str]
    exception: ExceptionLine | None  #: where English went first, or one officer acted alone
    channels: tuple[ChannelStanding, ...]

    @property
    def owes_welsh(self) -> bool:
        """Whether its English is out and its Welsh is still to come."""
        return self.state is PostingState.ENGLISH_OUT


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Everything about one incident, its messages in the order in which they were made."""

    ref: str
    label: str
    started_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    messages: tuple[IncidentMessage, ...]
    told: tuple[NoticeView, ...]  #: who was told what, the newest first

    @property
    def owed(self) -> tuple[IncidentMessage, ...]:
        """The messages whose Welsh is still to come, the first due first."""
        late = [(one.exception.due_at, one) for one in self.messages if one.owes_welsh and one.exception]
        return tuple(one for _due, one in sorted(late, key=lambda pair: pair[0] or self.started_at))


def running_incidents(desk: Desk, *, limit: int = 50) -> list[IncidentLine]:
    """Return the incidents that are not over, the first Welsh due first, then the newest; in one query.

    One that was ended still runs while a Welsh of it is owed. One of which nothing is before the public, or will be,
    does not run.
    """
    owed = (
        select(IncidentPosting.incident_id)
        .join(Posting, col(Posting.id) == col(IncidentPosting.posting_id))
        .where(Posting.state == PostingState.ENGLISH_OUT)
    )
    stands = (
        select(IncidentPosting.posting_id)
        .join(Posting, col(Posting.id) == col(IncidentPosting.posting_id))
        .where(IncidentPosting.incident_id == Incident.posting_id, Posting.state != PostingState.WITHDRAWN)
    )
    is_running = or_(col(Incident.ended_at).is_(None), col(Incident.posting_id).in_(owed)) & exists(stands)
    with desk.store.reading() as session:
        lines = _lines(session, is_running, limit)
    # A stable sort: what owes no Welsh keeps its order, after what does.
    return sorted(lines, key=lambda line: (line.due_at is None, line.due_at or line.started_at))


def past_incidents(desk: Desk, *, before: str | None = None, limit: int = 25) -> list[IncidentLine]:
    """Return all incidents, the newest first; with ``before``, only those older than that one."""
    older = col(Incident.posting_id) < number_of(before, "P") if before is not None else true()
    with desk.store.reading() as session:
        return _lines(session, older, limit)


def _lines(session: Session, which: ColumnElement[bool], limit: int) -> list[IncidentLine]:
    chosen = select(Incident.posting_id).where(which).order_by(col(Incident.posting_id).desc()).limit(limit)
    rows = session.exec(
        select(Incident, Posting, EnglishFirst.due_at)
        .join(IncidentPosting, col(IncidentPosting.incident_id) == col(Incident.posting_id))
        .join(Posting, col(Posting.id) == col(IncidentPosting.posting_id))
        .outerjoin(EnglishFirst, col(EnglishFirst.posting_id) == col(Posting.id))
        .where(col(Incident.posting_id).in_(chosen))
        .order_by(col(Incident.posting_id).desc(), col(Posting.id))
    )
    found: dict[int, list[tuple[Incident, Posting, datetime | None]]] = {}
    for incident, posting, due in rows:
        found.setdefault(incident.posting_id, []).append((incident, posting, due))
    return [_line(members) for members in found.values()]


def _line(members: Sequence[tuple[Incident, Posting, datetime | None]]) -> IncidentLine:
    incident, first, _due = members[0]
    owed = [due for _incident, posting, due in members if due and posting.state is PostingState.ENGLISH_OUT]
    return IncidentLine(
        ref=incident.ref,
        label=first.label,
        started_at=incident.started_at,
        ended_at=incident.ended_at,
        messages=len(members),
        waiting=sum(posting.state in _WAITS for _incident, posting, _due in members),
        due_at=min(owed, default=None),
    )


def show_incident(desk: Desk, ref: str) -> IncidentView:
    """Return the incident of which ``ref`` names any message.

    Raises:
        NotFound: there is no such posting, or it is of no incident.
    """
    with desk.store.reading() as session:
        member = session.get(IncidentPosting, number_of(ref, "P"))
        incident = session.get(Incident, member.incident_id) if member else None
        if incident is None:
            raise NotFound("no_incident", ref=ref)
        rows = session.exec(
            select(IncidentPosting, Posting)
            .join(Posting, col(Posting.id) == col(IncidentPosting.posting_id))
            .where(IncidentPosting.incident_id == incident.posting_id)
            .order_by(col(IncidentPosting.posting_id))
        ).all()
        messages = _messages(session, rows, desk.clock.now())
        subjects = [posting.subject for _member, posting in rows]
        return IncidentView(
            ref=incident.ref,
            label=messages[0].label,
            started_at=incident.started_at,
            ended_at=incident.ended_at,
            ended_by=incident.ended_by,
            messages=messages,
            told=tuple(notices_about(session, subjects)),
        )


def _messages(
    session: Session, rows: Sequence[tuple[IncidentPosting, Posting]], now: datetime
) -> tuple[IncidentMessage, ...]:
    numbers = [member.posting_id for member, _posting in rows]
    texts, exceptions = _texts(session, numbers), exceptions_of(session, numbers, now)
    channels, deliveries = _channels(session, numbers), _deliveries(session, numbers)
    return tuple(
        IncidentMessage(
            ref=posting.ref,
            label=posting.label,
            step=member.step,
            state=posting.state,
            at=posting.created_at,
            by=posting.created_by,
            template=posting.template,
            expires=posting.expires,
            texts=texts.get(member.posting_id, {}),
            exception=exceptions.get(member.posting_id),
            channels=tuple(
                standing(channel, posting, deliveries.get((member.posting_id, channel.name), []))
                for channel in channels.get(member.posting_id, ())
            ),
        )
        for member, posting in rows
    )


def _texts(session: Session, numbers: Sequence[int]) -> dict[int, dict[Language, str]]:
    rows = session.exec(
        select(Version.posting_id, Version.language, Version.text)
        .where(col(Version.posting_id).in_(numbers))
        .order_by(col(Version.revision))  # so that the last one stands
    )
    found: dict[int, dict[Language, str]] = {}
    for number, language, text in rows:
        found.setdefault(number, {})[Language(language)] = text
    return found


def _channels(session: Session, numbers: Sequence[int]) -> dict[int, list[Channel]]:
    rows = session.exec(
        select(PostingChannel.posting_id, Channel)
        .join(Channel, col(Channel.name) == col(PostingChannel.channel))
        .where(col(PostingChannel.posting_id).in_(numbers))
        .order_by(col(Channel.name))
    )
    found: dict[int, list[Channel]] = {}
    for number, channel in rows:
        found.setdefault(number, []).append(channel)
    return found


def _deliveries(session: Session, numbers: Sequence[int]) -> dict[tuple[int, str], list[Delivery]]:
    rows = session.exec(select(Delivery).where(col(Delivery.posting_id).in_(numbers)).order_by(col(Delivery.id)))
    found: dict[tuple[int, str], list[Delivery]] = {}
    for row in rows:
        found.setdefault((row.posting_id or 0, row.channel), []).append(row)
    return found
