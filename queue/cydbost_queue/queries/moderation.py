"""What a comment went through besides its answers: hidden, removed, answered in private."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from cydbost_queue.tables import Moderation, ModerationKind, ModerationState, Words
from cydbost_queue.views import ModerationView

_UNCLEAR = frozenset({ModerationState.ASKED, ModerationState.UNKNOWN})


def moderation_of(session: Session, comment_id: int | None) -> tuple[ModerationView, ...]:
    """Return everything that was asked for about one comment, in the order it was asked for."""
    rows = session.exec(
        select(Moderation, Words)
        .join(Words, col(Words.id) == col(Moderation.words_id))
        .where(Moderation.comment_id == comment_id)
        .order_by(col(Moderation.id))
    )
    return tuple(
        ModerationView(
            kind=row.kind,
            state=row.state,
            language=row.language,
            text=words.body,
            by=row.by,
            at=row.at,
            done_at=row.done_at,
            error_code=row.error_code,
        )
        for row, words in rows
    )


def is_hidden(acts: Sequence[ModerationView]) -> bool | None:
    """Tell whether the comment is hidden; ``None`` where only the platform knows."""
    turns = _not_refused(acts, ModerationKind.HIDE, ModerationKind.SHOW)
    if turns and turns[-1].state in _UNCLEAR:
        return None
    return bool(turns) and turns[-1].kind is ModerationKind.HIDE


def is_done(acts: Sequence[ModerationView], kind: ModerationKind) -> bool | None:
    """Tell whether what cannot be taken back was done; ``None`` where only the platform knows."""
    found = _not_refused(acts, kind)
    return True if any(act.state is ModerationState.DONE for act in found) else None if found else False


def _not_refused(acts: Sequence[ModerationView], *kinds: ModerationKind) -> list[ModerationView]:
    return [act for act in acts if act.kind in kinds and act.state is not ModerationState.REFUSED]
