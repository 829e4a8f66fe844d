"""The account's token: it lasts 60 days, and the connector renews it long before.

https://developers.facebook.com/docs/threads/get-started/long-lived-tokens, read on 23 November 2026: a token that is at
least 24 hours old and has not run out can be renewed; the new one lasts 60 days from then. The old one is not used up.
"""

import hashlib
import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import requests

from cydbost_connectors import AccountSettings
from cydbost_connectors.outward import PinnedSession

_RENEW_AFTER: Final = timedelta(days=7)
_FIRST_AFTER: Final = timedelta(days=1)  #: nobody says how old a token is that a person put there
_TRY_AFTER: Final = timedelta(days=1)  #: an attempt that failed is made again the next day
_LOOK_AFTER: Final = timedelta(hours=1)  #: so long a process does without looking into the vault
_HIDDEN: Final = "…"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class _Kept:
    """What the vault holds: Threads' answer as it came, since when, and when a renewal was last tried.

    ``start`` is a hash of the configured token: another one there means that somebody has made a new one.
    """

    start: str
    at: datetime
    tried: datetime | None = None
    raw: str | None = None

    @property
    def token(self) -> str | None:
        try:
            found: Any = json.loads(self.raw or "null")
        except ValueError:
            return None
        token = found.get("access_token") if isinstance(found, dict) else None
        return token if isinstance(token, str) and token else None

    def is_due(self, now: datetime) -> bool:
        age = _RENEW_AFTER if self.token else _FIRST_AFTER
        return now >= self.at + age and (self.tried is None or now >= self.tried + _TRY_AFTER)

    def as_text(self) -> str:
        tried = self.tried.isoformat() if self.tried else None
        return json.dumps({"start": self.start, "at": self.at.isoformat(), "tried": tried, "raw": self.raw})


class Tokens:
    """Gives the account's newest token, and renews it in good time. Only one process renews at once."""

    def __init__(self, account: AccountSettings, session: PinnedSession) -> None:
        """Nothing is asked of Threads before the first call."""
        self._account, self._session = account, session
        self._address = account.plain["address"].rstrip("/")
        self._configured = account.secrets["access_token"]
        self._start = hashlib.sha256(self._configured.encode()).hexdigest()
        self._newest: str | None = None
        self._look_at: datetime | None = None

    def __repr__(self) -> str:
        """Name nothing that opens the account."""
        return f"Tokens({self._account.name!r})"

    def current(self) -> str:
        """Return the token to use now.

        Raises:
            Unavailable: the vault could not be opened.
        """
        now = self._account.now()
        if self._newest is None or self._look_at is None or now >= self._look_at:
            self._newest, self._look_at = self._looked_up(now), now + _LOOK_AFTER
        return self._newest

    def hidden_in(self, words: str) -> str:
        """Return ``words`` without a token: Meta quotes one that it cannot read."""
        for secret in (self._newest, self._configured):
            words = words.replace(secret, _HIDDEN) if secret else words
        return words

    def _looked_up(self, now: datetime) -> str:
        with self._account.vault.drawer(f"threads.{self._account.name}") as drawer:
            kept = self._read(drawer.read())
            if kept is None:
                kept = _Kept(self._start, now)
                drawer.keep(kept.as_text())
            if kept.is_due(now):
                kept = replace(kept, tried=now)
                drawer.keep(kept.as_text())
                raw = self._renewed(kept.token or self._configured)
                if raw is not None:
                    kept = _Kept(self._start, now, None, raw)
                    drawer.keep(kept.as_text())
        return kept.token or self._configured

    def _renewed(self, token: str) -> str | None:
        """Return Threads' answer to a renewal; ``None`` where it gave no new token: the old one goes on being used."""
        query = {"grant_type": "th_refresh_token", "access_token": token}
        try:
            answer = self._session.get(f"{self._address}/refresh_access_token", params=query)
        except requests.RequestException as error:
            log.warning("the token of a Threads account was not renewed: %s", type(error).__name__)
            return None
        if answer.status_code == requests.codes.ok and _Kept(self._start, self._account.now(), None, answer.text).token:
            return answer.text
        log.warning("the token of a Threads account was not renewed: HTTP %s", answer.status_code)
        return None

    def _read(self, raw: str | None) -> _Kept | None:
        try:
            found = json.loads(raw or "null")
            tried = datetime.fromisoformat(found["tried"]) if found["tried"] else None
            kept = _Kept(found["start"], datetime.fromisoformat(found["at"]), tried, found["raw"])
        except (ValueError, TypeError, KeyError):
            return None
        return kept if kept.start == self._start else None
