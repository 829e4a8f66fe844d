"""The same two transactions a delivery as bare SQL through ``sqlite3``: what the disk and the database allow."""

import hashlib
import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cydbost_queue.store import create_store

GENESIS: Final = "0" * 64


def bare_rate(file: Path, count: int) -> float:
    """Return how many deliveries a second are claimed with their intent, and recorded with their receipt."""
    create_store(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        _fill(connection, count)
        start = time.perf_counter()
        for number in range(1, count + 1):
            _claim(connection, number)
            _record(connection, number)
        return count / (time.perf_counter() - start)


def _fill(connection: sqlite3.Connection, count: int) -> None:
    now = _now()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO delivery (id, key, batch, channel, account, carries, pair, text, media, state, task, lane,"
        " attempts, not_before, fence, looks, created_at) VALUES (?, 'k' || ?, 'k' || ?, 'board', 'board', 'cy', 'k',"
        " 'Diolch', '[]', 'waiting', 'publish', 1, 0, ?, 0, 0, ?)",
        [(number, number, number, now, now) for number in range(1, count + 1)],
    )
    connection.executemany(
        "INSERT INTO chain_head VALUES ('reply:' || ?, 0, ?, 0)", [(number, GENESIS) for number in range(1, count + 1)]
    )
    connection.execute("COMMIT")


def _claim(connection: sqlite3.Connection, number: int) -> None:
    """Claim the delivery and commit the intent, with its entry and the end of its chain."""
    now = _now()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "SELECT id, batch, key, text FROM delivery WHERE task IS NOT NULL AND not_before <= ?"
        " AND (lease_until IS NULL OR lease_until <= ?) AND id = ?",
        (now, now, number),
    ).fetchone()
    connection.execute(
        "UPDATE delivery SET lease = 'bare', fence = fence + 1, lease_until = ?, state = 'sending', attempts = 1"
        " WHERE id = ?",
        (now, number),
    )
    _append(connection, number, now, {"to": "sending", "attempt": 1})
    connection.execute("COMMIT")


def _record(connection: sqlite3.Connection, number: int) -> None:
    """Record what came of it, with its receipt, its entry and the end of its chain."""
    now = _now()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "UPDATE delivery SET state = 'sent', task = 'verify', remote_id = ?, address = ?, live_at = ?"
        " WHERE id = ? AND lease = 'bare' AND fence = 1",
        (f"r{number}", "https://platform.test/1", now, number),
    )
    connection.execute(
        "INSERT INTO receipt (delivery_id, kind, remote_id, address, platform_time, at) VALUES (?,?,?,?,?,?)",
        (number, "published", f"r{number}", "https://platform.test/1", now, now),
    )
    _append(connection, number, now, {"to": "sent", "remote": f"r{number}"})
    connection.execute("COMMIT")


def _append(connection: sqlite3.Connection, delivery: int, now: str, data: dict[str, object]) -> None:
    subject = f"reply:{delivery}"
    number, previous = connection.execute(
        "SELECT number, hash FROM chain_head WHERE subject = ?", (subject,)
    ).fetchone()
    said = (subject, number + 1, now, "cydbost", "delivery.moved", "0" * 16, json.dumps(data), previous)
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    connection.execute(
        "INSERT INTO entry (subject, number, at, actor, act, act_id, data, previous, hash) VALUES (?,?,?,?,?,?,?,?,?)",
        (*said, digest),
    )
    connection.execute("UPDATE chain_head SET number = ?, hash = ? WHERE subject = ?", (number + 1, digest, subject))


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
