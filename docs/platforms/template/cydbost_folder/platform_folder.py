"""What the platform is, and what it must be told of an account."""

from datetime import date

from cydbost_connectors import AccountSettings, Capabilities, Connector, Setting

CAPABILITIES = Capabilities(
    platform="folder",
    text_limit=2_000,
    media_limit=0,
    alt_text_limit=0,
    edits=False,
    withdraws=True,
    language_tag=True,
    threads=False,
    comments=False,
    replies=False,
    repeat_safe=True,
    source="docs/platforms/writing-a-platform.md",  # where the limits were read: the platform's own page
    read_on=date(2026, 11, 23),
)


class FolderPlatform:
    """A folder in which every post is a file."""

    name = "folder"
    title = "Folder"
    capabilities = CAPABILITIES
    settings: tuple[Setting, ...] = (Setting("path", cy="Llwybr y ffolder.", en="The folder's path."),)

    def length(self, text: str) -> int:
        """Return how many characters ``text`` has."""
        return len(text)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account; what it needs is loaded now, and not before."""
        from cydbost_folder.connector import FolderConnector  # noqa: PLC0415 - loaded only where it is used

        return FolderConnector(account)


PLATFORM = FolderPlatform()
