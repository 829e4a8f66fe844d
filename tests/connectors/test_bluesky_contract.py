"""Bluesky's connector keeps every connector's promises, on the double."""

from collections.abc import Iterator

import pytest

from connectors.bluesky_fixtures import BlueskyDesk, open_bluesky
from connectors.connector_contract import ConnectorContract
from cydbost_connectors import Connector


class TestBlueskyContract(ConnectorContract):
    @pytest.fixture
    def desk(self) -> Iterator[BlueskyDesk]:
        with open_bluesky() as desk:
            yield desk

    @pytest.fixture
    def connector(self, desk: BlueskyDesk) -> Connector:
        return desk.connector()
