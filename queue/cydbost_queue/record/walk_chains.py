"""Every chain from its first entry to its last, beside the chains' ends, the postings and the texts.

All four come in the order of the chains' names, so that a chain is done with when the next one begins: what is kept
at a time is one posting's revisions, and does not grow with the record.
"""

from collections.abc import Generator, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import String, Text, cast
from sqlmodel import Session, col, func, select

from cydbost_queue.record.as_stored import Beside, Row, Wanted, moment, name_in, number_in, rows, selected
from cydbost_queue.record.chain import GENESIS
from cydbost_queue.record.flaws import Flaw
from cydbost_queue.record.restated import restated_entry
from cydbost_queue.record.seals import SEALS
from cydbost_queue.record.told import TELLING, Told
from cydbost_queue.tables import ChainHead, Entry, Posting, SealLeaf, Version

_POSTING: Final = "posting:"


class ChainWalk:
    """One walk along all chains."""

    def __init__(self, session: Session) -> None:
        """Nothing is read before ``flaws``."""
        self._session = session
        self.entries_seen = self.chains_seen = 0

    def flaws(self) -> Iterator[Flaw]:
        """Give every flaw of the chains, and of what they must agree with."""
        heads = Beside(rows(self._session, _heads()))
        postings = Beside(rows(self._session, _postings()), prefix=_POSTING)
        versions = Beside(rows(self._session, _versions()), prefix=_POSTING)
        for name, chain in groupby(rows(self._session, _entries(self._session)), key=itemgetter(0)):
            subject = name_in(name)
            told = Told(subject)
            self.chains_seen += 1
            yield from _without_entries(heads.before(subject), postings.before(subject), versions.before(subject))
            end = yield from self._chain(subject, chain, told)
            yield from _head_flaws(subject, list(heads.of(subject)), end)
            yield from told.state_flaws(postings.of(subject))
            yield from told.text_flaws(versions.of(subject))
        yield from _without_entries(heads.rest(), postings.rest(), versions.rest())

    def _chain(self, subject: str, chain: Iterator[Row], told: Told) -> Generator[Flaw, None, Row]:
        """Give a chain's own flaws; return its last number and hash."""
        number: Any = 0
        previous: Any = GENESIS
        for entry in chain:
            self.entries_seen += 1
            _, found, _, _, act, _, data, points_to, stated = entry
            if found != number + 1:
                yield Flaw("entry_missing", subject, number + 1)
            if points_to != previous:
                yield Flaw("entry_unlinked", subject, number_in(found))
            if stated != restated_entry(entry):
                yield Flaw("entry_changed", subject, number_in(found))
            if act in TELLING:
                told.hear(act, data)
            number, previous = number_in(found), stated
        return number, previous


def _entries(session: Session) -> Wanted:
    subject, number = col(Entry.subject), col(Entry.number)
    said = (col(Entry.actor), col(Entry.act), col(Entry.act_id), col(Entry.data), col(Entry.previous), col(Entry.hash))
    return selected(subject, number, moment(session, Entry.at), *said).order_by(subject, number)


def _heads() -> Wanted:
    subject, leaf = col(ChainHead.subject), col(SealLeaf.subject)
    sealed = select(leaf.label("of"), func.max(col(SealLeaf.number)).label("reach")).group_by(leaf).subquery()
    said = (ChainHead.number, ChainHead.hash, ChainHead.sealed_number, func.coalesce(sealed.c.reach, 0))
    heads = selected(subject, *said).outerjoin(sealed, sealed.c.of == subject)
    return heads.where(subject != SEALS).order_by(subject)


def _postings() -> Wanted:
    number = cast(Posting.id, String)
    return selected(number, Posting.state).order_by(number)


def _versions() -> Wanted:
    number, revision, media = cast(Version.posting_id, String), col(Version.revision), cast(Version.media, Text)
    said = (Version.text, Version.link, media, Version.content_hash)
    return selected(number, Version.language, revision, *said).order_by(number, revision)


def _head_flaws(subject: str, heads: Sequence[Row], end: Row) -> Iterator[Flaw]:
    if not heads:
        yield Flaw("head_missing", subject)
    for head in heads:
        yield from _end_flaws(subject, head, end)


def _end_flaws(subject: str, head: Row, end: Row) -> Iterator[Flaw]:
    _, number, last, sealed, reach = head
    if number_in(number) > number_in(end[0]):
        yield Flaw("chain_cut", subject, number_in(end[0]) + 1)
    elif (number, last) != end:
        yield Flaw("head_differs", subject, number_in(end[0]))
    if sealed != reach:  # a mark set forward would keep what is written next from ever being sealed
        yield Flaw("sealed_mark_differs", subject, number_in(reach))


def _without_entries(heads: Iterator[Row], postings: Iterator[Row], versions: Iterator[Row]) -> Iterator[Flaw]:
    """Give the flaws of what belongs to a chain that is not there."""
    for head in heads:
        yield from _end_flaws(name_in(head[0]), head, (0, GENESIS))
    for posting in postings:
        yield Flaw("state_differs", f"{_POSTING}{name_in(posting[0])}")
    for version in versions:
        yield Flaw("text_differs", f"{_POSTING}{name_in(version[0])}", number_in(version[2]))
