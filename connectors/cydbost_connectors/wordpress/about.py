"""What WordPress is, and what it must be told of an account."""

from typing import Final
from urllib.parse import urlsplit

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.protocol import Connector
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.limits import CAPABILITIES

#: How a site keeps its languages apart.
LANGUAGES: Final = ("none", "categories", "polylang", "wpml")
_LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}


class WordPressPlatform:
    """WordPress, on the council's own server or on anybody's."""

    name = "wordpress"
    title = "WordPress"
    capabilities = CAPABILITIES
    settings: tuple[Setting, ...] = (
        Setting(
            "site",
            "Cyfeiriad y wefan, er enghraifft https://newyddion.cyngor.cymru.",
            "The site's address, such as https://news.council.wales.",
        ),
        Setting(
            "user",
            "Enw mewngofnodi'r defnyddiwr y mae Cydbost yn gweithredu drosto (rôl Golygydd).",
            "The log-in name of the user whom Cydbost acts as (role Editor).",
        ),
        Setting(
            "application_password",
            "Cyfrinair cymhwysiad y defnyddiwr: Defnyddwyr, Proffil, Cyfrineiriau Cymwysiadau.",
            "The user's application password: Users, Profile, Application Passwords.",
            is_secret=True,
        ),
        Setting(
            "languages",
            "Sut mae'r wefan yn cadw'r ieithoedd ar wahân: none, categories, polylang neu wpml.",
            "How the site keeps its languages apart: none, categories, polylang or wpml.",
            default="none",
        ),
        Setting(
            "category_cy",
            "Slyg y categori Cymraeg, lle mae languages yn categories.",
            "The Welsh category's slug, where languages is categories.",
            default="cymraeg",
        ),
        Setting(
            "category_en",
            "Slyg y categori Saesneg, lle mae languages yn categories.",
            "The English category's slug, where languages is categories.",
            default="english",
        ),
    )

    def length(self, text: str) -> int:
        """Return how many characters ``text`` has."""
        return len(text)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account; nothing is asked of the site yet.

        Raises:
            NotAllowed: the address is no secure one, or the site's languages are none that is known.
        """
        from cydbost_connectors.wordpress.connector import WordPressConnector  # noqa: PLC0415 - only when used

        _check(account)
        return WordPressConnector(account)


def _check(account: AccountSettings) -> None:
    try:
        parts = urlsplit(account.plain["site"])
        host = parts.hostname
    except ValueError as error:
        raise NotAllowed(details.ADDRESS) from error
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not host or not is_safe or parts.query or parts.fragment or "@" in parts.netloc:
        raise NotAllowed(details.ADDRESS)
    if account.plain["languages"] not in LANGUAGES:
        raise NotAllowed(details.LANGUAGES)


PLATFORM: Final = WordPressPlatform()
