"""A worker that runs sees by itself that the record is not whole, and tells the right people once."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from cydbost_bot import i18n
from cydbost_bot.sentences import notice_sentence
from cydbost_queue.queries.notices import notices
from cydbost_queue.record import Tag
from cydbost_queue.record.newest import NEWEST, OTHERS, SealWatch, seals_between
from cydbost_queue.record.seals import seal
from cydbost_queue.tables import Seal
from cydbost_queue.views import NoticeView
from cydbost_queue.watching import Watch
from publishing.conftest import Council
from publishing.test_record import without_triggers

MINUTE = timedelta(minutes=1)


@pytest.fixture
def lived(council: Council) -> Council:
    """Return a council whose record has several seals."""
    for _ in range(4):
        council.add()
        council.run_to(MINUTE)
    return council


def told(council: Council) -> list[NoticeView]:
    return [one for one in notices(council.desk) if one.code == "record_flawed"]


def look(council: Council, watch: Watch) -> None:
    council.clock.advance(MINUTE)
    watch.look()


def test_a_whole_record_is_told_of_to_nobody(lived: Council) -> None:
    watch = Watch(lived.desk, lived.connectors, "one")
    for _ in range(3):
        look(lived, watch)
        lived.add()
        lived.worker().tick()
    assert told(lived) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE entry SET actor = 'nobody' WHERE subject = 'posting:4' AND number = 2", "entry_changed"),
        ("DELETE FROM entry WHERE subject = 'posting:4' AND number = 3", "entry_missing"),
        ("UPDATE seal SET root = hash WHERE id = 3", "seal_changed"),
        ("DELETE FROM seal_leaf WHERE seal_id = 2", "seal_changed"),
        ("UPDATE seal SET previous = hash WHERE id = 2", "seal_unlinked"),
        ("UPDATE entry SET hash = previous WHERE subject = 'posting:1' AND number = 1", "entry_changed"),
    ],
)
def test_what_is_not_whole_is_told_once_to_the_language_officer_and_the_administrator(
    lived: Council, statement: str, code: str
) -> None:
    without_triggers(lived, statement)
    for name in ("one", "two"):
        watch = Watch(lived.desk, lived.connectors, name)
        for _ in range(3):
            look(lived, watch)
    found = told(lived)
    assert code in {one.facts["flaw"] for one in found}
    assert {one.told for one in found} == {("language-officer", "administrator")}
    assert len({tuple(sorted(one.facts.items())) for one in found}) == len(found)
    with i18n.using("cy"):
        assert "Nid yw’r cofnod yn gyfan. P" in notice_sentence(found[0]) or "Sêl" in notice_sentence(found[0])


def test_the_end_of_the_seals_cannot_be_cut_off_unseen(lived: Council) -> None:
    with lived.desk.store.reading() as session:
        last = session.exec(select(func.max(Seal.id))).one()
    without_triggers(lived, f"DELETE FROM seal_leaf WHERE seal_id = {last}", f"DELETE FROM seal WHERE id = {last}")
    look(lived, Watch(lived.desk, lived.connectors, "one"))
    assert [one.facts["flaw"] for one in told(lived)] == ["seals_cut"]


def test_an_old_change_is_found_within_one_round_of_all_the_seals(council: Council) -> None:
    number = NEWEST + 3 * OTHERS
    for _ in range(number):
        with council.desk.system_act() as act:
            act.session.flush()
            council.clock.advance(timedelta(seconds=1))
            act.record("settings", Tag.CLOCK_RIGHT, seconds=0)
            assert seal(act.session, act.at) is not None
    without_triggers(council, f"UPDATE seal SET root = hash WHERE id = {number - NEWEST - 2}")
    watch = SealWatch()
    with council.desk.store.reading() as session:
        seen = [watch.look(session) for _ in range(5)]
        assert seals_between(session, 2, 1) == []
    assert [bool(one) for one in seen].count(True) >= 1
    assert seen[0] == []
