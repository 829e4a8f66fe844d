"""Each notice reaches each person once, whatever fails, and none that is no longer needed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cydbost_bot.cli.notice_view import notice_lines
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.telling_again import retry_notice
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Role
from cydbost_queue.queries.notices import OWED, notice_counts, notices
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.rules import Rules
from cydbost_queue.tables import NoticeState
from cydbost_queue.telling.attempts import (
    LEASE,
    LONGEST_WAIT,
    NoticeClaim,
    claim_notice,
    notice_not_taken,
    notice_sent,
)
from cydbost_queue.telling.handing_out import PATIENCE, hand_out_next
from cydbost_queue.telling.ladder import Ladder, Step
from cydbost_queue.telling.reach import Contact, Reach, Way
from cydbost_queue.telling.rota import Rota, Shift
from publishing.conftest import EDITOR, MANAGER, OFFICER, Council
from publishing.test_emergency import MINUTE, give_welsh, raise_flood

SMS, MAIL = Way("sms", urgent_only=True), Way("e-mail")
EVERY_DAY = frozenset(range(7))
#: The night shift ends at 10.20 by the clock: between the 50 % and the 80 % step of a flood raised at 10.
ROTA = Rota(
    (
        Shift(EVERY_DAY, time(18), time(10, 20), ("night-translator",)),
        Shift(EVERY_DAY, time(10, 20), time(18), ("day-translator",)),
    )
)
CONTACTS = {
    "night-translator": Contact(frozenset({"translator"}), (SMS, MAIL)),
    "day-translator": Contact(frozenset({"translator"}), (SMS, MAIL)),
    "manager": Contact(frozenset({"approver", "administrator"}), (MAIL,)),
    "officer": Contact(frozenset({"language-officer"}), (MAIL,)),
}
LADDER = Ladder(
    (
        Step(0, ("rota:welsh-on-call",)),
        Step(50, ("rota:welsh-on-call",)),
        Step(80, ("rota:welsh-on-call", "person:manager")),
        Step(100, ("rota:welsh-on-call", "person:manager", "language-officer")),
    ),
    late_every=timedelta(minutes=15),
)


@pytest.fixture
def told_council(make_council: Callable[..., Council]) -> Council:
    return with_people(make_council())


def with_people(council: Council, **changes: Any) -> Council:
    rules = replace(Rules(), ladder=LADDER, reach=Reach(CONTACTS, {"welsh-on-call": ROTA}))
    council.desk = replace(council.desk, rules=replace(rules, **changes))
    return council


def claims(council: Council) -> list[NoticeClaim]:
    """Hand out what waits, and begin every attempt that is due."""
    while hand_out_next(council.desk):
        pass
    found = []
    while (claim := claim_notice(council.desk, "test")) is not None:
        found.append(claim)
    return found


def bring(council: Council) -> list[tuple[str, str, str]]:
    """Bring everything that is due, all ways being up; return step, person and way."""
    brought = []
    for claim in claims(council):
        assert notice_sent(council.desk, claim)
        brought.append((claim.notice.facts.get("percent", claim.notice.code), claim.person, claim.way))
    return brought


def acts(council: Council, act: str) -> list[dict[str, object]]:
    return [dict(entry.data) for entry in entries(council.desk) if entry.act == act]


def test_each_step_tells_the_one_on_the_rota_then_the_manager_then_the_language_officer(told_council: Council) -> None:
    raise_flood(told_council)
    assert bring(told_council) == [("0", "night-translator", "sms")]
    told_council.run_to(15 * MINUTE)
    assert bring(told_council) == [("50", "night-translator", "sms")]
    told_council.run_to(9 * MINUTE)
    assert bring(told_council) == [("80", "day-translator", "sms"), ("80", "manager", "e-mail")]
    told_council.run_to(6 * MINUTE)
    late = [("100", "day-translator", "sms"), ("100", "manager", "e-mail"), ("100", "officer", "e-mail")]
    assert bring(told_council) == late
    told_council.run_to(15 * MINUTE)
    assert bring(told_council) == late
    assert bring(told_council) == []
    sent = acts(told_council, "notice.sent")
    assert sent[2] == {
        "code": "welsh_due",
        "step": "80",
        "person": "day-translator",
        "way": "sms",
        "repeated": False,
    }
    assert [one["step"] for one in sent[-3:]] == ["100+1"] * 3
    assert verify(told_council.desk.store).is_whole


def test_when_the_welsh_has_gone_out_what_is_still_owed_is_not_sent(told_council: Council) -> None:
    ref = raise_flood(told_council)
    told_council.run_to(15 * MINUTE)  # the step is taken, its notice not yet brought
    give_welsh(told_council, ref)
    told_council.run_to(MINUTE)
    assert bring(told_council) == []
    assert notice_counts(told_council.desk) == {NoticeState.NOT_NEEDED: 2}
    assert len(acts(told_council, "notice.not-needed")) == 2
    told_council.run_to(60 * MINUTE)
    assert bring(told_council) == []


def test_a_withdrawn_emergency_calls_nobody(told_council: Council) -> None:
    ref = raise_flood(told_council)
    withdraw(told_council.desk, MANAGER, ref, "False alarm")
    assert bring(told_council) == []


def test_the_next_way_is_tried_at_once_and_then_all_again_after_a_wait(told_council: Council) -> None:
    raise_flood(told_council)
    (first,) = claims(told_council)
    assert notice_not_taken(told_council.desk, first, "not_taken")
    (second,) = claims(told_council)
    assert (first.way, second.way, second.is_repeat) == ("sms", "e-mail", False)
    notice_not_taken(told_council.desk, second, "not_taken")
    assert claims(told_council) == []
    told_council.clock.advance(LONGEST_WAIT)
    (third,) = claims(told_council)
    assert (third.way, third.reference) == ("sms", first.reference)
    assert notice_sent(told_council.desk, third)
    assert [(one["way"], one["error"]) for one in acts(told_council, "notice.not-taken")] == [
        ("sms", "not_taken"),
        ("e-mail", "not_taken"),
    ]


def test_an_attempt_that_died_is_made_again_and_says_that_it_may_be_the_second(told_council: Council) -> None:
    raise_flood(told_council)
    (dead,) = claims(told_council)
    assert claims(told_council) == []  # somebody holds it
    told_council.clock.advance(LEASE)
    (again,) = claims(told_council)
    assert (again.reference, again.is_repeat, again.way) == (dead.reference, True, "e-mail")
    assert not notice_sent(told_council.desk, dead)  # what the dead one holds is void
    assert notice_sent(told_council.desk, again)
    (sent,) = acts(told_council, "notice.sent")
    assert sent["repeated"] is True


def test_what_no_way_takes_for_a_day_is_given_up_and_counted(told_council: Council) -> None:
    stop_account(told_council.desk, OFFICER, "board-en")
    (claim,) = claims(told_council)
    assert (claim.person, claim.notice.code) == ("manager", "account_stopped")
    notice_not_taken(told_council.desk, claim, "not_taken")
    told_council.clock.advance(PATIENCE + MINUTE)
    assert claims(told_council) == []
    assert notice_counts(told_council.desk) == {NoticeState.FAILED: 1}
    assert [one["error"] for one in acts(told_council, "notice.given-up")] == ["not_taken"]
    (shown,) = notices(told_council.desk, states=[NoticeState.FAILED])
    assert shown.told == ("administrator", "on-call")


def test_what_failed_is_brought_again_when_somebody_asks_for_it(told_council: Council) -> None:
    stop_account(told_council.desk, OFFICER, "board-en")
    (claim,) = claims(told_council)
    with pytest.raises(Refused, match="notice_not_failed"):
        retry_notice(told_council.desk, OFFICER, claim.reference)
    notice_not_taken(told_council.desk, claim, "not_taken")
    told_council.clock.advance(PATIENCE + MINUTE)
    assert claims(told_council) == []
    (shown,) = notices(told_council.desk, states=[NoticeState.FAILED])
    assert [one.ref for one in shown.deliveries if one.state is NoticeState.FAILED] == [claim.reference]
    assert f"cydbost notices retry {claim.reference}" in notice_lines(shown)[-1]
    with pytest.raises(Denied):
        retry_notice(told_council.desk, EDITOR, claim.reference)
    assert retry_notice(told_council.desk, OFFICER, claim.reference.lower()) == "manager"
    (again,) = claims(told_council)
    assert (again.reference, again.notice.code) == (claim.reference, "account_stopped")
    assert notice_sent(told_council.desk, again)
    assert len(acts(told_council, "notice.retried")) == 1
    for name in ("N99", "P1", ""):
        with pytest.raises(NotFound, match="no_notice"):
            retry_notice(told_council.desk, OFFICER, name)


def test_a_way_kept_for_urgent_things_carries_nothing_else(told_council: Council) -> None:
    with_people(told_council, reach=Reach({"officer": Contact(frozenset({"language-officer"}), (SMS, MAIL))}))
    raise_flood(told_council, authoriser=None, break_glass=True)
    brought = bring(told_council)
    assert ("break_glass", "officer", "e-mail") in brought
    assert ("0", "officer", "sms") in brought


def test_a_step_that_would_reach_nobody_tells_the_next_step_s_people(told_council: Council) -> None:
    nobody = replace(LADDER, steps=(Step(0, ("rota:none",)), *LADDER.steps[1:]))
    with_people(told_council, ladder=nobody)
    raise_flood(told_council)
    assert bring(told_council) == [("0", "night-translator", "sms")]


def test_where_nobody_at_all_can_be_told_the_record_says_so(told_council: Council) -> None:
    with_people(told_council, reach=Reach({"clerk": Contact(frozenset({"author"}), (MAIL,))}))
    raise_flood(told_council)
    assert bring(told_council) == []
    assert [one["told"] for one in acts(told_council, "notice.nobody")] == [["rota:welsh-on-call"]]


def test_somebody_who_is_meant_twice_is_told_once(told_council: Council) -> None:
    twice = replace(LADDER, steps=(Step(0, ("translator", "person:night-translator", "rota:welsh-on-call")),))
    with_people(told_council, ladder=replace(twice, steps=(*twice.steps, *LADDER.steps[1:])))
    raise_flood(told_council)
    assert Counter(person for _step, person, _way in bring(told_council)) == {
        "night-translator": 1,
        "day-translator": 1,
    }


def test_a_category_can_have_a_ladder_of_its_own(told_council: Council) -> None:
    own = Ladder((Step(0, ("person:manager",)), Step(100, ("person:manager",))))
    with_people(told_council, ladders={"flooding": own})
    raise_flood(told_council)
    told_council.run_to(25 * MINUTE)
    assert bring(told_council) == [("0", "manager", "e-mail")]


def test_a_notice_of_days_ago_calls_nobody_when_the_ways_are_first_set(told_council: Council) -> None:
    stop_account(told_council.desk, OFFICER, "board-en")
    told_council.clock.advance(PATIENCE + MINUTE)
    assert claims(told_council) == []
    assert notice_counts(told_council.desk) == {}


def test_half_a_pair_is_told_to_whoever_is_on_call_too(told_council: Council) -> None:
    with told_council.desk.system_act() as act:
        act.tell(("approver", "on-call"), "posting_held", "posting:1", ref="P1", reason="half_pair")
    assert [notice.told for notice in notices(told_council.desk, roles=[Role.ON_CALL.value])] == [
        ("approver", "on-call")
    ]
    assert notices(told_council.desk, roles=[Role.TRANSLATOR.value]) == []


def test_many_at_once_bring_each_notice_once(told_council: Council) -> None:
    for number in range(12):
        with told_council.desk.system_act() as act:
            act.tell(
                ("translator", "approver"), "posting_held", f"posting:{number}", ref=f"P{number}", reason="refused"
            )
    brought: list[tuple[str, str]] = []

    def lane() -> None:
        for claim in claims(told_council):
            brought.append((claim.reference, claim.person))
            assert notice_sent(told_council.desk, claim)

    lanes = [Thread(target=lane) for _ in range(4)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    assert len(brought) == len(set(brought)) == 12 * 3
    assert notice_counts(told_council.desk) == {NoticeState.SENT: 36}


OPERATIONS = st.lists(
    st.sampled_from(["wait", "wait", "long", "tick", "taken", "down", "slow", "die", "welsh"]), min_size=4, max_size=22
)


@pytest.mark.parametrize("database", ["sqlite"])  # a new database for each example is slow to make elsewhere
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(operations=OPERATIONS)
def test_no_order_of_failures_and_restarts_doubles_or_forgets_a_notice(
    make_council: Callable[..., Council], operations: list[str]
) -> None:
    council = with_people(make_council())
    ref, arrived, unclear = raise_flood(council), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    was_given = False
    for operation in [*operations, "long", "tick"]:
        match operation:
            case "wait":
                council.run_to(4 * MINUTE)
            case "long":
                council.run_to(40 * MINUTE)
            case "welsh" if not was_given:
                give_welsh(council, ref)
                council.run_to(MINUTE)
                was_given = True
            case "tick":
                council.run_to(timedelta(0))
            case _:
                _attempt(council, operation, arrived, unclear)
    for _ in range(3):  # and in the end every way is up again
        council.clock.advance(LONGEST_WAIT)
        for claim in claims(council):
            arrived[claim.reference, claim.person] += 1
            assert notice_sent(council.desk, claim)
    assert all(times <= 1 + unclear[key] for key, times in arrived.items())
    counts = notice_counts(council.desk)
    assert not OWED & set(counts)
    assert counts.get(NoticeState.NOT_NEEDED, 0) == 0 or was_given
    told = [
        (one.facts["percent"], one.facts["again"], to.person) for one in notices(council.desk) for to in one.deliveries
    ]
    assert len(told) == len(set(told))
    assert verify(council.desk.store).is_whole


def _attempt(
    council: Council, operation: str, arrived: Counter[tuple[str, str]], unclear: Counter[tuple[str, str]]
) -> None:
    while hand_out_next(council.desk):
        pass
    claim = claim_notice(council.desk, "test")
    if claim is None:
        return
    key = (claim.reference, claim.person)
    match operation:
        case "taken":
            arrived[key] += 1
            notice_sent(council.desk, claim)
        case "down":
            notice_not_taken(council.desk, claim, "not_taken")
        case "slow":
            arrived[key] += 1
            unclear[key] += 1
            notice_not_taken(council.desk, claim, "time_limit", unclear=True)
        case _:  # it arrived, and the process died before it could say so
            arrived[key] += 1
            unclear[key] += 1


def test_what_was_sent_shows_to_whom_by_what_and_when(told_council: Council) -> None:
    raise_flood(told_council)
    bring(told_council)
    (notice,) = notices(told_council.desk)
    (delivery,) = notice.deliveries
    assert (delivery.person, delivery.way, delivery.state) == ("night-translator", "sms", NoticeState.SENT)
    assert delivery.sent_at == datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
