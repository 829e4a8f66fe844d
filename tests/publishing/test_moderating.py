"""Hiding, showing again, removing, answering in private: written down before the call, and what came of it after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from cydbost_connectors import Capabilities, OutcomeUnknown, Rejected, Unavailable
from cydbost_language import Language
from cydbost_queue.actions.answering import WrongLanguage, answer
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.moderating import UNDER_WAY, answer_privately, hide, remove, settle_private
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.moving import copy_store
from cydbost_queue.queries.comments import list_comments, show_comment
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.store import open_store
from cydbost_queue.tables import Moderation, Words
from cydbost_queue.views import CommentView
from publishing.conftest import APPROVER, EDITOR, LANGUAGE_OFFICER, OFFICER, Council
from publishing.faults import FaultyConnector, after, before
from publishing.rescue import Rescue
from publishing.test_replies import ENGLISH_ANSWER, MIXED_QUESTION, WELSH_ANSWER, WELSH_QUESTION

REASON = "Insults a member of staff by name"
CY = {Language.CY: WELSH_ANSWER}


class Killed(BaseException):
    """The process ends here: nothing after it is done."""


class Moderated(FaultyConnector):
    """The noticeboard as a platform that moderates: what it was asked for last, and what went out in private."""

    hidden: bool = False
    removed: bool = False

    def __init__(self, faulty: FaultyConnector) -> None:
        super().__init__(faulty.real)
        self.sent: list[str] = []

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, moderates=True)

    def hide(self, comment_id: str, *, hidden: bool) -> None:
        assert comment_id
        self._call("hide", lambda: setattr(self, "hidden", hidden))

    def remove(self, comment_id: str) -> None:
        assert comment_id
        self._call("remove", lambda: setattr(self, "removed", True))

    def reply_privately(self, comment_id: str, text: str) -> None:
        assert comment_id
        self._call("reply_privately", lambda: self.sent.append(text))


@pytest.fixture
def place(council: Council) -> Moderated:
    return Moderated(council.faulty["board-cy"])


@pytest.fixture
def ref(council: Council) -> str:
    council.scheduled()
    council.run_to(timedelta(hours=1))
    return ask(council, WELSH_QUESTION)


def ask(council: Council, text: str) -> str:
    council.board.add_comment(council.live()[0].number, text=text, author="Preswylydd / Resident")
    council.run_to(timedelta(minutes=1))
    return list_comments(council.desk)[-1].ref


def shown(council: Council, ref: str) -> CommentView:
    return show_comment(council.desk, ref)


def states(council: Council, ref: str) -> list[tuple[str, str]]:
    return [(act.kind.value, act.state.value) for act in shown(council, ref).moderation]


def test_a_comment_is_hidden_shown_again_and_removed_each_with_its_reason_kept_apart(
    council: Council, place: Moderated, ref: str
) -> None:
    hide(council.desk, APPROVER, ref, REASON, place)
    assert (place.hidden, shown(council, ref).hidden) == (True, True)
    hide(council.desk, OFFICER, ref, "Hidden by mistake", place, hidden=False)
    assert (place.hidden, shown(council, ref).hidden) == (False, False)
    remove(council.desk, OFFICER, ref, REASON, place)
    assert (place.removed, shown(council, ref).removed) == (True, True)
    assert [act.text for act in shown(council, ref).moderation] == [REASON, "Hidden by mistake", REASON]
    acts = [
        entry for entry in entries(council.desk, subject=f"comment:{ref[1:]}") if entry.act.startswith("comment.act")
    ]
    assert sorted(entry.act for entry in acts) == ["comment.act-asked"] * 3 + ["comment.act-done"] * 3
    assert all(REASON not in str(entry.data) for entry in acts)
    with pytest.raises(Refused, match="comment_removed"):
        remove(council.desk, OFFICER, ref, REASON, place)
    with pytest.raises(Refused, match="comment_removed"):
        privately(council, place, ref)
    with council.desk.store.writing() as session:
        row = session.exec(select(Moderation)).first()
        assert row is not None
        session.get_one(Words, row.words_id).body = "Something else"
    assert not verify(council.desk.store).is_whole


def privately(council: Council, place: Moderated, ref: str) -> None:
    answer_privately(council.desk, EDITOR, ref, CY, place)


def test_what_may_be_repeated_is_written_down_first_and_asked_for_again_after_an_unclear_outcome(
    council: Council, place: Moderated, ref: str
) -> None:
    place.meet("hide", before(Killed()), after(), before(Unavailable("down")))
    with pytest.raises(Killed):
        hide(council.desk, APPROVER, ref, REASON, place)
    assert (states(council, ref), shown(council, ref).hidden) == ([("hide", "asked")], None)
    with pytest.raises(OutcomeUnknown):
        hide(council.desk, APPROVER, ref, REASON, place)
    assert shown(council, ref).hidden is None
    with pytest.raises(Unavailable):
        hide(council.desk, APPROVER, ref, REASON, place)
    assert shown(council, ref).moderation[-1].error_code == "unavailable"
    hide(council.desk, APPROVER, ref, REASON, place)
    assert [state for _, state in states(council, ref)] == ["asked", "unknown", "refused", "done"]
    assert (place.hidden, shown(council, ref).hidden) == (True, True)
    place.meet("remove", before(ValueError("a fault of ours")))
    with pytest.raises(ValueError, match="fault"):
        remove(council.desk, APPROVER, ref, REASON, place)
    assert shown(council, ref).removed is None
    remove(council.desk, APPROVER, ref, REASON, place)
    assert shown(council, ref).removed is True


def test_a_private_answer_is_made_once_and_leaves_the_public_one_to_be_made(
    council: Council, place: Moderated, ref: str
) -> None:
    place.meet("reply_privately", before(Rejected("later")))
    with pytest.raises(Rejected):
        privately(council, place, ref)
    assert shown(council, ref).answered_privately is False
    privately(council, place, ref)
    assert place.sent == [WELSH_ANSWER]
    with pytest.raises(Refused, match="private_done"):
        privately(council, place, ref)
    with pytest.raises(Refused, match="nothing_private"):
        settle_private(council.desk, EDITOR, ref, sent=False)
    view = shown(council, ref)
    assert (view.answered_privately, view.replies, view.moderation[-1].language) == (True, (), "cy")
    answer(council.desk, EDITOR, ref, CY)
    assert place.sent == [WELSH_ANSWER]


@pytest.mark.parametrize("fault", [after(), before(OutcomeUnknown("lost")), after(Killed()), before(Killed())])
@pytest.mark.parametrize("database", ["sqlite"])
def test_a_private_answer_of_unclear_outcome_waits_for_a_person_and_is_never_sent_again_by_itself(
    council: Council, place: Moderated, ref: str, fault: Callable[[Callable[[], object]], object]
) -> None:
    place.meet("reply_privately", fault)
    with pytest.raises((OutcomeUnknown, Killed)):
        privately(council, place, ref)
    went_out = list(place.sent)
    assert shown(council, ref).answered_privately is None
    if states(council, ref) == [("private", "asked")]:  # the call may still be under way
        with pytest.raises(Refused, match="private_under_way"):
            privately(council, place, ref)
        with pytest.raises(Refused, match="private_under_way"):
            settle(council, ref, went_out)
    council.run_to(UNDER_WAY)
    with pytest.raises(Refused, match="private_unclear"):
        privately(council, place, ref)
    assert place.sent == went_out
    settle(council, ref, went_out)
    assert shown(council, ref).answered_privately is bool(went_out)
    if not went_out:
        privately(council, place, ref)
    assert place.sent == [WELSH_ANSWER]


def settle(council: Council, ref: str, went_out: list[str]) -> None:
    settle_private(council.desk, EDITOR, ref, sent=bool(went_out))


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_private_answer_keeps_to_the_language_of_its_comment(council: Council, place: Moderated, ref: str) -> None:
    for texts, code in (
        ({Language.EN: ENGLISH_ANSWER}, "answer_languages"),
        ({Language.CY: WELSH_ANSWER, Language.EN: ENGLISH_ANSWER}, "answer_languages"),
        ({Language.CY: ENGLISH_ANSWER}, "answer_faulty"),
    ):
        with pytest.raises(WrongLanguage, match=code):
            answer_privately(council.desk, EDITOR, ref, texts, place)
    assert states(council, ref) == []
    mixed = ask(council, MIXED_QUESTION)
    answer_privately(council.desk, EDITOR, mixed, {Language.EN: ENGLISH_ANSWER, Language.CY: WELSH_ANSWER}, place)
    (sent,) = place.sent
    assert sent.index(WELSH_ANSWER) < sent.index(ENGLISH_ANSWER)


@pytest.mark.parametrize("database", ["sqlite"])
def test_who_may_not_what_cannot_and_what_is_stopped_is_refused_and_nothing_is_called(
    council: Council, place: Moderated, ref: str
) -> None:
    with pytest.raises(Denied):
        hide(council.desk, EDITOR, ref, REASON, place)
    with pytest.raises(Denied):
        remove(council.desk, LANGUAGE_OFFICER, ref, REASON, place)
    with pytest.raises(Denied):
        answer_privately(council.desk, APPROVER, ref, CY, place)
    with pytest.raises(Denied):
        settle_private(council.desk, APPROVER, ref, sent=True)
    with pytest.raises(Refused, match="text_empty"):
        hide(council.desk, APPROVER, ref, " ", place)
    with pytest.raises(Refused, match="cannot_moderate") as refused:
        hide(council.desk, APPROVER, ref, REASON, council.faulty["board-cy"])
    assert refused.value.facts["place"].startswith("http://board.test")
    stop_account(council.desk, OFFICER, "board-cy")
    with pytest.raises(Refused, match="private_stopped"):
        privately(council, place, ref)
    assert (states(council, ref), place.sent, place.hidden) == ([], [], False)
    hide(council.desk, APPROVER, ref, REASON, place)  # protects the public: it may be done even then
    assert place.hidden


def test_moderation_moves_to_another_database_with_its_words(
    council: Council, place: Moderated, ref: str, new_address: Callable[[], str]
) -> None:
    hide(council.desk, APPROVER, ref, REASON, place)
    privately(council, place, ref)
    target = open_store(new_address())
    copy_store(council.desk.store, target)
    copied = Desk(target, SettableClock(council.clock.now()))
    assert show_comment(copied, ref) == shown(council, ref)
    assert verify(target).is_whole
    target.close()


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_restored_queue_remembers_the_private_answer_and_sends_none_before_it_is_open(
    council: Council, place: Moderated, ref: str, new_address: Callable[[], str], tmp_path: Path
) -> None:
    other = ask(council, "Ble mae’r maes parcio agosaf, os gwelwch yn dda?")
    privately(council, place, ref)
    rescue = Rescue(council, tmp_path / "backup", new_address)
    rescue.back_up()
    before_it = shown(council, ref)
    rescue.lose_and_restore()
    assert shown(council, ref) == before_it
    with pytest.raises(Refused, match="private_stopped"):
        privately(council, place, other)
    rescue.ask_and_open()
    with pytest.raises(Refused, match="private_done"):
        privately(council, place, ref)
    privately(council, place, other)
    assert len(place.sent) == 2
