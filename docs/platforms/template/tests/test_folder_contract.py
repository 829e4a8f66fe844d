"""The folder keeps every connector's promises."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cydbost_folder.platform_folder import PLATFORM

from cydbost_connectors import AccountSettings, Connector
from cydbost_connectors.contract.promises import ConnectorContract
from cydbost_connectors.vault import MemoryVault


@dataclass
class FolderDesk:
    """The folder's other side: whoever looks into it."""

    folder: Path
    now: datetime = field(default=datetime(2026, 6, 3, 17, 30, tzinfo=UTC))

    def clock(self) -> datetime:
        """Return the time, a second later at each look."""
        self.now += timedelta(seconds=1)
        return self.now

    def connector(self) -> Connector:
        """Open the account, as one more process would."""
        plain = {"path": str(self.folder)}
        return PLATFORM.connect(AccountSettings("council", "cy,en", plain, {}, self.clock, MemoryVault()))

    def comment(self, remote_id: str, text: str) -> str:
        """Fail: nobody can write here, and the contract never asks."""
        raise NotImplementedError

    def visible(self) -> list[str]:
        """Return the text of every post that stands."""
        return [live.text for live in self.connector().recent(datetime.min.replace(tzinfo=UTC))]


class TestFolderContract(ConnectorContract):
    """The promises, kept by a folder."""

    @pytest.fixture
    def desk(self, tmp_path_factory: pytest.TempPathFactory) -> FolderDesk:
        """Give a folder."""
        return FolderDesk(tmp_path_factory.mktemp("posts"))

    @pytest.fixture
    def connector(self, desk: FolderDesk) -> Connector:
        """Give its connector."""
        return desk.connector()
