"""Ending approvals: each belongs to the exact texts of both versions."""

from sqlmodel import col, select

from cydbost_queue.desk import Act
from cydbost_queue.record import Tag
from cydbost_queue.tables import Approval, Posting


def void_approvals(act: Act, posting: Posting) -> None:
    """End every approval of a posting that still counts, each with its entry, in the caller's act."""
    standing = act.session.exec(
        select(Approval).where(Approval.posting_id == posting.id, col(Approval.voided_at).is_(None))
    ).all()
    for approval in standing:
        approval.voided_at = act.at
        act.session.add(approval)
        act.record(
            posting.subject,
            Tag.APPROVAL_VOIDED,
            language=approval.language.value,
            by=approval.by,
            cy=approval.cy_hash,
            en=approval.en_hash,
        )
