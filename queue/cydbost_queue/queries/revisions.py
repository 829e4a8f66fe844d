"""Every writing of a posting, in order, each with what stood before it and what stood beside it."""

from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import number_of
from cydbost_queue.queries.postings import version_view
from cydbost_queue.tables import Posting, Version
from cydbost_queue.views import VersionView

_MOST: Final = 400  #: no person reads more, and no page shows them


@dataclass(frozen=True, slots=True)
class Revision:
    """One writing; ``before`` is the one it took the place of, ``beside`` the other language's at that time."""

    version: VersionView
    before: VersionView | None
    beside: VersionView | None


def revisions_of(desk: Desk, ref: str) -> list[Revision]:
    """Return every writing of both versions, the newest first; of very many, the newest 400.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        newest = select(Version).where(Version.posting_id == posting.id).order_by(col(Version.id).desc()).limit(_MOST)
        rows = reversed(session.exec(newest).all())
        found: list[Revision] = []
        standing: dict[Language, VersionView] = {}
        for row in rows:
            view = version_view(row)
            found.append(Revision(view, standing.get(view.language), standing.get(view.language.other)))
            standing[view.language] = view
        return found[::-1]
