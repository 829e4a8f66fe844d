"""Asking platforms from a page: never longer than a person waits."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final

from cydbost_bot.compose import make_connector
from cydbost_bot.office.visit import Visit
from cydbost_connectors import Connector, ConnectorError
from cydbost_connectors.errors import Unavailable
from cydbost_queue.health import ask_health

#: Seconds after which a platform that keeps silent is left to itself; what it says later is kept all the same.
PATIENCE: Final = 15.0


def ask_all(visit: Visit, accounts: Sequence[str], *, patience: float = PATIENCE) -> dict[str, str]:
    """Ask each account's platform how it is, side by side, and keep what they say; return why any could not be asked.

    Raises:
        Misuse: an account cannot be used as it is set.
    """
    connectors: Mapping[str, Connector] = {
        name: make_connector(visit.settings, name, visit.desk.clock) for name in accounts
    }
    pool = ThreadPoolExecutor(max_workers=max(len(connectors), 1), thread_name_prefix="health")
    asked = {name: pool.submit(ask_health, visit.desk, name, one) for name, one in connectors.items()}
    wait(asked.values(), timeout=patience)
    pool.shutdown(wait=False, cancel_futures=True)
    troubles: dict[str, str] = {}
    for name, future in asked.items():
        answer = future.result() if future.done() and not future.cancelled() else Unavailable("")
        if isinstance(answer, ConnectorError):
            troubles[name] = answer.code
    return troubles
