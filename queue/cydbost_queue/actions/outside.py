"""A link by which one person outside the council gives one translation, once.

Whoever holds the link sees one text and may write its other side; it opens nothing else. What they send is theirs in
the record, waits for an approver as any version does, and neither they nor whoever made the link may approve it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, select

from cydbost_language import Language
from cydbost_queue.actions.translating import free, give_to, request_to_take, require_owed, require_request
from cydbost_queue.actions.writing import edit_within
from cydbost_queue.content import TEXT_LIMIT, checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import latest_versions, posting_of
from cydbost_queue.outside_names import OUTSIDE
from cydbost_queue.policy import Actor, Right, Role
from cydbost_queue.record import Tag
from cydbost_queue.tables import OutsideLink, Posting, TranslationRequest
from cydbost_queue.translated import Translated, content_of
from cydbost_queue.translations import end_link, open_link

LONGEST: Final = timedelta(days=30)  #: how long a link may open; a translation nobody sent by then is asked for anew
NAME_LIMIT: Final = 64 - len(OUTSIDE)
_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class LinkMade:
    """A new link: its token, which is shown once and kept nowhere, and until when it opens."""

    token: str
    expires_at: datetime


def invite_translator(desk: Desk, actor: Actor, ref: str, *, name: str, lasts: timedelta) -> LinkMade:
    """Make a link by which ``name`` may give the owed side of one posting, for as long as ``lasts``.

    Raises:
        Refused: neither side is owed, somebody else has it, the name cannot be used, or it would last too long.
        Denied: the actor may not invite translators.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.INVITE_TRANSLATOR) as act:
        posting = posting_of(act.session, ref)
        if not timedelta() < lasts <= LONGEST:
            raise Refused("link_too_long", days=str(LONGEST.days))
        author = OUTSIDE + checked_text(name, field_name="name", limit=NAME_LIMIT)
        request = request_to_take(act, posting, require_owed(act, posting))
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        link = OutsideLink(
            request_id=request.id or 0,
            token_hash=hash_of(token),
            author=author,
            made_by=actor.name,
            made_at=act.at,
            expires_at=act.at + lasts,
        )
        act.session.add(link)
        request.is_outside = True
        give_to(act, posting, request, author)
        expires = link.expires_at.isoformat()
        act.record(posting.subject, Tag.LINK_MADE, language=request.wanted.value, author=author, expires=expires)
        return LinkMade(token, link.expires_at)


def revoke_link(desk: Desk, actor: Actor, ref: str, wanted: Language) -> None:
    """Take back the link for one side: it opens nothing from now on, and the work is free again.

    Raises:
        Denied: the actor may not invite translators.
        NotFound: there is no such posting, or no link of it is open.
    """
    with desk.act(actor, Right.INVITE_TRANSLATOR) as act:
        posting = posting_of(act.session, ref)
        request = require_request(act, posting, wanted)
        link = open_link(act.session, request)
        if link is None:
            raise NotFound("no_open_link", ref=posting.ref)
        end_link(act, posting, request, link)
        free(act, posting, request)


def keep_draft(desk: Desk, token: str, draft: Translated) -> datetime:
    """Keep what the holder of a link has written so far; return when. It leaves no entry: it is nobody's version yet.

    Raises:
        Refused: the link has ended, or a text is too long.
        NotFound: there is no such link.
    """
    with desk.act(_holder(desk, token), Right.WRITE) as act:
        link, _request, _posting = _locked(act, token)
        for text in (draft.text, draft.link or "", *draft.alts):
            if len(text) > TEXT_LIMIT:
                raise Refused("text_too_long", field="text", limit=str(TEXT_LIMIT), length=str(len(text)))
        link.draft, link.drafted_at = draft.data(), act.at
        act.session.add(link)
        return act.at


def send_outside(desk: Desk, token: str, given: Translated, *, source_hash: str) -> int:
    """Write what the holder of a link gives as a version of theirs, and spend the link; return the revision.

    ``source_hash`` is the content hash of the text they had before them.

    Raises:
        Refused: the link has ended, the text to be translated has changed meanwhile, or what they give cannot be used.
        NotFound: there is no such link.
    """
    with desk.act(_holder(desk, token), Right.WRITE) as act:
        link, request, posting = _locked(act, token)
        versions = latest_versions(act.session, posting)
        source = versions[request.wanted.other]
        if source.content_hash != source_hash:
            raise Refused("source_changed", ref=posting.ref)
        content = content_of(source, versions.get(request.wanted), given)
        link.ended_at, link.is_spent, link.draft = act.at, True, None
        act.session.add(link)
        act.record(posting.subject, Tag.LINK_SPENT, language=request.wanted.value, author=link.author)
        return edit_within(act, posting, {request.wanted: content})[request.wanted]


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(session: Session, token: str, now: datetime) -> tuple[OutsideLink, TranslationRequest, Posting]:
    """Return the link that ``token`` opens, with what it is for.

    Raises:
        Refused: it was spent, taken back, or has run out.
        NotFound: there is no such link.
    """
    link = session.exec(select(OutsideLink).where(OutsideLink.token_hash == hash_of(token))).first()
    request = session.get(TranslationRequest, link.request_id) if link else None
    posting = session.get(Posting, request.posting_id) if request else None
    if link is None or request is None or posting is None:
        raise NotFound("no_link")
    if link.is_spent:
        raise Refused("link_spent")
    if link.ended_at is not None or link.expires_at <= now:
        raise Refused("link_ended")
    return link, request, posting


def _holder(desk: Desk, token: str) -> Actor:
    with desk.store.reading() as session:
        link, _request, _posting = link_of(session, token, desk.clock.now())
        return Actor(link.author, frozenset({Role.TRANSLATOR}))


def _locked(act: Act, token: str) -> tuple[OutsideLink, TranslationRequest, Posting]:
    """Return what ``token`` opens with its posting locked, read anew: it may have ended while we waited."""
    link, request, posting = link_of(act.session, token, act.at)
    posting_of(act.session, posting.ref)
    for row in (posting, request, link):
        act.session.refresh(row)
    return link_of(act.session, token, act.at)
