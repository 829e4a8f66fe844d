"""How far apart the two versions of a pair go live, and how soon an emergency reaches the platform."""

import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bench_council import EDITOR, EN, MANAGER, OFFICER, add_pair, paired_board
from bench_throughput import TOOLS, at_work, durable, until
from cydbost_queue.actions.channels import set_channels
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.clock import SettableClock
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.store import create_store, open_store
from measured import Figure
from platform_on_loopback import served, slowly

if TYPE_CHECKING:
    from publishing.proof.scripted_platform import ScriptedPlatform

PAIRS: Final = 2_000
BACKLOG: Final = 500
EMERGENCIES: Final = 7
ORDINARY: Final = ("cy", "en")
URGENT: Final = ("urgent-cy", "urgent-en")


def pair_gap_p99() -> float:
    """Return the milliseconds between two versions going live that 99 of 100 pairs keep to, on SQLite."""
    with tempfile.TemporaryDirectory() as folder, served() as (platform, place):
        address = f"sqlite:///{folder}/queue.db"
        create_store(address).close()
        owe_pairs(address, PAIRS)
        with at_work([str(TOOLS / "bench_live_worker.py"), address, place, *ORDINARY], 1):
            until(lambda: len(platform.kept.posts) >= 2 * PAIRS)
        live = {account: _moments(platform, account) for account in ORDINARY}
    gaps = [abs((live["cy"][mark] - live["en"][mark]).total_seconds()) for mark in live["cy"]]
    return 1000 * statistics.quantiles(gaps, n=100)[98]


def emergency_start() -> float:
    """Return the seconds from an emergency's issue to its arrival at the platform, the worker at rest, the longest."""
    with durable() as databases, databases.one() as address, served() as (platform, place):
        return first_calls(address, platform, place, pause=1.0)


def emergency_start_in_a_crowd() -> float:
    """Return the same while the platform is slow to answer 500 ordinary pairs that are due."""
    with durable() as databases, databases.one() as address, served() as (platform, place):
        for account in ORDINARY:
            platform.meet(account, "publish", *[slowly] * BACKLOG)
        owe_pairs(address, BACKLOG)
        return first_calls(address, platform, place, pause=2.0)


def owe_pairs(address: str, count: int) -> None:
    """Leave so many approved pairs whose slot has come."""
    with closing(open_store(address)) as store:
        clock = SettableClock(datetime.now(UTC) - timedelta(hours=1))
        desk = Desk(store, clock)
        set_channels(desk, [paired_board()])
        for number in range(count):
            schedule(desk, EDITOR, add_pair(desk, f" ({number})"), clock.now() + timedelta(minutes=59))


def first_calls(address: str, platform: "ScriptedPlatform", place: str, *, pause: float) -> float:
    """Raise emergencies one after the other; return the longest time until the platform was called, in seconds."""
    with closing(open_store(address)) as store:
        desk = Desk(store, store.clock())
        set_channels(desk, [paired_board(), paired_board("urgent", cy=URGENT[0], en=URGENT[1])])
        with at_work([str(TOOLS / "bench_live_worker.py"), address, place, *ORDINARY, *URGENT], 1):
            raise_emergency(desk, 0)  # what a language needs is loaded
            until(lambda: _arrived(platform) > 0)
            return max(_first_call(desk, platform, number, pause) for number in range(1, EMERGENCIES + 1))


def _first_call(desk: Desk, platform: "ScriptedPlatform", number: int, pause: float) -> float:
    time.sleep(pause)
    start = time.monotonic()
    raise_emergency(desk, number)
    until(lambda: _arrived(platform) > number, every=0.002)
    return time.monotonic() - start


def _arrived(platform: "ScriptedPlatform") -> int:
    return platform.asked.count((URGENT[1], "publish"))


def raise_emergency(desk: Desk, number: int) -> None:
    """Send an emergency in English first."""
    raise_english_first(
        desk,
        OFFICER,
        label="Argyfwng",
        english=Content(f"{EN} ({number})"),
        category="flooding",
        reason="Nobody to be reached",
        channels=["urgent"],
        authoriser=MANAGER,
    )


def _moments(platform: Any, account: str) -> dict[str, datetime]:  # noqa: ANN401 - the tests' own platform
    """Return when each post of an account went live, by the mark at its end."""
    posts = (post for post in platform.kept.posts if post.account == account)
    return {post.text.rpartition("(")[2]: datetime.fromisoformat(post.at) for post in posts}


FIGURES: Final = (
    Figure("pair_gap_p99", pair_gap_p99, "ms", 300),
    Figure("emergency_start", emergency_start, "s", 1),
    Figure("emergency_start_in_a_crowd", emergency_start_in_a_crowd, "s", 1),
)
