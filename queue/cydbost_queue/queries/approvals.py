"""What waits for one person's word: never their own text, only languages they may approve, only their channels."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Finding, Language, Severity
from cydbost_queue.conflicts import CHECKS
from cydbost_queue.desk import Desk
from cydbost_queue.gate import judge, stands, writers_of
from cydbost_queue.lookup import channels_of, id_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.states import PostingState
from cydbost_queue.tables import (
    Approval,
    EnglishFirst,
    Occurrence,
    Posting,
    PostingChannel,
    PostingKind,
    SentBack,
    TranslationRequest,
    Version,
    Words,
)

#: What an approval counts for in these states.
APPROVABLE: Final = (PostingState.DRAFT, PostingState.HELD, PostingState.ENGLISH_OUT, PostingState.CORRECTING)
#: Postings that are looked at to fill a page: more than a council ever has waiting.
_MOST_LOOKED_AT: Final = 2000
_TITLE: Final = 120


@dataclass(frozen=True, slots=True)
class WaitingPair:
    """One pair that waits. ``languages`` are those that the person may approve, and has not written.

    ``due_at`` is when the Welsh of an emergency is owed. ``standing`` are the findings that must be mended or accepted
    first, those about other postings near it in time among them.
    """

    ref: str
    label: str
    kind: PostingKind
    state: PostingState
    slot: datetime | None
    due_at: datetime | None
    titles: Mapping[Language, str]
    texts: Mapping[Language, str]
    hashes: Mapping[Language, str]  #: of these texts
    channels: tuple[str, ...]
    writers: tuple[str, ...]
    asked_at: datetime
    languages: tuple[Language, ...]
    standing: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was found that a person must decide about."""
        return not self.standing

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """What it would do beside the other postings of its accounts."""
        return tuple(one for one in self.standing if one.check in CHECKS)


@dataclass(frozen=True, slots=True)
class SentBackView:
    """Why a pair was sent back; ``reason`` is ``None`` where the words were erased."""

    by: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Some of what waits, the most urgent first; ``number`` is of all of it."""

    pairs: tuple[WaitingPair, ...]
    number: int
    is_more: bool


def waiting_for(
    desk: Desk, actor: Actor, *, skip: int = 0, most: int = 20, refs: Collection[str] | None = None
) -> WaitingPage:
    """Return what waits for one person's approval: emergencies, then the soonest slot, then the longest without one.

    With ``refs`` only those.
    """
    if not actor.may(Right.APPROVE):
        return WaitingPage((), 0, is_more=False)
    with desk.store.reading() as session:
        found = [one for one in _candidates(session, actor) if refs is None or one.posting.ref in refs]
        now = desk.clock.now()
        shown = found[skip : skip + most]
        pairs = tuple(_pair(session, desk, one, now) for one in shown)
    return WaitingPage(pairs, len(found), is_more=skip + most < len(found))


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many pairs wait for one person's approval."""
    if not actor.may(Right.APPROVE):
        return 0
    with desk.store.reading() as session:
        return sum(1 for _one in _candidates(session, actor))


def sent_back(desk: Desk, ref_number: int) -> SentBackView | None:
    """Return why a posting was sent back, where it was in the very texts that it has now."""
    with desk.store.reading() as session:
        row = session.exec(
            select(SentBack).where(SentBack.posting_id == ref_number).order_by(col(SentBack.id).desc()).limit(1)
        ).first()
        latest = _latest(session, [ref_number]).get(ref_number, {})
        if row is None or _hashes(latest) != (row.cy_hash, row.en_hash):
            return None
        words = session.get(Words, row.reason_id)
        return SentBackView(row.by, row.at, words.body if words else None)


@dataclass(frozen=True, slots=True)
class _Candidate:
    posting: Posting
    versions: Mapping[Language, Version]
    languages: tuple[Language, ...]


