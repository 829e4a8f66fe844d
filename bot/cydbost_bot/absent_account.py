"""An account that the queue still has work for and the configuration no longer names: everything is refused.

The work then fails where people see it, and is theirs to withdraw, or to try again once the account is back.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from cydbost_connectors import Capabilities, Connector, Health, Incoming, Live, NotAllowed, Outgoing, Receipt

#: Welsh first, as the noticeboard's own words are.
DETAIL: Final = "Nid yw'r cyfrif hwn yn y ffurfweddiad mwyach. / This account is no longer in the configuration."

_CAPABILITIES: Final = Capabilities(
    platform="-",
    text_limit=None,
    media_limit=0,
    alt_text_limit=0,
    edits=False,
    withdraws=False,
    language_tag=False,
    threads=False,
    comments=False,
    replies=False,
    repeat_safe=False,
    source="-",
    read_on=datetime(2026, 1, 1, tzinfo=UTC).date(),
)


class AbsentAccount:
    """A connector that refuses, surely without sending anything."""

    @property
    def capabilities(self) -> Capabilities:
        """Nothing can be done."""
        return _CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Refuse."""
        del outgoing
        raise NotAllowed(DETAIL)

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Refuse."""
        del outgoing
        raise NotAllowed(DETAIL)

    def find(self, outgoing: Outgoing) -> Live | None:
        """Refuse: whether it was sent cannot be asked."""
        del outgoing
        raise NotAllowed(DETAIL)

    def read_back(self, remote_id: str) -> Live | None:
        """Refuse."""
        del remote_id
        raise NotAllowed(DETAIL)

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Refuse."""
        del remote_id, outgoing
        raise NotAllowed(DETAIL)

    def withdraw(self, remote_id: str) -> None:
        """Refuse."""
        del remote_id
        raise NotAllowed(DETAIL)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield nothing."""
        del since
        return iter(())

    def recent(self, since: datetime) -> Iterator[Live]:
        """Refuse: what stands there cannot be asked."""
        del since
        raise NotAllowed(DETAIL)

    def health(self) -> Health:
        """Say that it is not usable."""
        return Health(usable=False, detail=DETAIL)


class Connectors(dict[str, Connector]):
    """Connectors by account; asking for one that is not there gives one that refuses."""

    def __missing__(self, account: str) -> Connector:
        return AbsentAccount()
