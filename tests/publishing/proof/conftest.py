"""What the proofs share: the platform, a nursery of workers, and databases that begin where another one stands."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from publishing.proof.nursery import Nursery
from publishing.proof.scripted_platform import ScriptedPlatform, served

Copy = Callable[[str], str]


@pytest.fixture
def scripted() -> Iterator[tuple[ScriptedPlatform, str]]:
    """Return a new platform, and where it is served."""
    with served() as there:
        yield there


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("nursery")) as there:
        yield there


@pytest.fixture
def copy_of(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Copy]:
    """Return a maker of databases that hold what the one at an address holds, which nobody may have open."""
    with ExitStack() as made:

        def on_sqlite(address: str) -> str:
            new = Path(tempfile.mkdtemp(dir=tmp_path)) / "queue.db"
            source = address.removeprefix("sqlite:///")
            with closing(sqlite3.connect(source)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(source, new)
            return f"sqlite:///{new}"

        def on_postgresql(address: str) -> str:
            return str(made.enter_context(request.getfixturevalue("postgresql").like(address)))

        yield on_sqlite if database == "sqlite" else on_postgresql
