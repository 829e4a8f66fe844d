"""What the command line prints: sentences and tables for people, JSON for scripts; data on standard output only."""

import json
import sys
from typing import IO, Any, Final

from rich.console import Console

#: Made once: a long file has a line of JSON for each of its lines.
_JSON: Final = json.JSONEncoder(ensure_ascii=False)


def console() -> Console:
    """Return the terminal for people. Colour only where there is one, and never the only bearer of meaning."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def say(text: str = "") -> None:
    """Print one line for a person."""
    sys.stdout.write(text + "\n")


def print_json(value: Any) -> None:  # noqa: ANN401 - anything JSON can hold
    """Print ``value`` at once, as one line of JSON in UTF-8 whatever the terminal's encoding: scripts read it."""
    write_bytes(sys.stdout, encode_json(value) + b"\n")
    sys.stdout.flush()


def encode_json(value: Any) -> bytes:  # noqa: ANN401 - anything JSON can hold
    """Return ``value`` as JSON. Letters stand as they are, unless one of them is half a letter (a lone surrogate)."""
    try:
        return _JSON.encode(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def write_bytes(stream: IO[str], content: bytes) -> None:
    """Write ``content`` to ``stream``, past its own encoding where it has one."""
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(content.decode())
        return
    stream.flush()
    raw.write(content)
