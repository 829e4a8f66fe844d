"""The platform that a comment came from: what it is called, what it takes, and what can be done there."""

from dataclasses import dataclass

from cydbost_bot.compose import make_connector
from cydbost_bot.office.visit import Visit
from cydbost_bot.sentences_words import platform_title
from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.views_inbox import InboxLine


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes."""

    channel: str
    title: str  #: of the platform, in the reader's language
    can_moderate: bool  #: hide, remove, answer in private


def connector_of(visit: Visit, account: str) -> Connector:
    """Return the connector of one account.

    Raises:
        ConnectorError: the account cannot be used as it is set.
        Misuse: likewise.
    """
    return make_connector(visit.settings, account, visit.desk.clock)


def place_of(visit: Visit, line: InboxLine) -> Place:
    """Return where a comment's answer goes; a platform that cannot be asked is one where nothing more can be done."""
    measure = visit.desk.rules.measures.get(line.channel)
    title = platform_title(measure.title) if measure else line.channel
    try:
        able = connector_of(visit, line.account).capabilities.moderates
    except (ConnectorError, KeyError):
        able = False
    return Place(line.channel, title, able)
