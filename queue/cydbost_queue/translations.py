"""Which side of a posting is owed, the request that is open for it, and what ends one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.gate import approvals_for
from cydbost_queue.lookup import id_of
from cydbost_queue.record import Tag
from cydbost_queue.states import PostingState
from cydbost_queue.tables import OutsideLink, Posting, RequestState, TranslationRequest, Version

#: A side can be owed while a posting stands in one of these; in any other both passed the gate, or it is withdrawn.
OWING: Final = (PostingState.DRAFT, PostingState.HELD, PostingState.CORRECTING, PostingState.ENGLISH_OUT)


class Owed(StrEnum):
    """Why a side of a posting is a translator's work."""

    MISSING = "missing"  #: it was never written
    STALE = "stale"  #: the other side was written anew after it, and nobody has approved it for the new text


@dataclass(frozen=True, slots=True)
class OwedSide:
    """A side that is owed: its language, why, and what it is to be made from."""

    wanted: Language
    why: Owed
    source: Version


def owed_side(session: Session, posting: Posting, versions: Mapping[Language, Version]) -> OwedSide | None:
    """Return the side of a posting that is owed, or ``None``; of one that is going out or gone nothing is."""
    if posting.state not in OWING or not versions:
        return None
    for language in Language:
        if language not in versions:
            return OwedSide(language, Owed.MISSING, versions[language.other])
    cy, en = versions[Language.CY], versions[Language.EN]
    older, newer = sorted((cy, en), key=lambda row: row.id or 0)
    was_translated = newer.revision == 1 or newer.created_at == older.created_at  # or both were written in one act
    if was_translated or approvals_for(session, posting, older.language, cy, en):
        return None
    return OwedSide(older.language, Owed.STALE, newer)


def source_before(session: Session, posting: Posting, target: Version | None, source: Version) -> Version | None:
    """Return what the source said when its translation was last written; ``None`` where it says that still."""
    if target is None:
        return None
    before = session.exec(
        select(Version)
        .where(
            Version.posting_id == posting.id,
            Version.language == source.language,
            col(Version.created_at) <= target.created_at,
        )
        .order_by(col(Version.revision).desc())
        .limit(1)
    ).first()
    return before if before is not None and before.revision != source.revision else None


def word_count(version: Version) -> int:
    """Return how many words there are to translate, those that describe pictures included."""
    alts = [str(item["alt_text"]) for item in version.media]
    return sum(len(text.split()) for text in (version.text, *alts))


def open_request(session: Session, posting: Posting, wanted: Language) -> TranslationRequest | None:
    """Return the request for one side that is open, if one is."""
    return session.exec(
        select(TranslationRequest).where(
            TranslationRequest.posting_id == id_of(posting),
            TranslationRequest.wanted == wanted,
            col(TranslationRequest.ended_at).is_(None),
        )
    ).first()


def open_link(session: Session, request: TranslationRequest) -> OutsideLink | None:
    """Return the link of a request that is neither spent nor taken back; it may have run out."""
    return session.exec(
        select(OutsideLink).where(OutsideLink.request_id == request.id, col(OutsideLink.ended_at).is_(None))
    ).first()


def new_request(
    act: Act,
    posting: Posting,
    source: Version,
    *,
    due: datetime | None = None,
    note: str = "",
    is_outside: bool = False,
) -> TranslationRequest:
    """Store a request for the other side of ``source`` with its entry, in the caller's act."""
    words = act.keep_words(note) if note else None
    request = TranslationRequest(
        posting_id=id_of(posting),
        wanted=source.language.other,
        state=RequestState.ASKED,
        is_outside=is_outside,
        asked_by=act.actor.name,
        asked_at=act.at,
        due_at=due,
        note_id=words.id if words else None,
        words=word_count(source),
    )
    act.session.add(request)
    act.session.flush()
    act.record(
        posting.subject,
        Tag.TRANSLATION_ASKED,
        language=request.wanted.value,
        words=request.words,
        outside=is_outside,
        **({"due": due.isoformat()} if due else {}),
        **({"note": words.digest} if words else {}),
    )
    return request


def end_request(act: Act, posting: Posting, wanted: Language, state: RequestState) -> None:
    """End the request for one side, if one is open, with its link and its entry; tell who asked that it was given."""
    request = open_request(act.session, posting, wanted)
    if request is None:
        return
    request.state, request.ended_at = state, act.at
    act.session.add(request)
    is_given = state is RequestState.GIVEN
    act.record(
        posting.subject,
        Tag.TRANSLATION_GIVEN if is_given else Tag.TRANSLATION_DROPPED,
        language=wanted.value,
        asked_by=request.asked_by,
    )
    link = open_link(act.session, request)
    if link is not None:
        end_link(act, posting, request, link)
    if is_given and request.asked_by != act.actor.name:
        act.tell(
            f"person:{request.asked_by}",
            "translation_given",
            posting.subject,
            ref=posting.ref,
            language=wanted.value,
            by=act.actor.name,
        )


def end_requests(act: Act, posting: Posting) -> None:
    """End the requests for both sides of a posting of which nothing is owed any more."""
    for language in Language:
        end_request(act, posting, language, RequestState.DROPPED)


def end_link(act: Act, posting: Posting, request: TranslationRequest, link: OutsideLink) -> None:
    """End a link that was not spent, with its entry: from now on it opens nothing. Its draft is forgotten."""
    link.ended_at, link.draft = act.at, None
    act.session.add(link)
    act.record(posting.subject, Tag.LINK_REVOKED, language=request.wanted.value, author=link.author)
