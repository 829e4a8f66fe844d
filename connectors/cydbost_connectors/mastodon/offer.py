"""The Mastodon API as a platform: what a council must tell of an account on it, and how it counts."""

from typing import Final
from urllib.parse import urlsplit

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.mastodon import details
from cydbost_connectors.mastodon.counting import length
from cydbost_connectors.mastodon.limits import CAPABILITIES
from cydbost_connectors.mastodon.wording import with_link
from cydbost_connectors.protocol import Connector

SERVER: Final = "server"
TOKEN: Final = "token"  # noqa: S105 - the name of a setting, no secret

#: Where a token may travel unencrypted: it does not leave the machine.
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class MastodonPlatform:
    """Mastodon and its kin."""

    name: str = "mastodon"
    title: str = "Mastodon"
    capabilities: Capabilities = CAPABILITIES
    settings: tuple[Setting, ...] = (
        Setting(
            SERVER,
            "Cyfeiriad y gweinydd y mae'r cyfrif arno, fel https://toot.wales.",
            "The address of the server that the account is on, such as https://toot.wales.",
        ),
        Setting(
            TOKEN,
            "Tocyn mynediad y cyfrif: Dewisiadau, Datblygu, Eich rhaglen, ar y gweinydd.",
            "The account's access token: Preferences, Development, Your application, on the server.",
            is_secret=True,
        ),
    )

    def length(self, text: str) -> int:
        """Return how long ``text`` is as Mastodon counts it; see ``counting.length``."""
        return length(text)

    def sent(self, text: str, link: str | None) -> str:
        """Return the whole text that is sent."""
        return with_link(text, link)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account; nothing is asked of the server yet.

        Raises:
            NotAllowed: the address is no server's, or the token cannot be one.
        """
        from cydbost_connectors.mastodon.connector import MastodonConnector  # noqa: PLC0415 - brings the library

        server, token = server_of(account.plain[SERVER]), account.secrets[TOKEN].strip()
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise NotAllowed(details.BAD_TOKEN)
        return MastodonConnector(account, server, token)


def server_of(address: str) -> str:
    """Return the scheme and host of a server's address.

    Raises:
        NotAllowed: it is no such address, or the token would travel unencrypted.
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise NotAllowed(details.BAD_SERVER) from None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not host or not is_safe or parts.username or parts.path.strip("/") or parts.query or parts.fragment:
        raise NotAllowed(details.BAD_SERVER)
    return f"{parts.scheme}://{parts.netloc}".lower()


PLATFORM: Final = MastodonPlatform()
