"""Where a comment is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from cydbost_bot.web import answers
from cydbost_bot.web.board import Board, board_of
from cydbost_bot.web.dates import spoken_time
from cydbost_bot.web.forms import CommentForm, TooLarge, read_form
from cydbost_bot.web.rendering import FormState
from cydbost_bot.web.words import N_, words
from cydbost_connectors.errors import OutcomeUnknown, Rejected, Unavailable
from cydbost_connectors.noticeboard.addresses import comment_anchor, page_path

TOO_MANY: Final = N_("You have sent several comments in a short time. Send this one after %(time)s")
NOT_SAVED: Final = N_("Your comment was not saved. Send it again in a few minutes")
PERHAPS_SAVED: Final = N_("Your comment may have been saved. Look for it on this page before you send it again")


@dataclass(frozen=True, slots=True)
class Sending:
    """One comment on its way: what was typed, and on which page."""

    board: Board
    language: str
    slug: str
    form: CommentForm

    def again(self, errors: dict[str, str], status: int) -> Response:
        """Show the page again with what was typed, and what to mend beside it."""
        page = self.board.notice_html(self.language, self.slug, FormState(self.form, errors))
        return answers.unkept(page, status)

    def too_many(self, wait: datetime) -> Response:
        """Say from when on (UTC) the next comment may come."""
        time = spoken_time(wait, self.language, self.board.site.zone)
        answer = self.again({"text": words(self.language)(TOO_MANY) % {"time": time}}, 429)
        seconds = (wait - self.board.store.clock()).total_seconds()
        answer.headers["Retry-After"] = str(max(1, round(seconds)))
        return answer

    def save(self, number: int) -> Response:
        """Put the comment under the notice with this number, and show it there."""
        try:
            comment = self.board.store.add_comment(number, author=self.form.author, text=self.form.text)
        except Rejected as error:  # withdrawn since the page was asked for
            raise HTTPException(410) from error
        except Unavailable:
            return self.again({"text": words(self.language)(NOT_SAVED)}, 503)
        except OutcomeUnknown:
            return self.again({"text": words(self.language)(PERHAPS_SAVED)}, 503)
        path = self.board.site.root + page_path(self.language, self.slug)
        return RedirectResponse(f"{path}?sent=1#{comment_anchor(comment.number)}", 303)


async def sent_form(request: Request) -> CommentForm:
    """Read what was sent, unless another website sent it.

    Raises:
        HTTPException: 403 from another website, 413 where it is too large.
    """
    if request.headers.get("sec-fetch-site", "same-origin") == "cross-site":
        raise HTTPException(403)
    try:
        return await read_form(request)
    except TooLarge as error:
        raise HTTPException(413) from error


def comment_router(language: str) -> APIRouter:
    """Return the address that takes comments under ``/cy`` or ``/en``."""
    routes = APIRouter(prefix=f"/{language}")

    @routes.post("/{slug}")
    def send(
        request: Request,
        slug: str,
        form: Annotated[CommentForm, Depends(sent_form)],
        board: Annotated[Board, Depends(board_of)],
    ) -> Response:
        notice = board.notice(language, slug)
        sending = Sending(board, language, slug, form)
        errors = {field: words(language)(sentence) for field, sentence in form.errors().items()}
        if errors:
            return sending.again(errors, 400)
        wait = board.rate_limit.take(request.client.host if request.client else "")
        return sending.too_many(wait) if wait else sending.save(notice.number)

    return routes
