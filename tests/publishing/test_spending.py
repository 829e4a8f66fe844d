"""The meter counts what the platforms charge; a budget holds an ordinary pair back whole, and nothing that is owed."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_connectors import OutcomeUnknown, Unavailable
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.dead_letters import Way, show_dead_letter
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.spending.money import amount, micros
from cydbost_queue.spending.months import bounds, month_of
from cydbost_queue.spending.planning import cost_of_posting
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.store import open_store
from cydbost_queue.tables import Layout, OnEdit, SpentOn
from cydbost_queue.worker import Worker
from publishing.charging import Charges, charge, spent, used
from publishing.conftest import (
    APPROVER,
    EDITOR,
    ENGLISH,
    MANAGER,
    OFFICER,
    TRANSLATOR,
    WELSH,
    Council,
    council_at,
    declared,
)
from publishing.faults import after, before
from publishing.rescue import HOUR, MINUTE, Rescue, state

LONDON = ZoneInfo("Europe/London")
PAIR = Decimal("0.80")


def told(council: Council, code: str) -> int:
    return sum(notice.code == code for notice in notices(council.desk))


def emergency(council: Council) -> str:
    return raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )


def test_what_a_posting_a_change_and_a_withdrawal_cost_is_counted_by_what_it_was_for(council: Council) -> None:
    charge(council)
    ref = council.scheduled()
    assert [(one.channel, one.currency, one.micros) for one in cost_of_posting(council.desk, ref)] == [
        ("board", "GBP", micros(PAIR))
    ]
    assert (used(council).planned_posts, used(council).forecast) == (1, micros(PAIR))
    council.run_to(HOUR)
    assert (spent(council), used(council).planned, used(council).put_aside) == (PAIR, 0, 0)
    edit_versions(
        council.desk,
        EDITOR,
        ref,
        {Language.CY: Content(WELSH.replace("9.30", "9.45")), Language.EN: Content(ENGLISH.replace("9.30", "9.45"))},
    )
    approve(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    withdraw(council.desk, APPROVER, ref, "Over")
    council.run_to(MINUTE)
    assert {(line.account, line.spent_on): (line.number, amount(line.micros)) for line in used(council).lines} == {
        ("board-cy", SpentOn.POSTS): (1, Decimal("0.40")),
        ("board-en", SpentOn.POSTS): (1, Decimal("0.40")),
        ("board-cy", SpentOn.CHANGES): (1, Decimal("0.03")),
        ("board-en", SpentOn.CHANGES): (1, Decimal("0.03")),
        ("board-cy", SpentOn.WITHDRAWALS): (1, Decimal("0.05")),
        ("board-en", SpentOn.WITHDRAWALS): (1, Decimal("0.05")),
    }


def test_a_pair_that_would_pass_the_budget_is_held_whole_and_goes_once_the_budget_is_raised(council: Council) -> None:
    charge(council, "1.00")
    first, second, third = council.scheduled(), council.scheduled(), council.scheduled()
    council.run_to(HOUR)
    assert state(council, first) is PostingState.PUBLISHED
    assert [state(council, ref) for ref in (second, third)] == [PostingState.HELD] * 2
    assert council.texts() == [WELSH, ENGLISH]
    assert spent(council) == PAIR
    assert (told(council, "budget_nearly_used"), told(council, "budget_used_up")) == (1, 1)
    letter = show_dead_letter(council.desk, second)
    assert {one.error for one in letter.troubles} == {"over_budget", "twin_refused"}
    assert {Way.RETRY, Way.RESCHEDULE, Way.WITHDRAW} <= set(letter.ways)
    charge(council, "1.60")
    assert used(council).left == micros(PAIR)
    retry(council.desk, APPROVER, second)
    retry(council.desk, APPROVER, third)
    council.run_to(MINUTE)
    assert sorted(state(council, ref).value for ref in (second, third)) == ["held", "published"]
    assert (told(council, "budget_nearly_used"), told(council, "budget_used_up")) == (1, 2)


def test_it_is_told_before_its_time_that_a_posting_would_pass_the_budget(council: Council) -> None:
    charge(council, "0.79")
    ref = council.scheduled()
    council.run_to(HOUR - 10 * MINUTE)
    assert state(council, ref) is PostingState.SCHEDULED
    assert told(council, "preflight_failed") == 2
    charge(council, "0.80")
    council.run_to(10 * MINUTE)
    assert state(council, ref) is PostingState.PUBLISHED


def test_an_emergency_its_welsh_and_what_mends_it_pass_a_budget_that_is_used_up_and_are_counted(
    make_council: Callable[..., Council],
) -> None:
    council = make_council(on_edit=OnEdit.CORRECTION)
    charge(council, "0.80")
    live = council.scheduled()
    council.run_to(HOUR)
    ref = emergency(council)
    council.run_to(MINUTE)
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    approve(council.desk, APPROVER, ref)
    council.run_to(MINUTE)
    assert state(council, ref) is PostingState.PUBLISHED
    assert sum(line.micros for line in used(council).lines if line.spent_on is SpentOn.EMERGENCIES) == micros(PAIR)
    texts = {Language.CY: WELSH.replace("9.30", "9.45"), Language.EN: ENGLISH.replace("9.30", "9.45")}
    edit_versions(council.desk, EDITOR, live, {language: Content(text) for language, text in texts.items()})
    approve(council.desk, APPROVER, live)
    council.run_to(MINUTE)
    assert state(council, live) is PostingState.PUBLISHED
    assert len(council.live()) == 6
    assert spent(council) >= 3 * PAIR


def test_an_unclear_outcome_counts_as_spent_and_no_post_is_counted_twice(council: Council) -> None:
    charge(council)
    ref = council.scheduled()
    council.faulty["board-cy"].meet("publish", after())
    council.faulty["board-en"].meet("publish", before(OutcomeUnknown("lost")))
    council.run_to(HOUR)
    assert spent(council) == Charges().post
    for _ in range(20):
        council.run_to(MINUTE)
    assert state(council, ref) is PostingState.PUBLISHED
    assert spent(council) == PAIR
    assert {line.number for line in used(council).lines} == {1}


class Died(BaseException):
    """The worker's process ended."""


