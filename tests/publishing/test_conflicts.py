"""Saying the same again, posting close by and flooding followers are warned of when a time is given, and accepted."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from cydbost_language import Language, Severity, Side
from cydbost_queue.actions.approving import accept_finding, approve
from cydbost_queue.actions.emergency import TemplateUse, approve_template, send_template
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.series import add_series
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.planned import Wish, plan_conflicts
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason
from publishing.conftest import (
    APPROVER,
    EDITOR,
    ENGLISH,
    LANGUAGE_OFFICER,
    OFFICER,
    TRANSLATOR,
    WELSH,
    Council,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def rules() -> dict[str, Any]:
    return {"repeat_within": 24 * HOUR}


@pytest.fixture
def desk(council: Council, rules: dict[str, Any]) -> Desk:
    council.desk = Desk(council.desk.store, council.clock, replace(council.desk.rules, **rules))
    return council.desk


def ready(council: Council, number: int) -> str:
    """Return an approved posting that is like no other."""
    english = f"{'Road works begin. ' * (number + 1)}They are in the town."
    welsh = f"{'Mae gwaith ffordd yn dechrau. ' * (number + 1)}Mae yn y dref."
    ref = add_posting(
        council.desk, EDITOR, label="Ffordd", channels=["board"], contents={Language.EN: Content(english)}
    )
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(welsh))
    approve(council.desk, APPROVER, ref)
    return ref


def at(council: Council, ref: str, after: timedelta) -> list[str]:
    """Give a posting its time, and return the codes of what was found beside others."""
    verdict = schedule(council.desk, EDITOR, ref, council.clock.now() + after)
    return [one.finding.code for one in verdict.obstacles if one.finding]


def state(council: Council, ref: str) -> PostingState:
    return show_posting(council.desk, ref).line.state


def test_the_same_said_again_waits_for_a_named_person_s_reason(council: Council, desk: Desk) -> None:
    first = council.scheduled()
    again = council.add()
    approve(desk, APPROVER, again)
    assert at(council, again, 3 * HOUR) == ["repeat_same"]
    view = show_posting(desk, again)
    assert (view.line.state, view.line.slot) == (PostingState.DRAFT, council.clock.now() + 3 * HOUR)
    (finding,) = view.verdict.findings
    assert (finding.severity, finding.facts["ref"]) == (Severity.WARN, first)
    accept_finding(desk, APPROVER, again, finding.fingerprint, "The second reminder that was agreed")
    assert state(council, again) is PostingState.SCHEDULED
    council.run_to(HOUR)
    council.run_to(2 * HOUR)
    assert council.texts() == [WELSH, ENGLISH] * 2


def test_another_time_needs_no_acceptance_and_a_further_conflict_a_new_one(council: Council, desk: Desk) -> None:
    council.scheduled()
    again = council.add()
    approve(desk, APPROVER, again)
    assert at(council, again, 3 * HOUR) == ["repeat_same"]
    (finding,) = show_posting(desk, again).verdict.findings
    accept_finding(desk, APPROVER, again, finding.fingerprint, "Agreed")
    assert at(council, again, 5 * HOUR) == ["repeat_same"]
    assert state(council, again) is PostingState.DRAFT
    assert at(council, again, 26 * HOUR) == []
    assert state(council, again) is PostingState.SCHEDULED


def test_nearly_the_same_is_warned_of_and_another_matter_is_not(council: Council, desk: Desk) -> None:
    council.scheduled()
    other = council.add(
        cy=WELSH.replace("9.30yb", "10.30yb"),
        en=ENGLISH.replace("9.30am", "10.30am"),
    )
    approve(desk, APPROVER, other)
    assert at(council, other, 2 * HOUR) == ["repeat_alike"]
    assert at(council, ready(council, 3), 2 * HOUR) == []


@pytest.mark.parametrize("rules", [{"near_time": 10 * MINUTE}])
def test_a_post_within_minutes_of_another_is_warned_of(council: Council, desk: Desk) -> None:
    assert at(council, ready(council, 0), HOUR) == []
    assert at(council, ready(council, 2), HOUR + 9 * MINUTE) == ["near_time"]
    assert at(council, ready(council, 4), HOUR + 10 * MINUTE) == []
    assert desk.rules.near_time


@pytest.mark.parametrize("rules", [{"most_an_hour": 2, "most_a_day": 4}])
def test_more_posts_than_the_council_wants_are_warned_of(council: Council, desk: Desk) -> None:
    said = [at(council, ready(council, number), HOUR + 20 * number * MINUTE) for number in range(3)]
    assert said == [[], [], ["too_many_hour"]]
    assert at(council, ready(council, 3), 3 * HOUR) == []
    assert at(council, ready(council, 4), 5 * HOUR) == []
    assert at(council, ready(council, 5), 7 * HOUR) == ["too_many_day"]
    assert at(council, ready(council, 5), 30 * HOUR) == []
    assert desk.rules.most_a_day


def test_what_is_scheduled_is_never_held_for_what_others_do_later(council: Council, desk: Desk) -> None:
    first = council.scheduled(after=2 * HOUR)
    again = council.add()
    approve(desk, APPROVER, again)
    at(council, again, 3 * HOUR)
    (finding,) = show_posting(desk, again).verdict.findings
    accept_finding(desk, APPROVER, again, finding.fingerprint, "Agreed")
    assert show_posting(desk, first).verdict.is_open
    council.run_to(2 * HOUR)
    assert state(council, first) is PostingState.PUBLISHED


def test_a_series_that_comes_again_is_no_repetition(council: Council, desk: Desk) -> None:
    ref = council.add()
    approve(desk, APPROVER, ref)
    add_series(desk, EDITOR, ref, "FREQ=DAILY;COUNT=3", datetime.fromisoformat("2026-06-02T09:30"))
    council.worker().tick()
    assert [state(council, f"P{number}") for number in (2, 3, 4)] == [PostingState.SCHEDULED] * 3


@pytest.mark.parametrize("rules", [{}])
def test_a_council_can_switch_every_warning_off(council: Council, desk: Desk) -> None:
    for _ in range(3):
        council.scheduled()
    assert not desk.rules.repeat_within


@pytest.mark.parametrize("rules", [{"near_time": 60 * MINUTE, "most_an_hour": 1}])
def test_an_emergency_is_no_reason_to_warn_of_a_post(council: Council, desk: Desk) -> None:
    use = TemplateUse("flood", "hash", {Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)})
    approve_template(desk, LANGUAGE_OFFICER, use.name, use.template_hash)
    send_template(desk, OFFICER, label="Llifogydd", use=use, channels=["board"])
    assert at(council, ready(council, 0), 10 * MINUTE) == []


@pytest.mark.parametrize("severity", [Severity.BLOCK, Severity.INFO, None])
@pytest.mark.parametrize("name", ["repeat", "repeat_same"])
def test_a_council_sets_how_far_a_conflict_stops_a_post(
    council: Council, desk: Desk, name: str, severity: Severity | None
) -> None:
    council.desk = desk = Desk(desk.store, council.clock, replace(desk.rules, severities={name: severity}))
    council.scheduled()
    again = council.add()
    approve(desk, APPROVER, again)
    is_stopped = severity is Severity.BLOCK
    assert at(council, again, 3 * HOUR) == ["repeat_same"] * is_stopped
    assert state(council, again) is (PostingState.DRAFT if is_stopped else PostingState.SCHEDULED)
    for finding in show_posting(desk, again).verdict.findings:
        with pytest.raises(Refused, match="finding_not_acceptable"):
            accept_finding(desk, APPROVER, again, finding.fingerprint, "Agreed")


def side_by_side(council: Council, **rules: Any) -> tuple[str, str]:
    """Return two postings that say the same on one day, scheduled while the council wanted no warning."""
    wanted = replace(council.desk.rules, **rules)
    council.desk = Desk(council.desk.store, council.clock, replace(wanted, repeat_within=timedelta()))
    first, again = council.scheduled(after=HOUR), council.scheduled(after=2 * HOUR)
    council.desk = Desk(council.desk.store, council.clock, wanted)
    return first, again


def beside(council: Council) -> list[tuple[str, str]]:
    told = notices(council.desk, roles=["approver"])
    return [(one.facts["ref"], one.facts["beside"]) for one in told if one.code == "beside_others"]


def test_what_nobody_decided_is_told_before_its_time_and_holds_nothing(council: Council, desk: Desk) -> None:
    assert desk.rules.repeat_within
    first, again = side_by_side(council)
    council.run_to(45 * MINUTE)
    council.run_to(MINUTE)
    assert beside(council) == [(first, again)]
    council.run_to(14 * MINUTE)
    council.run_to(HOUR)
    assert [state(council, ref) for ref in (first, again)] == [PostingState.PUBLISHED] * 2


def test_what_the_council_stops_posts_for_holds_one_of_two_before_its_time(council: Council, desk: Desk) -> None:
    assert desk.rules.repeat_within
    first, again = side_by_side(council, severities={"repeat": Severity.BLOCK})
    council.run_to(45 * MINUTE)
    assert show_posting(council.desk, first).line.held_reason is HeldReason.GATE_CLOSED
    assert [one.code for one in show_posting(council.desk, first).verdict.findings] == ["repeat_same"]
    council.run_to(HOUR)
    council.run_to(15 * MINUTE)
    assert state(council, again) is PostingState.PUBLISHED
    assert len(council.texts()) == 2


@pytest.mark.parametrize("rules", [{"repeat_within": 24 * HOUR}, {"most_a_day": 1}])
def test_what_was_accepted_for_one_of_two_is_told_of_neither_again(council: Council, desk: Desk) -> None:
    council.scheduled()
    again = council.add()
    approve(desk, APPROVER, again)
    at(council, again, 2 * HOUR)
    (finding,) = show_posting(desk, again).verdict.findings
    accept_finding(desk, APPROVER, again, finding.fingerprint, "Agreed")
    council.run_to(45 * MINUTE)
    council.run_to(HOUR)
    assert beside(council) == []


def test_a_plan_is_looked_at_beside_what_is_there_and_beside_itself(council: Council, desk: Desk) -> None:
    council.scheduled(after=2 * HOUR)
    council.add(slot=council.clock.now() + 30 * HOUR)
    sides = {Language.CY: Side(WELSH), Language.EN: Side(ENGLISH)}
    other = {Language.CY: Side("Mae'r pwll ar agor."), Language.EN: Side("The pool is open.")}
    slot = council.clock.now() + HOUR
    found = plan_conflicts(
        desk,
        [
            Wish("one", ("board",), slot, other),
            Wish("two", ("board",), slot + 2 * HOUR, sides),
            Wish("three", ("board",), slot + 5 * HOUR, other),
            Wish("four", ("elsewhere",), slot + 5 * HOUR, other),
            Wish("five", ("board",), slot + 49 * HOUR, sides),
        ],
    )
    assert [[one.facts["ref"] for one in each] for each in found] == [[], ["P1"], ["one"], [], ["P2"]]
