"""Words handed in: as an option, from a file, from standard input, or written in the person's own editor."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording

#: Bytes of a text file: far over any post; the queue then says how many characters are too many.
LARGEST: Final = 1_000_000

TWO_WAYS = Wording("text_two_ways", N_("Give {option} or {file_option}, not both."))
STDIN_TWICE = Wording("stdin_twice", N_("Only one text can be read from standard input. Put the other in a file."))
NOT_UTF8 = Wording("text_not_utf8", N_("{file} is not UTF-8 text. Save it as UTF-8."))
TOO_LARGE = Wording("text_file_large", N_("{file} is over 1 MB, which is no post. Check the name."))
EDITOR_MISSING = Wording("editor_missing", N_("The editor “{editor}” did not start. Set EDITOR, or give the text."))
EDITOR_FAILED = Wording("editor_failed", N_("The editor ended with a fault. Nothing was changed."))


def words_given(option: str, text: str | None, file: str | None, *, file_option: str | None = None) -> str | None:
    """Return the text of ``option`` (``--cy``), given itself or as a file; ``None`` when neither was.

    ``file_option`` is ``--cy-file`` unless given.

    Raises:
        Misuse: both were given, or the file is not UTF-8 text of a bearable size.
        OSError: the file cannot be read.
    """
    if text is not None and file is not None:
        raise Misuse(TWO_WAYS(option=option, file_option=file_option or f"{option}-file"))
    return read_text(file) if file is not None else text


def refuse_stdin_twice(*files: str | None) -> None:
    """Raise ``Misuse`` when two texts are to come from standard input."""
    if files.count("-") > 1:
        raise Misuse(STDIN_TWICE())


def read_text(name: str) -> str:
    """Return the text of the file ``name`` (``-``: standard input).

    Raises:
        Misuse: it is too large, or not UTF-8.
        OSError: it cannot be read.
    """
    if name == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(name).open("rb") as stream:
            content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Misuse(TOO_LARGE(file=name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misuse(NOT_UTF8(file=name)) from error


def has_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def edit_text(text: str, *, name: str) -> str:
    """Return ``text`` as the person leaves it in their editor (``VISUAL``, ``EDITOR``, else vi).

    Args:
        text: what stands there at first.
        name: what the file is called, so that the person sees which text it is.

    Raises:
        Misuse: the editor did not start or ended with a fault.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="cydbost-") as folder:
        path = Path(folder) / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        try:
            ended = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - the person's own choice
        except (OSError, ValueError) as error:
            raise Misuse(EDITOR_MISSING(editor=editor)) from error
        if ended.returncode:
            raise Misuse(EDITOR_FAILED())
        return read_text(str(path))
