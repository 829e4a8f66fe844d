"""Every way in which a platform's call goes wrong, on each side of each pair: once it is over, the promise holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import pytest

from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.settling import look_again, retry_letter
from cydbost_queue.queries.dead_letters import Way, dead_letters
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from publishing.conftest import APPROVER, MANAGER
from publishing.proof.network_faults import LASTING, PASSING, SLOW, duplicate, expired, throttled_for
from publishing.proof.scripted_platform import Fault, ScriptedPlatform
from publishing.proof.stage import Stage, assert_promise, stage_at
from publishing.proof.stories import MAIN, REST, Story

Scripted = tuple[ScriptedPlatform, str]
Record = Callable[[str, object], None]


class NewStage(Protocol):
    """Sets a stage for a story, and for the fault that one of its calls will meet."""

    def __call__(self, story: Story, fault: Fault | None = None) -> Stage: ...


PATIENCE = 0.3  #: seconds that are waited for an answer that is not to come
TIMES = 2  #: how often in a row a call meets its fault
NOWHERE = "http://platform.invalid"  #: RFC 6761 §6.4: no resolver knows it

PAIR, ENGLISH_OUT, WELSH_OWED, EDIT, DOWN, REPLY, _PARTS = MAIN
BY_NAME = {story.name: story for story in [*MAIN, *REST]}


@dataclass(frozen=True)
class Place:
    """One call of one side that a fault is put to."""

    story: Story
    account: str
    method: str

    def __str__(self) -> str:
        return f"{self.story.name}: {self.method} of {self.account}"


#: What the public would see of it: every write of every side.
WRITES = [
    *(Place(PAIR, account, "publish") for account in ("board-cy", "board-en")),
    *(Place(EDIT, account, "edit") for account in ("board-cy", "board-en")),
    *(Place(DOWN, account, "withdraw") for account in ("board-cy", "board-en")),
    Place(ENGLISH_OUT, "board-en", "publish"),
    Place(WELSH_OWED, "board-cy", "publish"),
    Place(WELSH_OWED, "board-en", "edit"),
    Place(REPLY, "board-cy", "publish"),
]
#: What is asked before and after.
READS = [
    *(Place(PAIR, account, method) for account in ("board-cy", "board-en") for method in ("prepare", "read_back")),
    *(Place(EDIT, account, method) for account in ("board-cy", "board-en") for method in ("prepare", "read_back")),
    *(Place(DOWN, account, "health") for account in ("board-cy", "board-en")),
    Place(REPLY, "board-cy", "comments"),
]
#: The sides of one account that carries both.
LAYOUTS = [
    *(Place(BY_NAME[f"pair, {layout}"], "board", "publish") for layout in ("two-posts", "thread", "combined")),
    *(Place(BY_NAME[f"edit, {layout}"], "board", "edit") for layout in ("two-posts", "thread", "combined")),
]


#: What goes out, changes or comes down on both sides at once.
WHOLE = (PAIR, EDIT, DOWN)
#: The writes of which the other side does not depend, or that nobody gives up.
SINGLE = [place for place in WRITES if place.story not in (PAIR, EDIT)]


@pytest.fixture
def new_stage(new_address: Callable[[], str], scripted: Scripted) -> Iterator[NewStage]:
    made: list[Stage] = []

    def make(story: Story, fault: Fault | None = None) -> Stage:
        patience = PATIENCE if fault in SLOW else 20.0
        made.append(stage_at(new_address(), *scripted, story.channel, patience=patience))
        return made[-1]

    yield make
    for stage in made:
        stage.close()


def _held_to(stage: Stage, story: Story, ref: str, where: str) -> None:
    """Let everything come to rest, people do what is theirs, and look."""
    stage.run()
    if story.end is not None:
        story.end(stage, ref)
        stage.run()
    assert_promise(stage, story.promise(stage), where=where)
    story.assert_state(stage, where)


def _passes(stage: Stage, place: Place, fault: Fault) -> None:
    ref = place.story.begin(stage)
    stage.platform.meet(place.account, place.method, *[fault] * TIMES)
    before = len(stage.platform.asked)
    _held_to(stage, place.story, ref, f"{place}, {fault.__name__}")
    asked = stage.platform.asked[before:].count((place.account, place.method))
    assert asked, "the call has not met its fault"


#: Every fault on each side of the pair, and of the rest of the writes a few each: all others are for ``make soak``.
SPREAD = [
    (place, fault)
    for row, place in enumerate(WRITES)
    for column, fault in enumerate(PASSING)
    if place.story is PAIR or (row + column) % 4 == 0
]


def fault_name(value: object) -> str | None:
    return getattr(value, "__name__", None) or (str(value) if isinstance(value, Place) else None)


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize(("place", "fault"), SPREAD, ids=fault_name)
def test_a_write_that_goes_wrong_is_made_once_in_the_end(
    new_stage: NewStage, place: Place, fault: Fault, record_property: Record
) -> None:
    _passes(new_stage(place.story, fault), place, fault)
    record_property("total", ["faults, sqlite", 1])


@pytest.mark.soak
@pytest.mark.parametrize("fault", PASSING, ids=fault_name)
@pytest.mark.parametrize("place", [*WRITES, *READS, *LAYOUTS], ids=fault_name)
def test_any_call_of_any_side_may_go_wrong_and_the_promise_holds(
    new_stage: NewStage, database: str, place: Place, fault: Fault, record_property: Record
) -> None:
    _passes(new_stage(place.story, fault), place, fault)
    record_property("total", [f"faults, {database}", 1])


@pytest.mark.parametrize("place", WRITES, ids=fault_name)
def test_a_name_that_cannot_be_found_is_tried_again(new_stage: NewStage, place: Place) -> None:
    stage = new_stage(place.story)
    ref = place.story.begin(stage)
    before = stage.platform.standing()
    stage.connectors[place.account].place = NOWHERE
    stage.worker().tick()
    of_account = [post for post in stage.platform.standing() if post[0] == place.account]
    assert of_account == [post for post in before if post[0] == place.account]
    if place.story in WHOLE:
        assert stage.platform.standing() == before, "one side went without the other"
    assert not stage.errors(ref)
    stage.connectors[place.account].place = stage.place
    _held_to(stage, place.story, ref, "name not found")


@pytest.mark.parametrize(("fault", "code"), LASTING, ids=fault_name)
@pytest.mark.parametrize("account", ["board-cy", "board-en"])
@pytest.mark.parametrize("method", ["prepare", "publish"])
def test_what_needs_a_person_leaves_no_half_pair_and_says_why(
    new_stage: NewStage, account: str, method: str, fault: Fault, code: str
) -> None:
    stage = new_stage(PAIR)
    ref = PAIR.begin(stage)
    stage.platform.meet(account, method, fault)
    stage.run()
    assert_promise(stage, [])
    view = show_posting(stage.desk, ref)
    assert view.line.state is PostingState.HELD
    half = (account, method) == ("board-en", "publish")  # the Welsh was out already, and was taken down
    assert view.line.held_reason == ("half_pair" if half else "refused")
    told = {notice.code for notice in notices(stage.desk)}
    assert {"delivery_failed", "posting_held"} <= told
    if not half:
        assert code in stage.errors(ref).values()
        retry(stage.desk, APPROVER, ref)  # once it is mended
        stage.run()
        assert_promise(stage, PAIR.promise(stage))
        assert stage.state(ref) is PostingState.PUBLISHED


@pytest.mark.parametrize(("fault", "code"), LASTING, ids=fault_name)
@pytest.mark.parametrize("account", ["board-cy", "board-en"])
def test_a_change_that_needs_a_person_leaves_the_old_pair(
    new_stage: NewStage, account: str, fault: Fault, code: str
) -> None:
    stage = new_stage(EDIT)
    ref = EDIT.begin(stage)
    stage.platform.meet(account, "edit", fault)
    stage.run()
    assert_promise(stage, PAIR.promise(stage))
    assert stage.state(ref) is PostingState.CORRECTING
    assert "change_failed" in {notice.code for notice in notices(stage.desk)}
    retry(stage.desk, APPROVER, ref)
    stage.run()
    assert_promise(stage, EDIT.promise(stage))
    assert stage.state(ref) is PostingState.PUBLISHED


def _is_mended(stage: Stage, place: Place, fault: Fault, code: str) -> None:
    """Let a write be refused for good; then people, who were told, do what the desk offers them."""
    ref = place.story.begin(stage)
    stage.platform.meet(place.account, place.method, *[fault] * 50)
    stage.worker().tick()
    assert {"delivery_failed", "delivery_stands"} & {notice.code for notice in notices(stage.desk)}
    letters = dead_letters(stage.desk)
    assert code in {trouble.error for letter in letters for trouble in letter.troubles}
    stage.platform.end_faults()
    for letter in letters:
        (retry_letter if Way.RETRY in letter.ways else look_again)(stage.desk, MANAGER, letter.ref)
    _held_to(stage, place.story, ref, f"{place}, {fault.__name__}")


@pytest.mark.parametrize("place", SINGLE, ids=fault_name)
def test_credentials_that_ran_out_on_any_other_write_are_told_of_and_it_is_made_once_they_are_renewed(
    new_stage: NewStage, place: Place
) -> None:
    _is_mended(new_stage(place.story), place, expired, "expired")


@pytest.mark.soak
@pytest.mark.parametrize("lasting", LASTING, ids=lambda lasting: str(lasting[1]))
@pytest.mark.parametrize("place", SINGLE, ids=fault_name)
def test_whatever_needs_a_person_on_any_other_write_is_told_of_and_it_is_made_once_it_is_mended(
    new_stage: NewStage,
    database: str,
    place: Place,
    lasting: tuple[Fault, str],
    record_property: Record,
) -> None:
    _is_mended(new_stage(place.story), place, *lasting)
    record_property("total", [f"faults, {database}", 1])


@pytest.mark.parametrize("account", ["board-cy", "board-en"])
def test_a_platform_that_calls_everything_a_duplicate_is_not_asked_for_ever(new_stage: NewStage, account: str) -> None:
    stage = new_stage(PAIR)
    ref = PAIR.begin(stage)
    stage.platform.meet(account, "publish", *[duplicate] * 200)
    stage.run()
    assert_promise(stage, [])
    assert stage.state(ref) is PostingState.HELD
    assert stage.platform.asked.count((account, "publish")) < 60


def test_a_platform_that_asks_for_time_gets_it(new_stage: NewStage) -> None:
    stage = new_stage(PAIR)
    ref = PAIR.begin(stage)
    stage.platform.meet("board-cy", "publish", throttled_for)
    stage.worker().tick()
    stage.clock.advance(timedelta(seconds=39))
    stage.worker().tick()
    assert stage.platform.standing() == []
    stage.clock.advance(timedelta(seconds=1))
    _held_to(stage, PAIR, ref, "throttled")
