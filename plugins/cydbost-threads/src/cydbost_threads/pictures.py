"""Pictures, put where Threads can fetch them: it takes none that is sent to it, only a public address.

A picture stands there from when the post is made ready until it is out, under a name that nobody can guess.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cydbost_connectors import Media, NotAllowed, Rejected
from cydbost_threads import details
from cydbost_threads.limits import CAPABILITIES

#: How a file of each kind begins, and how its name ends.
_KINDS: Final[Mapping[str, tuple[bytes, str]]] = {
    "image/jpeg": (b"\xff\xd8\xff", ".jpg"),
    "image/png": (b"\x89PNG\r\n\x1a\n", ".png"),
}
_PREFIX: Final = "cydbost-"
#: What was never fetched is removed after this: a container lasts 24 hours.
_KEPT_FOR: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder that a web server shows to the public.

    Args:
        folder: the folder; ``None`` where there is none, and no picture can be sent.
        base: its public address, without a closing slash.
        salt: what makes the names of an account's files its own.
    """

    folder: Path | None
    base: str
    salt: str

    def put(self, media: Iterable[Media], key: str, now: datetime) -> list[str]:
        """Put a post's pictures there; return their public addresses. Repeating it changes nothing.

        Raises:
            Rejected: there is nowhere to put them, or one cannot be sent.
            NotAllowed: the folder cannot be written to.
        """
        chosen = [(one, load_picture(one)) for one in media]
        if not chosen:
            return []
        if self.folder is None:
            raise Rejected(details.MEDIA_NOWHERE)
        try:
            self._sweep(now)
            return [self._put_one(one, content, key, now) for one, content in chosen]
        except OSError as error:
            raise NotAllowed(details.with_words(details.MEDIA_FOLDER, error.strerror or "")) from error

    def take_down(self, media: Iterable[Media], key: str) -> None:
        """Remove a post's pictures: it is out, and Threads has copied them."""
        for one in media:
            if self.folder is not None:
                with suppress(OSError):  # swept later
                    (self.folder / self._name(one, key)).unlink(missing_ok=True)

    def _put_one(self, media: Media, content: bytes, key: str, now: datetime) -> str:
        assert self.folder is not None  # noqa: S101 - put() has looked
        name = self._name(media, key)
        beside = self.folder / f".{name}.{os.getpid()}"
        beside.write_bytes(content)
        beside.chmod(0o644)  # the web server is another user
        os.utime(beside, (now.timestamp(), now.timestamp()))
        beside.replace(self.folder / name)
        return f"{self.base}/{name}"

    def _name(self, media: Media, key: str) -> str:
        digest = hashlib.sha256(f"{self.salt}\0{key}\0{media.sha256.lower()}".encode()).hexdigest()
        return f"{_PREFIX}{digest}{_KINDS[media.mime][1]}"

    def _sweep(self, now: datetime) -> None:
        assert self.folder is not None  # noqa: S101 - put() has looked
        for file in self.folder.glob(f"{_PREFIX}*"):
            with suppress(FileNotFoundError):  # another process was quicker
                if file.stat().st_mtime < (now - _KEPT_FOR).timestamp():
                    file.unlink()


def load_picture(media: Media) -> bytes:
    """Return a picture's bytes.

    Raises:
        Rejected: it is missing, changed, too large, of another kind or not described.
    """
    _refuse(
        (media.mime not in _KINDS, details.MEDIA_TYPE),
        (not media.alt_text.strip(), details.ALT_MISSING),
        (len(media.alt_text) > CAPABILITIES.alt_text_limit, details.ALT_LONG),
    )
    most = CAPABILITIES.media_bytes or 0
    try:
        with Path(media.path).open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise Rejected(details.MEDIA_GONE) from error
    _refuse(
        (len(content) > most, details.MEDIA_SIZE),
        (hashlib.sha256(content).hexdigest() != media.sha256.lower(), details.MEDIA_CHANGED),
        (not content.startswith(_KINDS[media.mime][0]), details.MEDIA_TYPE),
    )
    return content


def _refuse(*refusals: tuple[bool, str]) -> None:
    for refused, detail in refusals:
        if refused:
            raise Rejected(detail)
