"""The plan between two moments: what falls there, what it lacks, what is too near, and what waits for a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.quieting import begin_quiet
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.series import add_series, skip_occurrence
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.gate import judge
from cydbost_queue.lookup import posting_of
from cydbost_queue.policy import Right
from cydbost_queue.queries.plan_beside import coming_between, near_each_other, quiet_between
from cydbost_queue.queries.plan_range import Lack, PlannedView, Wanted, planned_between, waiting_for_slot
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import QuietKind
from publishing.conftest import APPROVER, EDITOR, START, TRANSLATOR, Council

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
YEAR = (START - DAY, START + 365 * DAY)


def keep_judgement(council: Council, ref: str) -> None:
    """Keep what the gate finds now, as approving and scheduling do."""
    with council.desk.act(EDITOR, Right.WRITE) as act:
        posting = posting_of(act.session, ref)
        keep_findings(act, posting, judge(act.session, posting, act.rules, act.at).findings)


def refs(items: tuple[PlannedView, ...]) -> list[str]:
    return [item.ref for item in items]


def test_a_range_holds_what_falls_in_it_in_the_order_of_the_slots_and_goes_on_where_a_page_ends(
    council: Council,
) -> None:
    late, early = council.add(slot=START + 3 * HOUR), council.add(slot=START + HOUR)
    same = council.add(slot=START + 3 * HOUR)
    council.add()
    council.add(slot=START + DAY)
    first = planned_between(council.desk, START, START + DAY, limit=2)
    assert refs(first.items) == [early, late]
    assert first.following is not None
    second = planned_between(council.desk, START, START + DAY, limit=2, after=first.following)
    assert refs(second.items) == [same]
    assert second.following is None


def test_each_posting_says_what_it_lacks_and_is_found_by_it(council: Council) -> None:
    no_welsh = council.add(cy=None, slot=START + HOUR)
    unapproved = council.add(slot=START + 3 * HOUR)
    blocked = council.add(slot=START + 5 * HOUR)
    whole = council.scheduled(after=timedelta(hours=7))
    edit_version(council.desk, TRANSLATOR, blocked, Language.CY, Content("Bydd y llyfrgell ar gau ddydd Llun."))
    keep_judgement(council, blocked)
    lacks = {item.ref: item.lacks for item in planned_between(council.desk, *YEAR).items}
    assert lacks == {
        no_welsh: (Lack.WELSH, Lack.APPROVAL),
        unapproved: (Lack.APPROVAL,),
        blocked: (Lack.APPROVAL, Lack.BLOCKED),
        whole: (),
    }

    def found(wanted: Wanted) -> list[str]:
        return refs(planned_between(council.desk, *YEAR, wanted=wanted).items)

    assert found(Wanted(lack=Lack.WELSH)) == [no_welsh]
    assert found(Wanted(lack=Lack.ENGLISH)) == []
    assert found(Wanted(lack=Lack.APPROVAL)) == [no_welsh, unapproved, blocked]
    assert found(Wanted(lack=Lack.BLOCKED)) == [blocked]
    assert found(Wanted("board", PostingState.SCHEDULED)) == [whole]
    assert found(Wanted("elsewhere")) == []
    edit_version(council.desk, TRANSLATOR, whole, Language.CY, Content("Mae’r llyfrgell ar agor."))
    assert whole in found(Wanted(lack=Lack.APPROVAL))


def test_what_waits_for_a_time_is_listed_and_the_pattern_of_a_series_is_not(council: Council) -> None:
    council.add(slot=START + HOUR)
    waiting, pattern = council.add(), council.add()
    add_series(council.desk, EDITOR, pattern, "FREQ=WEEKLY;BYDAY=MO", datetime.fromisoformat("2026-06-08T09:30"))
    withdrawn = council.add()
    withdraw(council.desk, APPROVER, withdrawn, "Nid oes ei hangen.")
    missed = council.add(slot=START + HOUR)
    council.run_to(2 * HOUR)
    held = [ref for ref in refs(waiting_for_slot(council.desk)) if ref != waiting]
    assert waiting in refs(waiting_for_slot(council.desk))
    assert missed in held
    assert not {pattern, withdrawn} & set(held)
    assert refs(waiting_for_slot(council.desk, before=int(missed[1:]), limit=1)) == [waiting]


def test_places_of_a_series_are_shown_until_they_are_made_and_keep_their_hour_over_the_change_of_clocks(
    council: Council,
) -> None:
    ref = council.add()
    series = add_series(council.desk, EDITOR, ref, "FREQ=WEEKLY;BYDAY=MO", datetime.fromisoformat("2026-10-12T09:30"))
    skip_occurrence(council.desk, EDITOR, series, datetime.fromisoformat("2026-10-19").date())
    begins, ends = datetime(2026, 9, 30, 23, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
    coming = coming_between(council.desk, begins, ends)
    assert [place.slot for place in coming] == [
        datetime(2026, 10, 12, 8, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 9, 30, tzinfo=UTC),
    ]
    assert {(place.series, place.pattern, place.channels) for place in coming} == {(series, ref, ("board",))}
    council.clock.move_to(datetime(2026, 10, 6, tzinfo=UTC))
    council.worker().tick()
    assert [place.slot.day for place in coming_between(council.desk, begins, ends)] == [26]
    made = planned_between(council.desk, begins, ends).items
    assert [(item.series, item.slot) for item in made] == [(series, datetime(2026, 10, 12, 8, 30, tzinfo=UTC))]


def test_a_quiet_period_is_shown_where_any_part_of_it_falls(council: Council) -> None:
    begin_quiet(
        council.desk,
        APPROVER,
        kind=QuietKind.PRE_ELECTION,
        name="Etholiad",
        reason="Cyfnod cyn etholiad.",
        begins=START + DAY,
        ends=START + 3 * DAY,
    )
    (band,) = quiet_between(council.desk, START + 2 * DAY, START + 9 * DAY)
    assert band.covers(START + DAY, ["board"])
    assert not band.covers(START + 3 * DAY, ["board"])
    assert quiet_between(council.desk, START, START + DAY) == []
    assert quiet_between(council.desk, START + 3 * DAY, START + 4 * DAY) == []


def test_postings_too_near_or_saying_the_same_name_each_other(council: Council) -> None:
    first = council.add(slot=START + HOUR)
    near = council.add(cy="Mae’r pwll ar agor.", en="The pool is open.", slot=START + HOUR + timedelta(minutes=5))
    again = council.add(slot=START + 5 * HOUR)
    items = planned_between(council.desk, *YEAR).items
    rules = replace(council.desk.rules, near_time=HOUR / 6, repeat_within=DAY)
    found = near_each_other(items, rules)
    assert {(one.code, one.ref, one.minutes) for one in found[first]} == {
        ("near_time", near, 5),
        ("repeat_same", again, 240),
    }
    assert [(one.code, one.ref) for one in found[near]] == [("near_time", first)]
    assert near_each_other(items, council.desk.rules) == {}


def test_a_slot_that_is_given_stands_in_the_plan_at_once(council: Council) -> None:
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, START + DAY)
    (item,) = planned_between(council.desk, START, START + 2 * DAY).items
    assert (item.state, item.lacks) == (show_posting(council.desk, ref).line.state, ())
