"""What is said of an emergency afterwards: that it is over, and what the Welsh language officer found."""

from cydbost_queue.content import checked_text
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.incidents import incident_of
from cydbost_queue.lookup import id_of, posting_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import EnglishFirst, IncidentPosting


def end_incident(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Say that an incident is over without an all-clear, and why; what the public was told stays as it is.

    Raises:
        Denied: the actor is not on call.
        Refused: it is over, or there is no reason.
        NotFound: there is no such incident.
    """
    with desk.act(actor, Right.RAISE_EMERGENCY) as act:
        incident = incident_of(act.session, ref)
        if incident.ended_at is not None:
            raise Refused("incident_over", ref=incident.ref, by=incident.ended_by or "")
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        incident.ended_at, incident.ended_by = act.at, actor.name
        act.session.add(incident)
        act.record(f"posting:{incident.posting_id}", Tag.INCIDENT_ENDED, by=actor.name, words=words.digest)


def review_emergency(desk: Desk, actor: Actor, ref: str, words: str) -> None:
    """Write the review of an English-first exception, or of one officer acting alone.

    Raises:
        Denied: the actor is not the Welsh language officer.
        Refused: there is nothing to review, or it was reviewed.
    """
    with desk.act(actor, Right.REVIEW_EMERGENCY) as act:
        posting = posting_of(act.session, ref)
        kept = act.keep_words(checked_text(words, field_name="review", limit=5000))
        member = act.session.get(IncidentPosting, id_of(posting))
        row = act.session.get(EnglishFirst, id_of(posting)) or (member if member and member.break_glass else None)
        if row is None:
            raise Refused("nothing_to_review", ref=posting.ref)
        if row.reviewed_at is not None:
            raise Refused("reviewed_already", ref=posting.ref, by=row.reviewed_by or "")
        row.reviewed_by, row.reviewed_at, row.review_id = actor.name, act.at, kept.id
        act.session.add(row)
        act.record(posting.subject, Tag.EMERGENCY_REVIEWED, words=kept.digest)
