"""One piece of translation: both sides, what was asked, and what changed since; and the same as a link opens it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from cydbost_language import Language, Side
from cydbost_queue.actions.outside import link_of
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import channels_of, id_of, latest_versions, number_of
from cydbost_queue.outside_names import outside_name
from cydbost_queue.queries.translations import RequestView, request_views
from cydbost_queue.sides import side_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import EnglishFirst, Posting, PostingKind, Version
from cydbost_queue.translated import Translated
from cydbost_queue.translations import Owed, open_request, owed_side, source_before, word_count


@dataclass(frozen=True, slots=True)
class SideView:
    """One side as it stands."""

    language: Language
    revision: int
    text: str
    link: str | None
    media: tuple[Mapping[str, str], ...]
    content_hash: str
    author: str
    created_at: datetime
    words: int
    side: Side  #: for the comparison

    @property
    def alts(self) -> tuple[str, ...]:
        """The description of each picture."""
        return tuple(item["alt_text"] for item in self.media)


@dataclass(frozen=True, slots=True)
class TranslationView:
    """One posting before a translator. ``why`` is ``None`` where nothing is owed now."""

    ref: str
    uid: str
    label: str
    kind: PostingKind
    state: PostingState
    slot: datetime | None
    channels: tuple[str, ...]
    wanted: Language
    why: Owed | None
    source: SideView
    target: SideView | None
    source_before: SideView | None  #: what the source said when the target was last written, where it has changed
    request: RequestView | None
    welsh_due_at: datetime | None  #: the deadline of an emergency
    names: tuple[tuple[str, str], ...] = ()  #: (Welsh, English) names agreed for this posting alone


@dataclass(frozen=True, slots=True)
class OutsideView:
    """What a link shows: one text, what is to be given, and what its holder has written so far."""

    name: str
    wanted: Language
    source: SideView
    target: SideView | None
    source_before: SideView | None
    note: str | None
    due_at: datetime | None
    expires_at: datetime
    draft: Translated | None
    drafted_at: datetime | None
    names: tuple[tuple[str, str], ...] = ()


def show_translation(desk: Desk, ref: str, wanted: Language | None = None) -> TranslationView:
    """Return one posting for its translation into ``wanted``: else into what is owed, or into Welsh.

    Raises:
        NotFound: there is no such posting.
        Refused: there is nothing to translate from.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        versions = latest_versions(session, posting)
        owed = owed_side(session, posting, versions)
        into = wanted or (owed.wanted if owed else Language.CY)
        if into.other not in versions:
            raise Refused("nothing_to_translate", ref=posting.ref)
        source, target = versions[into.other], versions.get(into)
        request = open_request(session, posting, into)
        exception = session.get(EnglishFirst, id_of(posting)) if posting.state is PostingState.ENGLISH_OUT else None
        return TranslationView(
            ref=posting.ref,
            uid=posting.uid,
            label=posting.label,
            kind=posting.kind,
            state=posting.state,
            slot=posting.slot,
            channels=tuple(channel.name for channel in channels_of(session, posting)),
            wanted=into,
            why=owed.why if owed is not None and owed.wanted is into else None,
            source=_side(source),
            target=_side(target) if target else None,
            source_before=_before(session, posting, target, source),
            request=request_views(session, [request])[id_of(posting)] if request else None,
            welsh_due_at=exception.due_at if exception else None,
            names=_names(posting),
        )


def show_outside(desk: Desk, token: str) -> OutsideView:
    """Return what a link shows. Looking changes nothing: machines that open every link of a message spend none.

    Raises:
        NotFound: there is no such link.
        Refused: it has ended.
    """
    with desk.store.reading() as session:
        link, request, posting = link_of(session, token, desk.clock.now())
        versions = latest_versions(session, posting)
        source, target = versions[request.wanted.other], versions.get(request.wanted)
        asked = request_views(session, [request])[id_of(posting)]
        return OutsideView(
            name=outside_name(link.author) or link.author,
            wanted=request.wanted,
            source=_side(source),
            target=_side(target) if target else None,
            source_before=_before(session, posting, target, source),
            note=asked.note,
            due_at=asked.due_at,
            expires_at=link.expires_at,
            draft=Translated.from_data(link.draft) if link.draft else None,
            drafted_at=link.drafted_at,
            names=_names(posting),
        )


def _names(posting: Posting) -> tuple[tuple[str, str], ...]:
    return tuple((cy, en) for cy, en in posting.names)


def _before(session: Session, posting: Posting, target: Version | None, source: Version) -> SideView | None:
    before = source_before(session, posting, target, source)
    return _side(before) if before else None


def _side(row: Version) -> SideView:
    return SideView(
        language=row.language,
        revision=row.revision,
        text=row.text,
        link=row.link,
        media=tuple({key: str(value) for key, value in item.items()} for item in row.media),
        content_hash=row.content_hash,
        author=row.author,
        created_at=row.created_at,
        words=word_count(row),
        side=side_of(row),
    )
