"""Calls to one account's server through the SDK: signed in, once each, and failing by what to do next."""

import json
import weakref
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx
from atproto_client.client.base import ClientBase
from atproto_client.models.dot_dict import DotDict
from atproto_client.request import Request

from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.bluesky import details
from cydbost_connectors.bluesky.errors import SESSION_OVER, Refusal, meaning_of, no_answer, nothing_written, refusal_of
from cydbost_connectors.bluesky.session import Session, Sessions
from cydbost_connectors.bluesky.transport import PinnedTransport
from cydbost_connectors.errors import ConnectorError, OutcomeUnknown

_JSON: Final = "application/json"
_HIDDEN: Final = "…"

Sent = Callable[[dict[str, str]], Any]


class Answered(Exception):
    """The server answered a write, and not that it was done."""

    def __init__(self, meaning: ConnectorError) -> None:
        super().__init__(meaning.code)
        self.meaning = meaning


class Calls:
    """What one account asks of its server. Each call is made once; a session that has run out is renewed for it."""

    def __init__(self, account: AccountSettings, service: str, patience: tuple[float, float]) -> None:
        """``patience`` is in seconds: to connect, and between two pieces of an answer."""
        self._transport = PinnedTransport(service)
        connect, read = patience
        timeout = httpx.Timeout(read, connect=connect)
        self._client = ClientBase(service, Request(transport=self._transport, timeout=timeout, trust_env=False))
        weakref.finalize(self, self._transport.close)  # nobody else says when an account is done with
        self._sessions = Sessions(account, self._open_session)
        self._account = account

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the newest answer."""
        return self._transport.last

    @property
    def session(self) -> Session:
        """The session that is used now.

        Raises:
            NotSent: why there is none.
        """
        return self._sessions.current()

    def query(self, nsid: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - a parameter is text, number or list
        """Ask, and return the answer.

        Raises:
            Refusal: what the server answered instead.
            NotSent: it could not be asked.
        """
        given = DotDict(params)
        return self._harmless(lambda headers: self._client.invoke_query(nsid, params=given, headers=headers))

    def upload(self, content: bytes, mime: str) -> dict[str, Any]:
        """Hand a file in, which nobody sees until a record names it; return what the server calls it.

        Raises:
            NotSent: it was not taken.
        """

        def send(headers: dict[str, str]) -> Any:  # noqa: ANN401 - the SDK has no types
            return self._client.invoke_procedure(
                "com.atproto.repo.uploadBlob", content=content, input_encoding=mime, headers=headers
            )

        try:
            blob: dict[str, Any] = self._harmless(send)["blob"]
        except Refusal as refusal:
            raise nothing_written(meaning_of(refusal)) from None
        except (KeyError, TypeError):
            raise nothing_written(OutcomeUnknown(details.NO_ANSWER)) from None
        return blob

    def write(self, nsid: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Change something that the public sees.

        Raises:
            Answered: the server answered, and not that it was done.
            NotSent: surely nothing was done.
            OutcomeUnknown: nobody can tell.
        """
        session = self._sessions.current()
        try:
            return self._signed(lambda headers: self._post(nsid, body, headers), session)
        except Refusal as refusal:
            raise Answered(self._discreet(meaning_of(refusal))) from None

    def _harmless(self, send: Sent) -> dict[str, Any]:
        session = self._sessions.current()
        try:
            return self._signed(send, session)
        except ConnectorError as error:
            raise nothing_written(error) from None

    def _signed(self, send: Sent, session: Session) -> dict[str, Any]:
        try:
            return self._once(send, session.access)
        except Refusal as refusal:
            if refusal.name not in SESSION_OVER:
                raise
        # Who is not let in has done nothing: the call is made for the first time now.
        return self._once(send, self._sessions.renewed(session).access)

    def _once(self, send: Sent, token: str | None) -> dict[str, Any]:
        try:
            content = send({"Authorization": f"Bearer {token}"} if token else {}).content
        except Exception as error:  # noqa: BLE001 - whatever the SDK throws, the call may have taken effect
            refusal = refusal_of(error)
            raise (refusal or self._discreet(no_answer(error))) from None
        if isinstance(content, bytes) and not content.strip():
            return {}
        if not isinstance(content, dict):
            raise OutcomeUnknown(details.NO_ANSWER)
        return content

    def _post(self, nsid: str, body: Mapping[str, Any] | None, headers: dict[str, str]) -> Any:  # noqa: ANN401 - as above
        if body is None:
            return self._client.invoke_procedure(nsid, headers=headers)
        content = json.dumps(body, ensure_ascii=False).encode()
        return self._client.invoke_procedure(nsid, content=content, input_encoding=_JSON, headers=headers)

    def _open_session(self, nsid: str, body: dict[str, Any] | None, token: str | None) -> dict[str, Any]:
        try:
            return self._once(lambda headers: self._post(nsid, body, headers), token)
        except Refusal as refusal:
            raise self._discreet(nothing_written(meaning_of(refusal))) from None
        except ConnectorError as error:
            raise nothing_written(error) from None

    def _discreet(self, error: ConnectorError) -> ConnectorError:
        """Take the account's secrets out of a platform's words, should it ever repeat them."""
        detail = error.detail
        for secret in filter(None, self._account.secrets.values()):
            detail = detail.replace(secret, _HIDDEN)
        return type(error)(detail, retry_after=error.retry_after)
