"""Speed, size and judgement against their goals: a line for each figure, ``NAME VALUE UNIT goal GOAL ok|SHORT``.

usage: bench.py [NAME] [--pairs FILE] [--damaged FILE] [--posts FILE] [--damaged-posts FILE] [--comments FILE]

Without files: what needs none, each the median of several runs. With files also what ``score_language.py`` measures on
them. ``NAME`` is one figure, or the beginning of several up to a colon (``pairs``). Exit status 1 when a figure falls
short, 2 when there is none of that name or a file cannot be read.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cydbost_connectors import Connector
from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore
from cydbost_language import Language, Pair, check_pair, content_hash
from cydbost_language import Side as LanguageSide
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.clock import SettableClock
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Role
from cydbost_queue.states import PostingState
from cydbost_queue.store import create_store
from cydbost_queue.tables import Carries, Layout, OnHalf, Posting, PostingChannel, PostingKind, Version
from cydbost_queue.worker import Worker
from measured import Measured
from score_comments import MOST_MEMORY, memory
from score_language import Unusable, add_options, figures, files_given

START = datetime(2026, 6, 1, 9, tzinfo=UTC)
CY = "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026. Bydd yn ailagor am 9.30yb ddydd Mawrth."
EN = "The library in Ruthin will be closed on Monday 8 June 2026. It will reopen at 9.30am on Tuesday."
EDITOR = Actor("comms-editor", frozenset({Role.AUTHOR}))
MANAGER = Actor("comms-manager", frozenset({Role.APPROVER}))
CYDBOST = str(Path(sys.executable).with_name("cydbost"))

#: What the memory figure runs: a worker that has judged a pair and a comment, so every model is loaded.
LOADED_WORKER = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import bench
from cydbost_language import detect
with bench.Council() as council:
    council.due_pair()
    detect("Pryd fydd y llyfrgell yn ailagor, os gwelwch yn dda?")
    council.clock.advance(bench.timedelta(hours=2))
    council.worker.tick()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, how it is measured, its unit and the most it may be."""

    name: str
    measure: Callable[[], float]
    unit: str
    goal: float


class Council(ExitStack):
    """A council in a temporary folder, with one channel on the noticeboard."""

    def __enter__(self) -> "Council":
        """Make the folder, the databases and the worker."""
        super().__enter__()
        folder = Path(tempfile.mkdtemp())
        self.callback(shutil.rmtree, folder)
        self.clock = SettableClock(START)
        self.store = self.enter_context(closing(create_store(f"sqlite:///{folder / 'queue.db'}")))
        self.board = self.enter_context(
            closing(NoticeboardStore(f"sqlite:///{folder / 'board.db'}", clock=self.clock.now))
        )
        self.desk = Desk(self.store, self.clock)
        accounts = {Carries.CY: "cy", Carries.EN: "en"}
        declared = DeclaredChannel(
            "board",
            "noticeboard",
            Layout.PAIRED_ACCOUNTS,
            OnHalf.WITHDRAW,
            acknowledge=False,
            edits=True,
            accounts=accounts,
        )
        set_channels(self.desk, [declared])
        connectors: dict[str, Connector] = {
            name: NoticeboardConnector(self.board, name, language=name, base_url="http://board.test")
            for name in accounts.values()
        }
        self.worker = Worker(self.desk, connectors)
        return self

    def due_pair(self) -> str:
        """Add an approved pair whose slot is in an hour."""
        contents = {Language.CY: Content(CY), Language.EN: Content(EN)}
        ref = add_posting(self.desk, EDITOR, label="Llyfrgell", channels=["board"], contents=contents)
        approve(self.desk, MANAGER, ref)
        schedule(self.desk, EDITOR, ref, self.clock.now() + timedelta(hours=1))
        return ref

    def fill(self, count: int) -> None:
        """Store ``count`` scheduled postings whose slots are far away, as rows."""
        slot = self.clock.now() + timedelta(days=30)
        with self.store.writing() as session:
            for number in range(count):
                posting = Posting(
                    uid=f"{number:012d}",
                    label="Later",
                    kind=PostingKind.STANDARD,
                    state=PostingState.SCHEDULED,
                    slot=slot + timedelta(minutes=number),
                    created_by="bench",
                    created_at=self.clock.now(),
                )
                session.add(posting)
                session.flush()
                session.add(PostingChannel(posting_id=posting.id or 0, channel="board"))
                for language, text in ((Language.CY, CY), (Language.EN, EN)):
                    session.add(
                        Version(
                            posting_id=posting.id or 0,
                            language=language,
                            revision=1,
                            text=text,
                            content_hash=content_hash(LanguageSide(text)),
                            author="bench",
                            created_at=self.clock.now(),
                        )
                    )


