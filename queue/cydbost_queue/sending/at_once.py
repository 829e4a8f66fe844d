"""Sending a pair at once: it passes the gate, and waits for no slot."""

from cydbost_queue.actions.scheduling import set_slot
from cydbost_queue.desk import Act
from cydbost_queue.incidents import goes_out
from cydbost_queue.moves import move_posting
from cydbost_queue.sending.releases import release
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Posting


def send_at_once(act: Act, posting: Posting) -> None:
    """Hand a draft that passes the gate to its channels, in the caller's act: no backlog stands before it."""
    set_slot(act, posting, act.at)
    move_posting(act, posting, PostingState.READY)
    move_posting(act, posting, PostingState.SCHEDULED)
    release(act, posting)
    goes_out(act, posting)
