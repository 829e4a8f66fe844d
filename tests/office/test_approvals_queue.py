"""What waits for whose word, and what was sent back."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.sending_back import send_back
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.credentials import forecast
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.approvals import number_waiting, sent_back, waiting_for
from cydbost_queue.queries.record_search import Sought, chain_of, search_record
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Account, AccountHealth, Notice, Posting
from cydbost_queue.views import EntryView
from office.office_rig import House
from publishing.conftest import ADMINISTRATOR, APPROVER, EDITOR, TRANSLATOR, Council


@pytest.fixture
def council(house: House) -> Council:
    return house.council


def test_emergencies_and_the_soonest_slot_come_first_and_nobody_is_asked_about_their_own_text(council: Council) -> None:
    later = council.add(slot=council.clock.now() + timedelta(days=2))
    without = council.add()
    soon = council.add(slot=council.clock.now() + timedelta(hours=2))
    council.add(cy=None)  # nothing to approve before its Welsh is there
    page = waiting_for(council.desk, APPROVER, most=2)
    assert [pair.ref for pair in page.pairs] == [soon, later]
    assert (page.number, page.is_more) == (3, True)
    assert [pair.ref for pair in waiting_for(council.desk, APPROVER, skip=2).pairs] == [without]
    first = page.pairs[0]
    assert first.titles[Language.CY].startswith("Bydd y llyfrgell")
    assert first.writers == ("translator", "comms-editor")
    assert first.languages == (Language.CY, Language.EN)
    assert first.is_clean
    writer = Actor("translator", frozenset({Role.TRANSLATOR, Role.APPROVER}))
    assert {pair.languages for pair in waiting_for(council.desk, writer).pairs} == {(Language.EN,)}
    assert waiting_for(council.desk, EDITOR).pairs == ()
    approve(council.desk, APPROVER, soon)
    assert number_waiting(council.desk, APPROVER) == 2


def test_what_stands_in_the_way_is_told_with_what_waits(council: Council) -> None:
    ref = council.add(en="The library in Ruthin will be closed on Monday 9 June 2026.")
    (pair,) = waiting_for(council.desk, APPROVER).pairs
    assert pair.ref == ref
    assert not pair.is_clean


def test_a_pair_sent_back_waits_for_nobody_until_it_is_written_anew_and_its_writers_are_told(council: Council) -> None:
    ref = council.scheduled()
    with pytest.raises(Denied):
        send_back(council.desk, EDITOR, ref, "The date is wrong.")
    with pytest.raises(Refused):
        send_back(council.desk, APPROVER, ref, "  ")
    send_back(council.desk, APPROVER, ref, "The date is wrong.")
    assert number_waiting(council.desk, APPROVER) == 0
    with council.desk.store.reading() as session:
        posting = session.exec(select(Posting)).one()
        assert posting.state is PostingState.DRAFT
        told = session.exec(select(Notice).where(Notice.code == "posting_sent_back")).one()
        assert told.told == "|person:comms-editor|person:translator|"
    seen = sent_back(council.desk, posting.id or 0)
    assert seen is not None
    assert (seen.by, seen.reason) == ("comms-manager", "The date is wrong.")
    assert "The date" not in str(search_record(council.desk, Sought(subject=posting.subject)))
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content("Bydd y llyfrgell yn Rhuthun ar gau."))
    assert sent_back(council.desk, posting.id or 0) is None
    assert number_waiting(council.desk, APPROVER) == 1


def test_a_stop_keeps_its_reason_until_the_account_is_resumed(council: Council) -> None:
    stop_account(council.desk, ADMINISTRATOR, "board/board-cy", "Its password was seen.")
    with council.desk.store.reading() as session:
        account = session.get(Account, "board/board-cy")
        assert account is not None
        assert account.stopped_by == "administrator"
        assert account.stop_reason_id is not None
    resume_account(council.desk, ADMINISTRATOR, "board/board-cy")
    with council.desk.store.reading() as session:
        again = session.get(Account, "board/board-cy")
        assert again is not None
        assert (again.stopped_by, again.stop_reason_id) == (None, None)


def test_a_look_at_the_accounts_keeps_what_each_said(council: Council) -> None:
    forecast(council.desk, council.connectors, timedelta(days=7))
    with council.desk.store.reading() as session:
        rows = session.exec(select(AccountHealth)).all()
    assert {row.account for row in rows} == {"board/board-cy", "board/board-en"}
    assert all(row.usable and row.error_code is None for row in rows)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_record_is_searched_a_page_at_a_time_and_a_chain_is_proved(council: Council) -> None:
    ref = council.scheduled(after=timedelta(hours=1))
    council.run_to(timedelta(hours=1))
    subject = f"posting:{ref[1:]}"
    everything = search_record(council.desk, Sought(subject=subject), most=500).entries
    pages: list[EntryView] = []
    older = None
    while True:
        page = search_record(council.desk, Sought(subject=subject), older=older, most=4)
        pages += page.entries
        older = page.older
        if older is None:
            break
    assert pages == list(everything)
    assert {entry.actor for entry in search_record(council.desk, Sought(person="translator")).entries} == {"translator"}
    moved = search_record(council.desk, Sought(act="posting.moved")).entries
    assert moved
    assert {entry.act for entry in moved} == {"posting.moved"}
    now = council.clock.now()
    assert search_record(council.desk, Sought(since=now + timedelta(minutes=1))).entries == ()
    assert search_record(council.desk, Sought(until=now - timedelta(days=1))).entries == ()
    with pytest.raises(ValueError, match="nonsense"):
        search_record(council.desk, Sought(), older="nonsense")
    entries, state = chain_of(council.desk, subject)
    assert (state.is_whole, state.checked_to) == (True, len(entries))
    assert state.sealed_to == len(entries)
    assert state.seal is not None
