"""One account on the double of Bluesky."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from connectors.bluesky_double import HANDLE, PASSWORD, BlueskyDouble
from connectors.loopback import Fault, says, served
from cydbost_connectors import AccountSettings
from cydbost_connectors.bluesky.connector import BlueskyConnector
from cydbost_connectors.vault import MemoryVault, Vault


def account(
    address: str,
    *,
    password: str = PASSWORD,
    handle: str = HANDLE,
    language: str = "cy,en",
    vault: Vault | None = None,
) -> AccountSettings:
    plain = {"handle": handle, "service": address, "web": "https://bsky.app"}
    return AccountSettings(
        handle, language, plain, {"app_password": password}, lambda: datetime.now(UTC), vault or MemoryVault()
    )


@dataclass
class BlueskyDesk:
    """The other side of the double."""

    double: BlueskyDouble
    expired: Fault = field(
        default_factory=lambda: says(401, {"error": "AuthMissing", "message": "Authentication Required"})
    )

    def strike(self, fault: Fault) -> None:
        self.double.meet("POST", "com.atproto.repo.applyWrites", fault)

    def secrets(self) -> set[str]:
        return {PASSWORD, *self.double.tokens, *self.double.refreshes}

    def connector(self, *, password: str = PASSWORD, vault: Vault | None = None) -> BlueskyConnector:
        told = account(self.double.address, password=password, vault=vault)
        return BlueskyConnector(told, patience=self.double.patience)

    def comment(self, remote_id: str, text: str) -> str:
        return self.double.write_as_public(text, parent=remote_id)

    def visible(self) -> list[str]:
        return [str(post["text"]) for post in self.double.posts()]


@contextmanager
def open_bluesky() -> Iterator[BlueskyDesk]:
    double = BlueskyDouble()
    with served(double):
        yield BlueskyDesk(double)
