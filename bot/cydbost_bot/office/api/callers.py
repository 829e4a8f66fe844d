"""Who calls: the person whose key came with the request, with the rights that the key was made for."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated, Final

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from cydbost_bot.directory import Directory
from cydbost_bot.office.api.problems import ApiProblem
from cydbost_bot.office.house import Office
from cydbost_bot.web.rate_limit import CommentLimit, RateLimit
from cydbost_queue.actions.api_keys import find_key
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Right

#: Requests that one key may make; and that one address may make without a key that opens anything.
OF_ONE_KEY: Final = CommentLimit(count=600, within=timedelta(minutes=1))
OF_STRANGERS: Final = CommentLimit(count=30, within=timedelta(minutes=1))
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Caller:
    """One request's person, and what acts begin with."""

    office: Office
    actor: Actor
    key: str  #: what the key is called: ``K3``

    @property
    def desk(self) -> Desk:
        """The queue's desk."""
        return self.office.desk


class Gate:
    """Lets callers in, and counts them."""

    def __init__(self, office: Office) -> None:
        """Each process counts its own."""
        self._office = office
        self._keys = RateLimit(OF_ONE_KEY, office.now)
        self._strangers = RateLimit(OF_STRANGERS, office.now)

    def caller(self, request: Request) -> Caller:
        """Return who calls.

        Raises:
            ApiProblem: no key, one that opens nothing, or too many requests.
        """
        scheme, _space, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip() or len(key) > _LONGEST:
            raise ApiProblem(401, "key_missing", WWW_Authenticate="Bearer")
        held = find_key(self._office.desk, key.strip(), self._office.now())
        actor = Directory(self._office.settings, self._office.desk).actor(held.person) if held else None
        if held is None or actor is None:
            self._count(self._strangers, request.client.host if request.client else "")
            raise ApiProblem(401, "key_unknown", WWW_Authenticate='Bearer error="invalid_token"')
        self._count(self._keys, f"K{held.id}")
        return Caller(self._office, replace(actor, scopes=held.scopes), f"K{held.id}")

    def _count(self, limit: RateLimit, sender: str) -> None:
        again = limit.take(sender)
        if again is not None:
            wait = max(1, round((again - self._office.now()).total_seconds()))
            raise ApiProblem(429, "too_many_requests", Retry_After=str(wait))


async def _caller(request: Request, _described: Annotated[object, Security(HTTPBearer(auto_error=False))]) -> Caller:
    """Return who was let in before the request was read (``endpoints``)."""
    caller: Caller = request.state.caller
    return caller


async def _reader(caller: Annotated[Caller, Depends(_caller)]) -> Caller:
    caller.actor.require(Right.READ)
    return caller


#: Whoever acts: the queue's own actions ask for the right that each needs.
Acting = Annotated[Caller, Depends(_caller)]
#: Whoever reads.
Reading = Annotated[Caller, Depends(_reader)]
