"""JSON Lines in: one line at a time, in order, in constant memory; a bad line is named and ends the run."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Problem, Wording

LONGEST: Final = 16_000_000  #: bytes of one line

STANDARD_INPUT = Wording("standard_input", N_("Standard input"))
LINE = Wording("line", N_("{file}, line {line}: {what}"))
NOT_JSON = Wording("line_not_json", N_("this is not a JSON object. Write one object a line."))
NOT_UTF8 = Wording("line_not_utf8", N_("this is not UTF-8 text. Save the file as UTF-8."))
TOO_LONG = Wording("line_too_long", N_("this line is over 16 MB. Divide it."))
KEY_MISSING = Wording("line_key_missing", N_("“{key}” is missing. Add it."))
NO_LINES = Wording("no_lines", N_("{file} is empty. Give at least one line."))
KEY_NOT_TEXT = Wording("line_key_not_text", N_("“{key}” must be text."))


def read_objects(name: str, *, texts: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """Yield each object of the file ``name`` (``-``: standard input); empty lines are passed over.

    Args:
        name: the file.
        texts: the keys that must hold text; ``id`` must be there too.

    Raises:
        Misuse: a line that is not such an object, named by its number; no line at all.
        OSError: the file cannot be read.
    """
    file: str | Problem = STANDARD_INPUT() if name == "-" else Path(name).name
    is_empty = True
    with _opened(name) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(LONGEST + 1), b""), start=1):
            if line.strip():
                is_empty = False
                yield _object(line, texts, file=file, number=number)
    if is_empty:
        raise Misuse(NO_LINES(file=file))


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as stream:
        yield stream


def _object(line: bytes, texts: tuple[str, ...], *, file: str | Problem, number: int) -> Mapping[str, Any]:
    found = _parse(line)
    what = found if isinstance(found, Problem) else _unfit(found, texts)
    if what is not None or isinstance(found, Problem):
        raise Misuse(LINE(file=file, line=number, what=what))
    return found


def _parse(line: bytes) -> Mapping[str, Any] | Problem:
    if len(line) > LONGEST:
        return TOO_LONG()
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return NOT_UTF8()
    except (ValueError, RecursionError):
        return NOT_JSON()
    return found if isinstance(found, dict) else NOT_JSON()


def _unfit(found: Mapping[str, Any], texts: tuple[str, ...]) -> Problem | None:
    for key in ("id", *texts):
        if key not in found:
            return KEY_MISSING(key=key)
        if key != "id" and not isinstance(found[key], str):
            return KEY_NOT_TEXT(key=key)
    return None
