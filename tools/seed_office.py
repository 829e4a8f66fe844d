"""Fill a queue's database with years of a council's work, to measure the office's pages by: ``seed_office.py ADDRESS``.

The same rows every time: postings in every state, comments and their answers, and a record that verifies, sealed as a
worker seals it. Channels that are there are used; where there are none, one with a pair of accounts is made.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlmodel import col, select

from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.compliance.keeping import count_days
from cydbost_queue.desk import Desk
from cydbost_queue.lookup import accounts_of
from cydbost_queue.record.chain import GENESIS, canonical
from cydbost_queue.record.restated import restated_entry
from cydbost_queue.record.seals import SEALS, root_of, seal_hash
from cydbost_queue.states import PostingState
from cydbost_queue.store import Store, create_store
from cydbost_queue.tables import Account, Carries, ChainHead, HeldReason, Layout, OnHalf
from cydbost_queue.tables import Channel as ChannelRow
from seeded_comments import write_comment
from seeded_postings import MORE, SYSTEM, Channel, Fate, Happening, write_posting
from seeded_store import AT_ONCE, Rows, act_number, moment

YEARS: Final = timedelta(days=5 * 365)
SEAL_AFTER: Final = 500  #: chains
#: Postings that have not gone out yet, of the newest: scheduled, waiting for approval, without Welsh, held.
AHEAD: Final = 300
WAITING: Final = 120
OWED: Final = 60
HELD: Final = 20


class Seeding:
    """One filling of one database."""

    def __init__(self, store: Store, until: datetime) -> None:
        """``until`` is the moment at which the council stands now."""
        self._channels, self._heads = tuple(_channels(store)), list[tuple[str, int, str]]()
        self.rows, self._until, self._chance = Rows(store), until, random.Random(8)  # noqa: S311 - no secret
        with store.reading() as session:
            end = session.get(ChainHead, SEALS)
            self._seal, self._sealed = (end.number, end.hash) if end is not None else (0, GENESIS)
        self._store = store

    def postings(self, number: int, entries: int) -> None:
        """Add so many postings, each with so many entries at least."""
        still = AHEAD + WAITING + OWED + HELD
        past = max(number - still, 0)
        first = self.rows.next_number("posting")
        for place in range(number):
            made = self._until - YEARS + (YEARS - timedelta(hours=2)) * (place / max(past, 1))
            made, fate = self._fate(place, past, min(made, self._until - timedelta(hours=2)))
            channel = self._channels[place % len(self._channels)]
            said = write_posting(self.rows, first + place, made, channel, fate)
            self._chain(f"posting:{first + place}", made, _filled(said, entries))

    def _fate(self, place: int, past: int, made: datetime) -> tuple[datetime, Fate]:
        if place < past:
            return made, self._past_fate(place, made)
        left, now = place - past, self._until - timedelta(minutes=2 * (place - past) + 5)
        soon = self._until + timedelta(minutes=30 + 140 * left)
        if left < AHEAD:
            return now, Fate(PostingState.SCHEDULED, soon)
        if left < AHEAD + WAITING:
            slot = self._until + timedelta(hours=left - AHEAD + 1)
            return now, Fate(PostingState.DRAFT, slot if left % 3 else None)
        if left < AHEAD + WAITING + OWED:
            return now, Fate(PostingState.DRAFT, self._until + timedelta(hours=left), has_welsh=False)
        return now, Fate(PostingState.HELD, now, held=HeldReason.SLOT_MISSED)

    def _past_fate(self, place: int, made: datetime) -> Fate:
        lead = timedelta(seconds=round(self._chance.uniform(0.2, 4), 3))
        if place % 400 == 399:
            return Fate(PostingState.PUBLISHED, made, is_exception=True, is_late=place % 4000 == 3999)
        if place % 50 == 49:
            lead = timedelta(seconds=90 + place % 200)
        elif place % 333 == 332:
            lead = -lead
        state = PostingState.WITHDRAWN if place % 97 == 96 else PostingState.PUBLISHED
        return Fate(state, made, lead=lead, is_whole=place % 300 != 298, has_warning=place % 20 == 19)

    def comments(self, number: int, postings: int) -> None:
        """Add so many comments, most of them answered."""
        first_posting = max(self.rows.next_number("posting") - postings, 1)
        past = max(postings - AHEAD - WAITING - OWED - HELD, 1)
        first = self.rows.next_number("comment")
        for place in range(number):
            written = self._until - YEARS + (YEARS - timedelta(hours=1)) * (place / max(number, 1))
            posting = first_posting + place * past // max(number, 1)
            channel = self._channels[(posting - first_posting) % len(self._channels)]
            is_open = place >= number - 200
            said = write_comment(
                self.rows,
                first + place,
                written,
                posting=posting,
                channel=channel,
                chance=self._chance,
                is_open=is_open,
            )
            self._chain(f"comment:{first + place}", written, said)

    def finish(self) -> None:
        """Seal and write the rest."""
        self._seal_heads()
        self.rows.finish()
        with self._store.writing() as session:
            end = session.get(ChainHead, SEALS) or ChainHead(subject=SEALS, number=0, hash=GENESIS)
            end.number, end.hash, end.sealed_number = self._seal, self._sealed, self._seal
            session.add(end)

    def _chain(self, subject: str, at: datetime, said: Sequence[Happening]) -> None:
        previous, act_id = GENESIS, act_number(subject, 1)
        for number, (tag, actor, data) in enumerate(said, 1):
            when, text = moment(at + timedelta(milliseconds=number)), canonical(data)
            digest = str(restated_entry((subject, number, when, actor, tag.value, act_id, text, previous, "")))
            self.rows.add(
                "entry",
                subject=subject,
                number=number,
                at=when,
                actor=actor,
                act=tag.value,
                act_id=act_id,
                data=text,
                previous=previous,
                hash=digest,
            )
            previous = digest
        self.rows.add("chain_head", subject=subject, number=len(said), hash=previous, sealed_number=len(said))
        self._heads.append((subject, len(said), previous))
        if len(self._heads) >= SEAL_AFTER:
            self._seal_heads()
        if self.rows.pending > AT_ONCE * 10:
            self.rows.flush()

    def _seal_heads(self) -> None:
        if not self._heads:
            return
        self._seal += 1
        leaves, root = len(self._heads), root_of(sorted(self._heads))
        before = self._sealed
        self._sealed = seal_hash(at=self._until, leaves=leaves, root=root, previous=before)
        sealed = {"leaves": leaves, "root": root, "previous": before, "hash": self._sealed}
        self.rows.add("seal", id=self._seal, at=moment(self._until), **sealed)
        for subject, number, last in self._heads:
            self.rows.add("seal_leaf", seal_id=self._seal, subject=subject, number=number, hash=last)
        self._heads = []


def _filled(said: list[Happening], entries: int) -> list[Happening]:
    """Put as many of the other happenings before the last as there are to be entries."""
    more: list[Happening] = [(tag, SYSTEM, {"account": "board-cy"}) for tag in MORE]
    missing = max(entries - len(said), 0)
    return [*said[:-1], *(more * (missing // len(more) + 1))[:missing], said[-1]] if missing else said


def _channels(store: Store) -> Iterator[Channel]:
    with store.reading() as session:
        known = session.exec(select(Account.channel).limit(1)).first() is not None
    if not known:
        accounts = {Carries.CY: "board-cy", Carries.EN: "board-en"}
        board = DeclaredChannel(
            "board",
            "noticeboard",
            Layout.PAIRED_ACCOUNTS,
            OnHalf.WITHDRAW,
            acknowledge=False,
            edits=True,
            accounts=accounts,
        )
        set_channels(Desk(store), [board])
    with store.reading() as session:
        for row in session.exec(select(ChannelRow).order_by(col(ChannelRow.name))):
            accounts_there = tuple((one.carries, one.name) for one in accounts_of(session, row.name))
            if accounts_there:
                yield Channel(row.name, accounts_there)


def seed_office(
    store: Store, *, postings: int = 50_000, comments: int = 500_000, entries: int = 1_000_000, until: datetime
) -> int:
    """Fill a database that holds no posting yet; return how many rows were written.

    Args:
        store: the database.
        postings: how many.
        comments: how many.
        entries: of the record, about so many.
        until: the moment at which the council stands now.
    """
    seeding = Seeding(store, until)
    seeding.postings(postings, max((entries - comments) // max(postings, 1), 0))
    seeding.comments(comments, postings)
    seeding.finish()
    desk = Desk(store)
    while not count_days(desk, most=20_000):
        continue
    return seeding.rows.written


def main() -> None:
    """Fill the database that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="sqlite:///queue.db or postgresql://…")
    parser.add_argument("--postings", type=int, default=50_000)
    parser.add_argument("--comments", type=int, default=500_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    given = parser.parse_args()
    began = time.monotonic()
    with closing(create_store(given.address)) as store:
        number = seed_office(
            store,
            postings=given.postings,
            comments=given.comments,
            entries=given.entries,
            until=datetime.now(UTC),
        )
    print(f"{number} rows in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
