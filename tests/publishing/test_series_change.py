"""A series that changes from a day on, a day put back, and keys that are the same however often a place is made."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import select

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.series import add_series, skip_occurrence, stop_series, unskip_occurrence
from cydbost_queue.actions.series_change import change_series
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.queries.series import PlaceView, show_series
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Delivery, Posting, Restored
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, Council

DAY = timedelta(days=1)
WEEK = 7 * DAY
MINUTE = timedelta(minutes=1)
#: The council's clock begins on Monday 1 June 2026, 10am.
FIRST = datetime.fromisoformat("2026-06-08T09:30")
OTHER_ENGLISH = ENGLISH.replace("9.30am", "10.30am")
OTHER_WELSH = WELSH.replace("9.30yb", "10.30yb")


def begun(council: Council, rule: str = "FREQ=WEEKLY", first: datetime = FIRST) -> str:
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    series = add_series(council.desk, EDITOR, ref, rule, first)
    council.worker().tick()
    return series


def made(council: Council, series: str) -> list[PlaceView]:
    return [place for place in show_series(council.desk, series).places if place.ref]


def uids(council: Council) -> list[str]:
    with council.desk.store.reading() as session:
        return [row.uid for row in session.exec(select(Posting).order_by(Posting.id))]  # type: ignore[arg-type]  # a column


def test_a_day_that_was_left_out_before_it_was_made_is_put_back(council: Council) -> None:
    series = begun(council)
    skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 22))
    unskip_occurrence(council.desk, EDITOR, series, date(2026, 6, 22))
    for _ in range(3):
        council.run_to(WEEK)
    assert len(council.texts()) == 2 * 3


def test_a_day_that_was_left_out_after_it_was_made_is_made_anew_with_the_keys_it_had(council: Council) -> None:
    series = begun(council)
    first = made(council, series)[0]
    before = uids(council)
    skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    assert show_posting(council.desk, first.ref or "").line.state is PostingState.WITHDRAWN
    unskip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    again = made(council, series)[0]
    assert (again.wall, again.state, again.ref != first.ref) == (first.wall, PostingState.SCHEDULED, True)
    after = uids(council)
    assert after[-1] == before[1]
    assert len(set(after)) == len(after)
    council.run_to(WEEK)
    assert council.texts() == [WELSH, ENGLISH]
    acts = [entry.act for entry in entries(council.desk, subject="series:1")]
    assert acts[3:6] == ["series.skipped", "series.unskipped", "series.made"]
    assert verify(council.desk.store).is_whole


def test_a_day_passed_over_in_advance_is_put_back_after_the_worker_passed_it(council: Council) -> None:
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    series = add_series(council.desk, EDITOR, ref, "FREQ=WEEKLY", FIRST)
    skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    council.worker().tick()
    assert [place.wall.day for place in made(council, series)] == [15]
    unskip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    assert [place.wall.day for place in made(council, series)] == [8, 15]


def test_what_was_not_left_out_or_has_passed_is_not_put_back(council: Council) -> None:
    series = begun(council)
    with pytest.raises(Refused, match="not_skipped"):
        unskip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    with pytest.raises(Denied):
        unskip_occurrence(council.desk, TRANSLATOR, series, date(2026, 6, 8))
    council.run_to(WEEK)
    with pytest.raises(Refused, match="slot_past"):
        unskip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    stop_series(council.desk, EDITOR, series, "Enough")
    skip = date(2026, 6, 22)
    with pytest.raises(Refused, match="no_occurrence"):
        unskip_occurrence(council.desk, EDITOR, series, skip)


def test_another_time_of_day_counts_from_a_day_on_and_keeps_the_approvals(council: Council) -> None:
    series = begun(council, "FREQ=WEEKLY;COUNT=4")
    after = change_series(council.desk, EDITOR, series, from_day=date(2026, 6, 10), at=time(11, 0))
    council.worker().tick()
    assert [place.wall for place in made(council, series)] == [FIRST]
    view = show_series(council.desk, after)
    assert (view.rule, view.pattern) == ("FREQ=WEEKLY;COUNT=3", show_series(council.desk, series).pattern)
    assert [place.slot for place in view.places] == [datetime(2026, 6, day, 10, 0, tzinfo=UTC) for day in (15, 22, 29)]
    council.run_to(WEEK)
    council.run_to(WEEK)
    assert len(council.texts()) == 2
    council.run_to(90 * MINUTE)
    assert len(council.texts()) == 4
    assert verify(council.desk.store).is_whole


def test_new_words_wait_for_an_approval_of_their_own_and_the_old_never_go_out(council: Council) -> None:
    series = begun(council)
    contents = {Language.CY: Content(OTHER_WELSH), Language.EN: Content(OTHER_ENGLISH)}
    after = change_series(council.desk, EDITOR, series, contents=contents)
    council.worker().tick()
    places = made(council, after)
    assert [(place.wall.day, place.state) for place in places] == [(8, PostingState.DRAFT), (15, PostingState.DRAFT)]
    assert made(council, series) == [] or all(one.state is PostingState.WITHDRAWN for one in made(council, series))
    approve(council.desk, APPROVER, show_series(council.desk, after).pattern)
    council.run_to(MINUTE)
    council.run_to(WEEK)
    assert council.texts() == [OTHER_WELSH, OTHER_ENGLISH]


def test_one_language_alone_keeps_the_other_and_the_gate_stays_shut(council: Council) -> None:
    series = begun(council)
    after = change_series(council.desk, EDITOR, series, contents={Language.EN: Content(OTHER_ENGLISH)})
    pattern = show_posting(council.desk, show_series(council.desk, after).pattern)
    assert (pattern.versions[Language.CY].text, pattern.versions[Language.CY].author) == (WELSH, TRANSLATOR.name)
    assert not pattern.verdict.is_open
    council.run_to(WEEK)
    assert council.texts() == []


@pytest.mark.parametrize(
    ("rule", "at", "left"),
    [
        ("FREQ=DAILY;UNTIL=20260610T093000", time(15, 0), [8, 9, 10]),
        ("FREQ=DAILY;COUNT=3", time(8, 0), [8, 9, 10]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=2", time(9, 0), [8, 22]),
    ],
)
def test_what_is_left_of_the_rule_stays_the_rule(council: Council, rule: str, at: time, left: list[int]) -> None:
    after = change_series(council.desk, EDITOR, begun(council, rule), at=at)
    assert [place.wall.day for place in show_series(council.desk, after).places] == left


def test_a_place_of_today_whose_new_time_has_passed_is_left_out(council: Council) -> None:
    series = begun(council, "FREQ=DAILY;COUNT=3", datetime.fromisoformat("2026-06-01T15:00"))
    after = change_series(council.desk, EDITOR, series, at=time(9, 0))
    assert [place.wall.day for place in show_series(council.desk, after).places] == [2, 3]


def test_a_change_of_nothing_or_of_what_is_over_is_refused(council: Council) -> None:
    series = begun(council, "FREQ=WEEKLY;COUNT=1")
    with pytest.raises(Refused, match="nothing_changed"):
        change_series(council.desk, EDITOR, series)
    with pytest.raises(Refused, match="series_over"):
        change_series(council.desk, EDITOR, series, from_day=date(2026, 7, 1), at=time(9, 0))
    for contents in ({}, {Language.CY: Content(OTHER_WELSH)}):
        with pytest.raises(Denied):
            change_series(council.desk, TRANSLATOR, series, at=time(9, 0), contents=contents)
    with pytest.raises(Denied):
        change_series(council.desk, APPROVER, series, contents={Language.CY: Content(OTHER_WELSH)})


def test_two_councils_that_begin_alike_have_other_keys_and_one_restored_the_same(
    make_council: Callable[..., Council],
) -> None:
    one, other = make_council(), make_council()
    begun(one)
    begun(other)
    assert not set(uids(one)) & set(uids(other))
    with one.desk.store.reading() as session, other.desk.store.writing() as theirs:
        pattern, restored = session.get(Posting, 1), theirs.get(Posting, 1)
        assert pattern is not None
        assert restored is not None
        restored.uid = pattern.uid  # as a restore before the first occurrence would have it
        theirs.add(restored)
    series = begun(other, first=FIRST + timedelta(hours=1))
    unlike = uids(other)
    assert not set(unlike[1:]) & set(uids(one)[1:]), series
    skip_occurrence(other.desk, EDITOR, "S1", date(2026, 6, 8))
    unskip_occurrence(other.desk, EDITOR, "S1", date(2026, 6, 8))
    assert uids(other)[-1] == uids(one)[1]


def test_an_occurrence_made_again_after_a_restore_is_asked_for_before_it_is_sent(council: Council) -> None:
    series = begun(council)
    with council.desk.store.writing() as session:
        session.add(
            Restored(
                backup_at=council.clock.now(), at=council.clock.now() + MINUTE, by="x", opened_at=council.clock.now()
            )
        )
    council.run_to(2 * MINUTE)
    skip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    unskip_occurrence(council.desk, EDITOR, series, date(2026, 6, 8))
    council.run_to(WEEK - 2 * MINUTE)
    found = entries(council.desk, subject="posting:4")
    moves = [entry.data["to"] for entry in found if entry.act == "delivery.moved"]
    assert moves[0] == DeliveryState.UNKNOWN.value
    assert council.texts() == [WELSH, ENGLISH]
    with council.desk.store.reading() as session:
        assert len(session.exec(select(Delivery)).all()) == 2
