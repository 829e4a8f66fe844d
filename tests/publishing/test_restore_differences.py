"""What was changed or taken down after the backup is noticed after a restore, and settled by a person: never undone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cydbost_connectors import Live, Unavailable
from cydbost_connectors.noticeboard.reading import replies_on
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.settling import settle_difference, settle_stranger
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.queries.dead_letters import DeadLetter, Way, dead_letters, show_dead_letter
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.reopened import show_restored
from cydbost_queue.reconciling import open_queue, reconcile
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import HeldReason, Layout, OnEdit, OnHalf
from publishing.conftest import ADMINISTRATOR, APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, Council, declared
from publishing.faults import before
from publishing.rescue import HOUR, MINUTE, Rescue, state

NEW_WELSH = WELSH.replace("9.30yb", "10.30yb")
NEW_ENGLISH = ENGLISH.replace("9.30am", "10.30am")
NEW = {Language.CY: Content(NEW_WELSH), Language.EN: Content(NEW_ENGLISH)}
NEWER = {
    Language.CY: Content(WELSH.replace("9.30yb", "11.30yb")),
    Language.EN: Content(ENGLISH.replace("9.30am", "11.30am")),
}
MakeRescue = Callable[..., Rescue]


@pytest.fixture
def make_rescue(make_council: Callable[..., Council], new_address: Callable[[], str], tmp_path: Path) -> MakeRescue:
    def make(layout: Layout = Layout.PAIRED_ACCOUNTS, **policies: object) -> Rescue:
        return Rescue(make_council(layout, **policies), tmp_path / "backup.zip", new_address)

    return make


@pytest.fixture
def rescue(make_rescue: MakeRescue) -> Rescue:
    return make_rescue()


def published(council: Council) -> str:
    ref = council.scheduled()
    council.run_to(HOUR)
    return ref


def change(council: Council, ref: str, to: dict[Language, Content] = NEW) -> None:
    edit_versions(council.desk, EDITOR, ref, to)
    approve(council.desk, APPROVER, ref)
    council.run_to(MINUTE)


def letter_of(council: Council, ref: str) -> DeadLetter:
    return show_dead_letter(council.desk, ref)


@pytest.mark.parametrize("layout", list(Layout))
def test_a_pair_changed_after_the_backup_keeps_its_words_and_waits_for_a_person(
    make_rescue: MakeRescue, layout: Layout
) -> None:
    rescue = make_rescue(layout)
    ref = published(rescue.council)
    rescue.back_up()
    change(rescue.council, ref)
    public = rescue.council.texts()
    council = rescue.lose_and_restore()
    done = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (done.read, done.changed, done.gone) == (len(public), len(public), 0)
    assert {one.error for one in letter_of(council, ref).troubles} == {"restored_differs"}
    assert {one.detail for one in letter_of(council, ref).troubles} == set(public)
    with pytest.raises(Refused, match="queue_unsettled"):
        open_queue(council.desk, ADMINISTRATOR)
    with pytest.raises(Denied):
        settle_difference(council.desk, TRANSLATOR, ref, "The new time is right")
    assert settle_difference(council.desk, APPROVER, ref, "The new time is right") == len(public)
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work(1)
    assert (council.texts(), dead_letters(council.desk)) == (public, [])
    assert verify(council.desk.store).is_whole


def test_a_person_writes_the_changed_words_into_the_record_again_and_nothing_else_changes(rescue: Rescue) -> None:
    ref = published(rescue.council)
    rescue.back_up()
    change(rescue.council, ref)
    public = rescue.council.live()
    council = rescue.lose_and_restore()
    reconcile(council.desk, ADMINISTRATOR, council.connectors)
    edit_versions(council.desk, EDITOR, ref, NEW)
    approve(council.desk, APPROVER, ref)
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work(1)
    assert [one.text for one in council.live()] == [one.text for one in public] == [NEW_WELSH, NEW_ENGLISH]
    assert (state(council, ref), dead_letters(council.desk)) == (PostingState.PUBLISHED, [])


@pytest.mark.parametrize("layout", list(Layout))
def test_a_pair_withdrawn_after_the_backup_never_comes_back(make_rescue: MakeRescue, layout: Layout) -> None:
    rescue = make_rescue(layout)
    ref = published(rescue.council)
    rescue.back_up()
    withdraw(rescue.council.desk, APPROVER, ref, "The closure was cancelled")
    rescue.work(1)
    assert rescue.council.texts() == []
    council = rescue.lose_and_restore()
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).gone == len(letter_of(council, ref).troubles)
    assert letter_of(council, ref).ways == (Way.WITHDRAW,)
    with pytest.raises(Refused, match="gone_since"):
        settle_difference(council.desk, APPROVER, ref, "It is gone")
    withdraw(council.desk, APPROVER, ref, "The closure was cancelled")
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work(1)
    assert (council.texts(), state(council, ref)) == ([], PostingState.WITHDRAWN)
    assert dead_letters(council.desk) == []
    assert verify(council.desk.store).is_whole


def test_half_a_pair_at_the_backup_that_was_withdrawn_since_is_not_finished(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.council.faulty["board-en"].meet("publish", before(Unavailable("down")))
    rescue.council.run_to(HOUR)
    assert rescue.council.texts() == [WELSH]
    rescue.back_up()
    withdraw(rescue.council.desk, APPROVER, ref, "The closure was cancelled")
    rescue.work(1)
    council = rescue.lose_and_restore()
    rescue.ask_and_open("The dead letters are settled afterwards")
    with pytest.raises(Refused, match="difference_unsettled"):
        retry(council.desk, APPROVER, ref)
    rescue.work(2)
    assert council.texts() == []
    withdraw(council.desk, APPROVER, ref, "The closure was cancelled")
    rescue.work(1)
    assert (council.texts(), dead_letters(council.desk)) == ([], [])


def test_a_post_that_went_out_and_was_withdrawn_after_the_backup_waits_for_a_new_time(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.back_up()
    rescue.council.run_to(HOUR)
    withdraw(rescue.council.desk, APPROVER, ref, "The closure was cancelled")
    rescue.council.run_to(MINUTE)
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    line = show_posting(council.desk, ref).line
    assert (council.texts(), line.state, line.held_reason) == ([], PostingState.HELD, HeldReason.SLOT_MISSED)


def test_what_was_begun_at_the_backup_and_withdrawn_since_waits_for_a_person(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.council.faulty["board-cy"].meet("publish", before(Unavailable("down")))
    rescue.council.run_to(HOUR)
    rescue.back_up()
    rescue.council.run_to(MINUTE)
    assert rescue.council.texts() == [WELSH, ENGLISH]
    withdraw(rescue.council.desk, APPROVER, ref, "The closure was cancelled")
    rescue.council.run_to(MINUTE)
    council = rescue.lose_and_restore()
    rescue.ask_and_open()
    rescue.work(1)
    assert (council.texts(), state(council, ref)) == ([], PostingState.HELD)
    assert {one.state for one in show_posting(council.desk, ref).deliveries} == {DeliveryState.FAILED}


def test_a_change_under_way_at_the_backup_goes_on_where_the_public_sees_its_words(rescue: Rescue) -> None:
    ref = published(rescue.council)
    edit_versions(rescue.council.desk, EDITOR, ref, NEW)
    approve(rescue.council.desk, APPROVER, ref)
    rescue.back_up()
    rescue.council.run_to(MINUTE)
    council = rescue.lose_and_restore()
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).changed == 0
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work(1)
    assert (council.texts(), state(council, ref)) == ([NEW_WELSH, NEW_ENGLISH], PostingState.PUBLISHED)


def test_a_change_under_way_at_the_backup_does_not_overwrite_a_later_one(rescue: Rescue) -> None:
    ref = published(rescue.council)
    edit_versions(rescue.council.desk, EDITOR, ref, NEW)
    approve(rescue.council.desk, APPROVER, ref)
    rescue.back_up()
    rescue.council.run_to(MINUTE)
    change(rescue.council, ref, NEWER)
    public = rescue.council.texts()
    council = rescue.lose_and_restore()
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).changed == 2
    open_queue(council.desk, ADMINISTRATOR, reason="The dead letters are settled afterwards")
    rescue.work(1)
    assert (council.texts(), state(council, ref)) == (public, PostingState.CORRECTING)
    assert Way.RETRY not in letter_of(council, ref).ways
    settle_difference(council.desk, APPROVER, ref, "The later words are right")
    rescue.work(1)
    assert council.texts() == public


def test_a_post_that_went_out_and_was_changed_after_the_backup_is_found_as_it_is_now(rescue: Rescue) -> None:
    ref = rescue.council.scheduled()
    rescue.back_up()
    rescue.council.run_to(HOUR)
    change(rescue.council, ref)
    council = rescue.lose_and_restore()
    done = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (done.found, done.changed) == (2, 2)
    settle_difference(council.desk, APPROVER, ref, "The new time is right")
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work(1)
    assert (council.texts(), state(council, ref)) == ([NEW_WELSH, NEW_ENGLISH], PostingState.PUBLISHED)


@pytest.mark.parametrize("way", [OnEdit.REPUBLISH, OnEdit.CORRECTION])
def test_a_pair_put_out_anew_or_corrected_after_the_backup_stands_as_it_stands(
    make_rescue: MakeRescue, way: OnEdit
) -> None:
    rescue = make_rescue(on_edit=way)
    ref = published(rescue.council)
    rescue.back_up()
    change(rescue.council, ref)
    rescue.work(1)
    public = rescue.council.texts()
    council = rescue.lose_and_restore()
    done = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (done.strangers, done.gone) == (2, 2 if way is OnEdit.REPUBLISH else 0)
    with pytest.raises(Refused, match="queue_unsettled"):
        open_queue(council.desk, ADMINISTRATOR)
    for one in dead_letters(council.desk):
        if one.ways == (Way.SETTLE,):
            settle_stranger(council.desk, APPROVER, one.ref, "The new pair")
    open_queue(council.desk, ADMINISTRATOR, reason="The old pair is looked at later")
    rescue.work(1)
    assert council.texts() == public
    assert state(council, ref) is PostingState.PUBLISHED


def test_an_answer_taken_down_after_the_backup_is_settled_and_not_given_again(rescue: Rescue) -> None:
    rescue.council.set_channel(declared())
    published(rescue.council)
    rescue.council.board.add_comment(rescue.council.live()[0].number, text="Pryd fydd y llyfrgell yn ailagor?")
    rescue.council.run_to(MINUTE)
    answer(rescue.council.desk, EDITOR, "C1", {Language.CY: "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth."})
    rescue.council.run_to(MINUTE)
    rescue.back_up()
    with rescue.council.board.view() as connection:
        (reply,) = replies_on(connection, rescue.council.live()[0].number)
    rescue.council.board.withdraw(reply.number)
    council = rescue.lose_and_restore()
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).gone == 1
    assert letter_of(council, "C1").ways == (Way.SETTLE,)
    settle_difference(council.desk, EDITOR, "C1", "It was wrong and was taken down")
    open_queue(council.desk, ADMINISTRATOR)
    rescue.work(1)
    with council.board.view() as connection:
        assert list(replies_on(connection, council.live()[0].number)) == []


def test_asking_again_goes_on_where_it_stopped_and_clears_what_is_right_again(rescue: Rescue) -> None:
    ref = published(rescue.council)
    rescue.back_up()
    council = rescue.lose_and_restore()
    council.clock.advance(MINUTE)
    connector = council.faulty["board-en"]
    connector.meet("read_back", before(Unavailable("down")))
    first = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (first.read, first.unasked) == (1, {"board-en": "unavailable"})
    found = show_restored(council.desk)
    assert found is not None
    assert found.unasked == ("board-en",)
    connector.meet("read_back", lambda _call: None)
    second = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (second.read, second.gone, second.unasked) == (1, 1, {})
    assert [one.ref for one in dead_letters(council.desk)] == [ref]
    third = reconcile(council.desk, ADMINISTRATOR, council.connectors)
    assert (third.read, third.gone, dead_letters(council.desk)) == (1, 0, [])
    open_queue(council.desk, ADMINISTRATOR)


def test_other_alternative_texts_are_a_difference_too(rescue: Rescue) -> None:
    ref = published(rescue.council)
    rescue.back_up()
    council = rescue.lose_and_restore()

    def described(call: Callable[[], object]) -> object:
        live = call()
        assert isinstance(live, Live)
        return replace(live, alt_texts=("Drws y llyfrgell",))

    council.faulty["board-cy"].meet("read_back", described)
    assert reconcile(council.desk, ADMINISTRATOR, council.connectors).changed == 1
    assert Way.SETTLE in letter_of(council, ref).ways


def test_a_held_post_of_which_a_part_is_gone_gets_no_new_time(make_rescue: MakeRescue) -> None:
    rescue = make_rescue(on_half=OnHalf.HOLD)
    ref = rescue.council.scheduled()
    rescue.council.faulty["board-en"].meet("publish", *[before(Unavailable("down"))] * 60)
    rescue.council.run_to(HOUR)
    rescue.work(1)
    assert (state(rescue.council, ref), rescue.council.texts()) == (PostingState.HELD, [WELSH])
    rescue.back_up()
    council = rescue.lose_and_restore()
    council.board.withdraw(council.live()[0].number)
    reconcile(council.desk, ADMINISTRATOR, council.connectors)
    with pytest.raises(Refused, match="difference_unsettled"):
        schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    assert letter_of(council, ref).ways == (Way.WITHDRAW,)
