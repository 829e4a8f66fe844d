"""One comment with all that belongs to it: the post, what the person wrote before, notes, answers and the record."""

from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import latest_versions, number_of
from cydbost_queue.policy import Actor
from cydbost_queue.queries.comments import view_of_comment
from cydbost_queue.queries.inbox import lines_of
from cydbost_queue.queries.record import entry_view
from cydbost_queue.tables import (
    Comment,
    CommentNote,
    Delivery,
    Entry,
    Posting,
    Reply,
    ReplyDraft,
    ReplyKind,
    ReplyProposal,
    StatedPreference,
    Words,
)
from cydbost_queue.views import EntryView
from cydbost_queue.views_inbox import (
    DraftView,
    EarlierView,
    NoteView,
    PostView,
    PreferenceView,
    ProposalView,
    ThreadView,
    WayView,
)

#: How many of a person's earlier comments are shown, and how many entries of the record.
EARLIER: Final = 10
ENTRIES: Final = 100


def show_thread(desk: Desk, actor: Actor, ref: str) -> ThreadView:
    """Return everything about one comment, with the actor's own draft.

    Raises:
        NotFound: there is no such comment.
    """
    with desk.store.reading() as session:
        row = session.get(Comment, number_of(ref, "C"))
        if row is None:
            raise NotFound("no_comment", ref=ref)
        (line,) = lines_of(session, [row.id or 0], desk.rules, desk.clock.now())
        proposals = _proposals(session, row)
        return ThreadView(
            comment=view_of_comment(session, row),
            line=line,
            post=_post(session, row),
            earlier=_earlier(session, row),
            notes=_notes(session, row),
            draft=_draft(session, row, actor.name),
            proposal=next((one for one in proposals if one.ended is None), None),
            past_proposals=tuple(one for one in proposals if one.ended is not None),
            answer_way=_answer_way(session, row),
            preference=_preference(session, row, desk.clock.now()),
            is_author_known=row.author_key is not None,
            entries=_entries(session, row),
        )


def _post(session: Session, row: Comment) -> PostView | None:
    """Return the post as it stands in the language of the answer; what the account carries where that is not there."""
    posting = session.get(Posting, row.posting_id) if row.posting_id is not None else None
    if posting is None:
        return None
    versions = latest_versions(session, posting)
    wanted = [language for language in Language if row.reply_in in ("both", language.value) and language in versions]
    delivery = session.exec(
        select(Delivery)
        .where(Delivery.posting_id == posting.id, Delivery.account == row.account)
        .order_by(col(Delivery.id).desc())
        .limit(1)
    ).first()
    return PostView(
        ref=posting.ref,
        texts={language: versions[language].text for language in wanted or versions},
        address=delivery.address if delivery else None,
        live_at=delivery.live_at if delivery else None,
    )


def _earlier(session: Session, row: Comment) -> tuple[EarlierView, ...]:
    if row.author_key is None:
        return ()
    rows = session.exec(
        select(Comment, Words.body)
        .join(Words, col(Words.id) == col(Comment.text_id))
        .where(
            Comment.author_key == row.author_key,
            col(Comment.written_at) <= row.written_at,
            Comment.id != row.id,
        )
        .order_by(col(Comment.written_at).desc(), col(Comment.id).desc())
        .limit(EARLIER)
    )
    return tuple(
        EarlierView(one.ref, text, one.written_at, one.language, one.reply_in, one.state) for one, text in rows
    )


def _notes(session: Session, row: Comment) -> tuple[NoteView, ...]:
    rows = session.exec(
        select(CommentNote, Words.body)
        .join(Words, col(Words.id) == col(CommentNote.words_id))
        .where(CommentNote.comment_id == row.id)
        .order_by(col(CommentNote.id))
    )
    return tuple(NoteView(note.kind, text, note.by, note.at) for note, text in rows)


def _draft(session: Session, row: Comment, person: str) -> DraftView | None:
    draft = session.get(ReplyDraft, (row.id, person))
    return DraftView(person, {Language.CY: draft.cy, Language.EN: draft.en}, draft.saved_at) if draft else None


def _proposals(session: Session, row: Comment) -> list[ProposalView]:
    rows = session.exec(
        select(ReplyProposal).where(ReplyProposal.comment_id == row.id).order_by(col(ReplyProposal.id))
    ).all()
    return [_proposal(session, one) for one in rows]


def _proposal(session: Session, row: ReplyProposal) -> ProposalView:
    sides = {Language.CY: row.cy_id, Language.EN: row.en_id}
    return ProposalView(
        texts={
            language: session.get_one(Words, number).body for language, number in sides.items() if number is not None
        },
        is_private=row.is_private,
        saved_reply=row.saved_reply,
        author=row.author,
        at=row.at,
        ended=row.ended,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
    )


def _preference(session: Session, row: Comment, now: datetime) -> PreferenceView | None:
    kept = session.get(StatedPreference, row.author_key) if row.author_key is not None else None
    if kept is None or kept.until <= now:
        return None
    return PreferenceView(kept.language, kept.kept_by, kept.kept_at, kept.until)


def _answer_way(session: Session, row: Comment) -> WayView | None:
    found = session.exec(
        select(Delivery)
        .join(Reply, col(Reply.id) == col(Delivery.reply_id))
        .where(Reply.comment_id == row.id, Reply.kind == ReplyKind.ANSWER)
        .order_by(col(Delivery.id).desc())
        .limit(1)
    ).first()
    return WayView(found.state, found.address, found.error_code, found.error_detail) if found else None


def _entries(session: Session, row: Comment) -> tuple[EntryView, ...]:
    newest = select(Entry).where(Entry.subject == row.subject).order_by(col(Entry.number).desc()).limit(ENTRIES)
    return tuple(entry_view(one) for one in reversed(session.exec(newest).all()))
