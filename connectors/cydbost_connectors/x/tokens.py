"""Access tokens of OAuth 2 (PKCE): they last two hours, and the refresh token that renews them can be used once."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import requests
from requests.auth import AuthBase

from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.errors import Expired, OutcomeUnknown, Throttled, Unavailable
from cydbost_connectors.outward import PinnedSession, why_no_answer
from cydbost_connectors.vault import Drawer
from cydbost_connectors.x import details, errors

_EARLY: Final = timedelta(minutes=5)  #: so long before its end a token is renewed


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the vault holds of an account: the answer as it came, and from when, and from which start.

    ``start`` is a hash of the configured refresh token: another one there means that somebody authorised the app anew.
    ``before`` is the refresh token that was being used, in case no answer came.
    """

    start: str
    before: str
    at: datetime
    raw: str | None

    @property
    def answer(self) -> dict[str, Any]:
        try:
            found = json.loads(self.raw or "null")
        except ValueError:
            found = None
        return found if isinstance(found, dict) else {}

    @property
    def refresh_token(self) -> str:
        return str(self.answer.get("refresh_token") or self.before)

    def access_token(self, now: datetime) -> str | None:
        lasts = self.answer.get("expires_in")
        seconds = lasts if isinstance(lasts, int) and lasts > 0 else 7_200
        token = self.answer.get("access_token")
        return str(token) if token and now < self.at + timedelta(seconds=seconds) - _EARLY else None

    def as_text(self) -> str:
        return json.dumps({"start": self.start, "before": self.before, "at": self.at.isoformat(), "raw": self.raw})


class RenewedToken(AuthBase):
    """Signs calls with the account's newest access token, renewing it when it is about to run out.

    Only one process renews at a time: the vault's drawer is held from before the refresh token is read until X's
    answer is kept, and the answer is kept as it came, before anything is made of it.
    """

    def __init__(self, account: AccountSettings, patience: tuple[float, float]) -> None:
        """Nothing is asked of X before the first call."""
        self._account = account
        self._session = PinnedSession({account.plain["api"].rstrip("/"): account.plain["api"].rstrip("/")}, patience)
        self._start = hashlib.sha256(account.secrets["refresh_token"].encode()).hexdigest()
        self._seen: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Name nothing that opens the account."""
        return f"RenewedToken({self._account.name!r})"

    @property
    def secrets(self) -> tuple[str, ...]:
        """The tokens that were used last, so that they can be kept out of errors."""
        return self._seen

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Put the access token on a call.

        Raises:
            NotSent: it could not be renewed; the call was not made.
        """
        request.headers["Authorization"] = f"Bearer {self._access_token()}"
        return request

    def _access_token(self) -> str:
        with self._account.vault.drawer(f"x.{self._account.name}") as drawer:
            kept = self._kept(drawer)
            token = kept.access_token(self._account.now())
            if token is None:
                kept = self._renew(drawer, kept.refresh_token)
                token = kept.access_token(self._account.now())
            self._seen = tuple(one for one in (token, kept.refresh_token, kept.before) if one)
        if token is None:
            raise Expired(details.AUTHORISE_AGAIN)
        return token

    def _kept(self, drawer: Drawer) -> _Kept:
        configured = self._account.secrets["refresh_token"]
        try:
            found = json.loads(drawer.read() or "null")
            kept = _Kept(found["start"], found["before"], datetime.fromisoformat(found["at"]), found["raw"])
        except (ValueError, TypeError, KeyError):
            return _Kept(self._start, configured, self._account.now(), None)
        return kept if kept.start == self._start else _Kept(self._start, configured, self._account.now(), None)

    def _renew(self, drawer: Drawer, refresh_token: str) -> _Kept:
        """Use a refresh token, once.

        Raises:
            Expired: X does not take it.
            Unavailable: X was not reached, or gave no clear answer.
            Throttled: too often.
        """
        began = _Kept(self._start, refresh_token, self._account.now(), None)
        drawer.keep(began.as_text())
        try:
            answer = self._asked(refresh_token)
        except requests.RequestException as error:
            why = why_no_answer(error)
            is_unclear = isinstance(why, OutcomeUnknown)
            raise Unavailable(details.RENEWAL_UNCLEAR if is_unclear else why.detail) from None
        if answer.status_code == 200:
            kept = _Kept(self._start, refresh_token, began.at, answer.text)
            drawer.keep(kept.as_text())
            return kept
        if answer.status_code == 429:
            raise Throttled(details.THROTTLED, retry_after=errors.wait(answer, self._account.now()))
        if 400 <= answer.status_code < 500:
            raise Expired(details.AUTHORISE_AGAIN)
        raise Unavailable(details.RENEWAL_UNCLEAR)

    def _asked(self, refresh_token: str) -> requests.Response:
        secrets, base = self._account.secrets, self._account.plain["api"].rstrip("/")
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": secrets["client_id"]}
        confidential = (secrets["client_id"], secrets["client_secret"]) if secrets.get("client_secret") else None
        return self._session.post(f"{base}/2/oauth2/token", data=form, auth=confidential)
