"""A plan as it comes from a browser: its rows and its pictures, kept as plain data until its person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final

from starlette.datastructures import UploadFile

from cydbost_bot.media_intake import kept_picture
from cydbost_bot.office.media.taking_in import take_picture
from cydbost_bot.office.visit import Visit
from cydbost_bot.plan import CELLS_BEYOND, LARGEST, PlanRow, read_rows
from cydbost_bot.plan_pictures import BroughtIn
from cydbost_connectors import Media

_PLAIN: Final = tuple(field.name for field in fields(PlanRow) if field.name not in {"at", "problems"})


def read_upload(upload: UploadFile) -> list[PlanRow]:
    """Return the rows of an uploaded plan as they stand there.

    Raises:
        Misuse: the file as a whole cannot be read as a plan.
    """
    return read_rows(bare_name(upload), upload.file.read(LARGEST + 1))


def bare_name(upload: UploadFile) -> str:
    """Return what an uploaded file is called, without the folders that some browsers put before it."""
    return PurePosixPath(PureWindowsPath(upload.filename or "").name).name


def rows_data(rows: Iterable[PlanRow]) -> list[dict[str, Any]]:
    """Return rows as they are kept; what is wrong with them is told anew each time they are looked at."""
    return [{**{name: getattr(row, name) for name in _PLAIN}, "beyond": bool(row.problems)} for row in rows]


def read_data(kept: Iterable[Mapping[str, Any]]) -> list[PlanRow]:
    """Return the rows that ``rows_data`` made plain."""
    rows = []
    for one in kept:
        plain: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in one.items()
        }
        beyond = plain.pop("beyond", False)
        rows.append(PlanRow(**plain, problems=(CELLS_BEYOND(),) if beyond else ()))
    return rows


def keep_pictures(visit: Visit, uploads: Iterable[UploadFile]) -> dict[str, dict[str, str]]:
    """Take in the pictures that came with a plan, drawn anew; return where each is kept, by the name its file had.

    Raises:
        Misuse: one is no picture of a kind we send, or too large.
        OSError: one cannot be written.
    """
    kept = {}
    for upload in uploads:
        new = take_picture(visit, upload)
        place = kept_picture(visit.settings, new.sha256)
        if place is None:
            raise FileNotFoundError(new.sha256)
        kept[bare_name(upload)] = {"path": str(place[0]), "sha256": new.sha256, "mime": new.mime}
    return kept


def pictures_of(kept: Mapping[str, Mapping[str, str]]) -> BroughtIn:
    """Return the pictures that ``keep_pictures`` kept."""
    return BroughtIn({name: Media(one["path"], one["sha256"], one["mime"], "", "") for name, one in kept.items()})