@pytest.mark.soak
def test_a_worker_that_dies_at_any_step_neither_forgets_nor_doubles_what_was_paid(council: Council) -> None:
    charge(council, "20.00")
    died = 0
    for fatal in range(1, 20):
        ref, passed = council.scheduled(after=MINUTE), [0]

        def step(_name: str, _key: str, fatal: int = fatal, passed: list[int] = passed) -> None:
            passed[0] += 1
            if passed[0] == fatal:
                raise Died

        council.clock.advance(MINUTE)
        worker = council.worker()
        worker.on_step = step
        try:
            worker.tick()
        except Died:
            died += 1
        council.run_to(5 * MINUTE)
        council.run_to(MINUTE)
        assert state(council, ref) is PostingState.PUBLISHED
        assert (spent(council), used(council).put_aside) == (fatal * PAIR, 0)
        if died < fatal:
            break
    assert died >= 8


@pytest.mark.parametrize("layout", [Layout.PAIRED_ACCOUNTS, Layout.TWO_POSTS, Layout.THREAD])
def test_the_second_half_goes_although_the_budget_is_used_up_between(
    layout: Layout, make_council: Callable[..., Council]
) -> None:
    council = make_council(layout)
    charge(council, "0.80")
    ref = council.scheduled()
    faults = [*council.faulty.values()][-1]
    passed = [] if layout is Layout.PAIRED_ACCOUNTS else [lambda call: call()]
    faults.meet("publish", *passed, before(Unavailable("down")))
    council.run_to(HOUR)
    assert council.texts() == [WELSH]
    charge(council, "0.10")
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


def test_two_workers_at_once_cannot_spend_the_last_of_a_budget_twice(council: Council) -> None:
    charge(council, "2.00")
    for _ in range(5):
        council.scheduled()
    council.clock.advance(HOUR)
    workers, begin, faults = 3, Barrier(3), list[BaseException]()

    def work(number: int) -> None:
        store = open_store(council.address)
        try:
            begin.wait()
            Worker(Desk(store, council.clock, council.desk.rules), council.connectors, f"worker-{number}").tick()
        except BaseException as fault:  # noqa: BLE001 - shown by the test, whatever it is
            faults.append(fault)
        finally:
            store.close()

    threads = [Thread(target=work, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in range(3):
        council.run_to(MINUTE)
    assert faults == []
    assert len(council.live()) == 4
    assert spent(council) == 2 * PAIR
    assert told(council, "budget_used_up") == 1


def test_what_one_worker_has_put_aside_another_does_not_spend(council: Council) -> None:
    charge(council, "1.00")
    first = council.scheduled()
    council.faulty["board-cy"].meet("publish", before(Unavailable("down")))
    council.run_to(HOUR)
    assert (used(council).spent, used(council).put_aside, used(council).left) == (0, micros(PAIR), 200_000)
    second = council.scheduled(after=timedelta(seconds=1))
    council.run_to(timedelta(seconds=1))
    assert state(council, second) is PostingState.HELD
    council.run_to(MINUTE)
    assert state(council, first) is PostingState.PUBLISHED


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 3, 31, 22, 59, 59, tzinfo=UTC), "2026-03"),
        (datetime(2026, 3, 31, 23, 0, tzinfo=UTC), "2026-04"),
        (datetime(2026, 10, 31, 23, 59, 59, tzinfo=UTC), "2026-10"),
        (datetime(2026, 11, 1, 0, 0, tzinfo=UTC), "2026-11"),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), "2026-12"),
    ],
)
def test_a_month_turns_at_midnight_by_the_councils_clock(moment: datetime, month: str) -> None:
    assert month_of(moment, LONDON) == month
    begin, end = bounds(month, LONDON)
    assert begin <= moment < end


