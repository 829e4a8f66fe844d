"""Making a backup, while everything goes on: each database as it was at one instant, then the pictures."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, inspect
from sqlmodel import Session, col, select

from cydbost_queue.backup.contents import MEDIA, QUEUE, Beside, heads_of, member, pictures_in, queue_tables
from cydbost_queue.backup.lines import lines_of
from cydbost_queue.backup.manifest import NAME, Manifest, Part
from cydbost_queue.engine import kind_of, make_engine
from cydbost_queue.errors import StoreError
from cydbost_queue.migrations import HEAD
from cydbost_queue.store import Store
from cydbost_queue.tables import Version

_CHUNK: Final = 1 << 20


def make_backup(
    store: Store, path: Path, *, at: datetime, version: str, beside: Sequence[Beside] = (), media: Path | None = None
) -> Manifest:
    """Write everything into one new file at ``path``, which only its owner may read; return its manifest.

    The queue is read before what stands beside it, so the noticeboard may hold more than the queue knows, and never
    less: a restore then finds what went out meanwhile.

    Raises:
        StoreError: the file is there already.
        StoreFailed: a database cannot be read.
        OSError: the file cannot be written; nothing is left of it.
    """
    with new_file(path) as stream:
        return write_backup(store, stream, at=at, version=version, beside=beside, media=media)


def write_backup(
    store: Store,
    stream: IO[bytes],
    *,
    at: datetime,
    version: str,
    beside: Sequence[Beside] = (),
    media: Path | None = None,
) -> Manifest:
    """Write everything to ``stream``, which need not be able to go back; return its manifest. See ``make_backup``.

    Raises:
        StoreFailed: a database cannot be read; what was written is no whole backup, and no restore takes it.
        OSError: the stream cannot be written.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = _queue(archive, store, at, version)
        for one in beside:
            manifest = _with(manifest, _beside(archive, one))
        if media is not None:
            kept = {
                f"{MEDIA}/{file.name}": _put(archive, f"{MEDIA}/{file.name}", _bytes(file))
                for file in pictures_in(media)
            }
            missing = tuple(sorted(_named(store) - {Path(name).name for name in kept}))
            manifest = replace(_with(manifest, kept), missing=missing)
        archive.writestr(NAME, manifest.to_json())
    return manifest


def _queue(archive: zipfile.ZipFile, store: Store, at: datetime, version: str) -> Manifest:
    with store.reading() as session:
        connection = session.connection()
        entries, heads = heads_of(connection)
        parts = {
            member(QUEUE, table.name): _put(archive, member(QUEUE, table.name), lines_of(connection, table))
            for table in queue_tables()
        }
    return Manifest(at, version, HEAD, store.kind.name, entries, heads, parts)


def _beside(archive: zipfile.ZipFile, beside: Beside) -> dict[str, Part]:
    with _snapshot(beside) as connection:
        if not all(inspect(connection).has_table(table.name) for table in beside.metadata.sorted_tables):
            return {}  # nobody has used it yet
        return {
            member(beside.name, table.name): _put(archive, member(beside.name, table.name), lines_of(connection, table))
            for table in beside.metadata.sorted_tables
        }


@contextmanager
def _snapshot(beside: Beside) -> Iterator[Connection]:
    engine = make_engine(beside.url)
    try:
        with Store(engine).failing(), engine.connect() as connection:
            yield connection.execution_options(**kind_of(engine).reading)
    finally:
        engine.dispose()


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Part:
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            size += len(piece)
            count += 1
    return Part(digest.hexdigest(), size, count if name.endswith(".jsonl") else None)


def _bytes(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _with(manifest: Manifest, parts: dict[str, Part]) -> Manifest:
    return replace(manifest, parts={**manifest.parts, **parts})


def _named(store: Store) -> set[str]:
    """Return the names of the pictures that any version has."""
    with store.reading() as session:
        return set(_media_names(session))


def _media_names(session: Session) -> Iterator[str]:
    for media in session.exec(select(col(Version.media)).execution_options(yield_per=1000)):
        yield from (Path(str(item["path"])).name for item in media)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream to a file that takes its name once all of it is on the disk; its mode is 0600 from the first.

    Raises:
        StoreError: the file is there already.
        OSError: it cannot be written; nothing is left of it.
    """
    if path.exists():
        raise StoreError("backup_exists", file=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with closing(os.fdopen(handle, "w+b")) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.link(name, path)  # unlike a renaming, it never takes the place of another
    except FileExistsError as error:
        raise StoreError("backup_exists", file=str(path)) from error
    finally:
        Path(name).unlink(missing_ok=True)
