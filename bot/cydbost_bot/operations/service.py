"""What a running process is made of besides its work: a worker that is watched, and what the web server tells."""

from collections.abc import Callable, Mapping

from cydbost_bot.compose import make_connectors, make_worker
from cydbost_bot.operations.metrics import Metrics
from cydbost_bot.settings_model import Settings
from cydbost_queue.desk import Desk
from cydbost_queue.queries.readiness import readiness
from cydbost_queue.watching import Watch
from cydbost_queue.worker import Worker


def watched_worker(settings: Settings, desk: Desk, metrics: Metrics) -> Worker:
    """Return a worker that times its calls, leaves signs of life, and minds its clock."""
    worker = make_worker(settings, desk, metrics.metered(make_connectors(settings, desk.clock)))
    worker.watch = Watch(desk, worker.connectors, worker.name, settings.operations.patience())
    return worker


def ready_checks(settings: Settings, desk: Desk) -> Callable[[], Mapping[str, str]]:
    """Return what tells whether the queue can do its work now: each check's name with ``ok`` or a code."""
    patience = settings.operations.patience()
    return lambda: {check.name: check.said for check in readiness(desk, patience)}
