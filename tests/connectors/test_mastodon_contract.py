"""A Mastodon account keeps every connector's promises: on the double, and on a real server where one is named."""

from collections.abc import Iterator

import pytest

from connectors.connector_contract import ConnectorContract
from connectors.mastodon_fixtures import MastodonDesk, open_server
from cydbost_connectors import Connector


class TestMastodonContract(ConnectorContract):
    @pytest.fixture(params=[False, True], ids=["keys-ignored", "keys-kept"])
    def desk(self, request: pytest.FixtureRequest) -> Iterator[MastodonDesk]:
        with open_server(keeps_keys=request.param) as desk:
            yield desk

    @pytest.fixture
    def connector(self, desk: MastodonDesk) -> Connector:
        return desk.connector()