def help_cpu() -> float:
    """Return the CPU seconds of ``cydbost --help``, started anew each time."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([CYDBOST, "--help"], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()
    return statistics.median(once() for _ in range(7))


def due_pair_work() -> float:
    """Return the milliseconds of one tick that puts a due pair on the noticeboard, models loaded."""

    def once(council: Council) -> float:
        council.due_pair()
        council.clock.advance(timedelta(hours=1))
        start = time.perf_counter()
        council.worker.tick()
        return 1000 * (time.perf_counter() - start)

    with Council() as council:
        once(council)
        return statistics.median(once(council) for _ in range(9))


def stored_tick_ratio() -> float:
    """Return how much longer an idle tick takes with 10,000 scheduled postings than with 10."""

    def idle(council: Council) -> float:
        start = time.perf_counter()
        council.worker.tick()
        return time.perf_counter() - start

    with Council() as few, Council() as many:
        few.fill(10)
        many.fill(10_000)
        idle(few)
        idle(many)
        pairs = [(idle(many), idle(few)) for _ in range(21)]
        return statistics.median(slow for slow, _ in pairs) / statistics.median(fast for _, fast in pairs)


def worker_memory() -> float:
    """Return the peak resident megabytes of a worker with the language models loaded."""
    command = [sys.executable, "-c", LOADED_WORKER, str(Path(__file__).parent)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def megabyte_pair() -> float:
    """Return the CPU seconds of comparing a pair of one megabyte in all, models loaded."""
    cy, en = (LanguageSide(text * (500_000 // len(text))) for text in (CY, EN))
    check_pair(Pair(LanguageSide(CY), LanguageSide(EN)))

    def once() -> float:
        start = time.process_time()
        check_pair(Pair(cy, en))
        return time.process_time() - start

    return statistics.median(once() for _ in range(3))


#: What is said of the figures that need files.
GIVE_FILES = (
    "The judgement of language is measured on files of labelled texts, beside pofilter and lingua:\n"
    "  make bench PAIRS=FILE DAMAGED=FILE POSTS=FILE DAMAGED_POSTS=FILE COMMENTS=FILE   (any of them)"
)

FIGURES = (
    Figure("help_cpu", help_cpu, "s", 0.35),
    Figure("due_pair_work", due_pair_work, "ms", 250),
    Figure("stored_tick_ratio", stored_tick_ratio, "x", 1.5),
    Figure("worker_memory", worker_memory, "MB", 250),
    Figure("megabyte_pair", megabyte_pair, "s", 3),
    Figure("detection_memory", memory, "MB", MOST_MEMORY),
)


def measured(wanted: str | None, files: Mapping[str, Path]) -> Iterator[Measured]:
    """Measure what ``wanted`` names, or everything that ``files`` allow."""
    for figure in FIGURES:
        if wanted in (None, figure.name):
            yield Measured(figure.name, figure.measure(), figure.unit, figure.goal)
    yield from figures(files, wanted)


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?")
    add_options(parser)
    asked = parser.parse_args(arguments)
    files, count, short = files_given(asked), 0, 0
    try:
        for figure in measured(asked.name, files):
            count, short = count + 1, short + (not figure.met)
            print(figure, flush=True)
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    if not count:
        print(f"no figure is called {asked.name}: {', '.join(figure.name for figure in FIGURES)}", file=sys.stderr)
        return 2
    if not files and not asked.name:
        print(GIVE_FILES, file=sys.stderr)
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
