"""Dropping a change of a live posting: its old words stand, in both languages, as they stood."""

from collections.abc import Mapping

from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.actions.approving import give_approval
from cydbost_queue.actions.writing import write_version
from cydbost_queue.content import Content
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.gate import judge
from cydbost_queue.lookup import channels_of, latest_versions, posting_of
from cydbost_queue.moves import move_posting
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.sending.change_release import standing_pair
from cydbost_queue.sending.outbox import says_of
from cydbost_queue.sides import media_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Approval, ApprovalKind, Delivery, Posting, Version


def drop_change(desk: Desk, actor: Actor, ref: str) -> None:
    """Give up a change that is not out: the words that the public sees become the newest revisions again.

    They were approved when they went out, and those approvals stand again.

    Raises:
        Refused: no change is waiting, or part of it is out already.
        Denied: the actor may not write.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WRITE) as act:
        posting = posting_of(act.session, ref)
        if posting.state is not PostingState.CORRECTING:
            raise Refused("no_change", ref=posting.ref, state=posting.state.value)
        rows = [row for channel in channels_of(act.session, posting) for row in standing_pair(act, posting, channel)]
        standing = {row.says or "" for row in rows}
        if len(standing) != 1 or says_of(latest_versions(act.session, posting)) in standing:
            raise Refused("change_partly_out", ref=posting.ref)
        old = _versions(act, posting, standing.pop())
        act.record(
            posting.subject, Tag.CHANGE_DROPPED, cy=old[Language.CY].content_hash, en=old[Language.EN].content_hash
        )
        _restore(act, posting, old, rows)
        move_posting(act, posting, PostingState.PUBLISHED)


def _versions(act: Act, posting: Posting, says: str) -> Mapping[Language, Version]:
    revisions = dict(zip(Language, (int(number) for number in says.split(".")), strict=True))
    return {
        language: act.session.exec(
            select(Version).where(
                Version.posting_id == posting.id, Version.language == language, Version.revision == revision
            )
        ).one()
        for language, revision in revisions.items()
    }


def _restore(act: Act, posting: Posting, old: Mapping[Language, Version], rows: list[Delivery]) -> None:
    earlier = _earlier_approvals(act, posting, old)
    for language, version in old.items():
        if latest_versions(act.session, posting)[language].content_hash != version.content_hash:
            write_version(act, posting, language, _content(version))
    says = says_of(latest_versions(act.session, posting))
    for row in rows:
        row.says = says
        act.session.add(row)
    if not judge(act.session, posting, act.rules, act.at).is_open:
        for language, by in earlier.items():
            give_approval(act, posting, language, kind=ApprovalKind.EARLIER, by=by)


def _earlier_approvals(act: Act, posting: Posting, old: Mapping[Language, Version]) -> dict[Language, str]:
    rows = act.session.exec(
        select(Approval)
        .where(
            Approval.posting_id == posting.id,
            Approval.cy_hash == old[Language.CY].content_hash,
            Approval.en_hash == old[Language.EN].content_hash,
        )
        .order_by(col(Approval.id))
    )
    return {Language(row.language): row.by for row in rows}


def _content(version: Version) -> Content:
    return Content(version.text, version.link, media_of(version.media))
