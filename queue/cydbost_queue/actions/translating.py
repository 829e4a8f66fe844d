"""Asking for the other side of a posting, taking the work, and giving it back."""

from datetime import datetime

from cydbost_language import Language
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.lookup import latest_versions, posting_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Posting, RequestState, TranslationRequest
from cydbost_queue.translations import OwedSide, end_request, new_request, open_link, open_request, owed_side

NOTE_LIMIT = 2000


def ask_translation(
    desk: Desk, actor: Actor, ref: str, *, due: datetime | None = None, note: str = "", is_outside: bool = False
) -> Language:
    """Ask for the side of a posting that is missing or stale; return which it is. Translators are told.

    ``due`` (UTC) is by when it is wanted, ``note`` what they should know; with ``is_outside`` somebody outside the
    council is to give it.

    Raises:
        Refused: neither side is owed, it was asked for already, the time has passed, or the note cannot be used.
        Denied: the actor may not write.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WRITE) as act:
        posting = posting_of(act.session, ref)
        owed = require_owed(act, posting)
        standing = open_request(act.session, posting, owed.wanted)
        if standing is not None:
            raise Refused("translation_asked", ref=posting.ref, by=standing.asked_by)
        if due is not None and due <= act.at:
            raise Refused("slot_past", slot=due.isoformat())
        said = checked_text(note, field_name="note", limit=NOTE_LIMIT) if note.strip() else ""
        new_request(act, posting, owed.source, due=due, note=said, is_outside=is_outside)
        facts = {"ref": posting.ref, "language": owed.wanted.value, "by": actor.name}
        if due is None:
            act.tell("translator", "translation_wanted", posting.subject, **facts)
        else:
            act.tell("translator", "translation_asked", posting.subject, **facts, due=due.isoformat())
        return owed.wanted


def take_translation(desk: Desk, actor: Actor, ref: str, *, is_over: bool = False) -> None:
    """Take the side of a posting that is owed; what nobody asked for is asked for by this.

    Taking what one has already changes nothing. With ``is_over`` it is taken over from whoever has it.

    Raises:
        Refused: neither side is owed, somebody else has it, or a link for somebody outside is open.
        Denied: the actor may not translate.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.TRANSLATE) as act:
        posting = posting_of(act.session, ref)
        request = request_to_take(act, posting, require_owed(act, posting), is_over=is_over)
        if request.taken_by != actor.name:
            give_to(act, posting, request, actor.name)


def give_back(desk: Desk, actor: Actor, ref: str, wanted: Language) -> None:
    """Give back what one has taken, so that another can take it.

    Raises:
        Refused: somebody else has it.
        Denied: the actor may not translate.
        NotFound: there is no such posting, or nothing of it was asked for.
    """
    with desk.act(actor, Right.TRANSLATE) as act:
        posting = posting_of(act.session, ref)
        request = require_request(act, posting, wanted)
        if request.taken_by != actor.name:
            raise Refused("not_your_translation", ref=posting.ref, by=request.taken_by or "-")
        free(act, posting, request)


def drop_request(desk: Desk, actor: Actor, ref: str, wanted: Language) -> None:
    """Take back what one has asked for: it is no longer wanted. A link for somebody outside ends with it.

    Raises:
        Refused: it is the Welsh of an emergency, which is owed whatever anybody wants.
        Denied: the actor may not write, or somebody else asked for it.
        NotFound: there is no such posting, or nothing of it was asked for.
    """
    with desk.act(actor, Right.WRITE) as act:
        posting = posting_of(act.session, ref)
        request = require_request(act, posting, wanted)
        if request.asked_by != actor.name:
            raise Denied("not_your_request", ref=posting.ref, by=request.asked_by)
        if posting.state is PostingState.ENGLISH_OUT:
            raise Refused("emergency_owes_welsh", ref=posting.ref)
        end_request(act, posting, wanted, RequestState.DROPPED)


def require_owed(act: Act, posting: Posting) -> OwedSide:
    """Return the side of a posting that is owed, or raise ``Refused``."""
    owed = owed_side(act.session, posting, latest_versions(act.session, posting))
    if owed is None:
        raise Refused("nothing_owed", ref=posting.ref)
    return owed


def require_request(act: Act, posting: Posting, wanted: Language) -> TranslationRequest:
    """Return the request that is open for one side, or raise ``NotFound``."""
    request = open_request(act.session, posting, wanted)
    if request is None:
        raise NotFound("no_request", ref=posting.ref)
    return request


def request_to_take(act: Act, posting: Posting, owed: OwedSide, *, is_over: bool = False) -> TranslationRequest:
    """Return the request for the owed side, made now where nobody had asked; refused where somebody else has it."""
    request = open_request(act.session, posting, owed.wanted) or new_request(act, posting, owed.source)
    if open_link(act.session, request) is not None:
        raise Refused("outside_has_it", ref=posting.ref, by=request.taken_by or "")
    if request.taken_by not in {None, act.actor.name} and not is_over:
        raise Refused("translation_taken", ref=posting.ref, by=request.taken_by or "")
    return request


def give_to(act: Act, posting: Posting, request: TranslationRequest, taker: str) -> None:
    """Put a request into somebody's hands, with its entry."""
    before = request.taken_by
    request.state, request.taken_by, request.taken_at = RequestState.TAKEN, taker, act.at
    act.session.add(request)
    extra = {"before": before} if before else {}
    act.record(posting.subject, Tag.TRANSLATION_TAKEN, language=request.wanted.value, by=taker, **extra)


def free(act: Act, posting: Posting, request: TranslationRequest) -> None:
    """Take a request out of everybody's hands, with its entry."""
    before = request.taken_by
    request.state, request.taken_by, request.taken_at = RequestState.ASKED, None, None
    act.session.add(request)
    act.record(posting.subject, Tag.TRANSLATION_GIVEN_BACK, language=request.wanted.value, by=before)
