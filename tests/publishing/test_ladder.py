"""The ladder of a Welsh deadline: each step once, none early, none forgotten, and reminders that never flood."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cydbost_queue.telling.ladder import DEFAULT, Ladder, Rung, Step, step_at

START = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)  #: the deadline falls in the hour that is shown twice
MINUTE = timedelta(minutes=1)

percents = st.lists(st.integers(0, 99), max_size=4, unique=True).map(lambda some: (*sorted(some), 100))
ladders = st.builds(
    lambda at, every: Ladder(tuple(Step(one, ("translator",)) for one in at), timedelta(minutes=every)),
    percents,
    st.integers(1, 600),
)
allowed = st.integers(1, 240).map(lambda minutes: minutes * MINUTE)
#: Minutes between one look and the next: a worker that runs, and one that was away.
looks = st.lists(st.integers(0, 20) | st.integers(60, 4000), max_size=25)


def climb(ladder: Ladder, deadline: datetime, gaps: list[int]) -> list[tuple[datetime, Rung]]:
    """Return what is taken and when, by a worker that looks after each of ``gaps`` minutes, and remembers only rows."""
    now, taken = START, list[tuple[datetime, Rung]]()
    for gap in [0, *gaps]:
        now += gap * MINUTE
        taken += [(now, rung) for rung in ladder.due(START, deadline, now, [rung for _at, rung in taken])]
    return taken


@given(ladders, allowed, looks)
def test_each_step_is_taken_once_never_early_and_never_forgotten(
    ladder: Ladder, wait: timedelta, gaps: list[int]
) -> None:
    deadline = START + wait
    taken = climb(ladder, deadline, gaps)
    rungs = [rung for _at, rung in taken]
    assert len(rungs) == len(set(rungs))
    assert all(at >= step_at(START, deadline, rung.percent) for at, rung in taken)
    end = START + sum(gaps) * MINUTE
    due = [Rung(step.percent) for step in ladder.steps if step_at(START, deadline, step.percent) <= end]
    assert [rung for rung in rungs if not rung.again] == due


@given(ladders, allowed, looks)
def test_reminders_while_late_come_in_order_and_one_at_each_look_at_most(
    ladder: Ladder, wait: timedelta, gaps: list[int]
) -> None:
    taken = [(at, rung) for at, rung in climb(ladder, START + wait, gaps) if rung.again]
    assert [rung.again for _at, rung in taken] == sorted({rung.again for _at, rung in taken})
    assert all(at >= START + wait + ladder.late_every for at, _rung in taken)
    if sum(gaps) * MINUTE >= wait + ladder.late_every:
        assert taken


def test_a_late_welsh_is_reminded_of_every_half_hour_and_after_a_day_once_a_day() -> None:
    deadline = START + 30 * MINUTE
    taken = climb(DEFAULT, deadline, [1] * (5 * 24 * 60))
    assert [rung.percent for _at, rung in taken if not rung.again] == [0, 50, 80, 100]
    reminders = [(at - deadline) for at, rung in taken if rung.again]
    assert reminders[:3] == [timedelta(minutes=30), timedelta(minutes=60), timedelta(minutes=90)]
    assert reminders[-1] - reminders[-2] == timedelta(days=1)
    assert len(reminders) == 48 + 3


def test_a_reminder_tells_whom_the_last_step_told() -> None:
    assert DEFAULT.told_at(Rung(100, 7)) == DEFAULT.told_at(Rung(100))
    assert DEFAULT.told_at(Rung(33)) == ()
