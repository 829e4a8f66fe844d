"""The pair: prepared together, Welsh first, English at once after it, read back, and never half for long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from cydbost_connectors import (
    ConnectorError,
    Expired,
    Live,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import HeldReason, Layout, OnHalf
from publishing.conftest import APPROVER, EDITOR, ENGLISH, OFFICER, WELSH, Council
from publishing.faults import after, before

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MakeCouncil = Callable[..., Council]


def state(council: Council, ref: str) -> PostingState:
    return show_posting(council.desk, ref).line.state


def told(council: Council, act: str) -> list[dict[str, object]]:
    return [dict(entry.data) for entry in entries(council.desk) if entry.act == act]


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_publishes_both_languages_welsh_first(make_council: MakeCouncil, layout: Layout) -> None:
    council = make_council(layout)
    ref = council.scheduled()
    council.run_to(HOUR)
    shown = "\n".join(council.texts())
    assert shown.index(WELSH) < shown.index(ENGLISH)
    assert state(council, ref) is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


def test_in_a_thread_the_english_continues_the_welsh(make_council: MakeCouncil) -> None:
    council = make_council(Layout.THREAD)
    council.scheduled()
    council.run_to(HOUR)
    welsh, english = council.live()
    assert english.continues == welsh.number


def test_nothing_is_sent_before_its_slot(council: Council) -> None:
    council.scheduled()
    council.run_to(HOUR - timedelta(seconds=1))
    assert council.texts() == []


def test_neither_version_is_sent_when_one_cannot_be_prepared(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("prepare", before(Unavailable("no route")))
    council.run_to(HOUR)
    assert council.texts() == []
    council.run_to(MINUTE)
    assert state(council, ref) is PostingState.PUBLISHED


def test_the_gap_between_the_languages_is_measured_from_what_the_platform_says(council: Council) -> None:
    council.scheduled()
    council.faulty["board-en"].meet("publish", before(Throttled(retry_after=7)))
    council.run_to(HOUR)
    council.run_to(timedelta(seconds=7))
    (pair,) = told(council, "pair.live")
    assert pair == {"channel": "board", "first": "cy", "gap": 7.0}
    assert figures(council.desk).gaps.longest == 7.0
    assert figures(council.desk).welsh_first == 1


def test_a_platform_that_asks_to_wait_is_given_the_time_it_asks_for(council: Council) -> None:
    council.scheduled()
    council.faulty["board-cy"].meet("publish", before(Throttled(retry_after=90)))
    council.run_to(HOUR)
    council.run_to(timedelta(seconds=89))
    assert council.texts() == []
    council.run_to(timedelta(seconds=1))
    assert len(council.texts()) == 2


def test_english_is_never_sent_while_the_welsh_is_unclear(council: Council) -> None:
    council.scheduled()
    council.faulty["board-cy"].meet("publish", after())
    council.faulty["board-cy"].meet("find", before(Unavailable("still down")))
    council.run_to(HOUR)
    assert council.faulty["board-en"].published == []
    council.run_to(MINUTE)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]


@pytest.mark.parametrize("account", ["board-cy", "board-en"])
@pytest.mark.parametrize("repeat_safe", [True, False])
def test_a_lost_answer_is_looked_up_and_nothing_is_sent_twice(
    council: Council, account: str, repeat_safe: bool
) -> None:
    council.faulty[account].repeat_safe = repeat_safe
    ref = council.scheduled()
    council.faulty[account].meet("publish", after())
    council.run_to(HOUR)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert len(council.faulty[account].published) == 1
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_call_that_never_arrived_is_sent_again_after_two_looks_where_a_repeat_is_not_safe(council: Council) -> None:
    council.faulty["board-cy"].repeat_safe = False
    ref = council.scheduled()
    council.faulty["board-cy"].meet("publish", before(OutcomeUnknown("timed out")))
    council.run_to(HOUR)
    council.run_to(timedelta(seconds=5))
    assert council.texts() == []
    council.run_to(2 * MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


def test_an_error_nobody_foresaw_counts_as_unclear(council: Council) -> None:
    council.scheduled()
    council.faulty["board-cy"].meet("publish", after(ZeroDivisionError("a library's own fault")))
    council.run_to(HOUR)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert len(council.faulty["board-cy"].published) == 1


def test_half_a_pair_is_withdrawn_when_its_window_closes_and_the_minutes_alone_are_kept(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("publish", *[before(Unavailable("down"))] * 40)
    council.run_to(HOUR)
    assert council.texts() == [WELSH]
    for _ in range(6):
        council.run_to(MINUTE)
    view = show_posting(council.desk, ref)
    assert council.texts() == []
    assert view.line.state is PostingState.HELD
    assert view.line.held_reason is HeldReason.HALF_PAIR
    assert [delivery.state for delivery in view.deliveries] == [DeliveryState.WITHDRAWN] * 2
    down = [data for data in told(council, "delivery.moved") if data.get("sent")]
    assert [data["alone"] for data in down] == [300.0]


def test_where_the_channel_holds_half_a_pair_people_are_told_and_only_the_missing_half_is_tried_again(
    make_council: MakeCouncil,
) -> None:
    council = make_council(on_half=OnHalf.HOLD)
    ref = council.scheduled()
    council.faulty["board-en"].meet("publish", before(Rejected("not this word")))
    council.run_to(HOUR)
    assert council.texts() == [WELSH]
    assert state(council, ref) is PostingState.HELD
    assert "posting_held" in {notice.code for notice in notices(council.desk, roles=["approver"])}
    council.run_to(HOUR)
    assert len(told(council, "pair.half")) == 1
    assert retry(council.desk, APPROVER, ref) == 1
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert len(council.faulty["board-cy"].published) == 1
    assert state(council, ref) is PostingState.PUBLISHED


@pytest.mark.parametrize("error", [Rejected("no"), NotAllowed("no"), Expired("token of yesterday")])
def test_a_platform_that_refuses_for_good_holds_the_whole_pair(council: Council, error: ConnectorError) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("prepare", before(error))
    council.run_to(HOUR)
    view = show_posting(council.desk, ref)
    assert council.texts() == []
    assert view.line.held_reason is HeldReason.REFUSED
    assert {delivery.error_code for delivery in view.deliveries} == {error.code, "twin_refused"}
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert council.texts() == [WELSH, ENGLISH]


def test_a_platform_that_stays_down_past_the_grace_holds_the_posting(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-cy"].meet("prepare", *[before(Unavailable("down"))] * 200)
    council.run_to(HOUR)
    for _ in range(70):
        council.run_to(MINUTE)
    assert state(council, ref) is PostingState.HELD
    assert council.texts() == []


def test_a_withdrawal_takes_both_versions_down(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(HOUR)
    withdraw(council.desk, APPROVER, ref, "The date has changed")
    council.run_to(MINUTE)
    assert council.texts() == []
    assert {row.state for row in show_posting(council.desk, ref).deliveries} == {DeliveryState.WITHDRAWN}
    with pytest.raises(Refused, match="already_withdrawn"):
        withdraw(council.desk, APPROVER, ref, "Again")


def test_a_withdrawal_that_meets_a_fault_is_tried_until_both_are_down(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(HOUR)
    council.faulty["board-en"].meet("withdraw", before(Unavailable("down")), after())
    withdraw(council.desk, APPROVER, ref, "Wrong")
    for _ in range(3):
        council.run_to(MINUTE)
    assert council.texts() == []


def test_a_posting_withdrawn_while_its_welsh_was_unclear_comes_down_once_it_is_found(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-cy"].meet("publish", after())
    council.run_to(HOUR)
    withdraw(council.desk, APPROVER, ref, "Stop")
    council.run_to(MINUTE)
    council.run_to(MINUTE)
    assert council.texts() == []
    assert council.faulty["board-en"].published == []


def test_a_stopped_account_holds_back_the_whole_pair_until_it_is_resumed(council: Council) -> None:
    ref = council.scheduled()
    stop_account(council.desk, OFFICER, "board-en")
    council.run_to(HOUR)
    assert council.texts() == []
    resume_account(council.desk, OFFICER, "board-en")
    council.run_to(MINUTE)
    assert state(council, ref) is PostingState.PUBLISHED


def test_what_went_live_in_other_words_is_recorded_and_told(council: Council) -> None:
    council.scheduled()
    council.faulty["board-cy"].meet("read_back", lambda call: replace(cast("Live", call()), text="Something else"))
    council.run_to(HOUR)
    assert told(council, "delivery.differs") == [{"account": "board-cy", "carries": "cy"}]
    assert "delivery_differs" in {notice.code for notice in notices(council.desk)}


def test_two_workers_at_once_send_each_version_once(council: Council) -> None:
    refs = [council.scheduled() for _ in range(5)]
    council.clock.advance(HOUR)
    first, second = council.worker("one"), council.worker("two")
    first.tick()
    second.tick()
    assert len(council.texts()) == 2 * len(refs)
    assert all(state(council, ref) is PostingState.PUBLISHED for ref in refs)


def test_half_a_pair_that_is_live_cannot_be_rewritten(make_council: MakeCouncil) -> None:
    council = make_council(on_half=OnHalf.HOLD)
    ref = council.scheduled()
    council.faulty["board-en"].meet("publish", before(Rejected("not this word")))
    council.run_to(HOUR)
    with pytest.raises(Refused, match="posting_live"):
        edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH + " Thank you."))


def test_words_refused_by_a_platform_are_never_retried_once_they_were_rewritten(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("prepare", before(Rejected("not this word")))
    council.run_to(HOUR)
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH.replace("closed", "shut")))
    with pytest.raises(Refused, match="nothing_to_retry"):
        retry(council.desk, APPROVER, ref)
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert council.texts() == [WELSH, ENGLISH.replace("closed", "shut")]


def test_one_batchs_fault_keeps_no_other_from_going_out(council: Council) -> None:
    broken, fine = council.scheduled(), council.scheduled()
    council.faulty["board-cy"].meet("prepare", before(ZeroDivisionError("a library's own fault")))
    council.run_to(HOUR)
    states = {state(council, broken), state(council, fine)}
    assert states == {PostingState.RELEASING, PostingState.PUBLISHED}
    assert "batch_fault" in {notice.code for notice in notices(council.desk, roles=["administrator"])}
    council.run_to(MINUTE)
    assert state(council, broken) is PostingState.PUBLISHED


def test_half_a_pair_whose_other_half_nobody_can_tell_of_is_held_and_told_until_the_platform_answers(
    council: Council,
) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("publish", after())
    council.faulty["board-en"].meet("find", *[before(Unavailable("down"))] * 8)
    council.run_to(HOUR)
    for _ in range(6):
        council.run_to(MINUTE)
    assert show_posting(council.desk, ref).line.held_reason is HeldReason.HALF_PAIR
    assert [data["policy"] for data in told(council, "pair.half")] == ["ask"]
    assert "posting_held" in {notice.code for notice in notices(council.desk, roles=["approver"])}
    for _ in range(12):
        council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED
    assert len(council.faulty["board-en"].published) == 1
