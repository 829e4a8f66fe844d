"""The account's session: opened once with the app password, kept in the vault, renewed before it runs out."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from atproto_server.auth.jwt import get_jwt_payload

from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.errors import Expired

#: A session that has less than this left is renewed first.
MARGIN: Final = timedelta(minutes=2)
#: The main password opens a session of this scope; an app password one of less.
FULL_SCOPE: Final = "com.atproto.access"
DRAWER: Final = "session"

#: Calls a procedure with a body, as the holder of a token where one is given, and returns the answer.
Call = Callable[[str, dict[str, Any] | None, str | None], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Session:
    """A session: whose it is, and the tokens that open it."""

    did: str
    handle: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)

    @property
    def is_main_password(self) -> bool:
        """Whether it was opened with the main password, which opens everything."""
        return bool(get_jwt_payload(self.access).scope == FULL_SCOPE)

    def outlasts(self, moment: datetime) -> bool:
        """Say whether it holds beyond ``moment``."""
        expires = get_jwt_payload(self.access).exp
        return expires is None or datetime.fromtimestamp(expires, UTC) > moment


class Sessions:
    """Keeps one account's session, for all processes that share its vault."""

    def __init__(self, account: AccountSettings, call: Call) -> None:
        self._account, self._call = account, call
        self._used: Session | None = None  # so that the vault is opened only when there is something to renew

    def current(self) -> Session:
        """Return a session that holds, opening or renewing it where needed.

        Raises:
            NotSent: why there is none.
        """
        soon = self._account.now().astimezone(UTC) + MARGIN
        if self._used is not None and self._used.outlasts(soon):
            return self._used
        with self._account.vault.drawer(DRAWER) as drawer:
            kept = _session(drawer.read())
            if kept is None or not kept.outlasts(soon):
                kept = self._opened(drawer.keep, kept)
        self._used = kept
        return kept

    def renewed(self, refused: Session) -> Session:
        """Return another session than the one that the server refused."""
        with self._account.vault.drawer(DRAWER) as drawer:
            kept = _session(drawer.read())
            if kept is None or kept.access == refused.access:  # else somebody else has renewed it
                kept = self._opened(drawer.keep, kept)
        self._used = kept
        return kept

    def _opened(self, keep: Callable[[str], None], kept: Session | None) -> Session:
        if kept is not None:
            try:
                return self._kept(keep, self._call("com.atproto.server.refreshSession", None, kept.refresh))
            except Expired:  # the refresh token ran out too, or the server forgot it
                pass  # the app password opens a new one
        secrets = {"identifier": self._account.plain["handle"], "password": self._account.secrets["app_password"]}
        return self._kept(keep, self._call("com.atproto.server.createSession", secrets, None))

    def _kept(self, keep: Callable[[str], None], answer: dict[str, Any]) -> Session:
        raw = json.dumps(answer)
        keep(raw)
        session = _session(raw)
        if session is None:
            raise Expired("no session in the server's answer")
        return session


def _session(raw: str | None) -> Session | None:
    try:
        told = json.loads(raw or "")
        session = Session(told["did"], told["handle"], told["accessJwt"], told["refreshJwt"])
        get_jwt_payload(session.access)
    except Exception:  # noqa: BLE001 - whatever is wrong with what was kept, it opens nothing
        return None
    return session
