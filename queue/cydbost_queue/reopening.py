"""After a restore: the queue is closed until its accounts were asked, and what it may have forgotten is asked first."""

from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_queue.desk import Act
from cydbost_queue.moves import move_delivery
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Posting, Restored


def last_restored(session: Session) -> Restored | None:
    """Return the last restore, ``None`` where there was none."""
    return session.exec(select(Restored).order_by(col(Restored.id).desc()).limit(1)).first()


def is_closed(session: Session) -> bool:
    """Tell whether the queue was restored and not opened since: then nothing at all leaves it."""
    return session.exec(select(Restored.id).where(col(Restored.opened_at).is_(None)).limit(1)).first() is not None


def ask_first(act: Act, delivery: Delivery, since: datetime) -> None:
    """Have the platform asked before a waiting delivery is sent, where what it belongs to may be out already.

    Args:
        act: the act that has just set the delivery on its way.
        delivery: in the state ``waiting``.
        since: when what it belongs to began to be (a posting was added, a comment was written). If that was before
            the last restore, another delivery of it may have been sent that the restored record does not know.
    """
    restored = last_restored(act.session)
    if restored is not None and since <= restored.at:
        move_delivery(act, delivery, DeliveryState.UNKNOWN, error="restored")


def may_be_out_since(act: Act, delivery: Delivery) -> datetime:
    """Return since when ``delivery`` may be out, so that it is looked for among what is as old.

    Where the queue was restored, one that this record made anew may have been sent before, by the record that was lost.
    """
    restored = last_restored(act.session)
    posting = act.session.get(Posting, delivery.posting_id) if delivery.posting_id is not None else None
    if restored is None or posting is None or not posting.created_at <= restored.at <= delivery.created_at:
        return delivery.created_at
    return posting.created_at
