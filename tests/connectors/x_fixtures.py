"""An account on X's double."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from connectors.loopback import Fault, says, served
from connectors.x_double import HANDLE, KEYS, ME, STRANGER, XDouble
from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.vault import MemoryVault, Vault
from cydbost_connectors.x import PLATFORM
from cydbost_connectors.x.connector import XConnector

PLAIN = {one.name: one.default or "" for one in PLATFORM.settings if not one.is_secret} | {"handle": HANDLE}


class XDesk:
    """X's other side."""

    def __init__(self, double: XDouble) -> None:
        self.double, self.vault = double, MemoryVault()
        self.expired = says(401, {"title": "Unauthorized", "detail": "Unauthorized", "status": 401})

    def strike(self, fault: Fault) -> None:
        self.double.meet("POST", "/2/tweets", fault)

    def secrets(self) -> set[str]:
        return {*KEYS.values(), self.double.access_token, self.double.refresh_token} - {""}

    def account(
        self,
        plain: Mapping[str, str] | None = None,
        *,
        now: datetime | None = None,
        vault: Vault | None = None,
        secrets: Mapping[str, str] = KEYS,
    ) -> AccountSettings:
        told = {**PLAIN, "api": self.double.address, **(plain or {})}
        return AccountSettings("council-x", "cy,en", told, secrets, lambda: now or self.double.now, vault or self.vault)

    def connector(self, **plain: str) -> XConnector:
        return XConnector(self.account(plain), self.double.patience)

    def comment(self, remote_id: str, text: str) -> str:
        return self.double.write(STRANGER, text, reply_to=remote_id)

    def visible(self) -> list[str]:
        return [re.sub(r"^(@\w+ )+", "", post.text) for post in self.double.posts.values() if post.author == ME]


@contextmanager
def open_x() -> Iterator[XDesk]:
    double = XDouble()
    with served(double):
        yield XDesk(double)
