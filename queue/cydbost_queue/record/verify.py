"""Proof that the record is whole: every chain, every seal, and what the tables say against what was recorded."""

from sqlmodel import Session

from cydbost_queue.engine import kind_of
from cydbost_queue.record.checkpoint import Checkpoint
from cydbost_queue.record.flaws import Flaw, Verification
from cydbost_queue.record.walk_chains import ChainWalk
from cydbost_queue.record.walk_seals import SealWalk
from cydbost_queue.record.walk_words import word_flaws
from cydbost_queue.store import Store

__all__ = ["Flaw", "Verification", "verify", "verify_in"]


def verify(store: Store, checkpoint: Checkpoint | None = None) -> Verification:
    """Go through the whole record in one consistent view, in bounded memory; hold it to a ``checkpoint``, if given."""
    with store.reading() as session:
        return verify_in(session, checkpoint)


def verify_in(session: Session, checkpoint: Checkpoint | None = None) -> Verification:
    """Go through the whole record as ``session`` sees it; hold it to an earlier ``checkpoint``, where one is given.

    Whatever a value was made into, it is told as a flaw: nothing stops the walk.
    """
    session.flush()
    chains, seals = ChainWalk(session), SealWalk(session)
    with kind_of(session.connection()).reading_anything(session.connection()):
        flaws = [*chains.flaws(), *seals.flaws(), *word_flaws(session)]
        if checkpoint is not None and not checkpoint.is_kept(session):
            flaws.append(Flaw("checkpoint_differs", f"seal:{checkpoint.seal}"))
    return Verification(chains.entries_seen, chains.chains_seen, seals.seals_seen, tuple(flaws))
