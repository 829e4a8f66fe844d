"""A posting's place among those of its emergency, and the request that sends it once however often it is made."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from cydbost_language import Language
from cydbost_queue.content import Content
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import id_of, number_of
from cydbost_queue.policy import Actor
from cydbost_queue.record import Tag
from cydbost_queue.record.chain import canonical
from cydbost_queue.tables import Incident, IncidentPosting, IncidentStep, Posting

#: Longer than any name of a request that we make, and no longer than is kept.
REQUEST_LIMIT: Final = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Where a posting belongs: it begins an incident, or is a step of ``incident`` (the reference of any of its posts).

    ``request`` is the caller's own name for what is asked: the same request made again sends nothing again.
    """

    incident: str | None = None
    step: IncidentStep = IncidentStep.FIRST
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as the public sees it: a request means one thing only."""

    actor: Actor
    label: str
    contents: Mapping[Language, Content] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The SHA-256, in hex, over the words."""
        said = {language.value: [one.text, one.link or ""] for language, one in self.contents.items()}
        return hashlib.sha256(canonical({"by": self.actor.name, "said": said}).encode()).hexdigest()


NEW: Final = Place()


def once(desk: Desk, place: Place, asked: Asked, send: Callable[[], str]) -> str:
    """Do what ``send`` does, unless the same request has been made: then return what it was answered.

    Raises:
        Refused: the request was made for other words, or by somebody else.
    """
    try:
        return _sent_before(desk, place, asked) or send()
    except IntegrityError:  # the same request came twice at one moment, and the other one was first
        sent = _sent_before(desk, place, asked)
        if sent is None:
            raise
        return sent


def _sent_before(desk: Desk, place: Place, asked: Asked) -> str | None:
    if place.request is None:
        return None
    with desk.store.reading() as session:
        found = session.exec(select(IncidentPosting).where(IncidentPosting.request == place.request)).first()
    if found is None:
        return None
    if found.asked != asked.digest:
        raise Refused("request_used", ref=f"P{found.posting_id}")
    return f"P{found.posting_id}"


def join_incident(act: Act, posting: Posting, place: Place, asked: Asked, *, break_glass: bool = False) -> None:
    """Give a new posting its place, in the caller's act; ``break_glass`` where one officer alone approves both texts.

    Raises:
        NotFound: there is no such incident.
        Refused: the name of the request is too long.
    """
    if place.request is not None and not 0 < len(place.request) <= REQUEST_LIMIT:
        raise Refused("request_name", limit=str(REQUEST_LIMIT))
    number = id_of(posting)
    if place.incident is None:
        step = IncidentStep.FIRST
        act.session.add(Incident(posting_id=number, started_at=act.at))
    else:
        number = incident_of(act.session, place.incident).posting_id
        step = IncidentStep.UPDATE if place.step is IncidentStep.FIRST else place.step
        act.record(posting.subject, Tag.INCIDENT_JOINED, incident=f"P{number}", step=step.value)
    act.session.flush()
    act.session.add(
        IncidentPosting(
            posting_id=id_of(posting),
            incident_id=number,
            step=step,
            request=place.request,
            asked=asked.digest if place.request is not None else None,
            break_glass=break_glass,
        )
    )
    act.session.flush()


def incident_of(session: Session, ref: str) -> Incident:
    """Return the incident that a posting is of, locked for this transaction where the database can.

    Raises:
        NotFound: there is no such posting, or it is of no incident.
    """
    member = session.get(IncidentPosting, number_of(ref, "P"))
    if member is None:
        raise NotFound("no_incident", ref=ref)
    return session.exec(select(Incident).where(Incident.posting_id == member.incident_id).with_for_update()).one()


def goes_out(act: Act, posting: Posting) -> None:
    """Let an all-clear that is on its way end its incident, and an update let an ended one run on."""
    member = act.session.get(IncidentPosting, id_of(posting))
    if member is None or member.step is IncidentStep.FIRST:
        return
    incident = incident_of(act.session, posting.ref)
    subject = f"posting:{incident.posting_id}"
    if member.step is IncidentStep.ALL_CLEAR and incident.ended_at is None:
        incident.ended_at, incident.ended_by = act.at, act.actor.name
        act.record(subject, Tag.INCIDENT_ENDED, by=act.actor.name, posting=posting.ref)
    elif member.step is IncidentStep.UPDATE and incident.ended_at is not None:
        incident.ended_at = incident.ended_by = None
        act.record(subject, Tag.INCIDENT_REOPENED, posting=posting.ref)
    act.session.add(incident)
