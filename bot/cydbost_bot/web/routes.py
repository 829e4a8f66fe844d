"""The addresses that only show something."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from starlette.responses import Response

from cydbost_bot.web import answers
from cydbost_bot.web.board import Board, board_of
from cydbost_bot.web.council import stylesheet
from cydbost_bot.web.feeds import feed_xml
from cydbost_bot.web.rendering import FormState
from cydbost_bot.web.static_files import static_file
from cydbost_connectors.noticeboard import reading

LAST_PAGE = 100_000  #: beyond any board; keeps the database's arithmetic within bounds

Here = Annotated[Board, Depends(board_of)]
PageNumber = Annotated[int, Path(ge=1, le=LAST_PAGE)]
READ = ["GET", "HEAD"]

router = APIRouter()


@router.api_route("/", methods=READ)
def home(request: Request, board: Here) -> Response:
    """Show the newest notices in both languages."""
    return answers.page(request, board.list_html(None, 1))


@router.api_route("/page/{number}", methods=READ)
def home_page(request: Request, board: Here, number: PageNumber) -> Response:
    """Show older notices in both languages."""
    return answers.page(request, board.list_html(None, number))


@router.api_route("/static/colour.css", methods=READ)
def colour(request: Request, board: Here) -> Response:
    """Give the council's colour."""
    return answers.page(request, stylesheet(board.site.council), media_type="text/css; charset=utf-8")


@router.api_route("/static/{name}", methods=READ)
def static(request: Request, name: str) -> Response:
    """Give one of the board's own files."""
    found = static_file(name)
    if found is None:
        raise HTTPException(404)
    return answers.page(request, found.content, media_type=found.media_type)


@router.api_route("/media/{sha256}.{extension}", methods=READ)
def media(request: Request, board: Here, sha256: str, extension: str) -> Response:  # noqa: ARG001 - for the reader's eye
    """Give a picture that a standing notice shows."""
    with board.store.view() as connection:
        found = reading.picture_content(connection, sha256)
    if found is None:
        raise HTTPException(404)
    return answers.page(request, found[1], media_type=found[0])


def language_router(language: str, page_word: str) -> APIRouter:
    """Return the addresses under ``/cy`` or ``/en``."""
    routes = APIRouter(prefix=f"/{language}")

    @routes.api_route("/", methods=READ)
    def notices(request: Request, board: Here) -> Response:
        return answers.page(request, board.list_html(language, 1))

    @routes.api_route("/atom.xml", methods=READ)
    def feed(request: Request, board: Here) -> Response:
        with board.store.view() as connection:
            xml = feed_xml(connection, board.site, language)
        return answers.page(request, xml, media_type="application/atom+xml; charset=utf-8")

    @routes.api_route(f"/{page_word}/{{number}}", methods=READ)
    def notices_page(request: Request, board: Here, number: PageNumber) -> Response:
        return answers.page(request, board.list_html(language, number))

    @routes.api_route("/{slug}", methods=READ)
    def notice(request: Request, board: Here, slug: str, sent: str | None = None) -> Response:
        return answers.page(request, board.notice_html(language, slug, FormState(sent=sent is not None)))

    return routes
