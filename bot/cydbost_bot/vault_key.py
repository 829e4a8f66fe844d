"""The key that seals what platforms renew: read where the configuration says, made where it is missing, and followed.

It stands in a file of its own, or in the environment; never in the database or in a backup.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings_model import Database
from cydbost_queue.errors import StoreError
from cydbost_queue.seal import NoSeal, Seal

NOT_SET = Wording(
    "vault_key_not_set",
    N_("No key is set. Write vault_key = {example} under [database], then run “cydbost db key”."),
)
NO_FILE = Wording(
    "vault_key_no_file",
    N_("The key is in {place}, which Cydbost does not write. Put a new key before it there, and give --same-key."),
)
EXAMPLE: Final = '{ file = "secrets/vault-key" }'

#: How many keys stand in the file: the newest, and the one before it, for who opened a drawer before the change.
_KEPT: Final = 2


def read_seal(database: Database) -> Seal:
    """Return the seal as the key stands now.

    Raises:
        StoreError: a key is set and cannot be read, or is none.
    """
    if database.vault_key is None:
        return NoSeal()
    from cydbost_queue.sealing import seal_of  # noqa: PLC0415 - few commands need its library

    return seal_of(_keys(database))


def require_key(database: Database) -> None:
    """Ensure that the configuration names a key.

    Raises:
        Misuse: it names none.
    """
    if database.vault_key is None:
        raise Misuse(NOT_SET(example=EXAMPLE))


def key_file(database: Database) -> Path:
    """Return the file that holds the key.

    Raises:
        Misuse: no key is set, or it is in no file.
    """
    require_key(database)
    place = database.vault_key
    if place is None or place.path is None:
        raise Misuse(NO_FILE(place=place.env if place else ""))
    return place.path


def make_key(file: Path) -> None:
    """Make the key where there is none; its owner alone may read it.

    Raises:
        FileExistsError: there is one.
        OSError: it cannot be written.
    """
    from cydbost_queue.sealing import new_key  # noqa: PLC0415 - see read_seal

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = f"{new_key()}\n".encode()
    beside = _written(file, content)
    try:
        os.link(beside, file)  # whole or not at all, and never over another
    finally:
        beside.unlink()


def add_key(file: Path) -> None:
    """Put a new key before those that are there.

    Raises:
        OSError: the file cannot be read or written; it is as it was.
    """
    from cydbost_queue.sealing import new_key  # noqa: PLC0415 - see read_seal

    _replace(file, [new_key(), *file.read_text(encoding="utf-8").split()])


def drop_old_keys(file: Path) -> None:
    """Leave the newest key and the one before it."""
    keys = file.read_text(encoding="utf-8").split()
    if len(keys) > _KEPT:
        _replace(file, keys[:_KEPT])


def is_open_to_others(file: Path) -> bool:
    """Tell whether anybody but its owner may read the key."""
    return bool(file.stat().st_mode & 0o077)


def _keys(database: Database) -> str:
    assert database.vault_key is not None  # noqa: S101 - its callers have looked
    try:
        return database.vault_key.reveal()
    except Misuse as error:
        raise StoreError("vault_key_missing") from error


def _replace(file: Path, keys: list[str]) -> None:
    real = file.resolve()
    _written(real, "".join(f"{key}\n" for key in keys).encode()).replace(real)


def _written(file: Path, content: bytes) -> Path:
    """Write this beside ``file``, for its owner alone, durably; return where."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        beside.unlink()
        raise
    return beside
