"""The one protocol every platform speaks."""

from collections.abc import Iterator, Sequence
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


class PairConnector(Connector, Protocol):
    """An account whose platform takes two posts in one write: both are public, or neither."""

    def publish_pair(self, pair: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Make all of them public in one write, in their order; a repeat is the same write."""
        ...


class HandConnector(Connector, Protocol):
    """An account at a place where no program may post: whatever would act there raises ``ByHand``.

    ``read_back`` looks at the page that a person named, and raises ``ByHand`` where nobody but a person can tell.
    """

    def address_of(self, pasted: str) -> str:
        """Return an address that a person gives, as it is kept: one page always gives the same.

        Raises:
            Rejected: it is no page of this account's place.
        """
        ...


class Moderator(Connector, Protocol):
    """An account whose platform lets it deal with what others wrote under its posts."""

    def hide(self, comment_id: str, *, hidden: bool) -> None:
        """Hide a comment from the public, or show it again; repeating it changes nothing."""
        ...

    def remove(self, comment_id: str) -> None:
        """Remove a comment for good. Already gone counts as done."""
        ...

    def reply_privately(self, comment_id: str, text: str) -> None:
        """Write to the author of a comment alone; once for a comment.

        Raises:
            Rejected: it was done before, or the time for it has passed.
        """
        ...
