"""Who stands before the office, and who lets them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from starlette.responses import Response

from cydbost_queue.policy import Actor

if TYPE_CHECKING:  # a visit knows its visitor
    from cydbost_bot.office.visit import Visit


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person. ``confirmed_at`` is when they last showed who they are, by password or code."""

    actor: Actor
    language: str  #: of the interface: ``cy`` or ``en``
    session: str  #: what this session is called where sessions are listed; never its token
    confirmed_at: datetime

    @property
    def name(self) -> str:
        """The name that the record keeps."""
        return self.actor.name


class Doorkeeper(Protocol):
    """Knows who is signed in."""

    def visitor(self, token: str) -> Visitor | None:
        """Return who holds this session's token; nobody where it is unknown, run out or revoked."""
        ...

    def confirm(self, visit: "Visit", posted: Mapping[str, str]) -> "Response | Visitor":
        """Ask a visitor to show again who they are, before an act that wants it.

        ``posted`` are the fields of the act, to be carried over. Returns the page that asks (or that says that the
        answer was wrong), or the visitor, confirmed now.
        """
        ...
