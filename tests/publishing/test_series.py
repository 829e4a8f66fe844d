"""A series makes each of its occurrences once, ahead of its time, with the approvals of the very words it says."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.expiring import expire
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.series import add_series, skip_occurrence, stop_series
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.queries.series import PlaceView, list_series, show_series
from cydbost_queue.record.verify import verify
from cydbost_queue.series.making import attend_series
from cydbost_queue.states import PostingState
from cydbost_queue.tables import ApprovalKind, HeldReason
from publishing.conftest import (
    ADMINISTRATOR,
    APPROVER,
    EDITOR,
    ENGLISH,
    LANGUAGE_OFFICER,
    TRANSLATOR,
    WELSH,
    Council,
)

DAY = timedelta(days=1)
WEEK = 7 * DAY
MONDAYS = "FREQ=WEEKLY;BYDAY=MO"
#: The council's clock begins on Monday 1 June 2026, 10am.
FIRST = datetime.fromisoformat("2026-06-08T09:30")
OTHER_ENGLISH = ENGLISH.replace("9.30am", "10.30am")
OTHER_WELSH = WELSH.replace("9.30yb", "10.30yb")


def series_of(council: Council, rule: str = MONDAYS, *, approved: bool = True, first: datetime = FIRST) -> str:
    """Begin a series, and let the worker make what is to be made now."""
    ref = council.add()
    if approved:
        approve(council.desk, APPROVER, ref)
    series = add_series(council.desk, EDITOR, ref, rule, first)
    council.worker().tick()
    return series


def made(council: Council, series: str) -> list[PlaceView]:
    return [place for place in show_series(council.desk, series).places if place.ref]


def state(council: Council, ref: str | None) -> PostingState:
    return show_posting(council.desk, ref or "").line.state


def pattern_of(council: Council, series: str) -> str:
    return show_series(council.desk, series).pattern


def test_occurrences_are_made_ahead_with_the_approvals_of_their_pattern(council: Council) -> None:
    series = series_of(council)
    places = made(council, series)
    assert [place.slot for place in places] == [datetime(2026, 6, day, 8, 30, tzinfo=UTC) for day in (8, 15)]
    for place in places:
        view = show_posting(council.desk, place.ref or "")
        assert view.line.state is PostingState.SCHEDULED
        assert {(one.language, one.kind, one.by) for one in view.approvals} == {
            (language, ApprovalKind.SERIES, APPROVER.name) for language in Language
        }
        assert {version.author for version in view.versions.values()} == {EDITOR.name, TRANSLATOR.name}
    council.run_to(WEEK)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, pattern_of(council, series)) is PostingState.READY
    council.run_to(WEEK)
    assert council.texts() == [WELSH, ENGLISH] * 2
    assert verify(council.desk.store).is_whole


def test_a_second_worker_and_a_restart_make_nothing_again(council: Council) -> None:
    series_of(council)
    before = [line.ref for line in list_postings(council.desk)]
    council.worker("second").tick()
    council.run_to(timedelta(minutes=1))
    assert [line.ref for line in list_postings(council.desk)] == before


def test_a_worker_that_dies_before_it_keeps_what_it_made_leaves_nothing(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = add_series(council.desk, EDITOR, council.add(), MONDAYS, FIRST)

    def die(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("cydbost_queue.series.making.next_wall", die)
        with pytest.raises(SystemExit):
            attend_series(council.desk)
    assert made(council, series) == []
    council.worker().tick()
    assert len(made(council, series)) == 2


def test_an_occurrence_of_an_unapproved_pattern_waits_and_is_held_when_its_time_passes(council: Council) -> None:
    series = series_of(council, approved=False)
    first, second = made(council, series)
    assert state(council, first.ref) is PostingState.DRAFT
    assert "occurrence_waits" in {notice.code for notice in notices(council.desk, roles=["approver"])}
    council.run_to(WEEK)
    view = show_posting(council.desk, first.ref or "")
    assert (view.line.state, view.line.held_reason) == (PostingState.HELD, HeldReason.SLOT_MISSED)
    approve(council.desk, APPROVER, pattern_of(council, series))
    council.run_to(timedelta(minutes=1))
    assert state(council, first.ref) is PostingState.HELD
    assert state(council, second.ref) is PostingState.SCHEDULED
    assert council.texts() == []


def test_an_edit_of_the_pattern_ends_the_approvals_of_what_is_not_out_at_once(council: Council) -> None:
    series = series_of(council)
    council.run_to(WEEK)
    pattern = pattern_of(council, series)
    edit_version(council.desk, EDITOR, pattern, Language.EN, Content(OTHER_ENGLISH))
    following = [place for place in made(council, series) if place.state is not PostingState.PUBLISHED]
    assert following
    for place in following:
        view = show_posting(council.desk, place.ref or "")
        assert view.line.state is PostingState.DRAFT
        assert all(one.is_void for one in view.approvals)
    edit_version(council.desk, TRANSLATOR, pattern, Language.CY, Content(OTHER_WELSH))
    approve(council.desk, APPROVER, pattern)
    council.run_to(timedelta(minutes=1))
    for place in following:
        view = show_posting(council.desk, place.ref or "")
        assert view.line.state is PostingState.SCHEDULED
        assert view.versions[Language.EN].text == OTHER_ENGLISH
    council.run_to(WEEK)
    assert council.texts() == [WELSH, ENGLISH, OTHER_WELSH, OTHER_ENGLISH]


def test_one_occurrence_can_say_something_of_its_own(council: Council) -> None:
    series = series_of(council)
    first, second = made(council, series)
    edit_version(council.desk, EDITOR, first.ref or "", Language.EN, Content(OTHER_ENGLISH))
    council.run_to(timedelta(minutes=1))
    view = show_posting(council.desk, first.ref or "")
    assert (view.line.state, view.versions[Language.EN].text) == (PostingState.DRAFT, OTHER_ENGLISH)
    assert [place.own for place in made(council, series)] == [True, False]
    edit_version(council.desk, EDITOR, pattern_of(council, series), Language.EN, Content(OTHER_ENGLISH + " Thank you."))
    council.run_to(timedelta(minutes=1))
    assert show_posting(council.desk, first.ref or "").versions[Language.EN].text == OTHER_ENGLISH
    assert show_posting(council.desk, second.ref or "").versions[Language.EN].text.endswith("Thank you.")


def test_nobody_who_wrote_the_pattern_approves_an_occurrence(council: Council) -> None:
    both = Actor("writing-manager", frozenset({Role.AUTHOR, Role.APPROVER}))
    series = series_of(council, approved=False)
    edit_version(council.desk, both, pattern_of(council, series), Language.EN, Content(OTHER_ENGLISH))
    edit_version(council.desk, EDITOR, pattern_of(council, series), Language.EN, Content(ENGLISH))
    council.run_to(timedelta(minutes=1))
    with pytest.raises(Denied, match="own_text"):
        approve(council.desk, both, made(council, series)[0].ref or "")


def test_one_place_is_skipped_before_or_after_it_was_made(council: Council) -> None:
    series = series_of(council)
    for day in (8, 29):
        skip_occurrence(council.desk, EDITOR, series, date(2026, 6, day))
    with pytest.raises(Refused, match="skipped_already"):
        skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    with pytest.raises(Refused, match="no_occurrence"):
        skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 9))
    with pytest.raises(Refused, match="slot_past"):
        add_series(council.desk, EDITOR, council.add(), "FREQ=DAILY;COUNT=1", FIRST - 2 * WEEK)
    for _ in range(5):
        council.run_to(WEEK)
    assert len(council.texts()) == 2 * 3  # 15 and 22 June, 6 July
    with pytest.raises(Refused, match="already_released"):
        skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 15))


def test_the_rest_is_stopped_at_once_or_from_a_day(council: Council) -> None:
    series = series_of(council)
    assert stop_series(council.desk, EDITOR, series, "The campaign ends early", from_day=date(2026, 6, 10)) == 1
    with pytest.raises(Refused, match="series_over"):
        stop_series(council.desk, EDITOR, series, "Again", from_day=date(2026, 6, 20))
    council.run_to(WEEK)
    council.run_to(WEEK)
    assert len(council.texts()) == 2
    assert show_series(council.desk, series).is_over
    with pytest.raises(Refused, match="no_occurrence"):
        skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 22))
    now = series_of(council, "FREQ=DAILY", first=FIRST + 2 * WEEK)
    assert stop_series(council.desk, EDITOR, now, "Enough") > 0
    with pytest.raises(Refused, match="series_over"):
        stop_series(council.desk, EDITOR, now, "Enough")


def test_a_series_ends_after_its_count_or_on_its_last_day(council: Council) -> None:
    for rule in ("FREQ=DAILY;COUNT=2", "FREQ=DAILY;UNTIL=20260609"):
        series = series_of(council, rule)
        assert [place.wall.day for place in show_series(council.desk, series).places] == [8, 9]
        assert show_series(council.desk, series).is_over


def test_what_no_worker_made_in_time_is_held_and_never_sent_by_itself(council: Council) -> None:
    series = series_of(council, "FREQ=DAILY;COUNT=30")
    council.run_to(25 * DAY)
    council.run_to(timedelta(minutes=1))
    held = list_postings(council.desk, states=[PostingState.HELD])
    assert len(held) == 19  # of 8 to 26 June: the last passed half an hour before it was made
    assert {line.held_reason for line in held} == {HeldReason.SLOT_MISSED}
    assert len(made(council, series)) == 30
    council.run_to(DAY)
    assert all(state(council, line.ref) is PostingState.HELD for line in held)


def test_the_pattern_itself_never_goes_out(council: Council) -> None:
    series = series_of(council)
    pattern = pattern_of(council, series)
    later = council.clock.now() + DAY
    with pytest.raises(Refused, match="is_pattern"):
        schedule(council.desk, EDITOR, pattern, later)
    with pytest.raises(Refused, match="is_pattern"):
        withdraw(council.desk, APPROVER, pattern, "Why not")
    with pytest.raises(Refused, match="is_pattern"):
        expire(council.desk, EDITOR, pattern, later)
    with pytest.raises(Refused, match="is_pattern"):
        add_series(council.desk, EDITOR, pattern, MONDAYS, FIRST)
    stop_series(council.desk, EDITOR, series, "Enough")
    council.run_to(timedelta(minutes=1))
    schedule(council.desk, EDITOR, pattern, later)
    assert state(council, pattern) is PostingState.SCHEDULED


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "BYDAY=MO",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,10",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20260701",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=20260231",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;UNTIL=20200101",
        "EXDATE=20260608T090000",
        "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 150),
        "\N{LATIN SMALL LETTER DOTLESS I}",
    ],
)
def test_a_rule_that_names_nothing_or_cannot_be_kept_is_refused(council: Council, rule: str) -> None:
    with pytest.raises(Refused, match="rule_"):
        add_series(council.desk, EDITOR, council.add(), rule, FIRST)


def test_only_those_who_may_schedule_begin_skip_and_stop(council: Council) -> None:
    series = series_of(council)
    for actor in (TRANSLATOR, LANGUAGE_OFFICER, ADMINISTRATOR):
        with pytest.raises(Denied):
            add_series(council.desk, actor, council.add(), MONDAYS, FIRST)
        with pytest.raises(Denied):
            skip_occurrence(council.desk, actor, series, date(2026, 6, 8))
        with pytest.raises(Denied):
            stop_series(council.desk, actor, series, "No")
    for name in ("S99", "P1", "x"):
        with pytest.raises(NotFound, match="no_series"):
            show_series(council.desk, name)


def test_a_posting_with_a_time_or_that_is_out_is_no_pattern(council: Council) -> None:
    with pytest.raises(Refused, match="no_pattern"):
        add_series(council.desk, EDITOR, council.scheduled(), MONDAYS, FIRST)
    council.run_to(timedelta(hours=1))
    with pytest.raises(Refused, match="no_pattern"):
        add_series(council.desk, EDITOR, "P1", MONDAYS, FIRST)


def test_each_act_on_a_series_leaves_its_entry(council: Council) -> None:
    series = series_of(council)
    skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    stop_series(council.desk, EDITOR, series, "Enough")
    acts = [entry.act for entry in entries(council.desk, subject=f"series:{series[1:]}")]
    assert acts == ["series.added", "series.made", "series.made", "series.skipped", "series.stopped"]
    assert [view.ref for view in list_series(council.desk)] == [series]


def test_workers_side_by_side_make_each_occurrence_once(make_council: Callable[..., Council]) -> None:
    council = make_council()
    for _ in range(3):
        ref = council.add()
        approve(council.desk, APPROVER, ref)
        add_series(council.desk, EDITOR, ref, "FREQ=DAILY;COUNT=5", FIRST)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: council.worker().tick(), range(8)))
    for view in list_series(council.desk):
        assert len(made(council, view.ref)) == 5
    assert len(list_postings(council.desk, states=[PostingState.SCHEDULED])) == 15
