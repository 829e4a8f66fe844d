"""A hundred pairs to four platforms at once: how much longer the others take when one of them is stuck."""

import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bench_council import CY, EDITOR, EN, MANAGER, paired_board
from bench_throughput import TOOLS, at_work, until
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.clock import SettableClock
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.store import create_store
from measured import Figure
from platform_on_loopback import served

if TYPE_CHECKING:
    from publishing.proof.scripted_platform import Act, Exchange, ScriptedPlatform

PLATFORMS: Final = 4
PAIRS: Final = 100


def four_platforms_parallel() -> float:
    """Return the others' time with one platform stuck as a ratio to their time with none stuck, best of 2 each."""
    rounds = [(_seconds(is_stuck=True), _seconds(is_stuck=False)) for _ in range(2)]
    return min(stuck for stuck, _ in rounds) / min(free for _, free in rounds)


def _seconds(*, is_stuck: bool) -> float:
    """Return how long it takes until all pairs are on every platform but the last; of that one no call may return."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        platforms = [running.enter_context(served()) for _ in range(PLATFORMS)]
        address = f"sqlite:///{folder}/queue.db"
        _owe(address)
        if is_stuck:
            for account in (f"{PLATFORMS - 1}-cy", f"{PLATFORMS - 1}-en"):
                platforms[-1][0].meet(account, "publish", *[_keep_silent] * PAIRS * 10)
        command = [str(TOOLS / "bench_platforms_worker.py"), address, *(place for _, place in platforms)]
        with at_work(command, 1):
            began = time.monotonic()
            until(lambda: all(_has_all(platform) for platform, _ in platforms[:-1]), every=0.02)
            return time.monotonic() - began


def _has_all(platform: "ScriptedPlatform") -> bool:
    return len(platform.kept.posts) >= 2 * PAIRS


def _keep_silent(exchange: "Exchange", _act: "Act") -> None:
    exchange.platform.over.wait(60)


def _owe(address: str) -> None:
    """Leave approved pairs for all of the platforms, whose slots have come."""
    with closing(create_store(address)) as store:
        clock = SettableClock(datetime.now(UTC) - timedelta(hours=1))
        desk = Desk(store, clock)
        names = [f"channel-{number}" for number in range(PLATFORMS)]
        boards = [paired_board(name, cy=f"{number}-cy", en=f"{number}-en") for number, name in enumerate(names)]
        set_channels(desk, [replace(board, platform=f"platform-{n}") for n, board in enumerate(boards)])
        for number in range(PAIRS):
            contents = {Language.CY: Content(f"{CY} ({number})"), Language.EN: Content(f"{EN} ({number})")}
            ref = add_posting(desk, EDITOR, label="Llyfrgell", channels=names, contents=contents)
            approve(desk, MANAGER, ref)
            schedule(desk, EDITOR, ref, clock.now() + timedelta(minutes=59))


FIGURES: Final = (Figure("four_platforms_parallel", four_platforms_parallel, "x", 1.25),)
