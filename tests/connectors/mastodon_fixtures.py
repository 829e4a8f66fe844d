"""An account on the double, and its other side: the public."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from connectors.loopback import Fault, says, served
from connectors.mastodon_double import TOKEN, MastodonDouble
from cydbost_connectors import AccountSettings
from cydbost_connectors.mastodon.connector import MastodonConnector
from cydbost_connectors.mastodon.reading import names_of, text_of
from cydbost_connectors.mastodon.wording import without_address
from cydbost_connectors.vault import MemoryVault


@dataclass
class MastodonDesk:
    """The double's other side: the public."""

    double: MastodonDouble
    language: str = "cy,en"
    server: str = ""
    expired: Fault = field(default_factory=lambda: says(401, {"error": "The access token was revoked"}))

    def strike(self, fault: Fault) -> None:
        self.double.meet("POST", "/api/v1/statuses", fault)

    def secrets(self) -> tuple[str, ...]:
        return (TOKEN,)

    def connector(self, token: str = TOKEN) -> MastodonConnector:
        server = self.server or self.double.address
        return MastodonConnector(self._settings(token), server, token, patience=self.double.patience)

    def _settings(self, token: str) -> AccountSettings:
        plain, secrets = {"server": self.double.address}, {"token": token}
        return AccountSettings("cyngor", self.language, plain, secrets, lambda: self.double.now, MemoryVault())

    def comment(self, remote_id: str, text: str) -> str:
        """Answer as people's apps do: beginning with whom they answer."""
        self.double.pass_time(timedelta(seconds=2))
        return self.double.write(f"@cyngor {text}", under=remote_id).id

    def visible(self) -> list[str]:
        """Return what the council wrote, but for whom each reply begins by naming."""
        statuses = [self.double._status(said) for said in self.double.visible()]
        return [without_address(text_of(status), names_of(status)) for status in statuses]


@contextmanager
def open_server(*, keeps_keys: bool = False) -> Iterator[MastodonDesk]:
    double = MastodonDouble(keeps_keys=keeps_keys)
    with served(double):
        yield MastodonDesk(double)
    assert double.departed == []
