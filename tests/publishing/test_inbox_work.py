"""Working on comments together: one answers at a time, notes stay inside, answers wait for approval if that is set."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from cydbost_language import Language
from cydbost_queue.actions.answering import answer, correct_language, no_answer
from cydbost_queue.actions.inbox_work import add_note, assign, calm, escalate, set_tags
from cydbost_queue.actions.leasing import keep_draft, leave, take_lease
from cydbost_queue.actions.preferring import forget_preference, keep_preference
from cydbost_queue.actions.reply_approval import approve_reply, send_back_reply, take_back_reply
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.queries.inbox_thread import show_thread
from cydbost_queue.queries.notices import notices
from cydbost_queue.record.verify import verify
from cydbost_queue.tables import CommentState, Concern, StatedPreference
from cydbost_queue.views_inbox import ThreadView
from publishing.conftest import ADMINISTRATOR, APPROVER, EDITOR, LANGUAGE_OFFICER, TRANSLATOR, Council

MINUTE = timedelta(minutes=1)
QUESTION = "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?"
ANSWER = {Language.CY: "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am ofyn."}
WELSH_SPEAKER = TRANSLATOR
ENGLISH_ONLY = replace(EDITOR, languages=frozenset({Language.EN}))


@pytest.fixture
def board(council: Council) -> Council:
    """Return a council with one live posting and two Welsh comments on it, both by one person: C1 and C2."""
    council.scheduled()
    council.run_to(timedelta(hours=1))
    notice = council.live()[0]
    for question in (QUESTION, "Ble mae'r llyfrgell agosaf, a beth yw'r oriau agor yno?"):
        council.board.add_comment(notice.number, text=question, author="Preswylydd / Resident")
        council.run_to(MINUTE)
    return council


def thread(board: Council, ref: str = "C1", actor: Actor = EDITOR) -> ThreadView:
    return show_thread(board.desk, actor, ref)


def said(board: Council, ref: str = "C1") -> list[str]:
    return [entry.act for entry in thread(board, ref).entries]


def test_one_person_answers_at_a_time_until_their_lease_runs_out(board: Council) -> None:
    take_lease(board.desk, EDITOR, "C1")
    for act in (lambda: take_lease(board.desk, TRANSLATOR, "C1"), lambda: answer(board.desk, TRANSLATOR, "C1", ANSWER)):
        with pytest.raises(Refused, match="comment_taken"):
            act()
    with pytest.raises(Refused, match="comment_taken"):
        no_answer(board.desk, TRANSLATOR, "C1", "Diolch yn unig")
    board.clock.advance(4 * MINUTE)
    take_lease(board.desk, EDITOR, "C1")  # renewed: since when stays
    board.clock.advance(4 * MINUTE)
    lease = thread(board).line.lease
    assert lease is not None
    assert lease.until - lease.since == timedelta(minutes=9)
    board.clock.advance(2 * MINUTE)
    assert thread(board).line.lease is None
    answer(board.desk, TRANSLATOR, "C1", ANSWER)
    with pytest.raises(Refused, match="comment_closed"):
        take_lease(board.desk, EDITOR, "C1")


def test_a_lease_is_taken_over_on_the_record_and_left_without_one(board: Council) -> None:
    take_lease(board.desk, EDITOR, "C1")
    take_lease(board.desk, TRANSLATOR, "C1", over=True)
    leave(board.desk, EDITOR, "C1")  # not theirs any more
    assert (thread(board).line.lease or pytest.fail("none")).by == TRANSLATOR.name
    leave(board.desk, TRANSLATOR, "C1")
    assert thread(board).line.lease is None
    assert said(board).count("comment.taken-over") == 1


def test_a_draft_is_its_author_s_own_and_gone_with_the_answer(board: Council) -> None:
    keep_draft(board.desk, EDITOR, "C1", {Language.CY: "Bydd y llyf"})
    draft = thread(board).draft
    assert draft is not None
    assert draft.texts[Language.CY] == "Bydd y llyf"
    assert thread(board, actor=TRANSLATOR).draft is None
    keep_draft(board.desk, TRANSLATOR, "C1", {Language.CY: "  "})
    answer(board.desk, EDITOR, "C1", ANSWER)
    assert thread(board).draft is None
    assert "reply.draft" not in " ".join(said(board))


def test_a_welsh_comment_goes_to_somebody_who_has_welsh(board: Council) -> None:
    with pytest.raises(Refused, match="colleague_language"):
        assign(board.desk, APPROVER, "C1", ENGLISH_ONLY)
    with pytest.raises(Refused, match="colleague_cannot"):
        assign(board.desk, APPROVER, "C1", LANGUAGE_OFFICER)
    assign(board.desk, APPROVER, "C1", WELSH_SPEAKER)
    assert thread(board).line.assigned_to == TRANSLATOR.name
    assign(board.desk, APPROVER, "C1", None)
    assert said(board)[-2:] == ["comment.assigned", "comment.assigned"]


def test_notes_tags_and_a_corrected_language_are_kept_and_their_words_stay_out_of_the_chain(board: Council) -> None:
    add_note(board.desk, LANGUAGE_OFFICER, "C1", "Gofynnwyd yr un peth y llynedd")
    correct_language(board.desk, EDITOR, "C1", "both", reason="Mae'n gofyn am y ddwy")
    set_tags(board.desk, EDITOR, "C1", ["Llyfrgell"])
    set_tags(board.desk, EDITOR, "C1", ["oriau-agor"])
    view = thread(board)
    assert [(note.kind.value, note.text) for note in view.notes] == [
        ("note", "Gofynnwyd yr un peth y llynedd"),
        ("language", "Mae'n gofyn am y ddwy"),
    ]
    assert view.line.tags == ("oriau-agor",)
    assert "llynedd" not in str([entry.data for entry in view.entries])
    assert show_comment(board.desk, "C2").reply_in == "cy"  # nothing was learned from it
    for refused in ("two/three", "x" * 33, "--"):
        with pytest.raises(Refused, match="tag_unusable"):
            set_tags(board.desk, EDITOR, "C1", [refused])
    with pytest.raises(Refused, match="too_many_tags"):
        set_tags(board.desk, EDITOR, "C1", [f"t{number}" for number in range(13)])
    with pytest.raises(Denied):
        add_note(board.desk, ADMINISTRATOR, "C1", "A note")


def test_a_concern_tells_those_who_were_named_for_it_until_it_is_calmed(board: Council) -> None:
    escalate(board.desk, EDITOR, "C1", Concern.SAFEGUARDING, "A child may be at risk")
    with pytest.raises(Refused, match="marked_already"):
        escalate(board.desk, EDITOR, "C1", Concern.SAFEGUARDING, "Again")
    (told,) = [notice for notice in notices(board.desk) if notice.code == "comment_urgent"]
    assert told.told == ("on-call", "approver")
    escalate(board.desk, EDITOR, "C2", Concern.PRESS, "A reporter asks")
    assert "comment_marked" in {notice.code for notice in notices(board.desk)}
    calm(board.desk, APPROVER, "C1", "Spoken to; all is well")
    assert thread(board).line.concern is None
    with pytest.raises(Refused, match="not_marked"):
        calm(board.desk, APPROVER, "C1", "Again")


def test_the_thread_shows_the_post_and_what_the_same_person_wrote_before(board: Council) -> None:
    view = thread(board, "C2")
    assert view.post is not None
    assert list(view.post.texts) == [Language.CY]
    assert [(earlier.ref, earlier.text) for earlier in view.earlier] == [("C1", QUESTION)]
    assert thread(board).earlier == ()


def test_a_stated_language_is_remembered_with_consent_for_a_while_and_decides_nothing(board: Council) -> None:
    with pytest.raises(Refused, match="no_consent"):
        keep_preference(board.desk, EDITOR, "C1", "en", has_consent=False)
    keep_preference(board.desk, EDITOR, "C1", "en", has_consent=True)
    later = thread(board, "C2")
    assert later.preference is not None
    assert (later.preference.language, later.line.reply_in) == ("en", "cy")
    keep_preference(board.desk, EDITOR, "C2", "cy", has_consent=True)
    forget_preference(board.desk, TRANSLATOR, "C1")
    assert thread(board, "C2").preference is None
    with pytest.raises(Refused, match="nothing_remembered"):
        forget_preference(board.desk, TRANSLATOR, "C1")
    keep_preference(board.desk, EDITOR, "C1", "both", has_consent=True)
    board.clock.advance(timedelta(days=365))
    assert thread(board, "C2").preference is None
    board.board.add_comment(board.live()[0].number, text=QUESTION, author="Rhywun arall / Somebody else")
    board.run_to(MINUTE)
    with board.desk.store.reading() as session:
        assert session.exec(select(StatedPreference)).first() is None


def with_approval(board: Council) -> None:
    board.desk = replace(board.desk, rules=replace(board.desk.rules, reply_approval=True))


def test_an_answer_waits_for_somebody_else_s_approval_where_that_is_set(board: Council) -> None:
    with_approval(board)
    author = Actor(EDITOR.name, frozenset({Role.AUTHOR, Role.APPROVER}))
    assert answer(board.desk, author, "C1", ANSWER) is CommentState.PROPOSED
    board.run_to(MINUTE)
    assert show_comment(board.desk, "C1").replies == ()
    with pytest.raises(Refused, match="own_reply"):
        approve_reply(board.desk, author, "C1")
    for barred in (TRANSLATOR, replace(APPROVER, languages=frozenset({Language.EN}))):
        with pytest.raises(Denied):
            approve_reply(board.desk, barred, "C1")
    send_back_reply(board.desk, APPROVER, "C1", "Rhowch yr oriau agor hefyd")
    assert thread(board).line.state is CommentState.OPEN
    answer(board.desk, author, "C1", ANSWER)
    with pytest.raises(Refused, match="not_own_reply"):
        take_back_reply(board.desk, TRANSLATOR, "C1")
    take_back_reply(board.desk, author, "C1")
    answer(board.desk, author, "C1", ANSWER)
    approve_reply(board.desk, APPROVER, "C1")
    with pytest.raises(Refused, match="nothing_proposed"):
        approve_reply(board.desk, APPROVER, "C1")
    board.run_to(MINUTE)
    view = thread(board)
    assert [(reply.author, reply.text) for reply in view.comment.replies] == [(EDITOR.name, ANSWER[Language.CY])]
    assert view.line.state is CommentState.ANSWERED
    assert [str(past.ended) for past in view.past_proposals] == ["sent-back", "taken-back", "approved"]
    assert verify(board.desk.store).is_whole
