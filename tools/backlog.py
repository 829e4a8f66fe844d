"""A backlog of answers to the public that are due: made by the queue's own functions, many in one transaction."""

from datetime import timedelta
from typing import Final

from cydbost_language import Language
from cydbost_queue.actions.answering import write_reply
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.desk import Act, Desk
from cydbost_queue.record import Tag
from cydbost_queue.tables import Carries, Comment, CommentState, Layout, OnHalf, ReplyKind
from instant_platform import TEXT

ACCOUNT: Final = "board"
AT_ONCE: Final = 500


def declare(desk: Desk) -> None:
    """Declare a channel of one account."""
    accounts = {Carries.BOTH: ACCOUNT}
    channel = DeclaredChannel(
        "board", "instant", Layout.COMBINED, OnHalf.WITHDRAW, acknowledge=False, edits=True, accounts=accounts
    )
    set_channels(desk, [channel])


def owe_answers(desk: Desk, count: int) -> None:
    """Leave ``count`` answers, each to a comment of its own, to be sent."""
    for first in range(0, count, AT_ONCE):
        with desk.system_act() as act:
            for number in range(first, min(first + AT_ONCE, count)):
                _owe_answer(act, number)


def _owe_answer(act: Act, number: int) -> None:
    text, author = act.keep_words("Pryd fydd y llyfrgell yn ailagor?"), act.keep_words("member of the public")
    comment = Comment(
        account=ACCOUNT,
        remote_id=f"comment-{number}",
        text_id=text.id or 0,
        author_id=author.id or 0,
        written_at=act.at - timedelta(minutes=5),
        fetched_at=act.at,
        language="cy",
        confidence=1.0,
        reply_in="cy",
        state=CommentState.ANSWERING,
    )
    act.session.add(comment)
    act.session.flush()
    act.record(comment.subject, Tag.COMMENT_RECEIVED, account=ACCOUNT, language="cy", text=text.digest)
    write_reply(act, comment, {Language.CY: TEXT}, kind=ReplyKind.ANSWER)
