"""Sending a pair back to whoever wrote it, with the reason: it waits for nobody's approval until it is written anew."""

from cydbost_language import Language
from cydbost_queue.actions.approving import both_versions
from cydbost_queue.approvals import void_approvals
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.gate import writers_of
from cydbost_queue.lookup import id_of, posting_of
from cydbost_queue.moves import move_posting
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.states import PostingState
from cydbost_queue.tables import SentBack

#: A pair in one of these can be sent back; what is on its way, or before the public as it was approved, cannot.
_OPEN = frozenset(
    {
        PostingState.DRAFT,
        PostingState.READY,
        PostingState.SCHEDULED,
        PostingState.HELD,
        PostingState.CORRECTING,
        PostingState.ENGLISH_OUT,
    }
)


def send_back(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Say what must change before a pair can be approved; its writers are told, and the reason is kept.

    Every approval of it ends. What was ready or scheduled is a draft again; of a change of what is live the public
    sees the old pair meanwhile, and the Welsh that an emergency owes stays owed.

    Raises:
        Denied: the actor may not approve.
        Refused: it is on its way out, or there is no reason.
        GateClosed: a version is missing, so there is nothing to send back yet.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.APPROVE) as act:
        posting = posting_of(act.session, ref)
        if posting.state not in _OPEN:
            raise Refused("not_approvable", ref=posting.ref, state=posting.state.value)
        cy, en = both_versions(act, posting)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        act.session.add(
            SentBack(
                posting_id=id_of(posting),
                cy_hash=cy.content_hash,
                en_hash=en.content_hash,
                by=actor.name,
                reason_id=words.id or 0,
                at=act.at,
            )
        )
        act.record(posting.subject, Tag.POSTING_SENT_BACK, cy=cy.content_hash, en=en.content_hash, reason=words.digest)
        void_approvals(act, posting)
        if posting.state in {PostingState.READY, PostingState.SCHEDULED}:
            move_posting(act, posting, PostingState.DRAFT)
        writers = {name for language in Language for name in writers_of(act.session, posting, language)}
        told = [f"person:{name}" for name in sorted(writers - {actor.name})] or ["author"]
        act.tell(told, "posting_sent_back", posting.subject, ref=posting.ref, by=actor.name)
