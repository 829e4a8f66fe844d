"""Adding to ``config.toml``: whole or not at all, every comment as it was; and files that hold a secret.

The new text stands at the end, so that nothing a person wrote is moved or written anew.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings import read_config

CHANGED = Wording("config_changed_meanwhile", N_("{file} was changed by somebody meanwhile. Begin again."))
SECRET_THERE = Wording(
    "secret_file_there",
    N_("The file {file} is there already, and another account uses it. Choose another channel name."),
)

#: Beside the configuration, for its owner alone.
SECRETS: Final = "secrets"


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration as it was read: ``content`` is the file's bytes, ``text`` what stands in them."""

    path: Path
    content: bytes
    text: str

    def with_more(self, more: str) -> "ConfigFile":
        """Return it with ``more`` at its end, in the file's own line ends."""
        between = "\n" if self.text.endswith("\n") or not self.text else "\n\n"
        added = f"{between}{more}"
        raw = added.replace("\n", "\r\n") if b"\r\n" in self.content else added
        return ConfigFile(self.path, self.content + raw.encode(), self.text + added)

    def differences(self, after: "ConfigFile") -> list[str]:
        """Return what is new in ``after``, as a unified diff."""
        name = self.path.name
        return list(unified_diff(self.text.splitlines(), after.text.splitlines(), name, name, lineterm="", n=2))

    def replace(self, after: "ConfigFile") -> None:
        """Put ``after`` in this file's place, in one step.

        Raises:
            Misuse: somebody changed the file since it was read.
            OSError: it cannot be written; the file is as it was.
        """
        if self.path.read_bytes() != self.content:
            raise Misuse(CHANGED(file=self.path))
        descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(after.content)
                stream.flush()
                os.fsync(stream.fileno())
            shutil.copymode(self.path, beside)
            there = self.path.stat()
            with contextlib.suppress(PermissionError):  # only root may give a file away
                os.chown(beside, there.st_uid, there.st_gid)
            beside.replace(self.path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _make_durable(self.path.parent)


def read_config_file(path: Path) -> ConfigFile:
    """Return the configuration at ``path``; where that is a link, the file that it leads to.

    Raises:
        SettingsError: it is not there, or cannot be read.
    """
    text = read_config(path)
    real = path.resolve()
    return ConfigFile(real, real.read_bytes(), text)


@contextmanager
def kept_secrets(folder: Path, secrets: Mapping[str, str], *, used: frozenset[Path]) -> Iterator[None]:
    """Keep secrets in files of their own, readable by their owner alone, and remove them again if the block fails.

    Args:
        folder: the configuration's.
        secrets: what they hold, by their path from there.
        used: files that the configuration names by now. Others of these names were left by a run that was killed.

    Raises:
        Misuse: an account uses a file of this name.
        OSError: one cannot be written.
    """
    files = {folder / name: secret for name, secret in secrets.items()}
    taken = [file for file in files if file.resolve() in used]
    if taken:
        raise Misuse(*(SECRET_THERE(file=file) for file in taken))
    written: list[Path] = []
    try:
        for file, secret in files.items():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            with open(file, "x", encoding="utf-8", opener=_for_its_owner) as stream:
                written.append(file)
                stream.write(f"{secret}\n")
                stream.flush()
                os.fsync(stream.fileno())
            _make_durable(file.parent)
        yield
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
