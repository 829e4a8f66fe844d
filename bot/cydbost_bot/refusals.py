"""What the layers below say no with, turned into lines for a person and an exit status."""

from cydbost_bot.console import MISUSE, NO
from cydbost_bot.library import LibraryRefused
from cydbost_bot.sentences import connector_sentence, error_lines
from cydbost_bot.sentences_library import library_lines
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import GateClosed, QueueError


def describe(error: Exception) -> tuple[list[str], int] | None:
    """Return the lines to show and the exit status, or ``None`` for a fault of our own.

    What the gate or the comparison refuses is an answer, “no”; everything else is for the person to mend.
    """
    if isinstance(error, QueueError):
        is_answer = isinstance(error, GateClosed) or bool(getattr(error, "findings", ()))
        return error_lines(error), NO if is_answer else MISUSE
    if isinstance(error, ConnectorError):
        return [connector_sentence(error)], MISUSE
    if isinstance(error, LibraryRefused):
        return library_lines(error), MISUSE
    return None
