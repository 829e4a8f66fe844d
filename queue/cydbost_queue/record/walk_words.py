"""The words that stand apart from the chain: still those whose hash the chain holds, and none of them gone."""

from collections.abc import Iterator
from typing import Any, Final

from sqlmodel import Session, col, select

from cydbost_queue.record.apart import digest_of
from cydbost_queue.record.as_stored import rows, selected
from cydbost_queue.record.flaws import Flaw
from cydbost_queue.tables import (
    Acceptance,
    Comment,
    EnglishFirst,
    Halt,
    IncidentPosting,
    Moderation,
    Reply,
    Restored,
    Stranger,
    Words,
)

#: Every column that points to words kept apart.
_POINTING: Final[tuple[Any, ...]] = (
    col(Acceptance.reason_id),
    col(EnglishFirst.reason_id),
    col(EnglishFirst.review_id),
    col(IncidentPosting.review_id),
    col(Comment.text_id),
    col(Comment.author_id),
    col(Comment.reason_id),
    col(Reply.text_id),
    col(Moderation.words_id),
    col(Halt.reason_id),
    col(Restored.reason_id),
    col(Stranger.reason_id),
)


def word_flaws(session: Session) -> Iterator[Flaw]:
    """Give every flaw of the words kept apart."""
    for number, salt, body, digest, erased in rows(
        session, selected(Words.id, Words.salt, Words.body, Words.digest, col(Words.erased_at).is_not(None))
    ):
        if not erased if body is None else digest_of(salt, body) != digest:
            yield Flaw("words_differ", f"words:{number}")
    for column in _POINTING:
        # Not NOT IN: a server looks through all words for each row, once they no longer fit its memory.
        there = select(col(Words.id)).where(col(Words.id) == column).exists()
        missing = selected(column).where(column.is_not(None), ~there)
        yield from (Flaw("words_missing", f"words:{number}") for (number,) in rows(session, missing))
