"""Noting that a pair went out, in the transaction in which it did; taking it in costs more, and is done later."""

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.lookup import id_of, latest_versions
from cydbost_queue.tables import MemoryDue, Posting


def note_published(act: Act, posting: Posting) -> None:
    """Note, in the caller's act, that the posting's pair as it is now is to be remembered."""
    versions = latest_versions(act.session, posting)
    if len(versions) < len(Language):
        return
    due = act.session.get(MemoryDue, id_of(posting)) or MemoryDue(posting_id=id_of(posting), cy_hash="", en_hash="")
    due.cy_hash, due.en_hash = versions[Language.CY].content_hash, versions[Language.EN].content_hash
    act.session.add(due)
