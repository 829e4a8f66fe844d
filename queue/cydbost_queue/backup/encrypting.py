"""A backup that only its keys can open: the age format (age-encryption.org/v1), which the tool ``age`` reads too."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, Final

import pyrage

from cydbost_queue.errors import StoreError

_MARK: Final = b"age-encryption.org/v1"
_SSH: Final = "ssh-"
_KEY: Final = "AGE-SECRET-KEY-"
_OPENSSH: Final = b"-----BEGIN "


def recipients_of(named: Sequence[str]) -> list[Any]:
    """Return those who may open a backup: ``age1…``, or the public part of an SSH key (``ssh-ed25519 …``).

    Raises:
        StoreError: one of them is no public key; it is not repeated, for it may be a secret one.
    """
    try:
        return [
            pyrage.ssh.Recipient.from_str(one) if one.startswith(_SSH) else pyrage.x25519.Recipient.from_str(one)
            for one in (name.strip() for name in named)
        ]
    except pyrage.RecipientError:
        raise StoreError("backup_no_recipient") from None  # the cause would repeat what was given


def identities_of(content: bytes) -> list[Any]:
    """Return the secret keys in a file that ``age-keygen`` or ``ssh-keygen`` made, without a passphrase.

    Raises:
        StoreError: there is none in it; nothing of it is repeated.
    """
    try:
        if content.lstrip().startswith(_OPENSSH):
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = [line.strip() for line in content.decode("ascii").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.upper().startswith(_KEY)]
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise StoreError("backup_no_identity") from None  # the cause may hold what stands in the file
    if not found:
        raise StoreError("backup_no_identity")
    return found


@contextmanager
def encrypted(stream: IO[bytes], recipients: Sequence[Any]) -> Iterator[IO[bytes]]:
    """Give a stream whose content reaches ``stream`` encrypted, at the end; without recipients, ``stream`` itself.

    Until then it is kept in a file without a name, on this machine, that is gone with the process.
    """
    if not recipients:
        yield stream
        return
    with tempfile.TemporaryFile() as plain:
        yield plain
        plain.seek(0)
        pyrage.encrypt_io(plain, stream, recipients)


@contextmanager
def readable(stream: IO[bytes], identities: Callable[[], Sequence[Any]] | None) -> Iterator[IO[bytes]]:
    """Give the backup in ``stream`` as one that can be read to and fro.

    Args:
        stream: a file, or a pipe.
        identities: gives the keys, and is asked for them only where the backup is encrypted.

    Raises:
        StoreError: it is encrypted, and there is no key, or none that opens it; or it is damaged.
    """
    start = stream.read(len(_MARK))
    if start != _MARK and stream.seekable():
        stream.seek(0)
        yield stream
        return
    with tempfile.TemporaryFile() as plain:
        if start != _MARK:
            plain.write(start)
            shutil.copyfileobj(stream, plain)
        elif identities is None:
            raise StoreError("backup_encrypted")
        else:
            _decrypt(start, stream, plain, identities())
        plain.seek(0)
        yield plain


def _decrypt(start: bytes, stream: IO[bytes], plain: IO[bytes], identities: Sequence[Any]) -> None:
    with tempfile.TemporaryFile() as whole:
        whole.write(start)
        shutil.copyfileobj(stream, whole)
        whole.seek(0)
        try:
            pyrage.decrypt_io(whole, plain, identities)
        except pyrage.DecryptError as error:
            raise StoreError("backup_other_key") from error
        except OSError as error:
            if error.errno is not None:  # the disk, not the content
                raise
            raise StoreError("backup_unreadable") from error
