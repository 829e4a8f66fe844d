"""The log of a running worker or server: one JSON object a line, with no secret and nobody's words in it."""

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import IO, Final

#: Loggers whose lines are ours to show, and from which level on.
_SHOWN: Final[Mapping[str, int]] = {
    "cydbost": logging.INFO,
    "cydbost_bot": logging.INFO,
    "cydbost_queue": logging.INFO,
    "cydbost_connectors": logging.INFO,
    "uvicorn.error": logging.WARNING,
}


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: time, level, logger, event, and the facts given as ``extra``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Of an exception only its type and where it came from: its words may hold anything."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(line, ensure_ascii=False, default=str)


def write_log_to(stream: IO[str]) -> None:
    """Send the lines of our own loggers to ``stream``, and nobody else's."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    for name, level in _SHOWN.items():
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False


def log_event(event: str, **facts: object) -> None:
    """Log one event of the running program; ``facts`` are codes, numbers and names of accounts, never words."""
    logging.getLogger("cydbost").info("%s", event, extra={"facts": facts})
