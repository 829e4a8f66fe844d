"""Bluesky's connector keeps every connector's promises on Bluesky's own server."""

from collections.abc import Iterator

import pytest

from connectors.connector_contract import ConnectorContract
from connectors.loopback import served
from cydbost_connectors import Connector
from platforms.bluesky_accounts import RealDesk, View
from platforms.data_server import DataServer, data_server

pytestmark = pytest.mark.platforms


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    view = View()
    with served(view):
        yield view


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, view: View) -> Iterator[DataServer]:
    with data_server(tmp_path_factory.mktemp("pds"), view=view.address) as server:
        yield server


class TestBlueskyRealContract(ConnectorContract):
    @pytest.fixture
    def desk(self, server: DataServer, view: View) -> RealDesk:
        return RealDesk.opened(server, view)

    @pytest.fixture
    def connector(self, desk: RealDesk) -> Connector:
        return desk.connector()
