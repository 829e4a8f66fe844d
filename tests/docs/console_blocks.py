"""The ``console`` blocks of a document: each command, the status it ends with, and the lines it is shown to print."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

#: A line that stands for any lines that were left out.
LEFT_OUT: Final = "…"
STATUS: Final = "echo $?"

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: What differs from one run to the next, and what it is put down as.
_VARYING: Final = (
    (re.compile(r"\d{1,2}(?:\.\d\d)?(?:[ap]m|y[bh]) (?:on |d?dydd )\w+ \d+ \w+ \d{4}"), "MOMENT"),
    (
        re.compile(r"(?:dydd )?\w+ \d+ \w+ \d{4}, (?:\d{1,2}(?:\.\d\d)?(?:[ap]m|y[bh])|hanner dydd|midday|00:00)"),
        "MOMENT",
    ),
    (re.compile(r"/p(\d+)-[0-9a-f]{6}\b"), r"/p\1-KEY"),
    (re.compile(r"\b0\.\d\d\b"), "SECONDS"),
    (re.compile(r"\b(Entries|Chains|Seals|Cofnodion|Cadwyni|Seliau): \d+"), r"\1: COUNT"),  # a seal a look at the queue
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One command as a reader copies it, its exit status, and the lines under it."""

    command: str
    lines: tuple[str, ...] = ()
    status: int = 0


def shown_in(document: Path) -> list[Shown]:
    """Return every command of the document's ``console`` blocks, in order; ``echo $?`` becomes the status before it."""
    found: list[Shown] = []
    for block in _BLOCK.findall(document.read_text(encoding="utf-8")):
        for one in _commands(block.splitlines()):
            if one.command == STATUS:
                found[-1] = replace(found[-1], status=int(one.lines[0]))
            else:
                found.append(one)
    return found


def _commands(lines: Sequence[str]) -> Iterator[Shown]:
    command, printed = "", list[str]()
    for line in lines:
        if command.endswith("\\") and not printed:
            command += "\n" + line
        elif line.startswith("$ "):
            if command:
                yield Shown(command, tuple(printed))
            command, printed = line.removeprefix("$ "), []
        else:
            printed.append(line)
    if command:
        yield Shown(command, tuple(printed))


def settled(line: str) -> str:
    """Return a line without what differs from run to run: moments, keys, fractions of a second."""
    for pattern, word in _VARYING:
        line = pattern.sub(word, line)
    return line.rstrip()


def not_printed(shown: Sequence[str], printed: str) -> list[str]:
    """Return the shown lines that are not in ``printed``, in their order and, but for ``…``, one after another."""
    real = [settled(line) for line in printed.splitlines()]
    missing, place, may_skip = [], 0, False
    for line in shown:
        if line == LEFT_OUT:
            may_skip = True
            continue
        rest = real[place:] if may_skip else real[place : place + 1]
        if settled(line) in rest:
            place += rest.index(settled(line)) + 1
        else:
            missing.append(line)
        may_skip = False
    return missing
