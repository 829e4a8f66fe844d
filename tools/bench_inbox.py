"""What a thousand new comments of one account cost: read over the loopback, judged, and kept with their entries."""

import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bench_throughput import TOOLS
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.desk import Desk
from cydbost_queue.store import create_store
from cydbost_queue.tables import Carries, Layout, OnHalf
from measured import Figure

COMMENTS: Final = 1_000
TESTS: Final = Path(__file__).parents[1] / "tests"
CHANNEL: Final = DeclaredChannel(
    "fediverse",
    "mastodon",
    Layout.COMBINED,
    OnHalf.WITHDRAW,
    acknowledge=False,
    edits=True,
    accounts={Carries.BOTH: "fediverse/cyngor"},
)
#: What people write: each is made another by its number.
WRITTEN: Final = (
    "Pryd fydd y llyfrgell yn Rhuthun yn ailagor, os gwelwch yn dda? Mae gen i {} o lyfrau i'w dychwelyd.",
    "When will the library in Ruthin open again please? I have {} books to return.",
    "Diolch, ond beth am y bins? Nobody has collected ours for {} weeks.",
    "tbh ma'r ffordd wedi cau ers {} awr, oes na rywun yn neud rwbath?",
    "Thanks! {}",
)


def comments_read_and_judged() -> float:
    """Return the CPU seconds of reading, judging and keeping a thousand comments through the Mastodon connector."""
    return statistics.median(_once() for _ in range(3))


def _once() -> float:
    sys.path.append(str(TESTS))
    from connectors.loopback import served  # noqa: PLC0415 - the tests' own, found only now
    from connectors.mastodon_double import TOKEN, MastodonDouble  # noqa: PLC0415 - likewise

    double = MastodonDouble()
    with tempfile.TemporaryDirectory() as folder, served(double):
        address = f"sqlite:///{folder}/queue.db"
        with closing(create_store(address)) as store:
            set_channels(Desk(store), [CHANNEL])
        _write_all(double)
        command = [sys.executable, str(TOOLS / "bench_inbox_reader.py"), address, double.address, TOKEN]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    kept, seconds = done.stdout.split()
    if int(kept) != COMMENTS:
        raise RuntimeError(f"{kept} comments were kept")
    return float(seconds)


def _write_all(double: Any) -> None:  # noqa: ANN401 - the tests' own double
    for number in range(COMMENTS):
        double.pass_time(timedelta(seconds=2))
        double.write("@cyngor " + WRITTEN[number % len(WRITTEN)].format(number))


FIGURES: Final = (Figure("comments_read_and_judged", comments_read_and_judged, "s", 2),)
