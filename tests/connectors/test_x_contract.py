"""X keeps every connector's promises, through tweepy and over a socket."""

from collections.abc import Iterator

import pytest

from connectors.connector_contract import ConnectorContract
from connectors.x_fixtures import XDesk, open_x
from cydbost_connectors import Connector


@pytest.fixture(params=["oauth1", "oauth2"])
def auth(request: pytest.FixtureRequest) -> str:
    """How the account is opened: with keys, or with tokens that are renewed."""
    return str(request.param)


class TestXContract(ConnectorContract):
    @pytest.fixture
    def desk(self) -> Iterator[XDesk]:
        with open_x() as desk:
            yield desk

    @pytest.fixture
    def connector(self, desk: XDesk, auth: str) -> Connector:
        return desk.connector(auth=auth)
