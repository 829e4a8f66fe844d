"""What platforms renew stands sealed in the database: lost with its key, never used up or overwritten without it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import select, update

from connectors.connector_contract import WRITTEN, outgoing
from connectors.x_double import KEYS
from connectors.x_fixtures import open_x
from cydbost_connectors import Unavailable
from cydbost_connectors.x.connector import XConnector
from cydbost_queue.clock import SettableClock
from cydbost_queue.errors import StoreError
from cydbost_queue.resealing import discard_shut, look_over, require_all_open, require_nothing_sealed, reseal
from cydbost_queue.seal import NoSeal, Seal
from cydbost_queue.sealing import new_key, seal_of
from cydbost_queue.store import Store, open_store
from cydbost_queue.tables import KeptCredential
from cydbost_queue.vault import StoreVault

OLD, NEW = new_key(), new_key()
SECRET = "refresh-token-that-nobody-may-see"


@pytest.fixture
def store(new_address: Callable[[], str]) -> Iterator[Store]:
    store = open_store(new_address())
    yield store
    store.close()


def vault(store: Store, seal: Seal) -> StoreVault:
    return StoreVault(
        lambda: store, SettableClock(datetime(2026, 6, 3, tzinfo=UTC)), "x", seal=lambda: seal, patience=0
    )


def keep(store: Store, seal: Seal, raw: str, name: str = "cyngor") -> None:
    with vault(store, seal).drawer(name) as drawer:
        drawer.keep(raw)


def read(store: Store, seal: Seal, name: str = "cyngor") -> str | None:
    with vault(store, seal).drawer(name) as drawer:
        return drawer.read()


def standing(store: Store) -> dict[str, str | None]:
    with store.reading() as session:
        return {one.name: one.raw for one in session.exec(select(KeptCredential)).all()}


def test_what_is_kept_is_sealed_and_opens_with_its_key_alone(store: Store) -> None:
    seal = seal_of(OLD)
    keep(store, seal, SECRET)
    assert SECRET not in str(standing(store))
    assert read(store, seal) == SECRET
    assert read(store, seal_of(f"{NEW}\n{OLD}\n")) == SECRET
    before = standing(store)
    for other in (seal_of(NEW), NoSeal()):
        with pytest.raises(Unavailable) as raised:
            keep(store, other, "in its place")
        assert raised.value.detail in {"vault_key_wrong", "vault_key_missing"}
    assert standing(store) == before
    assert SECRET not in repr(seal) + repr(vault(store, seal).__dict__)


def test_what_was_kept_in_clear_is_read_and_sealed_when_it_is_next_kept(store: Store) -> None:
    keep(store, NoSeal(), SECRET)
    seal = seal_of(OLD)
    assert look_over(store, seal).clear == ("x/cyngor",)
    assert read(store, seal) == SECRET
    keep(store, seal, SECRET)
    assert look_over(store, seal).sealed == ("x/cyngor",)
    assert SECRET not in str(standing(store))


def test_a_sealed_row_in_another_s_place_stays_shut(store: Store) -> None:
    seal = seal_of(OLD)
    keep(store, seal, SECRET, "cyngor")
    keep(store, seal, "", "council")
    stolen = standing(store)["x/cyngor"]
    with store.writing() as session:
        session.connection().execute(update(KeptCredential).values(raw=stolen))
    assert read(store, seal, "cyngor") == SECRET
    with pytest.raises(Unavailable):
        read(store, seal, "council")


def test_all_is_sealed_anew_and_the_old_key_is_of_no_more_use(store: Store) -> None:
    keep(store, NoSeal(), "clear", "a")
    keep(store, seal_of(OLD), SECRET, "b")
    both = seal_of(f"{NEW} {OLD}")
    assert reseal(store, both) == ("x/a", "x/b")
    assert (read(store, seal_of(NEW), "a"), read(store, seal_of(NEW), "b")) == ("clear", SECRET)
    assert look_over(store, seal_of(OLD)).shut == ("x/a", "x/b")


def test_sealing_anew_changes_nothing_while_one_drawer_stays_shut_until_it_is_given_up(store: Store) -> None:
    keep(store, seal_of(OLD), SECRET, "b")
    keep(store, seal_of(NEW), "mine", "c")
    before = standing(store)
    for act in (reseal, require_all_open):
        with pytest.raises(StoreError, match="vault_key_wrong"):
            act(store, seal_of(NEW))
    with pytest.raises(StoreError, match="vault_key_lost"):
        require_nothing_sealed(store)
    assert standing(store) == before
    assert discard_shut(store, seal_of(NEW)) == ("x/b",)
    assert reseal(store, seal_of(NEW)) == ("x/c",)
    assert (read(store, seal_of(NEW), "b"), read(store, seal_of(NEW), "c")) == (None, "mine")


def test_what_is_renewed_while_all_is_sealed_anew_is_not_overwritten(store: Store) -> None:
    old, both = seal_of(OLD), seal_of(f"{NEW} {OLD}")
    keep(store, old, "older")

    class Slow:
        """Seals, and meanwhile a worker keeps what it has just renewed."""

        def seal(self, name: str, raw: str) -> str:
            keep(store, old, SECRET)
            return both.seal(name, raw)

        def opened(self, name: str, kept: str) -> str:
            return both.opened(name, kept)

    reseal(store, Slow())
    assert read(store, both) == SECRET


def test_without_its_key_a_token_of_single_use_is_not_used_and_with_it_all_goes_on(store: Store) -> None:
    with open_x() as desk:

        def at(hours: float, seal: Seal) -> XConnector:
            now = WRITTEN.replace(hour=WRITTEN.hour + int(hours))
            account = desk.account({"auth": "oauth2"}, now=now, secrets=KEYS, vault=vault(store, seal))
            return XConnector(account, (10.0, 10.0))

        at(0, seal_of(OLD)).prepare(outgoing())
        asked = len(desk.double.asked)
        for seal in (seal_of(NEW), NoSeal()):
            for _ in range(3):
                with pytest.raises(Unavailable):
                    at(3, seal).prepare(outgoing())
        assert (desk.double.renewals, len(desk.double.asked)) == (1, asked)
        at(3, seal_of(f"{NEW} {OLD}")).prepare(outgoing())
        assert desk.double.renewals == 2
        assert desk.double.refresh_token not in str(standing(store))


@pytest.mark.parametrize("keys", ["", "no key", OLD[:-1], f"{OLD}\nno key"], ids=["none", "words", "cut", "second"])
def test_what_is_no_key_is_said(keys: str) -> None:
    with pytest.raises(StoreError, match="vault_key_malformed"):
        seal_of(keys)
