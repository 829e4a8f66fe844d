"""The dossier of one posting: all that was written, found, accepted, approved, sent and seen, in its order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from cydbost_language import Finding, Language, Severity, Span
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import deliveries_of, number_of
from cydbost_queue.queries.record_search import ChainState, chain_of
from cydbost_queue.tables import (
    Acceptance,
    Approval,
    FindingRow,
    Posting,
    ReceiptRow,
    SentBack,
    Version,
    Words,
)
from cydbost_queue.views import EntryView


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision; ``before`` is the text of the one it followed."""

    language: Language
    revision: int
    text: str
    before: str | None
    link: str | None
    media: tuple[Mapping[str, Any], ...]
    author: str
    created_at: datetime
    content_hash: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """One finding in the texts of two revisions, and who accepted it, why; ``reason`` is ``None`` once erased."""

    finding: Finding
    revisions: str  #: Welsh and English: ``2.3``
    found_at: datetime
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class WordView:
    """One person's word for one version: an approval, or that it was sent back."""

    language: Language | None
    kind: str  #: an ``ApprovalKind``, or ``sent-back``
    by: str
    at: datetime
    revisions: str
    ended_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What a platform gave back at one time."""

    account: str
    carries: str
    kind: str
    address: str
    platform_time: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class GapView:
    """One pair on one channel: the seconds between its two languages, ``None`` while one was not seen."""

    channel: str
    first: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one posting that the record and the rows hold."""

    revisions: tuple[RevisionView, ...]
    found: tuple[FoundView, ...]
    words: tuple[WordView, ...]
    receipts: tuple[ReceiptView, ...]
    gaps: tuple[GapView, ...]
    entries: tuple[EntryView, ...]
    chain: ChainState


def dossier(desk: Desk, ref: str) -> Dossier:
    """Return the dossier of one posting; ``queries.postings.show_posting`` says how it stands.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        versions = session.exec(select(Version).where(Version.posting_id == posting.id).order_by(col(Version.id))).all()
        pairs = _revisions_by_hash(versions)
        revisions = tuple(_revisions(versions))
        found = tuple(_found(session, posting, pairs))
        words = tuple(sorted(_words(session, posting, pairs), key=lambda one: one.at))
        receipts, gaps = tuple(_receipts(session, posting)), tuple(_gaps(session, posting))
    entries, chain = chain_of(desk, posting.subject)
    return Dossier(revisions, found, words, receipts, gaps, tuple(entries), chain)


def _revisions(versions: Sequence[Version]) -> Iterator[RevisionView]:
    before: dict[str, str] = {}
    for row in versions:
        yield RevisionView(
            language=Language(row.language),
            revision=row.revision,
            text=row.text,
            before=before.get(row.language),
            link=row.link,
            media=tuple(row.media),
            author=row.author,
            created_at=row.created_at,
            content_hash=row.content_hash,
        )
        before[row.language] = row.text


def _revisions_by_hash(versions: Sequence[Version]) -> Mapping[tuple[str, str], int]:
    return {(row.language, row.content_hash): row.revision for row in versions}


def _pair_of(pairs: Mapping[tuple[str, str], int], cy: str, en: str) -> str:
    return f"{pairs.get((Language.CY, cy), '–')}.{pairs.get((Language.EN, en), '–')}"


def _found(session: Session, posting: Posting, pairs: Mapping[tuple[str, str], int]) -> Iterator[FoundView]:
    acceptances = session.exec(
        select(Acceptance).where(Acceptance.posting_id == posting.id).order_by(col(Acceptance.id))
    ).all()
    accepted = {(one.fingerprint, one.cy_hash, one.en_hash): one for one in acceptances}
    for row in session.exec(select(FindingRow).where(FindingRow.posting_id == posting.id).order_by(col(FindingRow.id))):
        one = accepted.get((row.fingerprint, row.cy_hash, row.en_hash))
        yield FoundView(
            finding=finding_of(row),
            revisions=_pair_of(pairs, row.cy_hash, row.en_hash),
            found_at=row.found_at,
            accepted_by=one.by if one else None,
            accepted_at=one.at if one else None,
            reason=_body(session, one.reason_id) if one else None,
        )


def finding_of(row: FindingRow) -> Finding:
    """Return a finding as it was found."""
    spans = {side: Span(*ends) if (ends := row.spans.get(side)) else None for side in ("cy", "en")}
    facts = {name: str(fact) for name, fact in row.facts.items()}
    return Finding(row.check, row.code, Severity(row.severity), spans["cy"], spans["en"], facts)


def _words(session: Session, posting: Posting, pairs: Mapping[tuple[str, str], int]) -> Iterator[WordView]:
    for one in session.exec(select(Approval).where(Approval.posting_id == posting.id)):
        revisions = _pair_of(pairs, one.cy_hash, one.en_hash)
        yield WordView(Language(one.language), one.kind.value, one.by, one.at, revisions, ended_at=one.voided_at)
    for back in session.exec(select(SentBack).where(SentBack.posting_id == posting.id)):
        revisions, reason = _pair_of(pairs, back.cy_hash, back.en_hash), _body(session, back.reason_id)
        yield WordView(None, "sent-back", back.by, back.at, revisions, reason=reason)


def _receipts(session: Session, posting: Posting) -> Iterator[ReceiptView]:
    deliveries = {one.id: one for one in deliveries_of(session, posting)}
    rows = session.exec(
        select(ReceiptRow).where(col(ReceiptRow.delivery_id).in_(list(deliveries))).order_by(col(ReceiptRow.id))
    )
    for row in rows:
        one = deliveries[row.delivery_id]
        yield ReceiptView(one.account, one.carries.value, row.kind, row.address, row.platform_time, row.at)


def _gaps(session: Session, posting: Posting) -> Iterator[GapView]:
    batches: dict[str, dict[str, datetime]] = {}
    channels: dict[str, str] = {}
    for row in deliveries_of(session, posting):
        channels[row.batch] = row.channel
        if row.verified_at is not None and row.live_at is not None:
            batches.setdefault(row.batch, {})[row.carries.value] = row.live_at
    for batch, channel in channels.items():
        times = batches.get(batch, {})
        if "both" in times:
            yield GapView(channel, "both", 0.0)
        elif len(times) == len(Language):
            gap = (times["en"] - times["cy"]).total_seconds()
            yield GapView(channel, "cy" if gap >= 0 else "en", abs(gap))
        else:
            yield GapView(channel, next(iter(times), None), None)


def _body(session: Session, number: int) -> str | None:
    row = session.get(Words, number)
    return row.body if row else None
