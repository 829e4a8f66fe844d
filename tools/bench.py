"""Speed, size and judgement against their goals: a line for each figure, ``NAME VALUE UNIT goal GOAL ok|SHORT``.

usage: bench.py [NAME] [--pairs FILE] [--damaged FILE] [--posts FILE] [--damaged-posts FILE] [--comments FILE]

Without files: what needs none, each the median of several runs. With files also what ``score_language.py`` measures on
them. ``NAME`` is one figure, or the beginning of several up to a colon (``pairs``). Exit status 1 when a figure falls
short, 2 when there is none of that name or a file cannot be read.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import bench_inbox
import bench_live
import bench_pages
import bench_platforms
import bench_record
import bench_resting
import bench_small
import bench_throughput
from measured import Measured
from score_language import Unusable, add_options, figures, files_given

#: What is said of the figures that need files.
GIVE_FILES = (
    "The judgement of language is measured on files of labelled texts, beside pofilter and lingua:\n"
    "  make bench PAIRS=FILE DAMAGED=FILE POSTS=FILE DAMAGED_POSTS=FILE COMMENTS=FILE   (any of them)"
)

FIGURES = (
    *bench_small.FIGURES,
    *bench_record.FIGURES,
    *bench_throughput.FIGURES,
    *bench_live.FIGURES,
    *bench_resting.FIGURES,
    *bench_inbox.FIGURES,
    *bench_platforms.FIGURES,
    *bench_pages.FIGURES,
)


def measured(wanted: str | None, files: Mapping[str, Path]) -> Iterator[Measured]:
    """Measure what ``wanted`` names, or everything that ``files`` allow."""
    for figure in FIGURES:
        if wanted in (None, figure.name):
            yield figure.measured()
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
