"""Waking: a worker that rests for an hour starts at once when a person does something, and asks nobody meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import sleep, time

import pytest

from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.content import Content
from cydbost_queue.databases.postgresql_clock import ServerClock
from cydbost_queue.resting import AGAIN, seconds_of_rest
from publishing.conftest import ENGLISH, MANAGER, OFFICER, Council

HOUR = 3600.0


@contextmanager
def resting_worker(council: Council) -> Iterator[Event]:
    """Let a worker run that would rest for an hour; give the event that is set each time it begins a batch."""
    stop, began = Event(), Event()
    worker = council.worker()
    worker.comments_every = timedelta(days=1)
    worker.on_step = lambda _step, _key: began.set()
    running = Thread(target=worker.run, args=(stop,), kwargs={"pause": HOUR}, daemon=True)
    running.start()
    try:
        yield began
    finally:
        stop.set()
        running.join()


def raise_emergency(council: Council) -> None:
    raise_english_first(
        council.desk,
        OFFICER,
        label="Argyfwng",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )


def test_an_emergency_wakes_a_worker_that_rests(council: Council) -> None:
    with resting_worker(council) as began:
        sleep(0.3)  # it has found nothing, and rests
        raise_emergency(council)
        assert began.wait(60)


def test_a_change_between_the_look_and_the_rest_is_not_missed(council: Council) -> None:
    waker = council.desk.store.waker()
    waker.note()
    raise_emergency(council)
    waker.wait(HOUR, Event())
    waker.note()
    stop = Event()
    stop.set()
    waker.wait(HOUR, stop)
    waker.close()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_worker_that_can_no_longer_listen_asks_instead_and_listens_again(council: Council) -> None:
    waker = council.desk.store.waker()
    waker.note()
    assert waker.hears
    with council.desk.store.writing() as session:
        session.connection().exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query ~ 'LISTEN'"
        )
    waker.wait(HOUR, Event())
    heard = [waker.hears]
    waker.note()
    heard.append(waker.hears)
    assert heard == [False, True]
    waker.close()


def test_a_worker_rests_until_the_next_thing_is_due(council: Council) -> None:
    assert seconds_of_rest(council.desk, HOUR, can_be_woken=True) == HOUR
    assert seconds_of_rest(council.desk, HOUR, can_be_woken=False) == AGAIN
    council.scheduled(after=timedelta(minutes=10))
    assert seconds_of_rest(council.desk, HOUR, can_be_woken=True) == 600
    council.clock.advance(timedelta(minutes=10))
    assert seconds_of_rest(council.desk, HOUR, can_be_woken=True) == AGAIN


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_workers_on_many_machines_share_the_servers_clock(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    right = ServerClock(council.desk.store.engine).now()
    wrong = time() + 7200
    monkeypatch.setattr("time.time", lambda: wrong)
    clock = ServerClock(council.desk.store.engine)
    assert abs(clock.now() - right) < timedelta(minutes=1)
    assert 7100 < clock.ahead < 7300
