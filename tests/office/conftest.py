"""The office's tests: pages asked for as a browser asks, on a council with the real noticeboard behind it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser

from bot.conftest import _loud_english, _own_environment, pytest_configure
from browser.real_browser import open_browser, serving
from cydbost_queue.signing_in import passwords
from cydbost_queue.store import create_store
from office.browser_rig import Desktop
from office.full_house import fill
from office.office_rig import House, house_at
from publishing.conftest import blank_database, new_address

__all__ = ["_loud_english", "_own_environment", "blank_database", "new_address", "pytest_configure"]


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash passwords with little work: how much is really done has a test of its own."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def database() -> str:
    """Return the kind of database a test runs on; parametrise it where SQL differs: ``["sqlite", "postgresql"]``."""
    return "sqlite"


@pytest.fixture
def make_house(new_address: Callable[[], str], tmp_path: Path) -> Iterator[Callable[[], House]]:
    made: list[House] = []

    def make() -> House:
        folder = tmp_path / f"house-{len(made)}"
        folder.mkdir()
        made.append(house_at(new_address(), folder))
        return made[-1]

    yield make
    for house in made:
        house.close()


@pytest.fixture
def house(make_house: Callable[[], House]) -> House:
    return make_house()


@pytest.fixture(scope="session")
def real_browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def desktop(house: House, real_browser: Browser) -> Iterator[Desktop]:
    """Give a browser that looks at the house, which is served on a port of its own."""
    with serving(house.app) as address:
        yield Desktop(real_browser, house, address)


@pytest.fixture(scope="session")
def full_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return a council in the middle of its work, for tests that only look."""
    folder = tmp_path_factory.mktemp("full-house")
    address = f"sqlite:///{folder / 'queue.db'}"
    create_store(address).close()
    made = house_at(address, folder)
    fill(made)
    yield made
    made.close()


@pytest.fixture
def full_desktop(full_house: House, real_browser: Browser) -> Iterator[Desktop]:
    """Give a browser that looks at the full house."""
    with serving(full_house.app) as address:
        yield Desktop(real_browser, full_house, address)
