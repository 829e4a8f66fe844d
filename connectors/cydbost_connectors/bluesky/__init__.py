"""Bluesky, through the SDK of the AT Protocol, which is loaded when an account is connected and not before."""

from typing import Final
from urllib.parse import urlsplit

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.bluesky import details
from cydbost_connectors.bluesky.limits import CAPABILITIES
from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.graphemes import grapheme_count
from cydbost_connectors.protocol import Connector


class BlueskyPlatform:
    """Bluesky, and whatever else is a personal data server of the AT Protocol."""

    name = "bluesky"
    title = "Bluesky"
    capabilities = CAPABILITIES
    settings = (
        Setting(
            "handle",
            cy="Enw'r cyfrif ar Bluesky, heb @: cyngor.bsky.social, neu barth y cyngor ei hun.",
            en="The account's name on Bluesky, without @: council.bsky.social, or the council's own domain.",
        ),
        Setting(
            "app_password",
            cy="Cyfrinair ap, o Bluesky: Gosodiadau, Preifatrwydd a diogelwch, Cyfrineiriau apiau.",
            en="An app password, from Bluesky: Settings, Privacy and security, App passwords.",
            is_secret=True,
        ),
        Setting(
            "service",
            cy="Cyfeiriad gweinydd data'r cyfrif, os nad un Bluesky ei hun yw.",
            en="The address of the account's data server, where it is not Bluesky's own.",
            default="https://bsky.social",
        ),
        Setting(
            "web",
            cy="Ble mae pobl yn darllen Bluesky.",
            en="Where people read Bluesky.",
            default="https://bsky.app",
        ),
    )

    def length(self, text: str) -> int:
        """Return how many graphemes ``text`` has."""
        return grapheme_count(text)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account; nothing is asked of Bluesky yet.

        Raises:
            NotAllowed: the service's address is none.
        """
        service = urlsplit(account.plain["service"])
        if service.scheme not in {"https", "http"} or not service.netloc or service.path.strip("/"):
            raise NotAllowed(details.SERVICE)
        from cydbost_connectors.bluesky.connector import BlueskyConnector  # noqa: PLC0415 - loads the SDK

        return BlueskyConnector(account)


PLATFORM: Final = BlueskyPlatform()
