"""A rota by the clock on the wall: somebody is on call at every instant, also where the clocks change."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_queue.telling.rota import Cover, Rota, Shift, instant_of

LONDON = ZoneInfo("Europe/London")
EVERY_DAY = frozenset(range(7))
SPRING = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)  #: 01:00 GMT becomes 02:00 BST
AUTUMN = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  #: 02:00 BST becomes 01:00 GMT
MINUTE = timedelta(minutes=1)

wall = datetime.fromisoformat  #: a time on the wall has no zone

clocks = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0, fold=0))
near_a_change = st.builds(
    lambda change, minutes: change + minutes * MINUTE, st.sampled_from([SPRING, AUTUMN]), st.integers(-1500, 1500)
)
any_moment = st.datetimes(wall("2026-01-01 00:00"), wall("2028-01-01 00:00"), timezones=st.just(UTC)) | near_a_change
walls = st.datetimes(wall("2026-10-24 00:00"), wall("2026-10-27 00:00")) | st.datetimes(
    wall("2027-03-27 00:00"), wall("2027-03-30 00:00")
)


def relay(times: list[time]) -> Rota:
    """Return a rota of every day with a handover at each of ``times``: nobody twice, no gap."""
    cuts = sorted(times)
    runs = zip(cuts, [*cuts[1:], cuts[0]], strict=True)
    return Rota(tuple(Shift(EVERY_DAY, begins, ends, (f"{begins:%H:%M}",)) for begins, ends in runs))


relays = st.lists(clocks, min_size=1, max_size=5, unique=True)


@given(relays, any_moment)
def test_a_rota_without_gaps_has_exactly_one_on_call_at_every_instant(times: list[time], moment: datetime) -> None:
    assert len(relay(times).on_call(moment, LONDON)) == 1


@given(relays, any_moment)
def test_who_is_on_call_is_whom_the_clock_on_the_wall_names(times: list[time], moment: datetime) -> None:
    local = moment.astimezone(LONDON)
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return  # an hour shown twice: the next test's
    before = [one for one in sorted(times) if one <= local.time()]
    assert relay(times).on_call(moment, LONDON) == (f"{(before or sorted(times))[-1]:%H:%M}",)


fives = st.tuples(st.integers(0, 23), st.integers(0, 11)).map(lambda one: time(one[0], one[1] * 5))


@given(st.lists(fives, min_size=2, max_size=6, unique=True), st.sampled_from([SPRING, AUTUMN]))
def test_each_handover_happens_once_in_the_night_the_clocks_change(times: list[time], change: datetime) -> None:
    noon = datetime.combine(change.date(), time(12))
    begins, ends = instant_of(noon - timedelta(days=1), LONDON), instant_of(noon, LONDON)
    moments = [begins + number * 5 * MINUTE for number in range((ends - begins) // (5 * MINUTE))]
    seen = [relay(times).on_call(moment, LONDON) for moment in moments]
    turns = sum(now != before for before, now in pairwise(seen))
    assert turns <= len(times)
    assert turns <= len(relay(times).handovers(begins, ends, LONDON)) <= len(times)


@given(walls, walls)
def test_a_later_time_on_the_wall_is_never_an_earlier_instant(one: datetime, other: datetime) -> None:
    first, second = sorted([one, other])
    assert instant_of(first, LONDON) <= instant_of(second, LONDON)


@given(walls)
def test_a_time_on_the_wall_is_the_first_instant_that_shows_it_or_passes_it(shown: datetime) -> None:
    instant = instant_of(shown, LONDON)
    assert instant.astimezone(LONDON).replace(tzinfo=None) >= shown
    just_before = (instant - timedelta(seconds=1)).astimezone(LONDON).replace(tzinfo=None)
    assert just_before < shown


@pytest.mark.parametrize(
    ("shown", "instant"),
    [
        (wall("2027-03-28 01:30"), SPRING),  # skipped
        (wall("2027-03-28 02:30"), SPRING + 30 * MINUTE),
        (wall("2026-10-25 01:30"), AUTUMN - 30 * MINUTE),  # the first of two
        (wall("2026-10-25 02:00"), AUTUMN + 60 * MINUTE),
    ],
)
def test_a_time_skipped_is_the_change_itself_and_one_shown_twice_its_first(shown: datetime, instant: datetime) -> None:
    assert instant_of(shown, LONDON) == instant


NIGHTS = Rota(
    (
        Shift(frozenset(range(5)), time(8), time(18), ("day",)),
        Shift(EVERY_DAY, time(18), time(8), ("night",)),
        Shift(frozenset({5, 6}), time(8), time(18), ("weekend",)),
    ),
    (Cover(wall("2026-12-25 00:00"), wall("2026-12-27 08:00"), ("holiday",)),),
)


@pytest.mark.parametrize(
    ("moment", "people"),
    [
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), ("night",)),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), ("day",)),
        (datetime(2026, 11, 23, 18, 0, tzinfo=UTC), ("night",)),
        (datetime(2026, 11, 28, 12, 0, tzinfo=UTC), ("weekend",)),
        (datetime(2026, 7, 20, 7, 0, tzinfo=UTC), ("day",)),  # 8am in summer
        (datetime(2026, 12, 24, 23, 59, tzinfo=UTC), ("night",)),
        (datetime(2026, 12, 25, 0, 0, tzinfo=UTC), ("holiday",)),
        (datetime(2026, 12, 27, 7, 59, tzinfo=UTC), ("holiday",)),
        (datetime(2026, 12, 27, 8, 0, tzinfo=UTC), ("weekend",)),
    ],
)
def test_shifts_cross_midnight_and_dated_cover_stands_in_for_them(moment: datetime, people: tuple[str, ...]) -> None:
    assert NIGHTS.on_call(moment, LONDON) == people


def test_an_end_at_the_beginning_is_a_whole_day_and_shifts_that_overlap_are_all_on_call() -> None:
    rota = Rota((Shift(EVERY_DAY, time(0), time(0), ("a",)), Shift(EVERY_DAY, time(9), time(17), ("b", "a"))))
    assert rota.on_call(datetime(2026, 11, 23, 3, tzinfo=UTC), LONDON) == ("a",)
    assert rota.on_call(datetime(2026, 11, 23, 12, tzinfo=UTC), LONDON) == ("a", "b")


def test_the_last_cover_counts_and_a_rota_may_have_nobody() -> None:
    begins, ends = wall("2026-12-24 00:00"), wall("2027-01-02 00:00")
    both = (
        Cover(begins, ends, ("fortnight",)),
        Cover(wall("2026-12-26 00:00"), wall("2026-12-27 00:00"), ("boxing-day",)),
    )
    assert Rota((), both).on_call(datetime(2026, 12, 26, 9, tzinfo=UTC), LONDON) == ("boxing-day",)
    assert Rota((), both).on_call(datetime(2026, 12, 28, 9, tzinfo=UTC), LONDON) == ("fortnight",)
    assert Rota((), both).on_call(datetime(2027, 6, 1, tzinfo=UTC), LONDON) == ()
