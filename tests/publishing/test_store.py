"""The store: made once, migrated, refused when it cannot be trusted, and never half written."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import SQLModel

from cydbost_language import Language
from cydbost_queue import migrations
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.content import Content
from cydbost_queue.errors import StoreError, StoreFailed, StoreMissing, StoreOutdated, StoreTooNew
from cydbost_queue.queries.record import entries
from cydbost_queue.record import Tag
from cydbost_queue.record.verify import verify
from cydbost_queue.store import create_store, open_store
from publishing.conftest import APPROVER, EDITOR, ENGLISH, Council


def test_there_is_no_database_until_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_store(f"sqlite:///{tmp_path / 'none.db'}")
    assert not (tmp_path / "none.db").exists()


def test_a_file_without_our_tables_counts_as_no_database(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreMissing):
        open_store(f"sqlite:///{tmp_path / 'empty.db'}")


def test_making_it_twice_changes_nothing(council: Council) -> None:
    council.scheduled()
    before = list(entries(council.desk))
    create_store(council.address).close()
    assert list(entries(council.desk)) == before


def test_the_migrations_make_exactly_the_tables_of_the_code(council: Council) -> None:
    with council.desk.store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_the_known_revisions_are_those_of_the_migration_files() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == migrations.KNOWN


@pytest.mark.parametrize(("revision", "error"), [("9999", StoreTooNew)])
def test_a_database_of_a_newer_version_is_left_alone(council: Council, revision: str, error: type[StoreError]) -> None:
    with council.desk.store.writing() as session:
        session.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    url = council.address
    with pytest.raises(error):
        open_store(url)
    with pytest.raises(error):
        create_store(url)


def test_a_database_that_needs_its_migration_says_so(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cydbost_queue.store.HEAD", "0002")
    with pytest.raises(StoreOutdated):
        open_store(council.address)


def test_a_file_that_is_no_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Annwyl Syr neu Fadam, " * 500)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="store_not_a_database"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.parametrize("url", ["mysql://host/db", "nonsense"])
def test_a_database_we_do_not_serve_is_named(url: str) -> None:
    with pytest.raises(StoreError, match="database_"):
        create_store(url)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_is_opened_as_a_legal_record_needs_it(council: Council) -> None:
    with council.desk.store.engine.connect() as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


def write_until_it_fails(council: Council) -> None:
    for _ in range(200):
        contents = {Language.EN: Content(ENGLISH * 100)}
        add_posting(council.desk, EDITOR, label="x", channels=["board"], contents=contents)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_and_leaves_nothing_half_done(council: Council) -> None:
    council.scheduled()
    before = len(list(entries(council.desk)))
    with council.desk.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.commit()
    with pytest.raises(StoreFailed, match="store_full"):
        write_until_it_fails(council)
    proof = verify(council.desk.store)
    assert proof.is_whole
    assert proof.entries >= before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_read_only_database_is_said(council: Council) -> None:
    ref = council.add()
    with council.desk.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreFailed, match="store_read_only"):
        approve(council.desk, APPROVER, ref)


def fail_half_way(council: Council) -> None:
    with council.desk.system_act() as act:
        act.record("posting:1", Tag.SLOT_SET, slot=None)
        raise ZeroDivisionError


def test_a_failed_act_rolls_everything_back(council: Council) -> None:
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    before = len(list(entries(council.desk)))
    with pytest.raises(ZeroDivisionError):
        fail_half_way(council)
    assert len(list(entries(council.desk))) == before
    council.run_to(timedelta(seconds=1))
    assert verify(council.desk.store).is_whole
