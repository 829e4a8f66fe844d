"""The record: written with the act, never changed, and any tampering found where it was done."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from publishing.conftest import APPROVER, EDITOR, Council

APPEND_ONLY = ("entry", "seal", "seal_leaf", "version", "receipt")


@pytest.fixture
def lived_in(council: Council) -> Council:
    """Return a council with a few postings behind it, sealed twice."""
    for _ in range(2):
        council.scheduled()
        council.run_to(timedelta(hours=1))
    council.add()
    council.run_to(timedelta(minutes=1))
    return council


def without_triggers(council: Council, *statements: str) -> None:
    """Do what somebody with the database's password could do."""
    with council.desk.store.writing() as session:
        drop_triggers(session)
        for statement in statements:
            session.execute(text(statement))


def drop_triggers(session: Session) -> None:
    """Take away the triggers; on PostgreSQL those too that would keep the references between the rows."""
    if session.connection().dialect.name == "postgresql":
        for table in SQLModel.metadata.sorted_tables:
            session.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL"))
        return
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    for name in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
        session.execute(text(f"DROP TRIGGER {name}"))


def flaws(council: Council) -> set[str]:
    return {flaw.code for flaw in verify(council.desk.store).flaws}


def test_an_untouched_record_is_whole(lived_in: Council) -> None:
    proof = verify(lived_in.desk.store)
    assert proof.is_whole
    assert proof.entries == len(list(entries(lived_in.desk)))
    assert proof.seals == 3


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "REPLACE", "TRUNCATE"])
def test_the_database_refuses_to_change_or_delete(lived_in: Council, table: str, verb: str) -> None:
    other = {"SQLite": "TRUNCATE", "PostgreSQL": "REPLACE"}[lived_in.desk.store.kind.name]
    if verb == other:
        verb = "DELETE"  # this database does not know the word
    column = {"entry": "actor", "version": "author", "receipt": "address"}.get(table, "hash")
    statement = {
        "UPDATE": f"UPDATE {table} SET {column} = 'x'",
        "DELETE": f"DELETE FROM {table}",
        "REPLACE": f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
    }[verb]
    with pytest.raises(IntegrityError, match="append-only"), lived_in.desk.store.writing() as session:
        session.execute(text(statement))


def test_an_act_that_fails_leaves_no_entry(council: Council) -> None:
    ref = council.add()
    before = len(list(entries(council.desk)))
    with pytest.raises(Denied):
        approve(council.desk, EDITOR, ref)
    assert len(list(entries(council.desk))) == before


def test_all_entries_of_one_act_share_its_number(council: Council) -> None:
    ref = council.scheduled()
    edit_version(council.desk, EDITOR, ref, Language.EN, Content("The library is shut."))
    last = list(entries(council.desk))[-4:]
    assert {entry.act for entry in last} == {"version.written", "approval.voided", "posting.moved"}
    assert len({entry.act_id for entry in last}) == 1


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE entry SET actor = 'nobody' WHERE id = 5", "entry_changed"),
        ("UPDATE entry SET data = '{}' WHERE id = 5", "entry_changed"),
        ("DELETE FROM entry WHERE id = 5", "entry_missing"),
        ("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)", "chain_cut"),
        ("UPDATE seal SET root = hash WHERE id = 2", "seal_changed"),
        ("DELETE FROM seal_leaf WHERE seal_id = 1", "seal_changed"),
        ("DELETE FROM chain_head WHERE subject = 'posting:1'", "head_missing"),
        ("UPDATE version SET text = 'Ar agor' WHERE id = 1", "text_differs"),
        ("UPDATE posting SET state = 'published' WHERE id = 3", "state_differs"),
        ("UPDATE words SET body = 'other words' WHERE id = 1", "words_differ"),
        ("UPDATE words SET body = NULL WHERE id = 1", "words_differ"),
        ("DELETE FROM seal_leaf WHERE seal_id = 3", "seal_changed"),
    ],
)
def test_tampering_without_the_triggers_is_found(lived_in: Council, statement: str, found: str) -> None:
    without_triggers(lived_in, statement)
    assert found in flaws(lived_in)


def test_cutting_a_sealed_chain_and_mending_its_head_is_still_found(lived_in: Council) -> None:
    without_triggers(
        lived_in,
        "DELETE FROM entry WHERE subject = 'posting:1'"
        " AND number = (SELECT max(number) FROM entry WHERE subject = 'posting:1')",
        "UPDATE chain_head SET number = number - 1, hash = (SELECT hash FROM entry WHERE subject = 'posting:1'"
        " ORDER BY number DESC LIMIT 1) WHERE subject = 'posting:1'",
    )
    assert "sealed_entry_differs" in flaws(lived_in)


def test_taking_away_the_newest_seal_is_found(lived_in: Council) -> None:
    without_triggers(lived_in, "DELETE FROM seal_leaf WHERE seal_id = 3", "DELETE FROM seal WHERE id = 3")
    assert "seals_cut" in flaws(lived_in)


def test_taking_away_the_words_of_a_comment_is_found(lived_in: Council) -> None:
    lived_in.board.add_comment(lived_in.live()[0].number, text="Diolch")
    lived_in.run_to(timedelta(minutes=1))
    gone = "DELETE FROM words WHERE id = (SELECT text_id FROM comment LIMIT 1)"
    if lived_in.desk.store.kind.name == "SQLite":  # its references are kept by no trigger that could be dropped
        with closing(sqlite3.connect(str(lived_in.desk.store.engine.url.database))) as past_our_rules, past_our_rules:
            past_our_rules.execute(gone)
    else:
        without_triggers(lived_in, gone)
    assert "words_missing" in flaws(lived_in)


def test_erasing_the_words_of_a_person_leaves_the_record_whole(lived_in: Council) -> None:
    without_triggers(lived_in, "UPDATE words SET body = NULL, erased_at = '2026-07-01' WHERE id = 1")
    assert flaws(lived_in) == set()


COLUMNS = ("subject", "number", "at", "actor", "act", "act_id", "data", "previous", "hash")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_change_to_any_entry_is_found(make_council: Callable[..., Council], data: st.DataObject) -> None:
    council = make_council()
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    council.run_to(timedelta(minutes=1))
    count = len(list(entries(council.desk)))
    row = data.draw(st.integers(1, count))
    column = data.draw(st.sampled_from(COLUMNS))
    value = "number + 1000" if column == "number" else f"substr({column}, 2)"
    if column == "at":
        later = {"SQLite": "datetime(at, '+1 second')", "PostgreSQL": "at + interval '1 second'"}
        value = later[council.desk.store.kind.name]
    without_triggers(council, f"UPDATE entry SET {column} = {value} WHERE id = {row}")
    assert not verify(council.desk.store).is_whole
    council.desk.store.close()
