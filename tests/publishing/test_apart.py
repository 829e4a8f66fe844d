"""A platform that keeps silent holds up nobody but itself: neither sending, nor reading, nor the end of the process."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest

from cydbost_connectors import Capabilities, Connector, OutcomeUnknown, Throttled, Unavailable
from cydbost_connectors.noticeboard import NoticeboardConnector
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.content import Content
from cydbost_queue.inbox import listener as listening
from cydbost_queue.inbox.listener import Listener
from cydbost_queue.inbox.turns import ask_soon, due_now, take_turn
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.sending import sender
from cydbost_queue.sending.releases import release_next
from cydbost_queue.sending.silence import TIMES, Silence
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Carries, Layout, OnHalf
from cydbost_queue.worker import Worker
from publishing.conftest import APPROVER, EDITOR, ENGLISH, MANAGER, OFFICER, WELSH, Council, council_at
from publishing.faults import FaultyConnector, before

LONG = 60.0  #: seconds, for what comes at once unless the promise is broken
HALF_MINUTE = timedelta(seconds=30)
QUESTION = "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?"


class Elsewhere(FaultyConnector):
    """The noticeboard under another platform's name."""

    def __init__(self, real: Connector, platform: str) -> None:
        super().__init__(real)
        self.platform = platform

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, platform=self.platform)


@contextmanager
def silent_until_the_end(*connectors: FaultyConnector, methods: tuple[str, ...]) -> Iterator[Event]:
    """Let calls hang; give the event that is set when the first one does."""
    over, hangs = Event(), Event()

    def hang(_call: Callable[[], object]) -> object:
        hangs.set()
        over.wait(LONG)
        raise OutcomeUnknown("no answer")

    for connector in connectors:
        for method in methods:
            connector.meet(method, *[hang] * 50)
    try:
        yield hangs
    finally:
        over.set()


@pytest.fixture
def town(new_address: Callable[[], str], tmp_path: Any) -> Iterator[Council]:
    """Return a council with a pair of accounts on each of two platforms, ``good`` and ``stuck``."""
    council = council_at(new_address(), tmp_path / "board.db")
    declared = []
    for name in ("good", "stuck"):
        accounts = {Carries.CY: f"{name}-cy", Carries.EN: f"{name}-en"}
        declared.append(
            DeclaredChannel(
                name, name, Layout.PAIRED_ACCOUNTS, OnHalf.HOLD, acknowledge=False, edits=True, accounts=accounts
            )
        )
        for carries, account in accounts.items():
            real = NoticeboardConnector(council.board, account, language=carries.value, base_url="http://board.test")
            council.faulty[account] = Elsewhere(real, name)
    set_channels(council.desk, declared)
    council.connectors |= council.faulty
    with closing(council.desk.store), closing(council.board):
        yield council


def due(town: Council, number: int = 1) -> list[str]:
    """Leave so many approved pairs for both platforms, and let their time come."""
    refs = []
    for mark in range(number):
        contents = {Language.CY: Content(f"{WELSH} ({mark})"), Language.EN: Content(f"{ENGLISH} ({mark})")}
        ref = add_posting(town.desk, EDITOR, label="Llyfrgell", channels=["good", "stuck"], contents=contents)
        approve(town.desk, APPROVER, ref)
        schedule(town.desk, EDITOR, ref, town.clock.now() + HALF_MINUTE)
        refs.append(ref)
    town.clock.advance(HALF_MINUTE)
    return refs


def states(town: Council, ref: str) -> dict[str, set[DeliveryState]]:
    rows = show_posting(town.desk, ref).deliveries
    return {channel: {row.state for row in rows if row.account.startswith(channel)} for channel in ("good", "stuck")}


@contextmanager
def at_work(worker: Worker) -> Iterator[None]:
    stop = Event()
    running = Thread(target=worker.run, args=(stop,), kwargs={"pause": 0.05})
    running.start()
    try:
        yield
    finally:
        stop.set()
        running.join(LONG)
        assert not running.is_alive()


def comes(is_so: Callable[[], bool]) -> bool:
    waiting = Event()
    for _ in range(600):
        if is_so():
            return True
        waiting.wait(0.1)
    return False


def test_a_stuck_platform_keeps_no_pair_from_the_others(town: Council) -> None:
    refs = due(town, 3)
    both = (town.faulty["stuck-cy"], town.faulty["stuck-en"])
    with silent_until_the_end(*both, methods=("publish", "prepare", "health")) as hangs:
        running = at_work(town.worker())
        running.__enter__()
        assert hangs.wait(LONG)
        assert comes(lambda: all(states(town, ref)["good"] == {DeliveryState.VERIFIED} for ref in refs))
        assert DeliveryState.VERIFIED not in set().union(*(states(town, ref)["stuck"] for ref in refs))
    running.__exit__(None, None, None)
    assert verify(town.desk.store).is_whole


