"""Who wrote what, for a page that offers only what may be done."""

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.gate import writers_of
from cydbost_queue.lookup import number_of
from cydbost_queue.tables import Posting


def written_by(desk: Desk, person: str, ref: str) -> frozenset[Language]:
    """Return the languages of a posting in which ``person`` wrote something: they may not approve these.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        return frozenset(language for language in Language if person in writers_of(session, posting, language))
