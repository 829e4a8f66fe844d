"""Looking a backup through without restoring it: every part against the hash that the manifest gives."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from cydbost_queue.backup.contents import MEDIA, PICTURE
from cydbost_queue.backup.manifest import NAME, Manifest, Part, read_manifest
from cydbost_queue.errors import StoreError
from cydbost_queue.migrations import KNOWN

#: A file, or a stream in which one can go back.
Backup = Path | IO[bytes]

_CHUNK: Final = 1 << 20
_LARGEST_MANIFEST: Final = 50_000_000  #: bytes; some 200 for each picture


@contextmanager
def opened_backup(backup: Backup) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Give an archive and its manifest; a stream stays open, for the next who reads it.

    Raises:
        StoreError: it is no backup, of a form or a version this one does not know, or its list of parts is wrong.
        OSError: it cannot be read.
    """
    try:
        archive = zipfile.ZipFile(backup)
    except zipfile.BadZipFile as error:
        raise StoreError("backup_unreadable") from error
    with archive:
        if NAME not in archive.namelist() or archive.getinfo(NAME).file_size > _LARGEST_MANIFEST:
            raise StoreError("backup_unreadable")
        manifest = read_manifest(archive.read(NAME))
        if manifest.revision not in KNOWN:
            raise StoreError("store_too_new", found=manifest.revision, known=KNOWN[-1])
        _require_parts(archive, manifest)
        yield archive, manifest


def check_backup(backup: Backup) -> Manifest:
    """Return the manifest of a backup, each part of which has its hash.

    Raises:
        StoreError: it is no backup, or a part of it was changed or is missing.
        OSError: it cannot be read.
    """
    with opened_backup(backup) as (archive, manifest):
        for name, part in manifest.parts.items():
            _require_hash(archive, name, part)
        return manifest


def _require_parts(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    there = set(archive.namelist()) - {NAME}
    wrong = sorted(there ^ set(manifest.parts))
    named = [name.removeprefix(f"{MEDIA}/") for name in manifest.parts if name.startswith(f"{MEDIA}/")]
    wrong += [name for name in named if not PICTURE.fullmatch(name)]
    if wrong:
        raise StoreError("backup_damaged", part=wrong[0])


def _require_hash(archive: zipfile.ZipFile, name: str, part: Part) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as stream:
            while size <= part.size and (chunk := stream.read(_CHUNK)):
                digest.update(chunk)
                size += len(chunk)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise StoreError("backup_damaged", part=name) from error
    if size != part.size or digest.hexdigest() != part.sha256:
        raise StoreError("backup_damaged", part=name)
