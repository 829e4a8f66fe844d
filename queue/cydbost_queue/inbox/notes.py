"""Notes on a comment: what colleagues tell each other. They stay inside the council."""

from typing import Final

from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act
from cydbost_queue.lookup import id_of
from cydbost_queue.tables import Comment, CommentNote, NoteKind, Words

NOTE_LIMIT: Final = 2_000  #: characters


def write_note(act: Act, comment: Comment, kind: NoteKind, text: str, *, field_name: str = "reason") -> Words:
    """Keep a note in the caller's act, and return its words.

    Raises:
        Refused: it is empty, too long, or holds what cannot be shown.
    """
    words = act.keep_words(checked_text(text, field_name=field_name, limit=NOTE_LIMIT))
    act.session.add(
        CommentNote(comment_id=id_of(comment), kind=kind, words_id=words.id or 0, by=act.actor.name, at=act.at)
    )
    return words
