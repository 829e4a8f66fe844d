"""X as a platform: what must be told of an account, and how it becomes a connector."""

from collections.abc import Mapping
from typing import Final

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.protocol import Connector
from cydbost_connectors.x import details
from cydbost_connectors.x.composing import with_link
from cydbost_connectors.x.counting import weighted_length
from cydbost_connectors.x.limits import CAPABILITIES
from cydbost_connectors.x.prices import XPrices

OAUTH1: Final = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
OAUTH2: Final = ("client_id", "refresh_token")

_CHOICES: Final = {
    "auth": ("oauth1", "oauth2"),
    "replies": ("summoned", "any"),
    "names": ("yes", "no"),
    "owns_app": ("yes", "no"),
}

_SETTINGS: Final = (
    Setting("handle", "enw’r cyfrif ar X, heb @", "the account's name on X, without @"),
    Setting(
        "auth",
        "“oauth1” (nid yw’n dod i ben) neu “oauth2”",
        "“oauth1” (does not run out) or “oauth2”",
        default="oauth1",
    ),
    Setting(
        "replies",
        "“summoned”: ateb dim ond y sawl sy’n enwi’r cyfrif, fel y mae X yn mynnu; “any” os oes gan yr ap hawl arall",
        "“summoned”: answer only who names the account, as X demands; “any” where the app has another right",
        default="summoned",
    ),
    Setting(
        "names",
        "gofyn am enw pob sylwebydd: “yes” neu “no”",
        "ask for each commenter's name: “yes” or “no”",
        default="yes",
    ),
    Setting(
        "owns_app",
        "“yes” os y cyfrif hwn biau’r ap yn console.x.com: mae X yn codi llai am ddarllen",
        "“yes” where this account owns the app at console.x.com: X charges less for reading",
        default="no",
    ),
    Setting("api", "cyfeiriad API X", "the address of X's API", default="https://api.x.com"),
    *(
        Setting(name, cy, en, is_secret=True, default="")
        for name, cy, en in (
            ("consumer_key", "API Key yr ap, o console.x.com", "the app's API Key, from console.x.com"),
            ("consumer_secret", "API Key Secret yr ap", "the app's API Key Secret"),
            ("access_token", "Access Token y cyfrif", "the account's Access Token"),
            ("access_token_secret", "Access Token Secret y cyfrif", "the account's Access Token Secret"),
            ("client_id", "OAuth 2.0: Client ID yr ap", "OAuth 2.0: the app's Client ID"),
            ("client_secret", "OAuth 2.0: Client Secret, os oes un", "OAuth 2.0: the Client Secret, if there is one"),
            ("refresh_token", "OAuth 2.0: y refresh token cyntaf", "OAuth 2.0: the first refresh token"),
        )
    ),
)


class XPlatform:
    """X, by its second API."""

    name = "x"
    title = "X"
    capabilities = CAPABILITIES
    settings = _SETTINGS

    def length(self, text: str) -> int:
        """Return the weighted length of ``text``."""
        return weighted_length(text)

    def sent(self, text: str, link: str | None) -> str:
        """Return the whole text that is sent."""
        return with_link(text, link)

    def prices(self, settings: Mapping[str, str]) -> XPrices:
        """Return what an account pays."""
        return XPrices(names=settings["names"] == "yes", owns_app=settings["owns_app"] == "yes")

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account.

        Raises:
            NotAllowed: a credential is missing, or a setting is none of those there are.
        """
        for name, choices in _CHOICES.items():
            if account.plain[name] not in choices:
                raise NotAllowed(details.unknown_choice(name, ", ".join(choices)))
        wanted = OAUTH1 if account.plain["auth"] == "oauth1" else OAUTH2
        missing = [name for name in wanted if not account.secrets.get(name)]
        if missing:
            raise NotAllowed(details.missing(", ".join(missing)))
        from cydbost_connectors.x.connector import XConnector  # noqa: PLC0415 - tweepy is loaded only when it is needed

        return XConnector(account)
