"""A Facebook Page keeps every connector's promises, whichever way it is set to publish."""

from collections.abc import Iterator

import pytest

from connectors.connector_contract import ConnectorContract
from connectors.facebook_double import GraphDouble, PageDesk
from connectors.loopback import served
from cydbost_connectors import Connector


class TestFacebookContract(ConnectorContract):
    settings: dict[str, str] = {}  # noqa: RUF012 - each class says how its Page is set

    @pytest.fixture
    def desk(self) -> Iterator[PageDesk]:
        double = GraphDouble()
        with served(double):
            yield PageDesk(double)
        assert double.wrong == []

    @pytest.fixture
    def connector(self, desk: PageDesk) -> Connector:
        return desk.connector(self.settings)


class TestFacebookContractDirectlyWithTheTokenInTheBody(TestFacebookContract):
    settings = {"publish_by": "direct", "token_in": "form"}  # noqa: RUF012 - see above
