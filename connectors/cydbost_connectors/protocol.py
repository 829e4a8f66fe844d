"""The one protocol every platform speaks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt


class Connector(Protocol):
    """One account on one platform.

    Each method makes at most one attempt and raises a ``ConnectorError`` that says what to do next; none of
    them retries, sleeps or keeps state of its own.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this platform can do."""
        ...

    def prepare(self, outgoing: Outgoing) -> None:
        """Check everything that can be checked before sending: limits, media, credentials, quota.

        Raises:
            NotSent: why it could not be sent now.
        """
        ...

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public. Where ``capabilities.repeat_safe``, a repeat with the same key is the same write."""
        ...

    def find(self, outgoing: Outgoing) -> Live | None:
        """Ask whether a publish with this key (or this content, since ``created_at``) is there already."""
        ...

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now, or ``None`` if it is not there."""
        ...

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Put this content in the place of what stands under ``remote_id``; repeating it changes nothing."""
        ...

    def withdraw(self, remote_id: str) -> None:
        """Take it down. Already gone counts as done."""
        ...

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield what the public wrote to this account at or after ``since`` (UTC), oldest first."""
        ...

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield what this account made public at or after ``since`` (UTC) and still stands, oldest first."""
        ...

    def health(self) -> Health:
        """Say whether the account can be used now."""
        ...
