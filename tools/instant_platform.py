"""A platform that answers at once and keeps nothing: what is measured with it is the queue alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cydbost_connectors import Capabilities, Health, Incoming, Live, Outgoing, Receipt

#: What every delivery says, so that whoever reads it back knows what was sent.
TEXT: Final = "Diolch am eich neges. Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth."
CAPABILITIES: Final = Capabilities(
    platform="instant",
    text_limit=5_000,
    media_limit=0,
    alt_text_limit=0,
    edits=True,
    withdraws=True,
    language_tag=True,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=True,
    source="tools",
    read_on=date(2026, 11, 22),
)


@dataclass
class InstantConnector:
    """One account, by the clock of the queue."""

    now: Callable[[], datetime]

    @property
    def capabilities(self) -> Capabilities:
        """Everything the queue may ask for."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Take anything."""

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Say that it is public."""
        return Receipt(outgoing.key, f"https://platform.test/{outgoing.key}", self.now())

    def find(self, outgoing: Outgoing) -> Live | None:  # noqa: ARG002 - the protocol's signature
        """Find nothing: every call is answered, so nothing is unclear."""
        return None

    def read_back(self, remote_id: str) -> Live | None:
        """Return what every delivery says."""
        return Live(remote_id, f"https://platform.test/{remote_id}", "cy", TEXT, (), self.now())

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Say that it was changed."""
        return Receipt(remote_id, f"https://platform.test/{remote_id}", self.now())

    def withdraw(self, remote_id: str) -> None:
        """Say that it is gone."""

    def comments(self, since: datetime) -> Iterator[Incoming]:  # noqa: ARG002 - the protocol's signature
        """Bring none."""
        yield from ()

    def recent(self, since: datetime) -> Iterator[Live]:  # noqa: ARG002 - the protocol's signature
        """Bring none."""
        yield from ()

    def health(self) -> Health:
        """Be well."""
        return Health(usable=True, detail="")
