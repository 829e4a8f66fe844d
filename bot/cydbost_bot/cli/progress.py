"""How far a long run has come, for a person who waits: on standard error, and only where that is a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from cydbost_bot.i18n import ngettext

_EVERY: Final = 0.2  # seconds between two signs of life
_CLEAR_LINE: Final = "\r\x1b[K"

Item = TypeVar("Item")


def with_progress(items: Iterable[Item]) -> Iterator[Item]:
    """Yield ``items``, and tell meanwhile how many are done and how many a second.

    Nothing is told where standard error is no terminal (a log, a pipe), nor where the answers themselves appear on
    the same terminal: they show the progress.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    began = told = time.monotonic()
    count = 0
    try:
        for item in items:
            yield item
            count += 1
            if (now := time.monotonic()) - told >= _EVERY:
                told = now
                _show(_spell(count, now - began))
        _show(_spell(count, time.monotonic() - began) + "\n")
    except BaseException:
        _show("")
        raise


def _show(words: str) -> None:
    sys.stderr.write(_CLEAR_LINE + words)
    sys.stderr.flush()


def _spell(count: int, seconds: float) -> str:
    rate = round(count / seconds) if seconds else count
    return ngettext("{n} line, {rate} a second", "{n} lines, {rate} a second", count).format(n=count, rate=rate)
