"""What the public writes under a notice."""

from datetime import timedelta
from typing import Final

from sqlalchemy import insert, select, update

from cydbost_connectors import wording
from cydbost_connectors.errors import Rejected
from cydbost_connectors.noticeboard import details, reading
from cydbost_connectors.noticeboard.database import Writing
from cydbost_connectors.noticeboard.tables import comment
from cydbost_connectors.noticeboard.values import Comment
from cydbost_connectors.refusing import is_showable

COMMENT_LIMIT: Final = 2_000  #: characters
AUTHOR_LIMIT: Final = 80

#: The same words by the same name within this time are one comment: a form sent twice.
SENT_TWICE: Final = timedelta(minutes=10)


def add(writing: Writing, notice_number: int, *, author: str, text: str) -> Comment:
    """Put a comment under a notice; the same one sent twice stands once.

    Raises:
        Rejected: the notice is not there any more, or the comment breaks a limit (the form checks them first).
    """
    on = reading.by_number(writing.connection, notice_number)
    if on is None or on.withdrawn_at or on.answers:
        raise Rejected(details.NOTHING_TO_ANSWER)
    if not text.strip() or len(text) > COMMENT_LIMIT or len(author) > AUTHOR_LIMIT:
        raise Rejected(details.TOO_LONG if text.strip() else details.EMPTY)
    if not is_showable(author + text):
        raise Rejected(wording.CONTROL)
    number = _sent_before(writing, notice_number, author, text) or _insert(writing, notice_number, author, text)
    added = reading.comment_by_number(writing.connection, number)
    assert added is not None, "it was written under this very lock"  # noqa: S101 - tells the type checker
    return added


def remove(writing: Writing, number: int) -> None:
    """Erase a comment's words and name; that one stood there stays visible. Repeating it changes nothing."""
    gone = update(comment).where(comment.c.number == number, comment.c.removed_at.is_(None))
    writing.connection.execute(gone.values(author="", text="", removed_at=writing.now))


def _insert(writing: Writing, notice_number: int, author: str, text: str) -> int:
    row = {"on_notice": notice_number, "author": author, "text": text, "written_at": writing.now}
    number: int = writing.connection.execute(insert(comment).values(**row).returning(comment.c.number)).scalar_one()
    return number


def _sent_before(writing: Writing, notice_number: int, author: str, text: str) -> int | None:
    same = (comment.c.on_notice == notice_number, comment.c.author == author, comment.c.text == text)
    recent = comment.c.written_at > writing.now - SENT_TWICE
    return writing.connection.scalar(select(comment.c.number).where(*same, recent).limit(1))
