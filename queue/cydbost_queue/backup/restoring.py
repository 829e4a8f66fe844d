"""Restoring a backup into an empty database: proved before it is kept, and closed until the platforms were asked."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, MetaData, Table, func, select
from sqlmodel import SQLModel, col
from sqlmodel import select as sql_select

from cydbost_queue.backup.checking import Backup, check_backup, opened_backup
from cydbost_queue.backup.contents import MEDIA, QUEUE, Beside, heads_of, member, queue_tables
from cydbost_queue.backup.lines import encode_row, put_ahead, put_lines, row_of
from cydbost_queue.backup.manifest import Manifest
from cydbost_queue.desk import Act, Desk
from cydbost_queue.engine import kind_of, make_engine
from cydbost_queue.errors import StoreError
from cydbost_queue.moves import move_delivery
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.record.verify import verify_in
from cydbost_queue.sending.in_hand import doubt
from cydbost_queue.states import DeliveryState
from cydbost_queue.store import Store
from cydbost_queue.tables import Delivery, NoticeDelivery, Restored, Task

#: Tables whose rows name pictures by their path on the machine of the backup.
_WITH_PICTURES: Final = frozenset({"version", "delivery"})
_MAY_BE_OUT: Final = (DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.SENDING)


def restore_backup(
    desk: Desk, actor: Actor, backup: Backup, *, beside: Sequence[Beside] = (), media: Path | None = None
) -> Manifest:
    """Fill the desk's empty database from ``backup``; return its manifest. Repeatable after a failure.

    A database beside it is only filled where it is empty: a noticeboard that outlived the queue stays as it stands.
    Everything that was on its way is ``unknown`` afterwards, and the queue is closed.

    Args:
        desk: the restored council's; its database is of this version and without a single row.
        actor: who restores; the record names them.
        backup: the backup.
        beside: the databases beside the queue's.
        media: where the pictures are to be kept.

    Raises:
        Denied: the actor may not restore.
        StoreError: the backup is damaged, the database holds rows, or what was restored differs; nothing was kept.
        OSError: the backup cannot be read, or a picture cannot be written.
    """
    actor.require(Right.RUN_CHANNEL)
    manifest = check_backup(backup)
    with opened_backup(backup) as (archive, _manifest):
        if media is not None:
            _put_pictures(archive, manifest, media)
        for one in beside:
            _fill_beside(archive, manifest, one)
        with desk.act(actor, Right.RUN_CHANNEL) as act:
            connection = act.session.connection()
            _require_empty(connection, SQLModel.metadata)
            _fill(connection, archive, manifest, part=QUEUE, tables=queue_tables(), media=media)
            _require_same(act, manifest)
            _close(act, manifest)
    return manifest


def _fill(
    connection: Connection,
    archive: zipfile.ZipFile,
    manifest: Manifest,
    *,
    part: str,
    tables: Sequence[Table],
    media: Path | None = None,
) -> None:
    names = [member(part, table.name) for table in tables]
    unknown = [name for name in names if name not in manifest.parts]
    if unknown:
        raise StoreError("backup_damaged", part=unknown[0])
    for table, name in zip(tables, names, strict=True):
        try:
            rows = put_lines(connection, table, _lines(archive, name, table, media))
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError("backup_damaged", part=name) from error
        if rows != manifest.parts[name].rows:
            raise StoreError("backup_damaged", part=name)
    for table, name in zip(tables, names, strict=True):
        put_ahead(connection, table, _lines(archive, name, table, None))
        if len(table.primary_key.columns) == 1:
            kind_of(connection).number_on(connection, table.name, table.primary_key.columns[0].name)


def _lines(archive: zipfile.ZipFile, name: str, table: Table, media: Path | None) -> Iterator[bytes]:
    with archive.open(name) as stream:
        for line in stream:
            yield _with_own_paths(table, line, media) if media is not None and table.name in _WITH_PICTURES else line


def _with_own_paths(table: Table, line: bytes, media: Path) -> bytes:
    """Return the line with its pictures where they are kept on this machine; no hash covers where they are."""
    row = row_of(table, line)
    lists = [row["media"], *(row[name]["media"] for name in ("edit", "before") if row.get(name))]
    for item in (item for listed in lists for item in listed):
        item["path"] = str(media / Path(item["path"]).name)
    return encode_row(row)


def _require_empty(connection: Connection, metadata: MetaData) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise StoreError("restore_target_used", table=table.name)


def _require_same(act: Act, manifest: Manifest) -> None:
    """Prove the restored record as an auditor would, and against what the manifest says of it."""
    entries, heads = heads_of(act.session.connection())
    if (entries, heads) != (manifest.entries, manifest.heads):
        raise StoreError("restore_differs", subject="manifest")
    proof = verify_in(act.session)
    if not proof.is_whole:
        raise StoreError("restore_differs", subject=proof.flaws[0].subject)


def _close(act: Act, manifest: Manifest) -> None:
    act.session.add(Restored(backup_at=manifest.made_at, at=act.at, by=act.actor.name))
    rows = act.session.exec(
        sql_select(Delivery).where(col(Delivery.task).is_not(None)).order_by(col(Delivery.id))
    ).all()
    for notice in act.session.exec(sql_select(NoticeDelivery).where(col(NoticeDelivery.not_before).is_not(None))):
        notice.unclear, notice.lease, notice.lease_until = True, None, None  # a second copy says that it may be one
        act.session.add(notice)
    asked = 0
    for row in rows:
        row.lease = row.lease_until = None
        act.session.add(row)
        if row.is_in_hand:
            doubt(act, row)
        if row.task is Task.PUBLISH and row.state in _MAY_BE_OUT:
            row.not_before = act.at
            move_delivery(act, row, DeliveryState.UNKNOWN, error="restored")
            asked += 1
    act.record(
        "settings",
        Tag.QUEUE_RESTORED,
        by=act.actor.name,
        backup=manifest.made_at.isoformat(),
        entries=manifest.entries,
        heads=manifest.heads,
        unclear=asked,
    )


def _fill_beside(archive: zipfile.ZipFile, manifest: Manifest, beside: Beside) -> bool:
    if not any(name.startswith(f"{beside.name}/") for name in manifest.parts):
        return False
    engine = make_engine(beside.url)
    try:
        with Store(engine).failing(), engine.begin() as connection:
            beside.metadata.create_all(connection)
            counts: Mapping[str, Any] = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar()
                for table in beside.metadata.sorted_tables
            }
            if any(counts.values()):
                return False
            _fill(connection, archive, manifest, part=beside.name, tables=beside.metadata.sorted_tables)
            return True
    finally:
        engine.dispose()


def _put_pictures(archive: zipfile.ZipFile, manifest: Manifest, media: Path) -> None:
    media.mkdir(parents=True, exist_ok=True)
    for name in manifest.parts:
        if name.startswith(f"{MEDIA}/"):
            kept = media / name.removeprefix(f"{MEDIA}/")
            if not kept.exists() or kept.stat().st_size != manifest.parts[name].size:
                kept.write_bytes(archive.read(name))
