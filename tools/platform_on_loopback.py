"""The platform of the proofs, behind a socket on the loopback; it is found among the tests when it is asked for."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cydbost_connectors import Connector

if TYPE_CHECKING:
    from publishing.proof.scripted_platform import Act, Exchange, ScriptedPlatform

TESTS: Final = Path(__file__).parents[1] / "tests"
SLOW: Final = 1.0  #: seconds that a slow answer takes


def served() -> "AbstractContextManager[tuple[ScriptedPlatform, str]]":
    """Serve a new platform; give it, and where it is."""
    sys.path.append(str(TESTS))
    from publishing.proof.scripted_platform import served as serve  # noqa: PLC0415 - the tests' own, found only now

    return serve()


def connectors_to(place: str, accounts: Sequence[str], now: Callable[[], datetime]) -> Mapping[str, Connector]:
    """Return a connector for each account of the platform at ``place``."""
    sys.path.append(str(TESTS))
    from publishing.proof.scripted_connector import ScriptedConnector  # noqa: PLC0415 - likewise

    return {account: ScriptedConnector(place, account, now, 5.0) for account in accounts}


def slowly(exchange: "Exchange", act: "Act") -> None:
    """Answer rightly, and late."""
    time.sleep(SLOW)
    exchange.reply(200, act())
