"""Moving a council from one database to another: all of it, proved, and the old one closed; or nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from cydbost_queue.desk import Desk
from cydbost_queue.errors import StoreError, StoreMoved
from cydbost_queue.moving import copy_store
from cydbost_queue.queries.postings import list_postings
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.soundness import weaknesses
from cydbost_queue.store import Store, create_store, open_store
from publishing.conftest import Council
from throwaway_postgresql import Databases


@pytest.fixture
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Return a maker of blank databases of the other kind than the council's."""
    kind = {"sqlite": "postgresql", "postgresql": "sqlite"}[request.getfixturevalue("database")]
    with ExitStack() as made:

        def make() -> Store:
            if kind == "sqlite":
                store = create_store(f"sqlite:///{tmp_path / 'new.db'}")
            else:
                databases: Databases = request.getfixturevalue("postgresql")
                store = create_store(made.enter_context(databases.empty()))
            made.callback(store.close)
            return store

        yield make


@pytest.fixture
def lived_in(council: Council) -> Council:
    council.scheduled()
    council.run_to(timedelta(hours=1))
    council.board.add_comment(council.live()[0].number, text="Diolch o galon am ŵyl dda")
    council.run_to(timedelta(minutes=1))
    council.scheduled()
    return council


def test_a_council_moves_whole_with_its_record_and_its_seals(lived_in: Council, new_store: Callable[[], Store]) -> None:
    store = new_store()
    before, postings = list(entries(lived_in.desk)), list_postings(lived_in.desk)
    rows, proof = copy_store(lived_in.desk.store, store)
    there = Desk(store, lived_in.clock)
    assert list(entries(there)) == before
    assert list_postings(there) == postings
    assert rows["entry"] == proof.entries == len(before)
    assert weaknesses(store) == []


def test_the_moved_council_goes_on_where_it_was(lived_in: Council, new_store: Callable[[], Store]) -> None:
    store = new_store()
    copy_store(lived_in.desk.store, store)
    live = len(lived_in.live())
    lived_in.desk = Desk(store, lived_in.clock)
    lived_in.run_to(timedelta(hours=1))
    assert len(lived_in.live()) == live + 2
    lived_in.scheduled()
    assert verify(store).is_whole
    assert verify(store).seals > 2


def test_the_database_that_was_left_is_closed(lived_in: Council, new_store: Callable[[], Store]) -> None:
    copy_store(lived_in.desk.store, new_store())
    for again in (open_store, create_store):
        with pytest.raises(StoreMoved):
            again(lived_in.address)


def test_a_rehearsal_leaves_the_first_in_use(lived_in: Council, new_store: Callable[[], Store]) -> None:
    copy_store(lived_in.desk.store, new_store(), retire=False)
    open_store(lived_in.address).close()


def test_a_target_that_holds_a_row_is_left_alone(lived_in: Council, new_store: Callable[[], Store]) -> None:
    store = new_store()
    with Desk(store, lived_in.clock).system_act() as act:
        act.tell("approver", "posting_held", "posting:1")
    with pytest.raises(StoreError, match="copy_target_used"):
        copy_store(lived_in.desk.store, store)
    open_store(lived_in.address).close()


def test_a_database_is_not_copied_onto_itself(lived_in: Council) -> None:
    with pytest.raises(StoreError, match="copy_same"):
        copy_store(lived_in.desk.store, lived_in.desk.store)


def test_a_record_with_a_flaw_is_not_moved(lived_in: Council, new_store: Callable[[], Store]) -> None:
    with lived_in.desk.store.writing() as session:
        session.execute(text("UPDATE posting SET state = 'draft' WHERE id = 1"))
    store = new_store()
    with pytest.raises(StoreError, match="copy_source_flawed"):
        copy_store(lived_in.desk.store, store)
    assert list(entries(Desk(store))) == []


GUARDS = {
    "sqlite": ["DROP TRIGGER entry_no_update"],
    "postgresql": ["ALTER TABLE entry DISABLE TRIGGER entry_append_only"],
}


def test_a_trigger_that_was_taken_away_is_told(database: str, council: Council) -> None:
    assert weaknesses(council.desk.store) == []
    with council.desk.store.writing() as session:
        for statement in GUARDS[database]:
            session.execute(text(statement))
    assert ("guard_missing", "entry", "UPDATE") in {
        (one.code, one.table, one.what) for one in weaknesses(council.desk.store)
    }


def test_a_table_that_was_changed_is_told(council: Council) -> None:
    with council.desk.store.writing() as session:
        session.execute(text("ALTER TABLE posting ADD COLUMN secret INTEGER"))
    assert [(one.code, one.table) for one in weaknesses(council.desk.store)] == [("schema_differs", "posting")]
