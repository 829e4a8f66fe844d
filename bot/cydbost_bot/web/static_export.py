"""The noticeboard as plain files, for a council's own web server."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from cydbost_bot.web.council import Council, stylesheet
from cydbost_bot.web.feeds import feed_xml
from cydbost_bot.web.messages import message
from cydbost_bot.web.rendering import PAGE_SIZE, Site, list_path, picture_path
from cydbost_bot.web.static_files import FILES, static_file
from cydbost_bot.web.views import list_page, notice_page
from cydbost_connectors.noticeboard import Notice, NoticeboardStore, reading
from cydbost_connectors.noticeboard.addresses import page_path
from cydbost_connectors.noticeboard.values import LANGUAGES

#: Stands in every folder that was written here: only such a folder, or an empty one, is ever replaced.
MARK: Final = ".cydbost-noticeboard"


def write_static(
    store: NoticeboardStore, directory: Path, council: Council, base_url: str, *, zone: str = "Europe/London"
) -> int:
    """Write every page, feed, picture and style sheet under ``directory``; return how many files were written.

    The comment form is left out. What is written is one view of the board, made beside the directory and then
    put in its place: a reader sees the old files or the new ones, and withdrawn notices are gone.

    Raises:
        FileExistsError: the directory holds something that was not written here.
        OSError: the files could not be written; the old ones stay as they were.
        Unavailable: the board could not be read.
    """
    directory = directory.absolute()
    _recover(directory)
    if directory.exists() and any(directory.iterdir()) and not (directory / MARK).exists():
        raise FileExistsError(f"{directory} holds files that are not a noticeboard's")
    directory.parent.mkdir(parents=True, exist_ok=True)
    site = Site(council, base_url.rstrip("/"), ZoneInfo(zone))
    made = Path(tempfile.mkdtemp(prefix=f".{directory.name}.new-", dir=directory.parent))
    try:
        count = _write_all(store, site, made)
        made.chmod(0o755)  # a temporary folder is closed to the web server
        _swap(made, directory)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return count


def _write_all(store: NoticeboardStore, site: Site, folder: Path) -> int:
    written = set()
    with store.view() as connection:
        for path, content in _files(connection, site):
            target = folder / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
            written.add(path)  # a picture that two notices show comes twice
    (folder / MARK).touch()
    return len(written)


def _files(connection: Connection, site: Site) -> Iterator[tuple[str, str | bytes]]:
    for language in (None, *LANGUAGES):
        yield from _lists(connection, site, language)
    for language in LANGUAGES:
        yield f"/{language}/atom.xml", feed_xml(connection, site, language)
    for notice in reading.standing(connection):
        yield from _notice(connection, site, notice)
    yield "/static/colour.css", stylesheet(site.council)
    for name in FILES:
        found = static_file(name)
        if found:
            yield f"/static/{name}", found.content
    yield "/404.html", site.message_html(*message(404))


def _lists(connection: Connection, site: Site, language: str | None) -> Iterator[tuple[str, str]]:
    number, has_older = 0, True
    while has_older:
        number += 1
        page = list_page(connection, language, number=number, size=PAGE_SIZE)
        yield f"{list_path(language, number).rstrip('/')}/index.html", site.list_html(page, language)
        has_older = page.has_older


def _notice(connection: Connection, site: Site, notice: Notice) -> Iterator[tuple[str, str | bytes]]:
    pictures = list(notice.pictures)
    for reply in reading.replies_on(connection, notice.number):
        pictures += reply.pictures
    for language in notice.language.split(","):
        html = site.notice_html(notice_page(connection, notice, language), None)
        yield f"{page_path(language, notice.slug)}/index.html", html
    for picture in pictures:
        found = reading.picture_content(connection, picture.sha256)
        if found:
            yield picture_path(picture), found[1]


def _old(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.old")


def _recover(directory: Path) -> None:
    """Finish what an earlier run was interrupted in: put the old files back, or clear them away."""
    if directory.exists():
        shutil.rmtree(_old(directory), ignore_errors=True)
    elif _old(directory).exists():
        _old(directory).rename(directory)


def _swap(made: Path, directory: Path) -> None:
    if directory.exists():
        directory.rename(_old(directory))
    made.rename(directory)
    shutil.rmtree(_old(directory), ignore_errors=True)
