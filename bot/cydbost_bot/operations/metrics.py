"""What ``/metrics`` shows, in the format of Prometheus: the queue as the database has it, and this process's calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, generate_latest, make_wsgi_app, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from cydbost_bot.operations.metered import Meters, metered
from cydbost_bot.operations.own_port import Ready, worker_app
from cydbost_connectors import Connector
from cydbost_queue.desk import Desk
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.gauges import Gauges, gauges
from cydbost_queue.queries.usage import ChannelMoney

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class QueueCollector(Collector):
    """Asks the database at each look. Where it cannot be asked, ``cydbost_up`` is 0 and nothing else is said."""

    def __init__(self, desk: Desk) -> None:
        """``desk`` is the council's."""
        self._desk = desk

    def collect(self) -> Iterable[Metric]:
        """Return the figures as they stand now."""
        try:
            found = gauges(self._desk)
        except QueueError:
            return [_plain("cydbost_up", "Whether the database could be asked", 0)]
        return [_plain("cydbost_up", "Whether the database could be asked", 1), *_families(found)]

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked of the database when the process starts."""
        return []


def _families(found: Gauges) -> Iterator[Metric]:
    work = GaugeMetricFamily(
        "cydbost_open_deliveries", "Deliveries with something left to do", labels=("lane", "state")
    )
    for (lane, state), count in sorted(found.open_deliveries.items()):
        work.add_metric((lane, state), count)
    yield work
    yield _plain("cydbost_oldest_due_seconds", "How long the oldest due work has waited", found.oldest_due)
    yield _by("cydbost_dead_letters", "What needs a person, by who acts next", "role", found.dead_letters)
    yield _plain("cydbost_welsh_running", "Welsh deadlines that run", found.deadlines_running)
    yield _plain("cydbost_welsh_late", "Welsh deadlines that have passed without the Welsh", found.deadlines_late)
    yield _by(
        "cydbost_comments_waiting", "Comments without an answer, by its language", "language", found.comments_waiting
    )
    yield _plain("cydbost_pairs_live", "Pairs that went live in the last day", found.pairs)
    yield _plain("cydbost_gap_median_seconds", "Between the two languages, median of the last day", found.gap_median)
    yield _plain("cydbost_gap_longest_seconds", "Between the two languages, longest of the last day", found.gap_longest)
    yield _plain("cydbost_in_hand", "What people have to do by hand", found.in_hand)
    yield _plain("cydbost_in_hand_oldest_seconds", "How long the oldest of it has waited", found.in_hand_oldest)
    yield _by("cydbost_worker_beat_age_seconds", "Since each worker's last sign of life", "worker", found.beats)
    yield _plain("cydbost_stopped", "Whether a person has stopped everything", int(found.is_stopped))
    yield _plain("cydbost_closed", "Whether the queue is closed after a restore", int(found.is_closed))
    yield from _money(found.money)


def _money(channels: Sequence[ChannelMoney]) -> Iterator[Metric]:
    said = {
        "spent": "What the channel has cost this month, in the platform's currency",
        "put_aside": "What is on its way to the channel costs",
        "budget": "What the council allows for the month",
    }
    for name, text in said.items():
        family = GaugeMetricFamily(f"cydbost_money_{name}", text, labels=("channel", "currency"))
        for one in channels:
            millionths = getattr(one, name)
            if millionths is not None:
                family.add_metric((one.channel, one.currency), millionths / 1_000_000)
        yield family


def _plain(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(name, said, value=value)


def _by(name: str, said: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=(label,))
    for value, count in sorted(values.items()):
        family.add_metric((value,), count)
    return family


class Metrics:
    """Everything one process shows."""

    def __init__(self, desk: Desk) -> None:
        """``desk`` is the council's."""
        self.registry = CollectorRegistry()
        self.registry.register(QueueCollector(desk))
        self._meters = Meters(self.registry)

    def metered(self, connectors: Mapping[str, Connector]) -> dict[str, Connector]:
        """Return the connectors, timed; an account that is not among them is refused as before."""
        made = type(connectors)() if isinstance(connectors, dict) else {}
        made.update({name: metered(one, self._meters) for name, one in connectors.items()})
        return made

    def text(self) -> bytes:
        """Return all of it in the format of Prometheus."""
        return generate_latest(self.registry)

    @contextmanager
    def served(self, host: str, port: int | None, ready: Ready) -> Iterator[None]:
        """Serve it on a port of its own while the body runs, with health and readiness; nothing where there is none.

        Raises:
            OSError: the port is taken or may not be used.
        """
        if port is None:
            yield
            return
        server, thread = start_http_server(port, addr=host, registry=self.registry)
        server.set_app(worker_app(make_wsgi_app(self.registry), ready))
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
