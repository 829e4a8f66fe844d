"""One account: one folder. A post is a file named by its key; taken down, it is kept under another name."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cydbost_connectors import (
    AccountSettings,
    Capabilities,
    Health,
    Incoming,
    Live,
    Outgoing,
    Receipt,
    Rejected,
    Unavailable,
)
from cydbost_folder.platform_folder import CAPABILITIES


class FolderConnector:
    """Every method makes one attempt, and says by its error what to do next."""

    def __init__(self, account: AccountSettings) -> None:
        """``account`` gives the folder's path and the clock."""
        self._folder, self._now = Path(account.plain["path"]), account.now

    @property
    def capabilities(self) -> Capabilities:
        """What the folder can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check all that can be checked without making anything public."""
        if len(outgoing.text) > (CAPABILITIES.text_limit or 0):
            raise Rejected("Rhaid i'r testun fod yn 2,000 nod neu lai. / The text must be 2,000 characters or less.")
        if self._gone(_remote_id(outgoing)).exists():
            raise Rejected("Tynnwyd y neges hon yn ôl. Gwnewch un newydd. / This was withdrawn. Make a new one.")

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Put the file there, whole or not at all; the same key again is the same file."""
        self.prepare(outgoing)
        remote_id = _remote_id(outgoing)
        said = {"text": outgoing.text, "language": outgoing.language}
        try:
            with tempfile.NamedTemporaryFile("w", dir=self._folder, encoding="utf-8") as file:
                json.dump({**said, "at": self._now().isoformat()}, file)
                file.flush()
                with suppress(FileExistsError):  # what is there already is compared below
                    os.link(file.name, self._file(remote_id))
        except OSError as error:
            raise Unavailable(
                f"Ni ellir ysgrifennu i'r ffolder. / The folder cannot be written to. ({error.strerror})"
            ) from error
        there = self.read_back(remote_id)
        if there is None or (there.text, there.language) != (outgoing.text, outgoing.language):
            raise Rejected("Mae'r allwedd yn perthyn i gynnwys arall. / The key belongs to other content.")
        return Receipt(remote_id, there.address, there.published_at)

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return what stands under this key."""
        return self.read_back(_remote_id(outgoing))

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now."""
        file = self._file(remote_id)
        try:
            said = json.loads(file.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Unavailable(f"Ni ellir darllen y ffolder. / The folder cannot be read. ({error.strerror})") from error
        at = datetime.fromisoformat(said["at"])
        return Live(remote_id, file.as_uri(), said["language"], said["text"], (), at)

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Refuse: a file is never written twice."""
        raise Rejected("Ni ellir newid neges yma. / A post cannot be changed here.")

    def withdraw(self, remote_id: str) -> None:
        """Take it down; already gone counts as done."""
        try:
            self._file(remote_id).rename(self._gone(remote_id))
        except FileNotFoundError:
            return
        except OSError as error:
            raise Unavailable(
                f"Ni ellir ysgrifennu i'r ffolder. / The folder cannot be written to. ({error.strerror})"
            ) from error

    def comments(self, since: datetime) -> Iterator[Incoming]:  # noqa: ARG002 - the protocol's signature
        """Yield nothing: nobody can write here."""
        return iter(())

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield what was made public since a moment and still stands, oldest first."""
        found = [self.read_back(file.stem) for file in self._folder.glob("*.json")]
        standing = [live for live in found if live is not None and live.published_at >= since]
        return iter(sorted(standing, key=lambda live: live.published_at))

    def health(self) -> Health:
        """Say whether the folder can be written to."""
        if os.access(self._folder, os.W_OK):
            return Health(usable=True, detail="Mae'r ffolder yn barod. / The folder is ready.", clock=self._now())
        return Health(usable=False, detail="Ni ellir ysgrifennu i'r ffolder. / The folder cannot be written to.")

    def _file(self, remote_id: str) -> Path:
        return self._folder / f"{_safe(remote_id)}.json"

    def _gone(self, remote_id: str) -> Path:
        return self._folder / f"{_safe(remote_id)}.gone"


def _remote_id(outgoing: Outgoing) -> str:
    return hashlib.sha256(outgoing.key.encode()).hexdigest()


def _safe(remote_id: str) -> str:
    """Return a file's name for any id at all: only our own are ever found."""
    is_ours = len(remote_id) == 64 and set(remote_id) <= set("0123456789abcdef")
    return remote_id if is_ours else "nobody"
