"""Comments of the public, and answering each in its own language."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field, model_validator

from cydbost_bot.office.api.callers import Acting, Reading
from cydbost_bot.office.api.endpoints import Endpoint
from cydbost_bot.office.api.fields import After, Asked, ChannelName, CommentRef, Limit, Reason, Words
from cydbost_bot.office.api.problems import ApiProblem, responses
from cydbost_bot.office.api.shown import Page, ShownComment, ShownCommentLine
from cydbost_language import Language
from cydbost_queue.actions.answering import answer, correct_language, no_answer
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.queries.inbox import list_inbox
from cydbost_queue.queries.inbox_order import Wanted, read_key
from cydbost_queue.tables import WAITING, CommentState

router = APIRouter(prefix="/comments", tags=["comments"], route_class=Endpoint)
_ACT = responses(401, 403, 404, 409, 422, 429, 503)


class AnswerAsked(Asked):
    """The answer, in the language of the comment; in both where both are owed."""

    cy: Words | None = Field(default=None, examples=["Mae’r llyfrgell ar agor tan 5yh."])
    en: Words | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> "AnswerAsked":
        if self.cy is None and self.en is None:
            raise ValueError("one language at least")
        return self


class NoAnswerAsked(Asked):
    """Why none is needed."""

    reason: Reason


class LanguageAsked(Asked):
    """The language in which the answer is owed."""

    reply_in: Literal["cy", "en", "both"]
    reason: Reason | None = None


@router.get("", responses=responses(401, 403, 422, 429, 503))
def list_comments(
    caller: Reading,
    *,
    state: Annotated[list[CommentState] | None, Query(max_length=10)] = None,
    reply_in: Literal["cy", "en", "both"] | None = None,
    channel: ChannelName = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ShownCommentLine]:
    """Return comments, the longest waiting first; those that wait for an answer where no state is named."""
    if after is not None and read_key(after) is None:
        raise ApiProblem(422, "page_unknown")
    wanted = Wanted(states=list(dict.fromkeys(state or WAITING)), reply_in=reply_in, channel=channel)
    page = list_inbox(caller.desk, wanted, after=after, limit=limit)
    return Page(items=[ShownCommentLine.of(line) for line in page.lines], next=page.next_key)


@router.get("/{ref}", responses=responses(401, 403, 404, 422, 429, 503))
def show(caller: Reading, ref: CommentRef) -> ShownComment:
    """Return one comment with its replies."""
    return ShownComment.whole(show_comment(caller.desk, ref))


@router.post("/{ref}/answer", responses=_ACT)
def give_answer(caller: Acting, ref: CommentRef, asked: AnswerAsked) -> ShownComment:
    """Answer a comment; one in another language than its own is refused."""
    given = {Language.CY: asked.cy, Language.EN: asked.en}
    answer(caller.desk, caller.actor, ref, {language: text for language, text in given.items() if text is not None})
    return ShownComment.whole(show_comment(caller.desk, ref))


@router.post("/{ref}/no-answer", responses=_ACT)
def need_no_answer(caller: Acting, ref: CommentRef, asked: NoAnswerAsked) -> ShownComment:
    """Say, with a reason, that no answer is needed."""
    no_answer(caller.desk, caller.actor, ref, asked.reason)
    return ShownComment.whole(show_comment(caller.desk, ref))


@router.put("/{ref}/language", responses=_ACT)
def set_language(caller: Acting, ref: CommentRef, asked: LanguageAsked) -> ShownComment:
    """Correct the language in which a comment is owed its answer."""
    correct_language(caller.desk, caller.actor, ref, asked.reply_in, reason=asked.reason)
    return ShownComment.whole(show_comment(caller.desk, ref))
