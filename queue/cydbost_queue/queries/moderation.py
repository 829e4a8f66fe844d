"""What a comment went through besides its answers: hidden, removed, answered in private."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from cydbost_queue.tables import Moderation, ModerationKind, ModerationState, Words
from cydbost_queue.views import ModerationView

_UNCLEAR = frozenset({ModerationState.ASKED, ModerationState.UNKNOWN})


def moderation_of(session: Session, comment_id: int | None) -> tuple[ModerationView, ...]:
    """Return everything that was asked for about one comment, in the order it was asked for."""
    return moderation_of_all(session, [] if comment_id is None else [comment_id]).get(comment_id or 0, ())


def moderation_of_all(session: Session, comment_ids: Sequence[int]) -> dict[int, tuple[ModerationView, ...]]:
    """Return the same of several comments, by number; those of which nothing was asked are left out."""
    rows = session.exec(
        select(Moderation, Words)
        .join(Words, col(Words.id) == col(Moderation.words_id))
        .where(col(Moderation.comment_id).in_(comment_ids))
        .order_by(col(Moderation.id))
    )
    found: dict[int, tuple[ModerationView, ...]] = {}
    for row, words in rows:
        found[row.comment_id] = (*found.get(row.comment_id, ()), _view(row, words))
    return found


def _view(row: Moderation, words: Words) -> ModerationView:
    return ModerationView(
        kind=row.kind,
        state=row.state,
        language=row.language,
        text=words.body,
        by=row.by,
        at=row.at,
        done_at=row.done_at,
        error_code=row.error_code,
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
