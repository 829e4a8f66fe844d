"""A look at the queue that finds nothing reads no table from end to end, however much is stored."""

from typing import Any

import pytest
from sqlalchemy import Connection, event

from publishing.conftest import Council

#: How SQLite tells that it goes through everything in some state, whatever its slot.
ALL_OF_A_STATE = "ix_posting_state_slot (state=?)"


@pytest.mark.parametrize("database", ["sqlite"])
def test_an_idle_look_searches_no_posting_by_its_state_alone(council: Council) -> None:
    council.scheduled()
    council.worker().tick()
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Connection, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    engine = council.desk.store.engine
    event.listen(engine, "before_cursor_execute", hear)
    council.worker().tick()
    event.remove(engine, "before_cursor_execute", hear)
    with engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [str(row[3]) for row in plan]
            assert not [step for step in steps if step.startswith("SCAN posting") or step.endswith(ALL_OF_A_STATE)]
    assert asked
