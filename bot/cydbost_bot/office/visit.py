"""One request of one visitor: what a handler is given, and the answers that it can give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from cydbost_bot.office import cookies
from cydbost_bot.office.assets import asset, colour_sheet
from cydbost_bot.office.fields import FieldErrors, Form
from cydbost_bot.office.house import Office
from cydbost_bot.office.pages import environment
from cydbost_bot.office.refusals import lines_of, status_of
from cydbost_bot.office.room import DAILY, Key, Room, may
from cydbost_bot.office.tokens import form_mark
from cydbost_bot.office.visitor import Visitor
from cydbost_bot.settings_model import Settings
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

MENDABLE = 422  #: what was sent can be mended and sent again


@dataclass
class Visit:
    """One request. ``visitor`` is ``None`` before somebody has signed in."""

    office: Office
    request: Request
    form: Form
    visitor: Visitor | None
    language: str
    token: str  #: the session's; never shown
    room: Room
    rooms: "Sequence[Room]"

    @property
    def desk(self) -> Desk:
        """The queue's desk, at which acts begin."""
        return self.office.desk

    @property
    def settings(self) -> Settings:
        """The council's configuration."""
        return self.office.settings

    @property
    def actor(self) -> Actor:
        """Who acts. Only for routes that somebody signed in reaches.

        Raises:
            LookupError: nobody is signed in.
        """
        if self.visitor is None:
            raise LookupError("nobody is signed in")
        return self.visitor.actor

    @cached_property
    def now(self) -> datetime:
        """The present, in UTC; the same throughout the request."""
        return self.office.now()

    @property
    def query(self) -> Mapping[str, str]:
        """What stands behind the question mark of the address."""
        return self.request.query_params

    @property
    def is_swap(self) -> bool:
        """Whether a script of the page asks for a part of it."""
        return self.request.headers.get("hx-request") == "true" and "hx-boosted" not in self.request.headers

    def may(self, key: Key) -> bool:
        """Tell whether this visitor has a right."""
        return may(self.visitor.actor if self.visitor else None, key)

    def url(self, path: str) -> str:
        """Return the address of one of the office's own paths."""
        return f"{self.office.root}{path}"

    def show(
        self,
        template: str,
        *,
        status: int | None = None,
        errors: FieldErrors | None = None,
        problem: Exception | None = None,
        **shown: Any,  # noqa: ANN401 - whatever the template shows
    ) -> Response:
        """Answer with a page; with ``errors`` or a ``problem`` one that says what to mend, and keeps what was typed."""
        lines = lines_of(problem) if problem else []
        wrong = bool(lines) or bool(errors)
        if status is None:
            status = status_of(problem) if problem else MENDABLE if errors else 200
        said = cookies.said(self.office, self.request, self.token)
        html = self._rendered(
            template, errors=errors or FieldErrors(), problem_lines=lines, has_errors=wrong, said_before=said, **shown
        )
        answer = HTMLResponse(html, status)
        if said is not None:
            cookies.said_it(self.office, answer)
        return answer

    def swap(self, template: str, *, status: int = 200, **shown: Any) -> Response:  # noqa: ANN401 - see above
        """Answer with a part of a page, for the script that asked for it."""
        return HTMLResponse(self._rendered(template, errors=FieldErrors(), **shown), status)

    def go(self, path: str, *, said: str | None = None) -> Response:
        """Send the visitor on to one of the office's own paths; ``said``, a whole sentence, is shown there once."""
        answer = RedirectResponse(self.url(own_path(path)), 303)
        if said:
            cookies.say_next(self.office, answer, self.token, said)
        return answer

    def _rendered(self, template: str, **shown: Any) -> str:  # noqa: ANN401 - see above
        return (
            environment()
            .get_template(template)
            .render(
                visit=self,
                language=self.language,
                settings=self.settings,
                may=self.may,
                url=self.url,
                csrf=self._mark,
                style=self._style,
                script=self._script,
                **shown,
            )
        )

    def _mark(self) -> Markup:
        return Markup('<input type="hidden" name="csrf" value="{}">').format(form_mark(self.token))

    def form_mark(self) -> str:
        """Return a mark for requests that a script makes (header ``X-CSRF``)."""
        return form_mark(self.token)

    def _style(self) -> Markup:
        colours = colour_sheet(self.settings.council.colour)
        sheets = [("office.css", asset("office.css")), (f"colour/{self.settings.council.colour[1:]}.css", colours)]
        return Markup("\n").join(
            Markup('<link rel="stylesheet" href="{}">').format(self.url(f"/static/{name}?{found.mark}"))
            for name, found in sheets
            if found
        )

    def _script(self, name: str, *, module: bool = True) -> Markup:
        found = asset(name)
        if found is None:
            raise LookupError(name)
        address = self.url(f"/static/{name}?{found.mark}")
        kind = Markup('type="module"') if module else Markup("defer")
        return Markup('<script {} src="{}"></script>').format(kind, address)

    @property
    def here(self) -> str:
        """The path asked for, with its question, as one of the office's own: to come back to."""
        path = self.request.url.path.removeprefix(self.office.root) or "/"
        return f"{path}?{self.request.url.query}" if self.request.url.query else path

    @property
    def navigation(self) -> list[Room]:
        """The rooms that this visitor may enter, in their order."""
        listed = (room for room in self.rooms if room.home and room.title and self.may(room.right))
        return sorted(listed, key=lambda room: room.order) if self.visitor else []

    @property
    def menu(self) -> list[Room]:
        """Those of them that stand in this visitor's menu; the others are on the first page."""
        roles = self.visitor.actor.roles if self.visitor else frozenset()
        return [room for room in self.navigation if room.order < DAILY or roles & set(room.daily_for)]


def own_path(path: str) -> str:
    """Return ``path`` where it is one of the office's own; else its front door, so that no link leads people away."""
    parts = urlsplit(path)
    is_own = not parts.scheme and not parts.netloc and path.startswith("/") and path[1:2] not in {"/", "\\"}
    is_clean = not any(ord(sign) < 32 or sign == "\\" for sign in path)
    return quote(path, safe="/?&=%#+,:;@-._~!$'()*") if is_own and is_clean else "/"
