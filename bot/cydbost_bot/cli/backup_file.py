"""Where a backup is written to and read from: a file, or standard output and input; encrypted, if wanted."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from cydbost_queue.backup.encrypting import encrypted, identities_of, readable
from cydbost_queue.backup.making import new_file

STANDARD: Final = Path("-")


@contextmanager
def new_backup(file: Path, recipients: Sequence[Any]) -> Iterator[IO[bytes]]:
    """Give the stream that a backup is written to.

    Raises:
        StoreError: the file is there already.
        OSError: it cannot be written.
    """
    with _standard_output() if file == STANDARD else new_file(file) as out, encrypted(out, recipients) as stream:
        yield stream


@contextmanager
def opened_backup_file(file: Path, identity: Path | None) -> Iterator[IO[bytes]]:
    """Give a backup as one that can be read to and fro.

    Raises:
        StoreError: it is encrypted, and there is no key, or none that opens it.
        OSError: the backup or the key cannot be read.
    """
    asked = None if identity is None else lambda: identities_of(identity.read_bytes())
    opened = contextlib.nullcontext(sys.stdin.buffer) if file == STANDARD else file.open("rb")
    with opened as stream, readable(stream, asked) as there:
        yield there


@contextmanager
def data_elsewhere(file: Path) -> Iterator[None]:
    """Say what is said on standard error, where the backup itself went to standard output."""
    if file != STANDARD:
        yield
        return
    with contextlib.redirect_stdout(sys.stderr):
        yield


@contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
