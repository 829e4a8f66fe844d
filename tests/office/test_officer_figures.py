"""The officer's figures are those of the rows: day by day, and brought up to date by what the record says grew."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from cydbost_connectors import Unavailable
from cydbost_queue.compliance.days import work_out
from cydbost_queue.compliance.keeping import count_days
from cydbost_queue.desk import Desk
from cydbost_queue.queries.compliance import Compliance, compliance, quantile
from cydbost_queue.record.verify import verify
from cydbost_queue.store import Store, open_store
from cydbost_queue.tables import Carries, Comment, DayFigures, Delivery, EnglishFirst, FiguresMark, Reply
from publishing.conftest import Council, council_at, declared
from publishing.faults import before

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from seed_office import seed_office

UNTIL = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
EVER = (date(2020, 1, 1), date(2027, 1, 1))

pytestmark = pytest.mark.parametrize("database", ["sqlite", "postgresql"])


@pytest.fixture
def seeded(new_address: Callable[[], str]) -> Iterator[Store]:
    with closing(open_store(new_address())) as store:
        seed_office(store, postings=910, comments=1200, entries=10_000, until=UNTIL)
        yield store


def raw_gaps(session: Session) -> dict[str, dict[Carries, datetime]]:
    exceptions = set(session.exec(select(EnglishFirst.posting_id)))
    found: dict[str, dict[Carries, datetime]] = {}
    for row in session.exec(select(Delivery).where(col(Delivery.posting_id).is_not(None))):
        if row.posting_id not in exceptions and row.live_at is not None:
            pair = found.setdefault(row.batch, {})
            if row.verified_at is not None:
                pair[Carries(row.carries)] = row.live_at
    return found


def test_the_figures_of_a_seeded_council_are_those_of_its_rows_and_its_record_is_whole(seeded: Store) -> None:
    assert verify(seeded).is_whole
    shown = compliance(Desk(seeded), *EVER)
    with seeded.reading() as session:
        pairs = raw_gaps(session)
        whole = [pair for pair in pairs.values() if len(pair) == 2]
        leads = [(pair[Carries.EN] - pair[Carries.CY]).total_seconds() for pair in whole]
        gaps = sorted(map(abs, leads))
        answers = session.exec(select(Comment, Reply).join(Reply, col(Reply.comment_id) == col(Comment.id))).all()
        comments = session.exec(select(Comment)).all()
    assert (shown.pairs.out, shown.pairs.whole) == (len(pairs), len(whole))
    assert shown.pairs.whole < shown.pairs.out
    assert shown.pairs.in_time == sum(gap <= 60 for gap in gaps) < shown.pairs.whole
    assert shown.pairs.welsh_first == sum(lead >= 0 for lead in leads) < shown.pairs.whole
    assert (shown.pairs.median, shown.pairs.p95) == (gaps[ceil(len(gaps) / 2) - 1], gaps[ceil(0.95 * len(gaps)) - 1])
    assert shown.pairs.longest == gaps[-1]
    assert (shown.exceptions.kept, shown.exceptions.late) == (1, 0)
    for language, figures in shown.answers.items():
        mine = [one for one in comments if one.reply_in == language]
        times = sorted(
            (reply.live_at - comment.written_at).total_seconds()
            for comment, reply in answers
            if comment.reply_in == language and reply.live_at is not None
        )
        assert (figures.received, figures.answered) == (len(mine), len(times))
        assert figures.none == sum(one.state == "no-answer" for one in mine)
        assert figures.open == sum(one.state == "open" for one in mine)
        assert figures.median == times[ceil(len(times) / 2) - 1]
    assert sum(month.pairs.out for month in shown.months) == shown.pairs.out
    assert sum(one.out for one in shown.channels.values()) == shown.pairs.out


def kept(council: Council) -> Compliance:
    assert count_days(council.desk)
    return compliance(council.desk, date(2026, 5, 1), date(2026, 7, 31))


def test_what_people_and_workers_do_is_counted_at_once_and_each_day_is_worked_out_anew(
    new_address: Callable[[], str], tmp_path: Path
) -> None:
    council = council_at(new_address(), tmp_path / "board.db")
    council.set_channel(declared())
    assert kept(council).pairs.out == 0
    council.scheduled()
    council.run_to(timedelta(hours=1))
    shown = kept(council)
    assert (shown.pairs.out, shown.pairs.whole, shown.pairs.in_time, shown.pairs.welsh_first) == (1, 1, 1, 1)
    council.scheduled()
    council.faulty["board-en"].meet("publish", before(Unavailable("down")))
    council.clock.advance(timedelta(hours=1))
    council.worker().tick()
    half = kept(council)  # the worker has not sealed since, or has: either is counted
    assert (half.pairs.out, half.pairs.whole) == (2, 1)
    council.run_to(timedelta(minutes=4))
    whole = kept(council)
    assert (whole.pairs.out, whole.pairs.whole, whole.pairs.in_time) == (2, 2, 1)
    assert whole.pairs.longest is not None
    assert whole.pairs.longest > 60
    with council.desk.store.writing() as session:  # the same from the rows alone
        everything = work_out(session, date(2026, 5, 1), date(2026, 7, 31), council.desk.rules.zone)
        stored = {row.day: (row.pairs, row.answers) for row in session.exec(select(DayFigures))}
        assert {day: (one.pairs, one.answers) for day, one in everything.items()} == stored
        mark = session.get(FiguresMark, "figures")
        assert mark is not None
        version = mark.version
    assert council.worker().tick().is_idle
    kept(council)
    kept(council)
    with council.desk.store.reading() as session:
        again = session.get(FiguresMark, "figures")
        assert again is not None
        assert again.version <= version + 1
    council.desk.store.close()
    council.board.close()


def test_a_quantile_is_one_of_the_values_and_nothing_in_between(database: str) -> None:
    assert quantile([], 0.5) is None
    assert [quantile([1, 2, 3, 4], share) for share in (0.25, 0.5, 0.95)] == [1, 2, 4]
