"""A Mastodon account keeps every connector's promises on a real server, where one is named.

``CYDBOST_TEST_MASTODON`` holds the server's address and a token, and after them, if wanted, the token of a second
account on it, which then plays the public. It publishes on the first account, and takes down all that both wrote.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from mastodon import Mastodon

from connectors.connector_contract import ConnectorContract
from cydbost_connectors import AccountSettings, Connector
from cydbost_connectors.mastodon import PLATFORM
from cydbost_connectors.vault import MemoryVault

VARIABLE = "CYDBOST_TEST_MASTODON"
NAMED = os.environ.get(VARIABLE, "").split()

pytestmark = pytest.mark.skipif(len(NAMED) < 2, reason=f"passed over: {VARIABLE} names no server and token")


@dataclass
class LiveDesk:
    """A real server's other side; ``began`` is its own time, as far as posts are concerned, at the beginning."""

    server: str
    token: str
    public: str | None
    began: datetime
    said: list[str] = field(default_factory=list)

    def connector(self) -> Connector:
        plain, secrets = {"server": self.server}, {"token": self.token}
        settings = AccountSettings("prawf", "cy,en", plain, secrets, lambda: datetime.now(UTC), MemoryVault())
        connector = PLATFORM.connect(settings)
        assert connector.health().usable  # and by now it knows the server's own limits
        return connector

    def comment(self, remote_id: str, text: str) -> str:
        if self.public is None:
            pytest.skip(f"{VARIABLE} names no second account")
        theirs, ours = self._client(self.public), self._client(self.token)
        name = ours.account_verify_credentials()["acct"]
        self.said.append(str(theirs.status_post(f"@{name} {text}", in_reply_to_id=remote_id)["id"]))
        return self.said[-1]

    def visible(self) -> list[str]:
        return [live.text for live in self.connector().recent(self.began)]

    def clear(self) -> None:
        connector = self.connector()
        for live in list(connector.recent(self.began)):
            connector.withdraw(live.remote_id)
        for remote_id in self.said:
            self._client(self.public or "").status_delete(remote_id)

    def _client(self, token: str) -> Mastodon:
        return Mastodon(api_base_url=self.server, access_token=token, ratelimit_method="throw", request_timeout=30)


class TestMastodonLiveContract(ConnectorContract):
    @pytest.fixture
    def desk(self) -> Iterator[LiveDesk]:
        server, token, *more = NAMED
        desk = LiveDesk(server, token, more[0] if more else None, datetime.now(UTC) - timedelta(seconds=1))
        yield desk
        desk.clear()

    @pytest.fixture
    def connector(self, desk: LiveDesk) -> Connector:
        return desk.connector()
