"""Many workers on one queue, some of them killed at any moment: each delivery is made once, and every pair is whole."""

import os
import random
import signal
from collections.abc import Callable
from itertools import count
from time import monotonic, sleep, time

import pytest
from sqlmodel import col, func, select

from cydbost_queue.queries.postings import list_postings
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Delivery, Posting
from publishing.conftest import ENGLISH, WELSH, declared
from publishing.proof.nursery import Nursery
from publishing.proof.scripted_platform import ScriptedPlatform
from publishing.proof.stage import Stage, Standing, assert_promise, stage_at

Scripted = tuple[ScriptedPlatform, str]
Record = Callable[[str, object], None]

pytestmark = [pytest.mark.crash]

SEED = 20261122


class Crew:
    """Workers, of which one after the other is killed and another one put in its place."""

    def __init__(self, nursery: Nursery, stage: Stage, size: int) -> None:
        self.nursery, self.stage, self.began = nursery, stage, time()
        self.names, self.killed = count(1), 0
        self.chance = random.Random(SEED)
        self.workers = [self._another() for _ in range(size)]

    def _another(self) -> int:
        return self.nursery.start(self.stage, f"worker-{next(self.names)}", began=self.began)

    def lose_one(self) -> None:
        place = self.chance.randrange(len(self.workers))
        os.kill(self.workers[place], signal.SIGKILL)
        assert self.nursery.wait(self.workers[place]) == -signal.SIGKILL
        self.workers[place] = self._another()
        self.killed += 1

    def end(self) -> None:
        for worker in self.workers:
            os.kill(worker, signal.SIGTERM)
        assert {self.nursery.wait(worker) for worker in self.workers} == {0}


def is_left(stage: Stage) -> bool:
    """Tell whether anything is still to be released, sent or read back."""
    under_way = (PostingState.SCHEDULED, PostingState.RELEASING)
    with stage.desk.store.reading() as session:
        tasks = session.exec(select(func.count()).where(col(Delivery.task).is_not(None))).one()
        postings = session.exec(select(func.count()).where(col(Posting.state).in_(under_way))).one()
    return bool(tasks or postings)


def prove(stage: Stage, nursery: Nursery, *, pairs: int, workers: int, kills: int, patience: float) -> None:
    """Let the workers publish the pairs while ``kills`` of them die: some at the release, most all along."""
    for number in range(pairs):
        stage.scheduled(f" ({number})")
    stage.to_slot()
    crew = Crew(nursery, stage, workers)
    ends = monotonic() + patience
    try:
        for number in range(kills):
            share = max(number - kills // 4, 0) / kills
            while len(stage.platform.kept.posts) < share * 2 * pairs and monotonic() < ends:
                sleep(0.05)
            sleep(crew.chance.uniform(0.1, 0.6))
            crew.lose_one()
        while is_left(stage) and monotonic() < ends:
            sleep(0.2)
    finally:
        crew.end()
    marks = [f" ({number})" for number in range(pairs)]
    promised: Standing = [("board-cy", WELSH + mark, None) for mark in marks]
    assert_promise(stage, promised + [("board-en", ENGLISH + mark, None) for mark in marks])
    assert {line.state for line in list_postings(stage.desk)} == {PostingState.PUBLISHED}


@pytest.fixture
def stage(new_address: Callable[[], str], scripted: Scripted) -> Stage:
    return stage_at(new_address(), *scripted, declared())


def test_workers_that_die_lose_and_double_nothing(stage: Stage, nursery: Nursery, record_property: Record) -> None:
    prove(stage, nursery, pairs=100, workers=3, kills=6, patience=90)
    stage.close()
    record_property("total", [f"deliveries by 3 workers of which 6 died, {stage.desk.store.kind.name}", 200])


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_many_workers_that_die_lose_and_double_nothing(
    stage: Stage, nursery: Nursery, database: str, record_property: Record
) -> None:
    workers = {"sqlite": 4, "postgresql": 8}[database]
    prove(stage, nursery, pairs=5_000, workers=workers, kills=60, patience=3600)
    stage.close()
    record_property("total", [f"deliveries by {workers} workers of which 60 died, {database}", 10_000])
