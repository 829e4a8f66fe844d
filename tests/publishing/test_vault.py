"""The vault: what a platform renewed is there at once, for one process at a time, and for nobody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlmodel import select

from cydbost_connectors import Unavailable
from cydbost_queue.backup.contents import queue_tables
from cydbost_queue.clock import SettableClock
from cydbost_queue.store import Store, open_store
from cydbost_queue.tables import Entry, KeptCredential
from cydbost_queue.vault import LEASE, StoreVault

START = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(START)


@pytest.fixture
def store(new_address: Callable[[], str]) -> Iterator[Store]:
    store = open_store(new_address())
    yield store
    store.close()


def vault(store: Store, clock: SettableClock, section: str = "x", *, patience: float = 0.0) -> StoreVault:
    return StoreVault(lambda: store, clock, section, patience=patience)


def test_what_was_kept_is_there_before_the_drawer_is_shut(store: Store, clock: SettableClock) -> None:
    with vault(store, clock).drawer("cyngor") as drawer:
        assert drawer.read() is None
        drawer.keep('{"ŵ": 1}')
        with store.reading() as session:
            assert session.exec(select(KeptCredential.raw)).all() == ['{"ŵ": 1}']
    with vault(store, clock).drawer("cyngor") as drawer:
        assert drawer.read() == '{"ŵ": 1}'
    with vault(store, clock, "arall").drawer("cyngor") as drawer:
        assert drawer.read() is None


def test_a_drawer_is_open_for_one_at_a_time_and_others_are_not_kept_waiting(store: Store, clock: SettableClock) -> None:
    with vault(store, clock).drawer("cyngor"):
        with vault(store, clock).drawer("council"):
            pass
        with pytest.raises(Unavailable), vault(store, clock).drawer("cyngor"):
            pass
    with vault(store, clock).drawer("cyngor"):
        pass


def test_each_of_many_finds_what_the_one_before_it_kept(store: Store, clock: SettableClock) -> None:
    found: list[int] = []

    def renew(_: int) -> None:
        with vault(store, clock, patience=30).drawer("cyngor") as drawer:
            number = int(drawer.read() or 0) + 1
            found.append(number)
            drawer.keep(str(number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(renew, range(12)))
    assert all(after == before + 1 for before, after in pairwise(found))
    assert len(found) == 12


def test_a_drawer_whose_holder_died_opens_when_its_lease_ends(store: Store, clock: SettableClock) -> None:
    with store.writing() as session:
        session.add(KeptCredential(name="x/cyngor", raw="abc", holder="gone", held_until=START + LEASE))
    with pytest.raises(Unavailable), vault(store, clock).drawer("cyngor"):
        pass
    clock.advance(LEASE + timedelta(seconds=1))
    with vault(store, clock).drawer("cyngor") as drawer:
        assert drawer.read() == "abc"


def test_a_fault_shuts_the_drawer_and_loses_nothing(store: Store, clock: SettableClock) -> None:
    def fails() -> None:
        with vault(store, clock).drawer("cyngor") as drawer:
            drawer.keep("abc")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with vault(store, clock).drawer("cyngor") as drawer:
        assert drawer.read() == "abc"


def test_credentials_are_in_no_backup_no_record_and_no_representation(store: Store, clock: SettableClock) -> None:
    with vault(store, clock).drawer("cyngor") as drawer:
        drawer.keep("a secret")
    assert "kept_credential" not in {table.name for table in queue_tables()}
    with store.reading() as session:
        assert session.exec(select(Entry)).all() == []
        assert "a secret" not in repr(session.exec(select(KeptCredential)).one())


def test_a_store_that_cannot_be_used_sends_nothing(clock: SettableClock) -> None:
    missing = StoreVault(lambda: open_store("sqlite:////nowhere/at/all.db"), clock, "x")
    with pytest.raises(Unavailable), missing.drawer("cyngor"):
        pass
