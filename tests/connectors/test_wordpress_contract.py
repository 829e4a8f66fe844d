"""WordPress keeps every connector's promises."""

from collections.abc import Iterator

import pytest

from connectors.connector_contract import ConnectorContract
from connectors.wordpress_double import SiteDesk, open_site
from cydbost_connectors import Connector


class TestWordPressContract(ConnectorContract):
    @pytest.fixture
    def desk(self) -> Iterator[SiteDesk]:
        with open_site() as desk:
            yield desk

    @pytest.fixture
    def connector(self, desk: SiteDesk) -> Connector:
        return desk.connector()
