"""The board's own style sheet and icon."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "static"
FILES: Final = {"app.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file, as it is sent."""

    content: bytes
    media_type: str


@cache
def static_file(name: str) -> StaticFile | None:
    """Return a file by its name, ``None`` for any name that is not one of ours."""
    if name not in FILES:
        return None
    return StaticFile((_FOLDER / name).read_bytes(), FILES[name])
