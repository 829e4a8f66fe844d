"""Threads keeps every connector's promises, and passes over what it cannot do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from threads_double import ThreadsDesk, ThreadsDouble

from cydbost_connectors import Connector
from cydbost_connectors.contract.loopback import served
from cydbost_connectors.contract.promises import ConnectorContract


class TestThreadsContract(ConnectorContract):
    @pytest.fixture
    def desk(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ThreadsDesk]:
        folder: Path = tmp_path_factory.mktemp("public")
        double = ThreadsDouble(folder)
        with served(double):
            yield ThreadsDesk(double)
        assert double.wrong == []

    @pytest.fixture
    def connector(self, desk: ThreadsDesk) -> Connector:
        return desk.connector()
