"""Adding a posting and writing its versions."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from cydbost_language import Language, content_hash
from cydbost_queue.actions.expiring import set_expiry
from cydbost_queue.approvals import void_approvals
from cydbost_queue.content import LABEL_LIMIT, Content, checked, checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import deliveries_of, id_of, latest_versions, posting_of
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.sending.modes import refuse_barred
from cydbost_queue.series.following import step_back, text_changed
from cydbost_queue.sides import side_of
from cydbost_queue.states import MAYBE_LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Carries, Channel, Posting, PostingChannel, PostingKind, RequestState, Version
from cydbost_queue.translations import end_request

#: What is live as a whole pair may be written anew; the public sees the old pair meanwhile.
_CHANGEABLE: Final = frozenset({PostingState.PUBLISHED, PostingState.CORRECTING})

#: A version may be written anew in these; anything later is before the public.
_WRITABLE: Final = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED, PostingState.HELD})


def add_posting(
    desk: Desk,
    actor: Actor,
    *,
    label: str,
    channels: Iterable[str],
    contents: Mapping[Language, Content],
    slot: datetime | None = None,
    expires: datetime | None = None,
    request: str | None = None,
) -> str:
    """Add a posting with one version, or both; return its reference.

    ``slot`` (UTC) is when it should go out once it is approved; if that comes too late, it waits for a new time.
    ``expires`` (UTC) is when both versions come down by themselves. ``request`` is the caller's own name for what is
    asked: the very same asked again by that name adds nothing again.

    Raises:
        Denied: the actor may not write.
        Refused: a text, the label or a time cannot be used as it is, or a channel takes no posting at a time now.
        NotFound: there is no such channel.
    """
    wanted = _Wanted(label, tuple(channels), contents, slot, expires)
    if request is None:
        return _add(desk, actor, wanted, new_uid())
    uid = wanted.uid(request, actor)
    try:
        return _added(desk, uid) or _add(desk, actor, wanted, uid)
    except IntegrityError:  # asked twice at one moment, and the other was first
        added = _added(desk, uid)
        if added is None:
            raise
        return added


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a new posting is to be."""

    label: str
    channels: tuple[str, ...]
    contents: Mapping[Language, Content]
    slot: datetime | None
    expires: datetime | None

    def uid(self, request: str, actor: Actor) -> str:
        """Return what its keys are made of: the same for the very same request, and for no other."""
        said = sorted(self.contents.items(), key=lambda item: item[0])
        asked = (request, actor.name, self.label, self.channels, said, self.slot, self.expires)
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:12]


def _added(desk: Desk, uid: str) -> str | None:
    with desk.store.reading() as session:
        found = session.exec(select(Posting).where(Posting.uid == uid)).first()
    return found.ref if found else None


def _add(desk: Desk, actor: Actor, wanted: _Wanted, uid: str) -> str:
    slot, kind = wanted.slot, PostingKind.STANDARD
    with desk.act(actor, Right.WRITE) as act:
        if slot is not None and slot <= act.at:
            raise Refused("slot_past", slot=slot.isoformat())
        posting = new_posting(act, label=wanted.label, channels=wanted.channels, kind=kind, slot=slot, uid=uid)
        if slot is not None:
            refuse_barred(act.session, posting)
        if wanted.expires is not None:
            set_expiry(act, posting, wanted.expires)
        for language in Language:
            if language in wanted.contents:
                write_version(act, posting, language, wanted.contents[language])
        return posting.ref


def edit_version(
    desk: Desk, actor: Actor, ref: str, language: Language, content: Content, *, seen_revision: int | None = None
) -> int:
    """Write a new revision of one version; return its number. See ``edit_versions``."""
    seen = {} if seen_revision is None else {language: seen_revision}
    return edit_versions(desk, actor, ref, {language: content}, seen=seen)[language]


def edit_versions(
    desk: Desk,
    actor: Actor,
    ref: str,
    contents: Mapping[Language, Content],
    *,
    seen: Mapping[Language, int] = MappingProxyType({}),
) -> dict[Language, int]:
    """Write new revisions of one version or both, in one act; return their numbers.

    Both approvals are voided, because each belongs to the exact texts of both versions. A posting that was ready
    or scheduled is a draft again; of one that is live the public sees the old pair until the new one is approved.
    ``seen`` are the revisions that the writer started from, of what they wrote or of the side they wrote it beside.

    Raises:
        Denied: the actor may not write.
        Refused: the posting is on its way out, a text cannot be used, or somebody else wrote in between.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WRITE) as act:
        return edit_within(act, posting_of(act.session, ref), contents, seen=seen)


def edit_within(
    act: Act,
    posting: Posting,
    contents: Mapping[Language, Content],
    *,
    seen: Mapping[Language, int] = MappingProxyType({}),
) -> dict[Language, int]:
    """Write new revisions in the caller's act, of a posting that it has locked. See ``edit_versions``."""
    current = latest_versions(act.session, posting)
    for language in contents:
        _refuse_live(act, posting, language)
    for language, revision in seen.items():
        there = current.get(language)
        if (there.revision if there else 0) != revision:
            raise Refused("written_meanwhile", ref=posting.ref, by=there.author if there else "")
    written = {language: write_version(act, posting, language, contents[language]) for language in contents}
    if posting.state in _CHANGEABLE and not _differs(written, current):
        raise Refused("nothing_changed", ref=posting.ref)
    _step_back(act, posting)
    text_changed(act, posting)
    return {language: version.revision for language, version in written.items()}


