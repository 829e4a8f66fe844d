"""What a platform tells by itself: that somebody wrote to an account. What was written is fetched as ever.

A platform that can be told where to call has ``webhook`` beside what ``platforms.Platform`` asks for. It needs no
connection and no library: a web server asks it about each call that comes in.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from cydbost_connectors.accounts import AccountSettings


class Unsigned(Exception):
    """The platform did not send this: nothing of it is believed, and nobody is told why."""


class Webhook(Protocol):
    """One platform's calls. ``accounts`` are those of the council on it; none of the methods keeps anything."""

    @property
    def most(self) -> int:
        """The most bytes of a call that are read."""
        ...

    def handshake(self, query: Mapping[str, str], accounts: Sequence[AccountSettings]) -> str | None:
        """Return what to answer when the platform asks whether the address is ours; ``None`` where it asks wrongly."""
        ...

    def news_for(
        self, body: bytes, headers: Mapping[str, str], accounts: Sequence[AccountSettings]
    ) -> Collection[AccountSettings]:
        """Return the accounts for which a call brings news. ``headers`` are by lower-case name, ``body`` as it came.

        Raises:
            Unsigned: the platform did not send it.
        """
        ...
