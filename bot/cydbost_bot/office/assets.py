"""The style sheet and the scripts, each at an address that tells its content, so that browsers keep it."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cydbost_bot.web.council import Council, stylesheet

_FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"


class NotBuilt(RuntimeError):
    """The office's style sheet was not built: the project is not installed (``make setup`` does it)."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; ``mark`` is what its address says of its content."""

    content: bytes
    packed: bytes
    media_type: str
    mark: str


def asset(name: str) -> Asset | None:
    """Return a file by its name, ``None`` for any name that is not one of ours."""
    return _assets().get(name)


@cache
def _assets() -> dict[str, Asset]:
    if not (_FOLDER / "office.css").exists():
        raise NotBuilt(str(_FOLDER))
    files = {path.name: path.read_bytes() for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES}
    # A script names the library beside it; with its mark in the address it is kept for good too.
    for name, content in files.items():
        if name.endswith(".js") and name != "govuk-frontend.js":
            library = b"./govuk-frontend.js"
            files[name] = content.replace(library, library + b"?" + _mark(files["govuk-frontend.js"]).encode())
    return {name: _asset(name, content) for name, content in files.items()}


def _asset(name: str, content: bytes) -> Asset:
    return Asset(content, gzip.compress(content, 9, mtime=0), _TYPES[Path(name).suffix], _mark(content))


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def colour_sheet(colour: str) -> Asset:
    """Return the style sheet that carries the council's colour, with enough contrast wherever it stands."""
    council = Council("–", "–", colour)
    own = stylesheet(council).replace("--accent", "--app-accent").replace("--on-accent", "--app-on-accent")
    return _asset(
        "colour.css", (own.replace("--link", "--app-link") + ":root{--govuk-brand-colour:var(--app-accent)}\n").encode()
    )


def send(request: Request, found: Asset) -> Response:
    """Answer with a file, packed where the browser can unpack it."""
    headers = {"Cache-Control": _FOR_GOOD, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(found.content, media_type=found.media_type, headers=headers)
