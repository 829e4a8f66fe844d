"""One run of the command line, from raw arguments to exit status: no traceback ever reaches a person."""

import contextlib
import errno
import io
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cydbost_bot.i18n import N_, _, choose, use
from cydbost_bot.problem import Misuse, Wording

DONE: Final = 0  #: it is done, or the answer is yes
NO: Final = 1  #: the answer is no: findings, a breach
MISUSE: Final = 2  #: the command or what it was given has a mistake
INTERRUPTED: Final = 130  #: as a shell reports Ctrl-C
NO_READER: Final = 141  #: as a shell reports a closed pipe

#: The environment variable that names the log file.
LOG_VARIABLE: Final = "CYDBOST_LOG"

UNEXPECTED = Wording("unexpected", N_("Cydbost stopped because of a fault of its own. The details are in {log}."))
NO_SPACE = Wording("no_space", N_("There is no room left on the disk. Make room and try again."))
NO_ACCESS = Wording("no_access", N_("{file} may not be opened by this user. Change its permissions."))
NO_FILE = Wording("no_file", N_("{file} is not there. Check the name."))
IS_FOLDER = Wording("is_folder", N_("{file} is a folder. Name a file."))
READ_ONLY = Wording("read_only", N_("{file} is on a disk that cannot be written to. Choose another place."))

_FAULTS_OF_FILES: Final = {
    errno.ENOSPC: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
    errno.EACCES: NO_ACCESS,
    errno.EPERM: NO_ACCESS,
    errno.ENOENT: NO_FILE,
    errno.EISDIR: IS_FOLDER,
    errno.EROFS: READ_ONLY,
}


def run(arguments: Sequence[str]) -> int:
    """Run ``cydbost`` with ``arguments`` and return its exit status; what went wrong is said on standard error."""
    use(choose(arguments, os.environ))
    _accept_any_letter()
    try:
        status = _command(arguments)
        sys.stdout.flush()
    except Misuse as error:
        return _say_misuse(*error.sentences())
    except BrokenPipeError:
        return _leave_pipe()
    except KeyboardInterrupt:
        _say(_("Stopped."))
        return INTERRUPTED
    except OSError as error:
        return _fault_of_file(error)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of our own is turned into a sentence
        return _refusal(error) or _fault(error)
    return status


def _command(arguments: Sequence[str]) -> int:
    """Run the command. Typer's own ``main`` is not used: it prints mistakes in English, and its statuses are others."""
    import typer  # noqa: PLC0415 - after the language is chosen, and only when needed

    from cydbost_bot.cli.root import app  # noqa: PLC0415 - after the language is chosen, and only when needed
    from cydbost_bot.cli.session import global_first  # noqa: PLC0415 - after the language is chosen, and only when needed

    command = typer.main.get_command(app)
    try:
        with command.make_context("cydbost", global_first(arguments)) as context:
            command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        return _usage_error(error)
    return DONE


def _refusal(error: Exception) -> int | None:
    """Say what a layer below refused, and return the status; ``None`` for anything else."""
    if "cydbost_queue.errors" not in sys.modules and "cydbost_connectors.errors" not in sys.modules:
        return None  # then nothing below has run, and nothing needs to be imported to know its errors
    from cydbost_bot.refusals import describe  # noqa: PLC0415 - see above

    found = describe(error)
    if found is None:
        return None
    lines, status = found
    _say(*lines)
    return status


def _usage_error(error: Exception) -> int:
    from cydbost_bot.cli.usage import describe  # noqa: PLC0415 - after the language is chosen, and only when needed

    if type(error).__name__ == "NoArgsIsHelpError":  # a group without a command: show what there is
        context = getattr(error, "ctx", None)
        return _say_misuse(context.get_help() if context else "")
    return _say_misuse(describe(error).sentence())


def _accept_any_letter() -> None:
    """Let a terminal without ŵ show ``?`` in its place rather than stop; a lone surrogate likewise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _say(*sentences: str) -> None:
    with contextlib.suppress(OSError):  # nobody listens: the status still tells
        for sentence in sentences:
            sys.stderr.write(printable(sentence) + "\n")


def printable(text: str) -> str:
    """Return ``text`` without the signs that would command the terminal or turn its writing round."""
    return "".join(sign if sign.isprintable() or sign.isspace() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _say_misuse(*sentences: str) -> int:
    _say(*sentences)
    return MISUSE


def _leave_pipe() -> int:
    """Stop quietly when the reader went away (``| head``), so that Python's own flush at exit finds a sink."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NO_READER


def _fault_of_file(error: OSError) -> int:
    wording = _FAULTS_OF_FILES.get(error.errno or 0)
    if wording is None or (error.filename is None and wording is not NO_SPACE):
        return _fault(error)
    return _say_misuse(wording(file=error.filename).sentence())


def _fault(error: Exception) -> int:
    return _say_misuse(UNEXPECTED(log=_write_log(error)).sentence())


def log_path() -> Path:
    """Return the log file: ``CYDBOST_LOG``, or one in the user's own state folder."""
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(os.environ.get(LOG_VARIABLE) or f"{state}/cydbost/cydbost.log").expanduser()


def _write_log(error: Exception) -> str:
    for path in (log_path(), Path(tempfile.gettempdir()) / f"cydbost-{os.getuid()}.log"):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        with contextlib.closing(handler):
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            trace = (type(error), error, error.__traceback__)
            handler.handle(logging.LogRecord("cydbost", logging.ERROR, __file__, 0, "fault", None, trace))
        return str(path)
    return "-"
