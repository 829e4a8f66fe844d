"""What went out in both languages is remembered, found by what is like it, and never put in unasked."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.rewriting import write_again
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.memory.keeping import fill_memory, remember_due
from cydbost_queue.memory.recalling import recall
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.tables import MemoryDue, MemoryKey, MemorySegment
from office.office_rig import House
from publishing.conftest import APPROVER, EDITOR, ENGLISH, LANGUAGE_OFFICER, WELSH

HOUR = timedelta(hours=1)
SOON = "The library in Ruthin will be closed on Tuesday 14 July 2026."


def publish(house: House, *, cy: str = WELSH, en: str = ENGLISH) -> str:
    council = house.council
    ref = council.add(cy=cy, en=en)
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    return ref


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_is_like_an_earlier_text_is_suggested_with_the_facts_that_differ(house: House) -> None:
    desk = house.council.desk
    ref = publish(house)
    (found,) = recall(desk, Language.EN, SOON)
    (best, *_) = found.suggestions
    assert best.other == "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026."
    assert (best.ref, best.approved_by, best.is_live) == (ref, (APPROVER.name,), True)
    assert 80 <= best.likeness < 100
    assert [one.check for one in best.differing] == ["dates"]
    assert [best.other[span.start : span.end] for span in best.spans] == ["ddydd Llun 8 Mehefin 2026"]
    (same, *_) = recall(desk, Language.CY, "Bydd yn ailagor am 9.30yb ddydd Mawrth.")
    assert same.suggestions[0].is_same
    assert same.suggestions[0].other == "It will reopen at 9.30am on Tuesday."
    assert recall(desk, Language.EN, "Nothing like this was ever said before by anybody.") == ()
    assert recall(desk, Language.EN, "") == ()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_is_said_again_is_kept_once_and_told_of_the_last_time(house: House) -> None:
    desk = house.council.desk
    publish(house)
    with desk.store.reading() as session:
        before = len(session.exec(select(MemorySegment)).all())
    house.council.clock.advance(timedelta(days=2))
    again = publish(house)
    with desk.store.reading() as session:
        rows = session.exec(select(MemorySegment)).all()
        assert len(rows) == before == 3
        assert {row.posting_id for row in rows} == {int(again[1:])}
        assert session.exec(select(MemoryDue)).all() == []
    withdraw(desk, APPROVER, again, "No longer right")
    house.council.run_to(HOUR)
    assert not recall(desk, Language.EN, SOON)[0].suggestions[0].is_live


def test_a_memory_that_was_lost_is_filled_from_what_is_published(house: House) -> None:
    desk = house.council.desk
    publish(house)
    with desk.store.writing() as session:
        for table in (MemoryKey, MemorySegment, MemoryDue):
            for row in session.exec(select(table)).all():
                session.delete(row)
            session.flush()
    assert recall(desk, Language.EN, SOON) == ()
    assert fill_memory(desk) == 1
    assert recall(desk, Language.EN, SOON) != ()
    assert (fill_memory(desk), remember_due(desk)) == (0, 0)


def test_only_what_went_out_is_remembered(house: House) -> None:
    house.council.scheduled()
    house.council.worker().tick()
    assert recall(house.council.desk, Language.EN, SOON) == ()


def test_a_whole_pair_can_be_written_again_as_a_draft_of_its_own(house: House) -> None:
    desk = house.council.desk
    former = publish(house)
    ref = write_again(desk, EDITOR, former)
    view, before = show_posting(desk, ref), show_posting(desk, former)
    assert ref != former
    assert (view.line.state, view.line.slot, view.line.channels) == (PostingState.DRAFT, None, before.line.channels)
    assert {one: said.text for one, said in view.versions.items()} == {Language.CY: WELSH, Language.EN: ENGLISH}
    assert {said.author for said in view.versions.values()} == {EDITOR.name}
    with pytest.raises(Denied):
        write_again(desk, LANGUAGE_OFFICER, former)
    empty = add_posting(desk, EDITOR, label="Gwag", channels=["board"], contents={})
    with pytest.raises(Refused):
        write_again(desk, EDITOR, empty)
