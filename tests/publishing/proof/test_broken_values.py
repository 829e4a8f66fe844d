"""Values that are no word, no moment and no number any more: each is told as a flaw, and none stops the proof."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_bot.sentences import flaw_sentence
from cydbost_queue.record.chain import GENESIS, entry_hash
from cydbost_queue.record.restated import restated_entry
from cydbost_queue.record.seals import MerkleTree, leaf_hash, root_of
from cydbost_queue.record.verify import verify
from cydbost_queue.store import Store, open_store
from cydbost_queue.tables import Entry
from publishing.conftest import Council, council_at, declared
from publishing.test_record import flaws, without_triggers

#: Columns of the record, with the flaw that a value nobody wrote there makes.
HELD = (
    ("entry", "subject", "head_missing"),
    ("entry", "number", "entry_missing"),
    ("entry", "at", "entry_changed"),
    ("entry", "actor", "entry_changed"),
    ("entry", "act", "entry_changed"),
    ("entry", "act_id", "entry_changed"),
    ("entry", "data", "entry_changed"),
    ("entry", "previous", "entry_unlinked"),
    ("entry", "hash", "entry_changed"),
    ("chain_head", "subject", "head_missing"),
    ("chain_head", "number", "head_differs"),
    ("chain_head", "hash", "head_differs"),
    ("chain_head", "sealed_number", "sealed_mark_differs"),
    ("seal", "at", "seal_changed"),
    ("seal", "leaves", "seal_changed"),
    ("seal", "root", "seal_changed"),
    ("seal", "previous", "seal_unlinked"),
    ("seal", "hash", "seal_changed"),
    ("seal_leaf", "subject", "seal_changed"),
    ("seal_leaf", "number", "seal_changed"),
    ("seal_leaf", "hash", "sealed_entry_differs"),
    ("posting", "state", "state_differs"),
    ("version", "posting_id", "text_missing"),
    ("version", "language", "text_differs"),
    ("version", "revision", "text_differs"),
    ("version", "text", "text_differs"),
    ("version", "link", "text_differs"),
    ("version", "media", "text_differs"),
    ("version", "content_hash", "text_differs"),
    ("words", "salt", "words_differ"),
    ("words", "body", "words_differ"),
    ("words", "digest", "words_differ"),
)
#: What SQLite takes in a column of any type: a word, a broken text, bytes, a fraction, and JSON too deep to be read.
BROKEN = ("'nonsense'", "CAST(x'ff20' AS TEXT)", "x'00ff'", "2.5", "9223372036854775807", f"'{'[' * 5000}'")


@pytest.fixture(scope="module")
def kept(blank_database: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a record that was sealed."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "queue.db").write_bytes(blank_database.read_bytes())
    council = council_at(f"sqlite:///{folder / 'queue.db'}", folder / "board.db")
    council.set_channel(declared())
    council.scheduled()
    council.run_to(timedelta(hours=1))
    council.desk.store.close()
    council.board.close()
    return (folder / "queue.db").read_bytes()


@pytest.fixture
def changed(kept: bytes, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    stores: list[Store] = []

    def change(statement: str) -> Store:
        path = tmp_path / f"{len(stores)}.db"
        path.write_bytes(kept)
        with closing(sqlite3.connect(path)) as past_our_rules, past_our_rules:
            past_our_rules.execute("PRAGMA ignore_check_constraints = ON")
            triggers = past_our_rules.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                past_our_rules.execute(f"DROP TRIGGER {name}")
            past_our_rules.execute(statement)
        stores.append(open_store(f"sqlite:///{path}"))
        return stores[-1]

    yield change
    for store in stores:
        store.close()


@pytest.mark.parametrize(("table", "column", "code"), HELD)
def test_a_value_that_cannot_be_read_is_told_as_a_flaw(
    changed: Callable[[str], Store], table: str, column: str, code: str
) -> None:
    for value in BROKEN:
        first = f"(SELECT min(rowid) FROM {table})"
        found = verify(changed(f"UPDATE {table} SET {column} = {value} WHERE rowid = {first}")).flaws
        assert found, value
        assert all(flaw_sentence(flaw).encode() for flaw in found)
    last = verify(changed(f"UPDATE {table} SET {column} = 'nonsense' WHERE rowid = {first}"))
    assert code in {flaw.code for flaw in last.flaws}


def test_the_same_moment_in_other_characters_is_told(changed: Callable[[str], Store]) -> None:
    for at in ("substr(at, 1, 19)", "replace(at, ' ', 'T')", "at || '+00:00'"):
        found = verify(changed(f"UPDATE entry SET at = {at} WHERE id = 1")).flaws
        assert {flaw.code for flaw in found} == {"entry_changed"}, at


def test_a_leaf_of_no_seal_is_told(changed: Callable[[str], Store]) -> None:
    leaf = "INSERT INTO seal_leaf SELECT 99, subject, number, hash FROM seal_leaf LIMIT 1"
    assert {flaw.code for flaw in verify(changed(leaf)).flaws} == {"seal_changed"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE posting SET state = 'no-such-state' WHERE id = 1", "state_differs"),
        ("UPDATE version SET language = 'xx' WHERE id = 1", "text_differs"),
        ("UPDATE entry SET data = 'no JSON' WHERE act = 'version.written'", "text_differs"),
        ("UPDATE entry SET number = -1 WHERE id = 1", "entry_missing"),
        ("UPDATE seal SET leaves = -1 WHERE id = 1", "seal_changed"),
    ],
)
def test_a_broken_value_is_a_flaw_on_either_database(council: Council, change: str, code: str) -> None:
    council.scheduled()
    council.run_to(timedelta(hours=1))
    without_triggers(council, change)
    assert code in flaws(council)


@pytest.mark.parametrize("database", ["postgresql"])
@pytest.mark.parametrize("moment", ["'infinity'", "'-infinity'", "at - interval '4000 years'", "'20026-06-01'"])
@pytest.mark.parametrize(("table", "code"), [("entry", "entry_changed"), ("seal", "seal_changed")])
def test_a_moment_that_python_cannot_hold_is_a_flaw(council: Council, moment: str, table: str, code: str) -> None:
    council.add()
    council.run_to(timedelta(minutes=1))
    without_triggers(council, f"UPDATE {table} SET at = {moment} WHERE id = 1")
    assert code in flaws(council)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    subject=WORDS,
    number=st.integers(0, 2**63 - 1),
    at=st.datetimes(timezones=st.just(UTC), min_value=datetime(1000, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
    actor=WORDS,
    data=WORDS,
)
def test_an_entry_as_stored_has_the_hash_that_was_chained(
    subject: str, number: int, at: datetime, actor: str, data: str
) -> None:
    entry = Entry(
        subject=subject, number=number, at=at, actor=actor, act="a", act_id="b", data=data, previous=GENESIS, hash=""
    )
    stored = f"{at:%Y-%m-%d %H:%M:%S.%f}"
    assert restated_entry((subject, number, stored, actor, "a", "b", data, GENESIS, "")) == entry_hash(entry)


def test_a_tree_that_grows_by_leaves_has_the_root_that_splits_it_in_two() -> None:
    leaves = [leaf_hash(f"posting:{number}", number, GENESIS) for number in range(70)]
    for size in range(1, len(leaves)):
        tree = MerkleTree()
        for leaf in leaves[:size]:
            tree.add(leaf)
        assert tree.root() == split(leaves[:size]).hex()
    assert root_of([]) == MerkleTree().root()


def split(leaves: list[bytes]) -> bytes:
    """Return the tree hash as RFC 6962 §2.1 defines it."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + split(leaves[:half]) + split(leaves[half:])).digest()
