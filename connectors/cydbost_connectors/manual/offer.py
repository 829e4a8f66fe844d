"""The manual channel as a platform: what a council must tell of a place, and how its texts are counted."""

from typing import Final

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.graphemes import grapheme_count
from cydbost_connectors.manual import details
from cydbost_connectors.manual.composing import with_link
from cydbost_connectors.manual.limits import CAPABILITIES
from cydbost_connectors.protocol import Connector


class ManualPlatform:
    """Any place where no program may post."""

    name: str = "manual"
    title: str = "Manual"
    capabilities: Capabilities = CAPABILITIES
    settings: tuple[Setting, ...] = (
        Setting(
            "site",
            "Dechrau cyfeiriad pob neges ar y safle: https://nextdoor.co.uk/; sawl un â bwlch rhyngddynt.",
            "How the address of every post there begins: https://nextdoor.co.uk/; several with a space between.",
        ),
        Setting(
            "reads",
            "yes os gall pawb weld negeseuon yno heb fewngofnodi, a Cydbost edrych; no os nad.",
            "yes where anybody can see posts there without signing in, so that Cydbost looks; no where not.",
            default="yes",
        ),
    )

    def length(self, text: str) -> int:
        """Return how many letters a reader sees in ``text``."""
        return grapheme_count(text)

    def sent(self, text: str, link: str | None) -> str:
        """Return the words that a person posts: a link that does not stand among them follows."""
        return with_link(text, link)

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account; nothing is asked of the place.

        Raises:
            NotAllowed: a setting cannot be used; ``detail`` says which.
        """
        from cydbost_connectors.manual.connector import ManualConnector  # noqa: PLC0415 - loads an HTTP library

        return ManualConnector(account, reads=_reads(account.plain["reads"]))


def _reads(setting: str) -> bool:
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if setting.strip().lower() not in answers:
        raise NotAllowed(details.READS)
    return answers[setting.strip().lower()]


PLATFORM: Final = ManualPlatform()
