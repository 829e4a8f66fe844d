"""The act of the comments: what the public writes is answered in its own language, and in no other."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from cydbost_bot.demo.content import DemoContent
from cydbost_bot.demo.stage import Stage
from cydbost_bot.i18n import _
from cydbost_bot.library import load_saved_replies
from cydbost_bot.sentences import error_sentence
from cydbost_connectors.noticeboard.reading import standing
from cydbost_language import Language
from cydbost_queue.actions.answering import WrongLanguage, answer, no_answer
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.tables import CommentState
from cydbost_queue.views import CommentView

#: A saved reply without places to fill, which suits whatever was asked.
REPLY = "thanks"


def the_public_writes(stage: Stage, content: DemoContent) -> Iterator[str]:
    """Let the public comment under the newest notices, and let the worker fetch it."""
    with stage.board.view() as connection:
        notices = [notice for notice in standing(connection) if notice.answers is None][-len(content.comments) :]
    for number, row in enumerate(content.comments):
        stage.board.add_comment(notices[number % len(notices)].number, text=row["text"], author=row["author"])
    stage.clock.advance(timedelta(minutes=5))
    stage.worker.tick()
    comments = list_comments(stage.desk)
    counted = {reply_in: sum(row.reply_in == reply_in for row in comments) for reply_in in ("cy", "en", "both")}
    yield _("{count} comments came: {cy} to answer in Welsh, {en} in English, {both} in both.").format(
        count=len(comments), **counted
    )


def the_council_answers(stage: Stage) -> Iterator[str]:
    """Answer every comment; show one in each language, and what happens to an answer in the wrong one."""
    saved = load_saved_replies()[REPLY].text
    texts = {Language.CY: saved.cy, Language.EN: saved.en}
    editor = stage.people["comms-editor"]
    shown: set[str] = set()
    for comment in list_comments(stage.desk, states=[CommentState.OPEN]):
        if comment.language == "none":
            no_answer(stage.desk, editor, comment.ref, "Only an emoji")
            continue
        if comment.reply_in == "cy" and "refusal" not in shown:
            shown.add("refusal")
            yield from _answer_wrongly(stage, comment, texts)
        wanted = {language: text for language, text in texts.items() if comment.reply_in in {language.value, "both"}}
        answer(stage.desk, editor, comment.ref, wanted, saved_reply=REPLY)
        if comment.reply_in not in shown:
            shown.add(comment.reply_in)
            yield f"    “{comment.text}”"
            yield from (f"      → [{language.value}] {text}" for language, text in wanted.items())
    stage.clock.advance(timedelta(minutes=1))
    stage.worker.tick()


def _answer_wrongly(stage: Stage, comment: CommentView, texts: Mapping[Language, str]) -> Iterator[str]:
    try:
        answer(stage.desk, stage.people["comms-editor"], comment.ref, {Language.EN: texts[Language.EN]})
    except WrongLanguage as refusal:
        yield _("Refused: an English answer to {ref}. {why}").format(ref=comment.ref, why=error_sentence(refusal))
