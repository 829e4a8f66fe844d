"""A real worker killed at each write of making the occurrences of a series: each is made, approved and sent once."""

import signal
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.series import add_series
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Occurrence, Posting
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, declared
from publishing.proof.conftest import Copy
from publishing.proof.nursery import Nursery
from publishing.proof.scripted_platform import ScriptedPlatform
from publishing.proof.stage import Stage, stage_at

Scripted = tuple[ScriptedPlatform, str]

pytestmark = [pytest.mark.crash, pytest.mark.timeout(600)]

FIRST = datetime.fromisoformat("2026-06-02T09:30")
TWICE = "FREQ=DAILY;COUNT=2"
SPREAD = 6  #: points that every run of the tests goes through


def begun(address: str, scripted: Scripted) -> None:
    """Begin a series of two, of which nothing is made yet."""
    stage = stage_at(address, *scripted, declared())
    contents = {Language.EN: Content(ENGLISH)}
    ref = add_posting(stage.desk, EDITOR, label="Llyfrgell", channels=["board"], contents=contents)
    edit_version(stage.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    approve(stage.desk, APPROVER, ref)
    add_series(stage.desk, EDITOR, ref, TWICE, FIRST)
    stage.close()


def places(stage: Stage) -> list[tuple[str, str, PostingState]]:
    with stage.desk.store.reading() as session:
        rows = session.exec(
            select(Occurrence, Posting).where(Occurrence.posting_id == Posting.id).order_by(Occurrence.wall)
        )
        return [(occurrence.wall, posting.uid, posting.state) for occurrence, posting in rows]


def postings(stage: Stage) -> int:
    with stage.desk.store.reading() as session:
        return len(session.exec(select(Posting.id)).all())


def test_a_worker_killed_while_it_makes_an_occurrence_leaves_exactly_one(
    new_address: Callable[[], str], copy_of: Copy, scripted: Scripted, nursery: Nursery, database: str
) -> None:
    address = new_address()
    begun(address, scripted)
    whole = stage_at(copy_of(address), *scripted, declared())
    status, report = nursery.run(whole, writes=True)
    promised = places(whole)
    whole.close()
    assert (status, len(promised)) == (0, 2)
    points = report["points"]
    assert any("occurrence" in point for point in points)
    first = next(number for number, point in enumerate(points, 1) if "posting" in point)
    chosen = range(first + (database == "postgresql"), len(points) + 1, max((len(points) - first) // SPREAD, 1))
    for number in chosen:
        stage = stage_at(copy_of(address), *scripted, declared())
        where = f"killed at {number} of {len(points)}: {points[number - 1]}"
        assert nursery.run(stage, fatal=number, writes=True)[0] == -signal.SIGKILL, where
        assert len(places(stage)) in {0, 2}, where
        stage.clock.advance(timedelta(minutes=1))
        assert nursery.run(stage)[0] == 0, where
        assert (places(stage), postings(stage)) == (promised, 3), where
        assert verify(stage.desk.store).is_whole, where
        stage.close()


def test_what_was_made_after_such_deaths_goes_out_once(
    new_address: Callable[[], str], scripted: Scripted, nursery: Nursery
) -> None:
    address = new_address()
    begun(address, scripted)
    stage = stage_at(address, *scripted, declared())
    for fatal in (1, 2, 3):
        nursery.run(stage, fatal=fatal)
    for _ in range(3):
        assert nursery.run(stage)[0] == 0
        stage.clock.advance(timedelta(days=1))
    standing = Counter(stage.platform.standing())
    assert standing == Counter({("board-cy", WELSH, None): 2, ("board-en", ENGLISH, None): 2})
    stage.close()
