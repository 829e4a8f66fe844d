"""What Threads is, and what it must be told of an account."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cydbost_connectors import AccountSettings, Capabilities, Connector, NotAllowed, Platform, Setting
from cydbost_threads import counting, details
from cydbost_threads.limits import CAPABILITIES

ADDRESS: Final = "https://graph.threads.net"

SETTINGS: Final = (
    Setting("username", "Enw'r cyfrif ar Threads, heb @.", "The account's name on Threads, without @."),
    Setting(
        "access_token",
        "Tocyn hir y cyfrif: Meta for Developers, Use cases, Threads, Settings, User Token Generator.",
        "The account's long-lived token: Meta for Developers, Use cases, Threads, Settings, User Token Generator.",
        is_secret=True,
    ),
    Setting(
        "media_folder",
        "Ffolder y mae gweinydd gwe'n ei ddangos yn gyhoeddus, i luniau; gwag os nad oes un.",
        "A folder that a web server shows to the public, for pictures; empty if there is none.",
        default="",
    ),
    Setting(
        "media_base",
        "Cyfeiriad cyhoeddus y ffolder, er enghraifft https://www.cyngor.cymru/threads.",
        "The folder's public address, such as https://www.council.wales/threads.",
        default="",
    ),
    Setting(
        "comment_days",
        "Am faint o ddiwrnodau ar ôl neges yr edrychir am atebion.",
        "For how many days after a post replies are looked for.",
        default="7",
    ),
    Setting(
        "token_in",
        "header: anfonir y tocyn mewn pennawd; form: ymhlith y paramedrau.",
        "header: the token is sent in a header; form: among the parameters.",
        default="header",
    ),
    Setting("address", "Gweinydd API Threads.", "The Threads API's server.", default=ADDRESS),
)


@dataclass
class ThreadsPlatform:
    """Threads. ``patience`` is in seconds: to connect, and between two pieces of an answer."""

    name: str = "threads"
    title: str = "Threads"
    capabilities: Capabilities = CAPABILITIES
    settings: tuple[Setting, ...] = SETTINGS
    patience: tuple[float, float] = (5.0, 30.0)

    def length(self, text: str) -> int:
        """Return how long ``text`` is on Threads: see ``counting``."""
        return counting.length(text)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account.

        Raises:
            NotAllowed: a setting cannot be used; ``detail`` says which and how to write it.
        """
        plain = account.plain
        has_folder, has_base = bool(plain["media_folder"]), bool(plain["media_base"])
        for refused, detail in (
            (not re.fullmatch(r"[A-Za-z0-9._]{1,60}", plain["username"]), details.USERNAME),
            (not _is_server(plain["address"], path=False), details.ADDRESS),
            (has_folder is not has_base, details.MEDIA_SETTINGS),
            (has_base and not _is_server(plain["media_base"], path=True), details.MEDIA_SETTINGS),
            (plain["token_in"] not in {"header", "form"}, details.CHOICE),
            (not re.fullmatch(r"[1-9]|[1-5][0-9]|60", plain["comment_days"]), details.DAYS),
        ):
            if refused:
                raise NotAllowed(detail)
        return self._connector(account)

    def _connector(self, account: AccountSettings) -> Connector:
        # What speaks to the network loads here, and not before: most commands never reach Threads.
        from cydbost_connectors.outward import PinnedSession  # noqa: PLC0415 - see above
        from cydbost_threads.calls import ThreadsApi  # noqa: PLC0415 - see above
        from cydbost_threads.connector import ThreadsConnector  # noqa: PLC0415 - see above
        from cydbost_threads.containers import Containers  # noqa: PLC0415 - see above
        from cydbost_threads.notes import Notes  # noqa: PLC0415 - see above
        from cydbost_threads.pictures import Shelf  # noqa: PLC0415 - see above
        from cydbost_threads.tokens import Tokens  # noqa: PLC0415 - see above

        plain = account.plain
        address = plain["address"].rstrip("/")
        session = PinnedSession({address: address}, self.patience)
        is_form = plain["token_in"] == "form"  # noqa: S105 - a place, no password
        api = ThreadsApi(address, session, Tokens(account, session), is_form=is_form)
        folder = Path(plain["media_folder"]) if plain["media_folder"] else None
        salt = hashlib.sha256(f"{account.name}\0{account.secrets['access_token']}".encode()).hexdigest()
        shelf = Shelf(folder, plain["media_base"].rstrip("/"), salt)
        notes = Notes(account.vault, f"threads.{account.name}.begun")
        return ThreadsConnector(account, api, Containers(api, notes, shelf))


def _is_server(address: str, *, path: bool) -> bool:
    """Tell whether this is a secure address, with or without a path; the loopback need not be secure."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "127.0.0.1")
    is_plain = not parts.query and not parts.fragment and "@" not in parts.netloc
    return bool(parts.hostname) and is_safe and is_plain and (path or parts.path in {"", "/"})


PLATFORM: Final[Platform] = ThreadsPlatform()
