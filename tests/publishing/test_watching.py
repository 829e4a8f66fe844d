"""The watch: signs of life, a clock that can be trusted, and what stands still is told before anybody misses it."""

from datetime import timedelta

import pytest

from cydbost_connectors import Health
from cydbost_queue.clock_check import skew_of
from cydbost_queue.queries.gauges import gauges
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.readiness import readiness
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Delivery, Task
from cydbost_queue.watchdog import Patience
from cydbost_queue.watching import Watch
from cydbost_queue.worker import Worker
from publishing.conftest import ENGLISH, WELSH, Council

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
PATIENCE = Patience()


def watched(council: Council) -> Worker:
    worker = council.worker()
    worker.watch = Watch(council.desk, council.connectors, worker.name)
    return worker


def checks(council: Council) -> dict[str, str]:
    return {check.name: check.said for check in readiness(council.desk, PATIENCE)}


def told(council: Council) -> list[str]:
    return [notice.code for notice in notices(council.desk)]


def set_platform_clock(council: Council, monkeypatch: pytest.MonkeyPatch, ahead: timedelta) -> None:
    for faulty in council.faulty.values():
        health = lambda: Health(usable=True, detail="", clock=council.clock.now() + ahead)  # noqa: E731 - one line, twice
        monkeypatch.setattr(faulty, "health", health)


def test_a_queue_with_a_living_worker_is_ready(council: Council) -> None:
    assert checks(council)["worker"] == "silent"
    watched(council).tick()
    assert set(checks(council).values()) == {"ok"}


def test_a_worker_that_dies_is_told_once_an_hour_and_one_that_ends_is_not(council: Council) -> None:
    lost, ended = watched(council), council.worker("other")
    ended.watch = Watch(council.desk, council.connectors, "other")
    lost.tick()
    ended.tick()
    ended.watch.end()
    council.clock.advance(3 * MINUTE)
    assert checks(council)["worker"] == "silent"
    for _ in range(3):
        council.clock.advance(MINUTE)
        ended.tick()
    assert (told(council), checks(council)["worker"]) == (["worker_silent"], "ok")
    assert notices(council.desk)[0].subject == "worker:worker"


def test_work_that_nobody_takes_is_told_and_the_queue_is_not_ready(council: Council) -> None:
    council.scheduled()
    council.clock.advance(HOUR + 6 * MINUTE)
    watch = Watch(council.desk, council.connectors, "watcher")
    watch.look()
    assert (checks(council)["queue"], told(council)) == ("slot_unreleased", ["slot_unreleased"])


def test_a_hold_that_reaches_too_far_ahead_is_told(council: Council) -> None:
    council.scheduled()
    council.run_to(HOUR)
    with council.desk.store.writing() as session:
        row = session.get(Delivery, 1)
        assert row is not None
        row.task, row.lease, row.lease_until = Task.VERIFY, "gone", council.clock.now() + 3 * HOUR
        session.add(row)
    assert checks(council)["queue"] == "lease_endless"


def test_while_the_clock_cannot_be_trusted_no_slot_is_released_and_people_are_told(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref, worker = council.scheduled(), watched(council)
    set_platform_clock(council, monkeypatch, timedelta(minutes=5))
    council.clock.advance(HOUR)
    worker.tick()
    assert (council.texts(), told(council), checks(council)["clock"]) == ([], ["clock_off"], "off")
    set_platform_clock(council, monkeypatch, timedelta(0))
    council.clock.advance(MINUTE)
    worker.tick()
    assert (council.texts(), checks(council)["clock"]) == ([WELSH, ENGLISH], "ok")
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED


@pytest.mark.parametrize(
    ("differences", "skew"),
    [
        ({}, None),
        ({"a": 0.5}, None),
        ({"a": 31.0}, 31.0),
        ({"a": -45.0, "b": 0.1}, -45.0),
        ({"a": 300.0, "b": 0.1, "c": -0.2}, None),
        ({"a": 300.0, "b": 299.0, "c": -0.2}, 300.0),
    ],
)
def test_one_platform_alone_is_not_believed_against_two(differences: dict[str, float], skew: float | None) -> None:
    assert skew_of(differences, timedelta(seconds=30)) == skew


def test_the_figures_are_those_of_the_rows(council: Council) -> None:
    council.scheduled()
    council.run_to(HOUR)
    council.board.add_comment(council.live()[0].number, text="Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?")
    council.run_to(MINUTE)
    watched(council).tick()
    found = gauges(council.desk)
    assert (found.open_deliveries, found.oldest_due, found.pairs, found.gap_longest) == ({}, 0.0, 1, 0.0)
    assert (found.comments_waiting, found.dead_letters) == ({"cy": 1, "en": 0, "both": 0}, {})
    assert (found.beats, found.is_closed, found.is_stopped) == ({"worker": 0.0}, False, False)
