"""The reply: in the language of the comment, once, and a person may correct what was detected."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cydbost_connectors import Unavailable
from cydbost_connectors.noticeboard.reading import replies_on
from cydbost_language import Language
from cydbost_queue.actions.answering import WrongLanguage, answer, correct_language, no_answer
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.queries.comments import list_comments, show_comment
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.tables import CommentState
from cydbost_queue.views import CommentView
from publishing.conftest import APPROVER, EDITOR, Council, declared
from publishing.faults import after, before

MINUTE = timedelta(minutes=1)
WELSH_QUESTION = "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?"
ENGLISH_QUESTION = "When will the library in Rhuthun open again please?"
MIXED_QUESTION = "Pryd fydd y llyfrgell yn ailagor? I need to return my books before the end of the week."
WELSH_ANSWER = "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am ofyn."
ENGLISH_ANSWER = "The library will open again at 9.30am on Tuesday. Thank you for asking."


@pytest.fixture
def board(council: Council) -> Council:
    """Return a council with one live posting to comment on."""
    council.scheduled()
    council.run_to(timedelta(hours=1))
    return council


def ask(board: Council, text: str) -> CommentView:
    notice = board.live()[0]
    board.board.add_comment(notice.number, text=text, author="Preswylydd / Resident")
    board.run_to(MINUTE)
    return list_comments(board.desk)[-1]


def replies(board: Council) -> list[str]:
    with board.board.view() as connection:
        found = [reply for notice in board.live() for reply in replies_on(connection, notice.number)]
    return [reply.text for reply in found]


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [(WELSH_QUESTION, Language.CY, WELSH_ANSWER), (ENGLISH_QUESTION, Language.EN, ENGLISH_ANSWER)],
)
def test_a_comment_is_answered_in_its_own_language(
    board: Council, question: str, language: Language, text: str
) -> None:
    comment = ask(board, question)
    assert comment.reply_in == language.value
    answer(board.desk, EDITOR, comment.ref, {language: text})
    board.run_to(MINUTE)
    assert replies(board) == [text]
    assert show_comment(board.desk, comment.ref).state is CommentState.ANSWERED
    counted = {row.reply_in: row for row in figures(board.desk).answers}[language.value]
    assert (counted.received, counted.answered, counted.matching) == (1, 1, 1)


def test_a_mixed_comment_is_answered_in_both_welsh_first(board: Council) -> None:
    comment = ask(board, MIXED_QUESTION)
    assert comment.reply_in == "both"
    with pytest.raises(WrongLanguage, match="answer_languages"):
        answer(board.desk, EDITOR, comment.ref, {Language.EN: ENGLISH_ANSWER})
    answer(board.desk, EDITOR, comment.ref, {Language.EN: ENGLISH_ANSWER, Language.CY: WELSH_ANSWER})
    board.run_to(MINUTE)
    (sent,) = replies(board)
    assert sent.index(WELSH_ANSWER) < sent.index(ENGLISH_ANSWER)


def test_an_answer_in_the_other_language_is_refused(board: Council) -> None:
    comment = ask(board, WELSH_QUESTION)
    with pytest.raises(WrongLanguage, match="answer_languages"):
        answer(board.desk, EDITOR, comment.ref, {Language.EN: ENGLISH_ANSWER})


def test_english_words_given_as_the_welsh_answer_are_refused(board: Council) -> None:
    comment = ask(board, WELSH_QUESTION)
    with pytest.raises(WrongLanguage, match="answer_faulty"):
        answer(board.desk, EDITOR, comment.ref, {Language.CY: ENGLISH_ANSWER})
    assert show_comment(board.desk, comment.ref).state is CommentState.OPEN


def test_a_person_can_correct_the_detected_language_and_it_is_recorded(board: Council) -> None:
    comment = ask(board, WELSH_QUESTION)
    correct_language(board.desk, EDITOR, comment.ref, "both")
    view = show_comment(board.desk, comment.ref)
    assert (view.reply_in, view.corrected_by, view.language) == ("both", EDITOR.name, "cy")


def test_a_comment_is_answered_once(board: Council) -> None:
    comment = ask(board, WELSH_QUESTION)
    answer(board.desk, EDITOR, comment.ref, {Language.CY: WELSH_ANSWER})
    with pytest.raises(Refused, match="comment_closed"):
        answer(board.desk, EDITOR, comment.ref, {Language.CY: WELSH_ANSWER})


def test_a_reply_whose_answer_was_lost_is_not_sent_twice(board: Council) -> None:
    comment = ask(board, WELSH_QUESTION)
    board.faulty["board-cy"].meet("publish", after())
    answer(board.desk, EDITOR, comment.ref, {Language.CY: WELSH_ANSWER})
    for _ in range(3):
        board.run_to(MINUTE)
    assert replies(board) == [WELSH_ANSWER]


def test_a_comment_needs_no_answer_only_with_a_reason(board: Council) -> None:
    comment = ask(board, "👍👍")
    with pytest.raises(Refused, match="text_empty"):
        no_answer(board.desk, EDITOR, comment.ref, "")
    no_answer(board.desk, EDITOR, comment.ref, "Only a thumbs up")
    view = show_comment(board.desk, comment.ref)
    assert (view.state, view.reason) == (CommentState.NO_ANSWER, "Only a thumbs up")


def test_comments_are_kept_once_however_often_they_are_read(board: Council) -> None:
    ask(board, WELSH_QUESTION)
    board.run_to(MINUTE)
    board.run_to(MINUTE)
    assert len(list_comments(board.desk)) == 1


def test_a_platform_that_cannot_be_read_loses_no_comment(board: Council) -> None:
    board.faulty["board-cy"].meet("comments", before(Unavailable("down")))
    notice = board.live()[0]
    board.board.add_comment(notice.number, text=WELSH_QUESTION)
    board.run_to(MINUTE)
    assert list_comments(board.desk) == []
    board.run_to(MINUTE)
    assert len(list_comments(board.desk)) == 1


def write(board: Council, text: str, author: str) -> None:
    board.board.add_comment(board.live()[0].number, text=text, author=author)
    board.run_to(MINUTE)


def test_the_automatic_acknowledgement_goes_once_in_the_language_of_the_comment(board: Council) -> None:
    board.set_channel(replace(declared(), acknowledge=True))
    comment = ask(board, WELSH_QUESTION)
    board.run_to(MINUTE)
    assert replies(board) == [f"Neges awtomatig: {board.desk.rules.acknowledgement_in(Language.CY)}"]
    assert show_comment(board.desk, comment.ref).state is CommentState.OPEN


def test_a_person_hears_one_acknowledgement_for_an_approach_and_another_the_day_after(board: Council) -> None:
    board.set_channel(replace(declared(), acknowledge=True))
    for author in ("Preswylydd", "Preswylydd", "Rhywun arall"):
        write(board, WELSH_QUESTION, author)
    assert len(replies(board)) == 2
    board.run_to(timedelta(days=1))
    write(board, WELSH_QUESTION, "Preswylydd")
    assert len(replies(board)) == 3


@pytest.mark.parametrize("word", ["STOP", "@cyngor peidiwch!", " Stopiwch. "])
def test_whoever_writes_a_stop_word_hears_no_machine_again(board: Council, word: str) -> None:
    board.set_channel(replace(declared(), acknowledge=True))
    write(board, word, "Preswylydd")
    board.run_to(timedelta(days=2))
    write(board, ENGLISH_QUESTION, "Preswylydd")
    assert replies(board) == []
    write(board, "Please stop the noise in the square at night.", "Rhywun arall")
    assert len(replies(board)) == 1


def test_a_machine_and_what_was_written_long_ago_are_not_acknowledged(board: Council) -> None:
    board.set_channel(replace(declared(), acknowledge=True))
    write(board, "Automatic reply: I am out of office until Monday.", "Swyddfa")
    number = board.live()[0].number
    board.board.add_comment(number, text=ENGLISH_QUESTION, author="Preswylydd")
    board.run_to(timedelta(days=1))
    assert len(list_comments(board.desk)) == 2
    assert replies(board) == []


def test_answering_is_for_those_whose_work_it_is(board: Council) -> None:
    comment = ask(board, WELSH_QUESTION)
    with pytest.raises(Denied):
        answer(board.desk, APPROVER, comment.ref, {Language.CY: WELSH_ANSWER})


def test_the_words_of_the_public_stand_apart_from_the_chain(board: Council) -> None:
    ask(board, WELSH_QUESTION)
    assert not any("llyfrgell" in str(entry.data) for entry in entries(board.desk))
    assert verify(board.desk.store).is_whole
