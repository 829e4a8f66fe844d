"""A backup is everything; a restored queue stays closed until the platforms were asked, and sends nothing twice."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cydbost_connectors import Rejected, Unavailable
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_connectors.noticeboard.reading import comments_on, replies_on, standing
from cydbost_connectors.noticeboard.tables import metadata as board_tables
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.backup.checking import check_backup
from cydbost_queue.backup.contents import Beside
from cydbost_queue.backup.making import make_backup
from cydbost_queue.backup.restoring import restore_backup
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Denied, Refused, StoreError
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.reconciling import open_queue, reconcile
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.store import open_store
from cydbost_queue.tables import CommentState, Layout
from publishing.conftest import ADMINISTRATOR, APPROVER, EDITOR, ENGLISH, WELSH, Council, declared
from publishing.faults import before
from publishing.rescue import HOUR, MINUTE, Rescue, state


@pytest.fixture
def rescue(council: Council, new_address: Callable[[], str], tmp_path: Path) -> Rescue:
    return Rescue(council, tmp_path / "backup.zip", new_address)


def test_what_is_restored_is_what_was_backed_up_and_its_record_is_whole(rescue: Rescue) -> None:
    live, draft = rescue.council.scheduled(), rescue.council.add()
    rescue.council.run_to(HOUR)
    before_it = [show_posting(rescue.council.desk, ref) for ref in (live, draft)]
    rescue.back_up()
    council = rescue.lose_and_restore()
    assert [show_posting(council.desk, ref) for ref in (live, draft)] == before_it
    assert verify(council.desk.store).is_whole


def test_a_restored_queue_sends_nothing_before_it_is_opened(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.back_up()
    council = rescue.lose_and_restore()
    rescue.work()
    assert council.texts() == []
    assert state(council, ref) is PostingState.SCHEDULED


@pytest.mark.parametrize("layout", list(Layout))
def test_what_went_out_after_the_backup_is_found_and_never_sent_again(
    layout: Layout, make_council: Callable[..., Council], new_address: Callable[[], str], tmp_path: Path
) -> None:
    rescue = Rescue(make_council(layout), tmp_path / "backup.zip", new_address)
    ref = rescue.council.scheduled()
    rescue.back_up()
    rescue.council.run_to(HOUR)
    public = rescue.council.live()
    council = rescue.lose_and_restore()
    done = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (done.found, done.strangers, done.unasked) == (len(public), 0, {})
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work()
    assert council.live() == public
    assert state(council, ref) is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


def test_what_was_half_on_its_way_at_the_backup_goes_on_where_the_platform_says_it_is(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.council.faulty["board-en"].meet("publish", before(Unavailable("down")))
    rescue.council.run_to(HOUR)
    assert rescue.council.texts() == [WELSH]
    rescue.back_up()
    rescue.council.run_to(MINUTE)
    assert rescue.council.texts() == [WELSH, ENGLISH]
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


def test_what_did_not_go_out_goes_once_the_queue_is_open(rescue: Rescue) -> None:
    ref = rescue.council.scheduled(after=2 * HOUR)
    rescue.back_up()
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work()
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_slot_long_past_waits_for_a_person_after_a_restore_too(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.back_up()
    rescue.council.clock.advance(timedelta(days=1))
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    assert council.texts() == []
    assert state(council, ref) is PostingState.HELD


def test_a_draft_of_the_backup_that_is_live_is_held_and_can_be_taken_down(rescue: Rescue) -> None:
    ref = rescue.council.add()
    rescue.back_up()
    approve(rescue.council.desk, APPROVER, ref)
    schedule(rescue.council.desk, EDITOR, ref, rescue.council.clock.now() + HOUR)
    rescue.council.run_to(HOUR)
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    assert (state(council, ref), council.texts()) == (PostingState.HELD, [WELSH, ENGLISH])
    withdraw(council.desk, APPROVER, ref, "Not approved in this record")
    rescue.work(1)
    assert council.texts() == []


def test_what_the_backup_never_knew_is_a_stranger_for_a_person(rescue: Rescue) -> None:
    rescue.back_up()
    rescue.council.scheduled()
    rescue.council.run_to(HOUR)
    council = rescue.lose_and_restore()
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).strangers == 2
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).strangers == 0


def test_a_comment_answered_after_the_backup_is_not_answered_again(rescue: Rescue) -> None:
    rescue.council.set_channel(declared())
    rescue.council.scheduled()
    rescue.council.run_to(HOUR)
    rescue.council.board.add_comment(rescue.council.live()[0].number, text="Pryd fydd y llyfrgell yn ailagor?")
    rescue.council.run_to(MINUTE)
    rescue.back_up()
    answer(rescue.council.desk, EDITOR, "C1", {Language.CY: "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth."})
    rescue.council.run_to(MINUTE)
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    assert [one.state for one in list_comments(council.desk)] == [CommentState.ANSWERED]
    with council.board.view() as connection:
        assert len([one for notice in council.live() for one in replies_on(connection, notice.number)]) == 1


def test_an_acknowledgement_that_left_after_the_backup_does_not_leave_again(rescue: Rescue) -> None:

    rescue.council.set_channel(replace(declared(), acknowledge=True))
    rescue.council.scheduled()
    rescue.council.run_to(HOUR)
    rescue.back_up()
    rescue.council.board.add_comment(rescue.council.live()[0].number, text="Pryd fydd y llyfrgell yn ailagor?")
    rescue.council.run_to(MINUTE)
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    with council.board.view() as connection:
        assert len([one for notice in council.live() for one in replies_on(connection, notice.number)]) == 1


def test_the_queue_opens_only_when_every_account_was_asked_or_with_a_reason(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.back_up()
    rescue.council.run_to(HOUR)
    council = rescue.lose_and_restore()
    council.faulty["board-en"].meet("recent", before(Unavailable("down")))
    council.faulty["board-en"].meet("find", *[before(Unavailable("down"))] * 3)
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).unasked == {"board-en": "unavailable"}
    with pytest.raises(Refused, match="queue_unasked"):
        open_queue(council.desk, ADMINISTRATOR)
    with pytest.raises(Denied):
        open_queue(council.desk, EDITOR)
    open_queue(council.desk, ADMINISTRATOR, reason="The platform is down")
    with pytest.raises(Refused, match="queue_open"):
        open_queue(council.desk, ADMINISTRATOR)
    rescue.work()
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, ref) is PostingState.PUBLISHED
    assert verify(council.desk.store).is_whole


def test_a_failed_delivery_that_was_tried_again_after_the_backup_is_found(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.council.faulty["board-cy"].meet("publish", before(Rejected("no")))
    rescue.council.run_to(HOUR)
    rescue.back_up()
    retry(rescue.council.desk, APPROVER, ref)
    rescue.council.run_to(MINUTE)
    public = rescue.council.live()
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    assert (council.live(), len(public)) == (public, 2)
    assert state(council, ref) is PostingState.PUBLISHED


def test_a_failed_delivery_tried_again_after_a_restore_is_asked_for_first(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.council.faulty["board-cy"].meet("publish", before(Rejected("no")))
    rescue.council.run_to(HOUR)
    rescue.back_up()
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    retry(council.desk, APPROVER, ref)
    assert {row.state for row in show_posting(council.desk, ref).deliveries} == {DeliveryState.UNKNOWN}
    rescue.work(1)
    assert council.texts() == [WELSH, ENGLISH]


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "cut"])
def test_a_damaged_backup_is_refused_and_nothing_is_kept(rescue: Rescue, damage: str) -> None:
    rescue.council.scheduled()
    rescue.back_up()
    _damage(rescue.file, damage)
    with pytest.raises(StoreError):
        check_backup(rescue.file)
    desk = Desk(open_store(rescue.new_address()), rescue.council.clock)
    with pytest.raises(StoreError):
        restore_backup(desk, ADMINISTRATOR, rescue.file)
    assert verify(desk.store).entries == 0
    desk.store.close()


def _damage(file: Path, damage: str) -> None:
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-100])
        return
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if damage == "changed":
        parts["queue/posting.jsonl"] = parts["queue/posting.jsonl"].replace(b"scheduled", b"published")
    elif damage == "missing":
        del parts["queue/entry.jsonl"]
    else:
        parts["media/../../evil.png"] = b"x"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_restore_fills_only_an_empty_database_and_a_backup_takes_no_others_place(rescue: Rescue) -> None:
    rescue.council.scheduled()
    rescue.back_up()
    with pytest.raises(StoreError, match="backup_exists"):
        rescue.back_up()
    with pytest.raises(StoreError, match="restore_target_used"):
        restore_backup(rescue.council.desk, ADMINISTRATOR, rescue.file)
    assert rescue.file.stat().st_mode & 0o077 == 0


def test_a_lost_noticeboard_comes_back_and_one_that_stands_is_left_alone(rescue: Rescue, tmp_path: Path) -> None:
    rescue.council.scheduled()
    rescue.council.run_to(HOUR)
    rescue.council.board.add_comment(rescue.council.live()[0].number, text="Diolch")
    board = Beside("noticeboard", rescue.council.board_address, board_tables)
    make_backup(rescue.council.desk.store, rescue.file, at=rescue.council.clock.now(), version="test", beside=[board])
    lost = Beside("noticeboard", f"sqlite:///{tmp_path / 'new-board.db'}", board_tables)
    for beside in (board, lost):
        desk = Desk(open_store(rescue.new_address()), rescue.council.clock)
        restore_backup(desk, ADMINISTRATOR, rescue.file, beside=[beside])
        desk.store.close()

    found = NoticeboardStore(lost.url, clock=rescue.council.clock.now)
    with found.view() as connection:
        notices = list(standing(connection))
        assert [one.text for one in notices] == rescue.council.texts() == [WELSH, ENGLISH]
        assert [one.text for one in comments_on(connection, notices[0].number)] == ["Diolch"]
    found.close()
