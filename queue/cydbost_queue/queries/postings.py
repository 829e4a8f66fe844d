"""Reading postings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.gate import approvals_for, judge
from cydbost_queue.lookup import channels_of, deliveries_of, id_of, latest_versions, number_of
from cydbost_queue.parts import parts_of
from cydbost_queue.sending.receipts import BY_HAND
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Approval, Delivery, EnglishFirst, Posting, PostingChannel, ReceiptRow, Version, Words
from cydbost_queue.views import (
    ApprovalView,
    DeliveryView,
    EnglishFirstView,
    PartView,
    PostingLine,
    PostingView,
    VersionView,
)


def list_postings(
    desk: Desk, *, states: Collection[PostingState] = (), since: datetime | None = None, limit: int = 200
) -> list[PostingLine]:
    """Return postings, the newest first; only those in ``states`` and made since ``since``, where given."""
    with desk.store.reading() as session:
        query = select(Posting).order_by(col(Posting.id).desc()).limit(limit)
        if states:
            query = query.where(col(Posting.state).in_(list(states)))
        if since is not None:
            query = query.where(col(Posting.created_at) >= since)
        return posting_lines(session, session.exec(query).all())


def posting_lines(session: Session, postings: Sequence[Posting]) -> list[PostingLine]:
    """Return postings as lines of a list, in their order."""
    channels, languages = _channels(session, postings), _languages(session, postings)
    return [_line(row, channels.get(id_of(row), ()), languages.get(id_of(row), ())) for row in postings]


def owed_welsh(desk: Desk) -> list[PostingView]:
    """Return the postings whose Welsh is owed under the emergency exception, the first due first."""
    lines = list_postings(desk, states=[PostingState.ENGLISH_OUT])
    owed = [show_posting(desk, line.ref) for line in lines]
    return sorted(owed, key=lambda view: view.exception.due_at if view.exception else view.line.created_at)


def show_posting(desk: Desk, ref: str) -> PostingView:
    """Return everything about one posting, judged as it stands now.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        versions = latest_versions(session, posting)
        channels = tuple(channel.name for channel in channels_of(session, posting))
        return PostingView(
            line=_line(posting, channels, tuple(language for language in Language if language in versions)),
            versions={
                language: version_view(row, is_stale=_is_stale(session, posting, row, versions))
                for language, row in versions.items()
            },
            approvals=_approvals(session, posting),
            verdict=judge(session, posting, desk.rules, desk.clock.now()),
            deliveries=_deliveries(session, deliveries_of(session, posting)),
            exception=_exception(session, posting, desk.clock.now()),
            template=posting.template,
            published_at=posting.published_at,
            parts=_parts(session, posting),
            names=tuple((cy, en) for cy, en in posting.names),
        )


def _parts(session: Session, posting: Posting) -> tuple[PartView, ...]:
    parts = parts_of(session, posting)
    if len(parts) == 1:
        return ()
    return tuple(PartView(part.ref, number, part.state, part.held_reason) for number, part in enumerate(parts, 1))


def _line(row: Posting, channels: Sequence[str], languages: Sequence[Language]) -> PostingLine:
    return PostingLine(
        ref=row.ref,
        label=row.label,
        kind=row.kind,
        state=row.state,
        held_reason=row.held_reason,
        slot=row.slot,
        expires=row.expires,
        channels=tuple(channels),
        languages=tuple(languages),
        created_at=row.created_at,
    )


def _channels(session: Session, postings: Sequence[Posting]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = session.exec(
        select(PostingChannel)
        .where(col(PostingChannel.posting_id).in_([id_of(row) for row in postings]))
        .order_by(col(PostingChannel.channel))
    )
    for row in rows:
        found.setdefault(row.posting_id, []).append(row.channel)
    return found


def _languages(session: Session, postings: Sequence[Posting]) -> Mapping[int, list[Language]]:
    found: dict[int, list[Language]] = {}
    rows = session.exec(
        select(Version.posting_id, Version.language)
        .where(col(Version.posting_id).in_([id_of(row) for row in postings]))
        .distinct()
        .order_by(col(Version.language))
    )
    for number, language in rows:
        found.setdefault(number, []).append(Language(language))
    return found


def version_view(row: Version, *, is_stale: bool = False) -> VersionView:
    """Return a stored revision as others see it."""
    return VersionView(
        language=row.language,
        revision=row.revision,
        text=row.text,
        link=row.link,
        media=tuple({key: str(value) for key, value in item.items()} for item in row.media),
        content_hash=row.content_hash,
        author=row.author,
        created_at=row.created_at,
        is_stale=is_stale,
    )


def _is_stale(session: Session, posting: Posting, row: Version, versions: Mapping[Language, Version]) -> bool:
    other = versions.get(row.language.other)
    if other is None or id_of_version(other) < id_of_version(row):
        return False
    first_writing = other.revision == 1
    cy, en = (row, other) if row.language is Language.CY else (other, row)
    return not first_writing and not approvals_for(session, posting, row.language, cy, en)


def id_of_version(row: Version) -> int:
    """Return a stored revision's number over all postings: later revisions have higher ones."""
    return row.id or 0


def _approvals(session: Session, posting: Posting) -> tuple[ApprovalView, ...]:
    rows = session.exec(select(Approval).where(Approval.posting_id == posting.id).order_by(col(Approval.id)))
    return tuple(ApprovalView(row.language, row.kind, row.by, row.at, row.voided_at is not None) for row in rows)


def _deliveries(session: Session, rows: Sequence[Delivery]) -> tuple[DeliveryView, ...]:
    by_word = _by_word(session, rows)
    return tuple(_delivery(row, by_word) for row in rows)


def _by_word(session: Session, rows: Sequence[Delivery]) -> frozenset[int | None]:
    """Return those deliveries that only a person says are live, by number."""
    receipts = session.exec(
        select(ReceiptRow.delivery_id, ReceiptRow.kind).where(col(ReceiptRow.delivery_id).in_([row.id for row in rows]))
    ).all()
    said = {number for number, kind in receipts if kind == BY_HAND}
    return frozenset(said - {number for number, kind in receipts if kind == "read-back"})


def _delivery(row: Delivery, by_word: frozenset[int | None]) -> DeliveryView:
    return DeliveryView(
        channel=row.channel,
        account=row.account,
        carries=row.carries,
        state=row.state,
        task=row.task,
        attempts=row.attempts,
        not_before=row.not_before,
        address=row.address,
        live_at=row.live_at,
        verified_at=row.verified_at,
        down_at=row.down_at,
        error_code=row.error_code,
        error_detail=row.error_detail,
        is_in_hand=row.is_in_hand,
        is_by_word=row.id in by_word,
    )


def _exception(session: Session, posting: Posting, now: datetime) -> EnglishFirstView | None:
    row = session.get(EnglishFirst, id_of(posting))
    if row is None:
        return None
    reason = session.get(Words, row.reason_id)
    return EnglishFirstView(
        category=row.category,
        reason=reason.body if reason else None,
        raised_by=row.raised_by,
        authorised_by=row.authorised_by,
        break_glass=row.break_glass,
        started_at=row.started_at,
        due_at=row.due_at,
        welsh_live_at=row.welsh_live_at,
        is_late=row.is_late(now),
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
    )