@given(st.integers(1_770_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_every_moment_is_in_one_month(moment: datetime) -> None:
    begin, end = bounds(month_of(moment, LONDON), LONDON)
    assert begin <= moment < end
    assert month_of(end, LONDON) != month_of(end - timedelta(microseconds=1), LONDON)


@given(st.decimals(0, 10_000, places=8))
def test_no_fraction_of_money_is_lost(paid: Decimal) -> None:
    assert 0 <= Decimal(micros(paid)) / 1_000_000 - paid < Decimal("0.000001")
    assert Decimal(str(amount(micros(paid)))) == Decimal(micros(paid)) / 1_000_000


def test_a_new_month_has_its_whole_budget_again(council: Council) -> None:
    charge(council, "0.80")
    council.clock.move_to(datetime(2026, 6, 30, 21, 30, tzinfo=UTC))
    refs = [council.scheduled(after=HOUR) for _ in range(2)]
    council.run_to(HOUR + 29 * MINUTE)
    assert sorted(state(council, ref).value for ref in refs) == ["held", "published"]
    held = next(ref for ref in refs if state(council, ref) is PostingState.HELD)
    schedule(council.desk, EDITOR, held, council.clock.now() + MINUTE)
    council.run_to(MINUTE)
    assert state(council, held) is PostingState.PUBLISHED
    assert [spent(council, month) for month in ("2026-05", "2026-06", "2026-07")] == [0, PAIR, PAIR]
    with pytest.raises(ValueError, match="2026-13"):
        used(council, "2026-13")


def test_a_restored_queue_counts_what_went_out_after_its_backup(
    council: Council, new_address: Callable[[], str], tmp_path: Path
) -> None:
    charge(council, "2.00")
    rescue = Rescue(council, tmp_path / "backup.zip", new_address)
    council.scheduled()
    council.run_to(HOUR)
    council.scheduled()
    rescue.back_up()
    council.run_to(HOUR)
    assert spent(council) == 2 * PAIR
    rescue.lose_and_restore()
    assert spent(council) == PAIR
    rescue.ask_and_open()
    rescue.work(1)
    assert spent(council) == 2 * PAIR
    assert len(council.live()) == 4


@pytest.mark.parametrize("holds_replies", [False, True])
def test_comments_are_counted_read_seldom_past_the_budget_and_their_answers_held_only_where_it_says_so(
    council: Council, *, holds_replies: bool
) -> None:
    charge(council, "0.80", holds_replies=holds_replies)
    council.scheduled()
    council.run_to(HOUR)
    worker = council.worker()
    worker.tick()
    council.board.add_comment(council.live()[0].number, text="Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?")
    council.clock.advance(14 * MINUTE)
    assert worker.tick().comments == 0
    council.clock.advance(MINUTE)
    assert worker.tick().comments == 1
    assert spent(council) == PAIR + Decimal("0.07")
    (comment,) = list_comments(council.desk)
    answer(council.desk, EDITOR, comment.ref, {Language.CY: "Bydd yn ailagor am 9.30yb ddydd Mawrth. Diolch."})
    worker.tick()
    replies = sum(line.micros for line in used(council).lines if line.spent_on is SpentOn.REPLIES)
    assert replies == (0 if holds_replies else micros(Charges().post))
    if holds_replies:
        assert show_dead_letter(council.desk, comment.ref).why == "over_budget"


Event = tuple[str, bool]
EVENTS = st.tuples(st.sampled_from(["ordinary", "emergency", "down", "lost", "lowered"]), st.booleans())


def council_of(folder: Path, blank_database: Path) -> Council:
    shutil.copy(blank_database, folder / "queue.db")
    council = council_at(f"sqlite:///{folder / 'queue.db'}", folder / "board.db")
    council.set_channel(declared())
    return council


@settings(max_examples=6, deadline=None)
@given(
    monthly=st.integers(0, 12),
    events=st.lists(EVENTS, max_size=4),
)
def test_no_budget_ever_halves_a_pair(
    tmp_path_factory: pytest.TempPathFactory, blank_database: Path, monthly: int, events: list[Event]
) -> None:
    council = council_of(tmp_path_factory.mktemp("halves"), blank_database)
    budget = Decimal(monthly) * Decimal("0.20")
    charge(council, str(budget))
    for event, is_welsh in events:
        faulty = council.faulty["board-cy" if is_welsh else "board-en"]
        if event == "lowered":
            budget /= 2
            charge(council, str(budget))
        elif event == "emergency":
            emergency(council)
        else:
            council.scheduled(after=MINUTE)
        if event in {"down", "lost"}:
            faulty.meet("publish", before(Unavailable("down") if event == "down" else OutcomeUnknown("lost")))
        council.run_to(MINUTE)
    for _ in range(12):
        council.run_to(MINUTE)
    for line in list_postings(council.desk):
        deliveries = show_posting(council.desk, line.ref).deliveries
        held_back = [one for one in deliveries if one.error_code == "over_budget"]
        assert not held_back or all(one.live_at is None for one in deliveries)
        assert all(one.state is not DeliveryState.UNKNOWN for one in deliveries)
    posts = [line.micros for line in used(council).lines if line.spent_on is SpentOn.POSTS]
    assert sum(posts) <= micros(Decimal(monthly) * Decimal("0.20"))
    assert len(council.live()) * micros(Charges().post) <= used(council).spent
    council.desk.store.close()
    council.board.close()
