"""Facebook Pages as a platform: what it must be told of an account, and how a connector is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.ageing import Dated
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.facebook import counting, details
from cydbost_connectors.facebook.limits import CAPABILITIES
from cydbost_connectors.facebook.telling import WEBHOOK
from cydbost_connectors.facebook.versions import DEFAULT, dated
from cydbost_connectors.outward import PATIENCE
from cydbost_connectors.platforms import Platform
from cydbost_connectors.protocol import Connector
from cydbost_connectors.telling import Webhook

ADDRESS: Final = "https://graph.facebook.com"

SETTINGS: Final = (
    Setting(
        "page_id", "Rhif y dudalen: Ynghylch, Tryloywder y dudalen.", "The Page's number: About, Page transparency."
    ),
    Setting(
        "app_id", "Rhif ap y cyngor yn Meta for Developers.", "The number of the council's app in Meta for Developers."
    ),
    Setting(
        "graph_version",
        "Fersiwn y Graph API; rhoddir gwybod cyn iddi ddod i ben.",
        "The version of the Graph API; notice is given before it ends.",
        default=DEFAULT,
    ),
    Setting("address", "Gweinydd y Graph API.", "The Graph API's server.", default=ADDRESS),
    Setting(
        "publish_by",
        "draft: drafft yn gyntaf, fel na chyhoeddir dim ddwywaith; direct: ar unwaith.",
        "draft: a draft first, so that nothing is published twice; direct: at once.",
        default="draft",
    ),
    Setting(
        "drafts_edge",
        "Lle mae Facebook yn rhestru drafftiau; gwag os na chaiff y tocyn ei ddarllen.",
        "Where Facebook lists drafts; empty if the token may not read it.",
        default="ads_posts",
    ),
    Setting(
        "token_in",
        "header: anfonir y tocyn mewn pennawd; form: yng nghorff y cais.",
        "header: the token is sent in a header; form: in the request's body.",
        default="header",
    ),
    Setting(
        "comment_days",
        "Am faint o ddiwrnodau ar ôl neges yr edrychir am sylwadau.",
        "For how many days after a post comments are looked for.",
        default="60",
    ),
    Setting(
        "page_token", "Tocyn y dudalen, gan ddefnyddiwr system.", "The Page's token, by a system user.", is_secret=True
    ),
    Setting("app_secret", "Cyfrinach yr ap.", "The app's secret.", is_secret=True),
    Setting(
        "verify_token",
        "Yr un gair ag a roddir i Facebook ar gyfer webhooks; gwag os na ddefnyddir nhw.",
        "The same word that Facebook is given for webhooks; empty if they are not used.",
        is_secret=True,
        default="",
    ),
)


@dataclass
class FacebookPlatform:
    """Facebook Pages. ``patience`` is in seconds: to connect, and between two pieces of an answer."""

    name: str = "facebook"
    title: str = "Facebook"
    capabilities: Capabilities = CAPABILITIES
    settings: tuple[Setting, ...] = SETTINGS
    patience: tuple[float, float] = PATIENCE
    webhook: Webhook = WEBHOOK

    def length(self, text: str) -> int:
        """Return how long ``text`` is on Facebook: see ``counting``."""
        return counting.length(text)

    def dated(self, settings: Mapping[str, str]) -> tuple[Dated, ...]:
        """Return until when the version of the Graph API holds."""
        return (dated(settings["graph_version"]),)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of a Page.

        Raises:
            NotAllowed: a setting cannot be used; ``detail`` says which and how to write it.
        """
        plain = account.plain
        address = urlsplit(plain["address"])
        for refused, detail in (
            (not re.fullmatch(r"[0-9]{1,25}", plain["page_id"]), details.PAGE_ID),
            (not re.fullmatch(r"v[0-9]{1,3}\.[0-9]{1,2}", plain["graph_version"]), details.VERSION),
            (
                address.scheme not in {"https", "http"} or not address.hostname or address.path not in {"", "/"},
                details.ADDRESS,
            ),
            (address.scheme == "http" and address.hostname != "127.0.0.1", details.ADDRESS),
            (
                plain["publish_by"] not in {"draft", "direct"} or plain["token_in"] not in {"header", "form"},
                details.CHOICE,
            ),
            (not re.fullmatch(r"[a-z_]{0,40}", plain["drafts_edge"]), details.CHOICE),
            (
                not re.fullmatch(r"[0-9]{1,3}", plain["comment_days"]) or not 0 < int(plain["comment_days"]) < 366,
                details.DAYS,
            ),
        ):
            if refused:
                raise NotAllowed(detail)
        return self._connector(account)

    def _connector(self, account: AccountSettings) -> Connector:
        # The library loads here, and not before: most councils' commands never reach Facebook.
        from cydbost_connectors.facebook.commenting import Comments  # noqa: PLC0415 - see above
        from cydbost_connectors.facebook.connector import PageConnector  # noqa: PLC0415 - see above
        from cydbost_connectors.facebook.graph import Keys, PageGraph  # noqa: PLC0415 - see above
        from cydbost_connectors.facebook.publishing import Publisher  # noqa: PLC0415 - see above

        plain, page = account.plain, account.plain["page_id"]
        keys = Keys(account.secrets["page_token"], plain["app_id"], account.secrets["app_secret"])
        graph = PageGraph(
            keys,
            address=plain["address"].rstrip("/"),
            version=plain["graph_version"],
            patience=self.patience,
            is_form=plain["token_in"] == "form",  # noqa: S105 - a place, no password
        )
        publisher = Publisher(graph, page, account.vault, plain["drafts_edge"], plain["publish_by"] == "direct")
        comments = Comments(graph, page)
        return PageConnector(
            graph, publisher, comments, days=int(plain["comment_days"]), language=account.language, now=account.now
        )


PLATFORM: Final[Platform] = FacebookPlatform()
