"""What is written of one posting, without judging it: for a page on which it is written anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import latest_versions, number_of
from cydbost_queue.queries.postings import posting_lines, version_view
from cydbost_queue.tables import Posting, Version
from cydbost_queue.views import PostingLine, VersionView


@dataclass(frozen=True, slots=True)
class Written:
    """A posting's newest words in each language, and the names that were agreed for it alone."""

    line: PostingLine
    versions: Mapping[Language, VersionView]
    names: tuple[tuple[str, str], ...]
    was_out: bool  #: it was handed to its channels, once at least


def written_of(desk: Desk, ref: str) -> Written:
    """Return what is written of a posting.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        versions = {language: version_view(row) for language, row in latest_versions(session, posting).items()}
        names = tuple((cy, en) for cy, en in posting.names)
        return Written(posting_lines(session, [posting])[0], versions, names, posting.releases > 0)


def revision_of(desk: Desk, ref: str, language: Language, revision: int) -> VersionView | None:
    """Return one writing of a version, ``None`` where there is none of that number."""
    with desk.store.reading() as session:
        row = session.exec(
            select(Version).where(
                Version.posting_id == number_of(ref, "P"), Version.language == language, Version.revision == revision
            )
        ).first()
        return version_view(row) if row else None
