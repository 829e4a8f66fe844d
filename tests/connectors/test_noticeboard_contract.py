"""The noticeboard keeps every connector's promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.board_fixtures import BoardDesk, open_board
from connectors.connector_contract import ConnectorContract
from cydbost_connectors import Connector


class TestNoticeboardContract(ConnectorContract):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> Iterator[BoardDesk]:
        with open_board(tmp_path) as desk:
            yield desk

    @pytest.fixture
    def connector(self, desk: BoardDesk) -> Connector:
        return desk.connector()