def _candidates(session: Session, actor: Actor) -> Iterator[_Candidate]:
    postings = session.exec(
        select(Posting)
        .where(col(Posting.state).in_(APPROVABLE), col(Posting.continues_id).is_(None))
        .order_by(
            col(Posting.kind),  # emergencies first, as the alphabet has it
            col(Posting.slot).is_(None),
            col(Posting.slot),
            col(Posting.id),
        )
        .limit(_MOST_LOOKED_AT)
    ).all()
    numbers = [id_of(posting) for posting in postings]
    versions, approved = _latest(session, numbers), _approved(session, numbers)
    back, theirs = _sent_back(session, numbers), _owners(session, numbers)
    authors, shared = _authors(session, numbers), _sharing(session, numbers)
    for posting in postings:
        number = id_of(posting)
        pair = versions.get(number, {})
        if len(pair) < len(Language) or _hashes(pair) in back.get(number, ()):
            continue
        missing = [language for language in Language if (number, language) not in approved]
        wrote = {
            language
            for language in missing
            if actor.name in authors.get((number, language), ())
            or (number in shared and actor.name in writers_of(session, posting, language))
        }
        languages = tuple(one for one in missing if one in actor.languages and one not in wrote)
        if languages and (actor.channels is None or theirs.get(number, set()) <= actor.channels):
            yield _Candidate(posting, pair, languages)


def _owners(session: Session, numbers: Sequence[int]) -> dict[int, set[str]]:
    """Return the channels that each posting is for."""
    found: dict[int, set[str]] = {}
    for row in session.exec(select(PostingChannel).where(col(PostingChannel.posting_id).in_(numbers))):
        found.setdefault(row.posting_id, set()).add(row.channel)
    return found


def _authors(session: Session, numbers: Sequence[int]) -> dict[tuple[int, Language], set[str]]:
    """Return everybody who wrote any revision of each version."""
    rows = session.exec(
        select(Version.posting_id, Version.language, Version.author).where(col(Version.posting_id).in_(numbers))
    )
    found: dict[tuple[int, Language], set[str]] = {}
    for number, language, author in rows:
        found.setdefault((number, Language(language)), set()).add(author)
    return found


def _sharing(session: Session, numbers: Sequence[int]) -> set[int]:
    """Return those whose words others count as writers of too: parts, what follows a pattern, what was sent outside."""
    parts = session.exec(select(Posting.continues_id).where(col(Posting.continues_id).in_(numbers)))
    made = session.exec(select(Occurrence.posting_id).where(col(Occurrence.posting_id).in_(numbers)))
    outside = session.exec(select(TranslationRequest.posting_id).where(col(TranslationRequest.posting_id).in_(numbers)))
    return {number for number in (*parts, *made, *outside) if number is not None}


def _latest(session: Session, numbers: Sequence[int]) -> dict[int, dict[Language, Version]]:
    rows = session.exec(select(Version).where(col(Version.posting_id).in_(numbers)).order_by(col(Version.revision)))
    found: dict[int, dict[Language, Version]] = {}
    for row in rows:
        found.setdefault(row.posting_id, {})[Language(row.language)] = row
    return found


def _approved(session: Session, numbers: Sequence[int]) -> set[tuple[int, Language]]:
    rows = session.exec(
        select(Approval.posting_id, Approval.language).where(
            col(Approval.posting_id).in_(numbers), col(Approval.voided_at).is_(None)
        )
    )
    return {(number, Language(language)) for number, language in rows}


def _sent_back(session: Session, numbers: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    for row in session.exec(select(SentBack).where(col(SentBack.posting_id).in_(numbers))):
        found.setdefault(row.posting_id, set()).add((row.cy_hash, row.en_hash))
    return found


def _hashes(pair: Mapping[Language, Version]) -> tuple[str, str]:
    return tuple(pair[one].content_hash if one in pair else "" for one in (Language.CY, Language.EN))  # type: ignore[return-value]  # two of them


def _pair(session: Session, desk: Desk, candidate: _Candidate, now: datetime) -> WaitingPair:
    posting, versions = candidate.posting, candidate.versions
    verdict = judge(session, posting, desk.rules, now)
    exception = session.get(EnglishFirst, id_of(posting))
    return WaitingPair(
        ref=posting.ref,
        label=posting.label,
        kind=posting.kind,
        state=posting.state,
        slot=posting.slot,
        due_at=exception.due_at if exception is not None else None,
        titles={language: _title(versions[language].text) for language in Language},
        texts={language: versions[language].text for language in Language},
        hashes={language: versions[language].content_hash for language in Language},
        channels=tuple(channel.name for channel in channels_of(session, posting)),
        writers=tuple(dict.fromkeys(versions[language].author for language in Language)),
        asked_at=max(version.created_at for version in versions.values()),
        languages=candidate.languages,
        standing=tuple(
            one for one in verdict.findings if one.severity is not Severity.INFO and stands(one, verdict.accepted)
        ),
    )


def _title(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rstrip()}…"