def _differs(written: Mapping[Language, Version], current: Mapping[Language, Version]) -> bool:
    return any(current[one].content_hash != version.content_hash for one, version in written.items())


def _step_back(act: Act, posting: Posting) -> None:
    step_back(act, posting)
    if posting.state is PostingState.PUBLISHED:
        move_posting(act, posting, PostingState.CORRECTING)
        act.tell("approver", "change_waits", posting.subject, ref=posting.ref)


def _refuse_live(act: Act, posting: Posting, language: Language) -> None:
    """Raise ``Refused`` if the version, or its twin, is on its way to the public; put away what never got there.

    While an emergency's English is out, only the Welsh that it still owes may be written. A whole live pair may be
    written anew: the new one takes its place once it is approved.
    """
    deliveries = deliveries_of(act.session, posting)
    if posting.state is PostingState.ENGLISH_OUT:
        if language is Language.EN:
            raise Refused("english_is_out", ref=posting.ref)
        if not any(row.carries is not Carries.EN or row.edit for row in deliveries):
            return
        raise Refused("posting_live", ref=posting.ref, state=posting.state.value)
    if posting.state in _CHANGEABLE:
        return
    may_be_live = any(row.state in MAYBE_LIVE_DELIVERIES for row in deliveries)
    if posting.state not in _WRITABLE or may_be_live:
        raise Refused("posting_live", ref=posting.ref, state=posting.state.value)
    for row in deliveries:
        if row.state is DeliveryState.FAILED:  # it holds the words of before
            move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)


def new_uid() -> str:
    """Return what the keys of one posting are made of, and of no other anywhere."""
    return secrets.token_hex(6)


def new_posting(
    act: Act,
    *,
    label: str,
    channels: Iterable[str],
    kind: PostingKind,
    slot: datetime | None = None,
    template: str | None = None,
    names: Iterable[tuple[str, str]] = (),
    uid: str | None = None,
    continues: Posting | None = None,
) -> Posting:
    """Store a posting without versions yet, for the named channels, in the caller's act.

    ``names`` are (Welsh, English) names that a template was filled with: they may differ between the versions.
    ``uid`` is what its keys are made of, where that can be told from what it is made of; else it is new.
    ``continues`` is the part before it, where it is a part of a longer message.
    """
    posting = Posting(
        uid=uid or new_uid(),
        label=checked_text(label, field_name="label", limit=LABEL_LIMIT),
        kind=kind,
        state=PostingState.DRAFT,
        slot=slot,
        preflight_due=slot - act.rules.preflight if slot is not None else None,
        template=template,
        continues_id=id_of(continues) if continues else None,
        names=[list(pair) for pair in names],
        created_by=act.actor.name,
        created_at=act.at,
    )
    act.session.add(posting)
    act.session.flush()
    wanted = sorted(set(channels))
    for channel in wanted:
        require_channel(act, channel)
        act.session.add(PostingChannel(posting_id=id_of(posting), channel=channel))
    act.record(
        posting.subject,
        Tag.POSTING_ADDED,
        kind=kind.value,
        channels=wanted,
        slot=slot.isoformat() if slot else None,
        label=act.keep_words(posting.label).digest,
        **({"template": template} if template else {}),
        **({"names": posting.names} if template or posting.names else {}),
        **({"continues": continues.ref} if continues else {}),
    )
    return posting


def require_channel(act: Act, name: str) -> None:
    """Raise ``NotFound``, naming those that there are, unless there is a channel of this name."""
    if act.session.get(Channel, name) is None:
        known = act.session.exec(select(Channel.name).order_by(col(Channel.name))).all()
        raise NotFound("no_channel", channel=name, known=", ".join(known))


def write_version(
    act: Act, posting: Posting, language: Language, content: Content, *, author: str | None = None
) -> Version:
    """Store a new revision in the caller's act and void what approvals there were.

    ``author`` is who wrote the words, where that is not who acts: an occurrence says what its pattern says.
    """
    content = checked(content)
    current = latest_versions(act.session, posting).get(language)
    version = Version(
        posting_id=id_of(posting),
        language=language,
        revision=current.revision + 1 if current else 1,
        text=content.text,
        link=content.link,
        media=content.media_rows(),
        content_hash="",
        author=author or act.actor.name,
        created_at=act.at,
    )
    version.content_hash = content_hash(side_of(version))
    act.session.add(version)
    act.session.flush()
    act.record(
        posting.subject,
        Tag.VERSION_WRITTEN,
        language=language.value,
        revision=version.revision,
        content=version.content_hash,
    )
    void_approvals(act, posting)
    end_request(act, posting, language, RequestState.GIVEN)
    return version
