"""Taking in a picture: judged by its own bytes, and copied beside the database under the name of its hash.

The copy is what is approved and sent: whoever changes or deletes the file they gave changes nothing in the queue.
"""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Media
from cydbost_connectors.noticeboard.limits import PICTURE_BYTES

NOT_THERE = Wording("media_not_there", N_("The picture {file} is not there. Check the name."))
NOT_READ = Wording("media_not_read", N_("The picture {file} could not be read: {reason}."))
TOO_LARGE = Wording("media_too_large", N_("The picture {file} is over {limit} MB. Save it smaller."))
WRONG_KIND = Wording("media_kind", N_("{file} is not a JPEG, PNG, GIF or WebP picture. Save it as one of these."))
EMPTY = Wording("media_empty", N_("The picture {file} is empty. Choose another file."))

#: The kinds of picture we send, by the ending of their files.
MIMES: Final = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

#: Any platform we know takes this much.
LARGEST: Final = PICTURE_BYTES


def media_folder(settings: Settings) -> Path:
    """Return where pictures are kept: ``media`` beside the SQLite database, else in the working folder."""
    url = make_url(settings.database.url)
    is_file = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(url.database or "").resolve().parent / "media" if is_file else Path("media").resolve()


def keep_media(settings: Settings, path: Path, alt_text: str, rights: str = "") -> Media:
    """Copy the picture at ``path`` into ``media_folder``; return it with its hash, type, ``alt_text`` and ``rights``.

    Repeating it changes nothing.

    Raises:
        Misuse: it is not there, cannot be read, is too large, or is no picture of a kind we send.
        OSError: the copy cannot be written.
    """
    content = _read(path)
    mime, ending = _kind(content, path)
    digest = hashlib.sha256(content).hexdigest()
    kept = media_folder(settings) / f"{digest}.{ending}"
    _write(kept, content)
    return Media(path=str(kept), sha256=digest, mime=mime, alt_text=alt_text.strip(), rights=rights.strip())


def for_each(notes: Sequence[str], files: int) -> Sequence[str]:
    """Return a note of rights for each of ``files`` pictures, where one note may be for them all."""
    return [*notes] * files if len(notes) == 1 else notes or [""] * files


def keep_bytes(settings: Settings, content: bytes, ending: str) -> str:
    """Keep a picture that is sound already, as it is, under the name of its hash, which is returned.

    Raises:
        OSError: it cannot be written.
    """
    digest = hashlib.sha256(content).hexdigest()
    _write(media_folder(settings) / f"{digest}.{ending}", content)
    return digest


def kept_picture(settings: Settings, sha256: str) -> tuple[Path, str] | None:
    """Return where the picture of that hash is kept, with its type; ``None`` where there is none."""
    if not _DIGEST.fullmatch(sha256):
        return None
    folder = media_folder(settings)
    found = ((folder / f"{sha256}.{ending}", mime) for ending, mime in MIMES.items())
    return next((one for one in found if one[0].is_file()), None)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Misuse(NOT_THERE(file=path)) from error
    except (OSError, ValueError) as error:
        raise Misuse(NOT_READ(file=path, reason=getattr(error, "strerror", None) or "?")) from error
    if len(content) > LARGEST:
        raise Misuse(TOO_LARGE(file=path, limit=LARGEST // 1_000_000))
    if not content:
        raise Misuse(EMPTY(file=path))
    return content


def _kind(content: bytes, path: Path) -> tuple[str, str]:
    """Return the MIME type and file ending that the first bytes tell. No SVG: it can carry script."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", "gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", "webp"
    raise Misuse(WRONG_KIND(file=path))


def _write(kept: Path, content: bytes) -> None:
    """Write whole or not at all: a reader never meets half a picture."""
    if kept.exists() and kept.stat().st_size == len(content):
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=kept.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(kept)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
