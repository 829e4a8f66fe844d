"""Score the comparison and the detector on labelled files; each line is ``NAME VALUE UNIT goal GOAL ok|SHORT``.

usage: score_language.py [--pairs FILE] [--damaged FILE] [--posts FILE] [--damaged-posts FILE] [--comments FILE]

The files are JSON Lines (.gz or not). Of good pairs and posts: ``en``, ``cy``. Of damaged ones also ``type`` and
``cy_good``, the Welsh before the damage: a detection counts only where the undamaged pair was passed. Of comments:
``text``, ``labels`` (those that are right) and ``group``: ``N words`` for texts of N words, ``other: ...`` for texts
of a third language, anything else for comments picked because they are hard. Where the rivals are installed (``make
bench`` does that) each figure stands beside theirs, measured in the same run. Exit status 1 when a figure falls
short.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from measured import Measured
from score_comments import understood
from score_pairs import alarms, found

#: What each option measures.
MEASURES: dict[str, Callable[[Path], Iterator[Measured]]] = {
    "pairs": partial(alarms, "pairs"),
    "damaged": partial(found, "pairs"),
    "posts": partial(alarms, "posts"),
    "damaged-posts": partial(found, "posts"),
    "comments": understood,
}
#: How the figures of a file are called, where not as the file.
_GROUPS = {"damaged": "pairs", "damaged-posts": "posts"}


class Unusable(Exception):
    """A file of labelled texts cannot be used; says which and why."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add an option for each kind of file."""
    for name in MEASURES:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")


def files_given(asked: argparse.Namespace) -> dict[str, Path]:
    """Return the files that the options name, by what they hold."""
    given = vars(asked)
    return {name: path for name in MEASURES if (path := given[name.replace("-", "_")]) is not None}


def figures(files: Mapping[str, Path], wanted: str | None = None) -> Iterator[Measured]:
    """Measure what ``files`` are given for: everything, or what ``wanted`` names up to a colon.

    Raises:
        Unusable: a file cannot be read, is not JSON Lines, is empty, or has a row that lacks a key.
    """
    group = wanted.partition(":")[0] if wanted else None
    for name, path in files.items():
        if group in (None, _GROUPS.get(name, name)):
            measured = _of_file(name, path)
            yield from (one for one in measured if wanted is None or f"{one.name}:".startswith(f"{wanted}:"))


def _of_file(name: str, path: Path) -> Iterator[Measured]:
    try:
        yield from MEASURES[name](path)
    except KeyError as error:
        raise Unusable(f"{path}: a row has no {error}") from error
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from error


def main(arguments: Sequence[str]) -> int:
    """Measure what files are given for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    files = files_given(parser.parse_args(arguments))
    if not files:
        parser.error("name a file to score")
    short = False
    try:
        for figure in figures(files):
            short = short or not figure.met
            print(figure, flush=True)
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    return int(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
