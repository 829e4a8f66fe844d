"""A room of the office: its pages and acts, each with the right that opens it; a route without one cannot be made."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from cydbost_queue.policy import Actor, Right, Role

if TYPE_CHECKING:  # a visit knows its room
    from cydbost_bot.office.visit import Visit

Handler = Callable[..., Response]


class Open(StrEnum):
    """What opens a route to more people than a right of the queue does."""

    SIGNED_IN = "signed-in"
    ANYONE = "anyone"


SIGNED_IN: Final = Open.SIGNED_IN
ANYONE: Final = Open.ANYONE
Key = Right | Open

#: Rooms of a lower order stand in everybody's menu.
DAILY: Final = 60


@dataclass(frozen=True, slots=True)
class Route:
    """One address of a room. ``example`` are values for the gaps of its path, for the tests of who may."""

    method: str
    path: str
    key: Key
    handler: Handler
    step_up: bool = False
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_act(self) -> bool:
        """Whether it changes something."""
        return self.method == "POST"

    def arguments(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Return what the handler is called with.

        Raises:
            ValueError: a gap of the path that wants a number holds none.
        """
        wanted = inspect.signature(self.handler).parameters
        return {name: int(value) if wanted[name].annotation is int else value for name, value in given.items()}


@dataclass(slots=True)
class Room:
    """One room. ``home`` is where the navigation leads, for whoever ``right`` lets in; without one it is not listed.

    Rooms of an ``order`` below ``DAILY`` stand in everybody's menu, others in that of the roles ``daily_for``; all are
    on the first page.
    """

    name: str
    title: str = ""
    home: str = ""
    right: Key = SIGNED_IN
    order: int = 100
    daily_for: Sequence[Role] = ()
    routes: list[Route] = field(default_factory=list)
    tell_waiting: "Callable[[Visit], str] | None" = None

    def waiting(self, teller: "Callable[[Visit], str]") -> "Callable[[Visit], str]":
        """Make a function what the first page says of this room: what waits there for the visitor, or nothing."""
        self.tell_waiting = teller
        return teller

    def page(self, path: str, *, right: Key, example: Mapping[str, str] | None = None) -> Callable[[Handler], Handler]:
        """Make a function the page at ``path``."""
        return self._route("GET", path, right, step_up=False, example=example)

    def act(
        self, path: str, *, right: Key, step_up: bool = False, example: Mapping[str, str] | None = None
    ) -> Callable[[Handler], Handler]:
        """Make a function what a form posted to ``path`` does; with ``step_up`` for who just showed who they are."""
        return self._route("POST", path, right, step_up=step_up, example=example)

    def _route(
        self, method: str, path: str, right: Key, *, step_up: bool, example: Mapping[str, str] | None
    ) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self.routes.append(Route(method, path, right, handler, step_up, dict(example or {})))
            return handler

        return keep


def may(actor: Actor | None, key: Key) -> bool:
    """Tell whether ``key`` opens for ``actor``, nobody signed in being ``None``."""
    if key is ANYONE:
        return True
    if actor is None:
        return False
    return key is SIGNED_IN or actor.may(Right(key))
