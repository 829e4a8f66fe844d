"""A connector that is timed: how long each call to a platform takes, and how it ended."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from time import perf_counter
from typing import Final, TypeVar, cast

from prometheus_client import CollectorRegistry, Counter, Histogram

from cydbost_connectors import (
    Capabilities,
    Connector,
    ConnectorError,
    Health,
    Incoming,
    Live,
    Outgoing,
    PairConnector,
    Receipt,
)

Answer = TypeVar("Answer")

#: Seconds; a platform's own time-outs end at 35.
BUCKETS: Final = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Meters:
    """The meters of one process, in one registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """``registry`` is what the process shows."""
        labels = ("platform", "call")
        self.seconds = Histogram(
            "cydbost_platform_seconds",
            "Seconds that calls to a platform took",
            labels,
            buckets=BUCKETS,
            registry=registry,
        )
        self.calls = Counter(
            "cydbost_platform_calls",
            "Calls to a platform by how they ended; of “publish”, the deliveries by outcome",
            (*labels, "outcome"),
            registry=registry,
        )


class MeteredConnector:
    """Passes every call on, and notes how long it took and whether it ended well."""

    def __init__(self, real: Connector, meters: Meters) -> None:
        """``real`` does the work."""
        self._real, self._meters = real, meters

    @property
    def capabilities(self) -> Capabilities:
        """What the platform can do."""
        return self._real.capabilities

    def prepare(self, outgoing: Outgoing) -> None:
        """Pass on."""
        self._timed("prepare", lambda: self._real.prepare(outgoing))

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Pass on."""
        return self._timed("publish", lambda: self._real.publish(outgoing))

    def find(self, outgoing: Outgoing) -> Live | None:
        """Pass on."""
        return self._timed("find", lambda: self._real.find(outgoing))

    def read_back(self, remote_id: str) -> Live | None:
        """Pass on."""
        return self._timed("read_back", lambda: self._real.read_back(remote_id))

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Pass on."""
        return self._timed("edit", lambda: self._real.edit(remote_id, outgoing))

    def withdraw(self, remote_id: str) -> None:
        """Pass on."""
        self._timed("withdraw", lambda: self._real.withdraw(remote_id))

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Pass on; the reading itself is not timed, for it goes at the reader's pace."""
        return self._real.comments(since)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Pass on, untimed as well."""
        return self._real.recent(since)

    def health(self) -> Health:
        """Pass on."""
        return self._timed("health", self._real.health)

    def _timed(self, call: str, act: Callable[[], Answer]) -> Answer:
        platform, outcome, began = self.capabilities.platform, "fault", perf_counter()
        try:
            answer = act()
        except ConnectorError as error:
            outcome = error.code
            raise
        else:
            outcome = "ok"
            return answer
        finally:
            self._meters.seconds.labels(platform, call).observe(perf_counter() - began)
            self._meters.calls.labels(platform, call, outcome).inc()


class MeteredPairConnector(MeteredConnector):
    """The same for a connector that takes a pair in one write: the queue sees that it does."""

    def __init__(self, real: PairConnector, meters: Meters) -> None:
        """``real`` does the work."""
        super().__init__(real, meters)
        self._pairs = real

    def publish_pair(self, pair: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Pass on."""
        return self._timed("publish_pair", lambda: self._pairs.publish_pair(pair))


def metered(real: Connector, meters: Meters) -> MeteredConnector:
    """Return a connector, timed; one that takes a pair in one write goes on doing so."""
    if real.capabilities.atomic_pairs and hasattr(real, "publish_pair"):
        return MeteredPairConnector(cast("PairConnector", real), meters)
    return MeteredConnector(real, meters)
