"""What a request works with: the store, and the site at the address that it came to."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cydbost_bot.web.council import Council
from cydbost_bot.web.rate_limit import RateLimit
from cydbost_bot.web.rendering import PAGE_SIZE, FormState, Site
from cydbost_bot.web.views import list_page, notice_page
from cydbost_connectors.noticeboard import Notice, NoticeboardStore, reading


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What the application was made with, kept on it for its routes."""

    store: NoticeboardStore
    council: Council
    zone: ZoneInfo
    base_url: str | None
    rate_limit: RateLimit


@dataclass(frozen=True, slots=True)
class Board:
    """One request's view of the noticeboard."""

    store: NoticeboardStore
    site: Site
    rate_limit: RateLimit

    def list_html(self, language: str | None, number: int) -> str:
        """Return a page of notices.

        Raises:
            HTTPException: 404, where the list does not go on that far.
        """
        with self.store.view() as connection:
            page = list_page(connection, language, number=number, size=PAGE_SIZE)
        if number > 1 and not page.entries:
            raise HTTPException(404)
        return self.site.list_html(page, language)

    def notice(self, language: str, slug: str) -> Notice:
        """Return the notice at this address.

        Raises:
            HTTPException: 404 where there never was one, 410 where it was withdrawn.
        """
        with self.store.view() as connection:
            notice = reading.by_address(connection, language, slug)
        if notice is None or notice.withdrawn_at:
            raise HTTPException(410 if notice else 404)
        return notice

    def notice_html(self, language: str, slug: str, form: FormState) -> str:
        """Return a notice's page with the comment form as ``form`` says."""
        notice = self.notice(language, slug)
        with self.store.view() as connection:
            page = notice_page(connection, notice, language)
        return self.site.notice_html(page, form)


def board_of(request: Request) -> Board:
    """Return the board as this request reaches it."""
    settings: BoardSettings = request.app.state.board
    return Board(settings.store, site_of(request), settings.rate_limit)


def site_of(request: Request) -> Site:
    """Return the site at its own address, or at the one that was asked for where none is set."""
    settings: BoardSettings = request.app.state.board
    # Starlette's own base_url leaves out the path that another application mounted this one under.
    asked = request.url.replace(path=request.scope.get("root_path", ""), query="", fragment="")
    return Site(settings.council, (settings.base_url or str(asked)).rstrip("/"), settings.zone)