def test_one_tick_sends_to_every_platform_and_reads_every_account(town: Council) -> None:
    (ref,) = due(town)
    town.worker().tick()
    assert states(town, ref) == {"good": {DeliveryState.VERIFIED}, "stuck": {DeliveryState.VERIFIED}}
    for notice in town.live():
        town.board.add_comment(notice.number, text=QUESTION)
    town.clock.advance(HALF_MINUTE)
    assert town.worker().tick().comments == 4
    assert town.worker("other").tick().comments == 0


def test_a_stuck_platform_keeps_no_comment_of_the_others_and_no_process_from_its_end(
    town: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "GRACE", 0.1)
    due(town)
    town.worker().tick()
    for notice in town.live():
        town.board.add_comment(notice.number, text=QUESTION)
    town.clock.advance(HALF_MINUTE)
    both = (town.faulty["stuck-cy"], town.faulty["stuck-en"])
    with silent_until_the_end(*both, methods=("comments",)) as hangs:
        with at_work(town.worker()):
            assert hangs.wait(LONG)
            assert comes(lambda: len(list_comments(town.desk)) == 2)
        # The process has stopped; one round by itself leaves a silent platform behind too.
        town.clock.advance(timedelta(minutes=10))
        reader = Listener(town.desk, town.connectors, "other", HALF_MINUTE)
        assert reader.read_once(Event(), patience=0.5) == 0
    for connector in both:
        connector.lined_up.clear()

    def is_kept() -> bool:
        town.clock.advance(timedelta(minutes=10))
        town.worker().tick()
        return len(list_comments(town.desk)) == 4

    assert comes(is_kept)


def test_an_account_is_read_by_one_reader_at_a_time_and_by_another_when_that_one_dies(council: Council) -> None:
    turn = take_turn(council.desk, "board-cy", "first")
    assert turn is not None
    assert take_turn(council.desk, "board-cy", "second") is None
    assert due_now(council.desk, ["board-cy", "board-en"]).accounts == ["board-en"]
    council.clock.advance(council.desk.rules.lease)
    assert take_turn(council.desk, "board-cy", "second") is not None


@pytest.mark.parametrize(
    ("error", "rests"),
    [
        (Unavailable("down"), [30, 60, 120]),
        (Throttled(retry_after=400), [400, 400, 400]),
        (ValueError("a library's fault"), [30, 60, 120]),
    ],
)
def test_an_account_that_cannot_be_read_rests_longer_each_time_and_a_restart_does_not_hurry_it(
    council: Council, error: Exception, rests: list[int]
) -> None:
    for rest in rests:
        council.faulty["board-cy"].meet("comments", before(error))
        council.worker().tick()
        assert not council.faulty["board-cy"].lined_up["comments"]
        council.clock.advance(timedelta(seconds=rest - 1))
        assert due_now(council.desk, ["board-cy"]).accounts == []
        council.clock.advance(timedelta(seconds=1))
        assert due_now(council.desk, ["board-cy"]).accounts == ["board-cy"]
    council.worker().tick()
    council.faulty["board-cy"].meet("comments", before(Unavailable("down")))
    council.worker().tick()
    council.clock.advance(timedelta(seconds=30))
    assert due_now(council.desk, ["board-cy"]).accounts == ["board-cy"]


def test_news_of_an_account_lets_it_be_read_at_once_unless_it_rests(council: Council) -> None:
    reader = Listener(council.desk, council.connectors, "reader", timedelta(hours=1))
    reader.read_once(Event())
    assert due_now(council.desk, ["board-cy"]).accounts == []
    assert ask_soon(council.desk, "board-cy")
    assert due_now(council.desk, ["board-cy"]).accounts == ["board-cy"]
    assert not ask_soon(council.desk, "nobody")
    council.faulty["board-cy"].meet("comments", before(Throttled(retry_after=900)))
    reader.read_once(Event())
    ask_soon(council.desk, "board-cy")
    assert due_now(council.desk, ["board-cy"]).accounts == []


def test_a_channel_that_keeps_silent_again_and_again_is_left_alone_for_a_while_but_for_emergencies(
    town: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "Silence", lambda desk: Silence(desk, slow=0.0))
    refs, stuck = due(town, 6), town.faulty["stuck-cy"]
    stuck.meet("publish", *[before(Unavailable("down"))] * 50)
    while release_next(town.desk):
        pass
    town.worker().tick()
    assert len(stuck.published) == TIMES
    assert all(states(town, ref)["good"] == {DeliveryState.VERIFIED} for ref in refs)
    raise_english_first(
        town.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["stuck"],
        authoriser=MANAGER,
    )
    tried = len(town.faulty["stuck-en"].published)
    town.worker().tick()
    assert len(town.faulty["stuck-en"].published) == tried + 1
    stuck.lined_up.clear()
    town.clock.advance(HALF_MINUTE)
    town.worker().tick()
    assert all(states(town, ref)["stuck"] == {DeliveryState.VERIFIED} for ref in refs)
