"""The noticeboard as plain files."""

import re
import shutil
from pathlib import Path

import pytest

from connectors.board_fixtures import BASE
from cydbost_bot.web import write_static
from cydbost_bot.web.static_export import MARK
from web.notice_board import COUNCIL, Town, fill


def _write(town: Town, base_url: str = BASE) -> Path:
    directory = town.folder / "public"
    count = write_static(town.desk.store, directory, COUNCIL, base_url)
    assert count == sum(path.is_file() for path in directory.rglob("*")) - 1  # the mark
    return directory


def _live(town: Town, path: str) -> bytes:
    answer = town.client.get(path)
    if not answer.headers["content-type"].startswith("text/html"):
        return answer.content
    return re.sub(r'<section class="write".*?</section>\n?', "", answer.text, flags=re.DOTALL).encode()


def test_the_files_are_the_live_pages_without_the_comment_form(town: Town) -> None:
    fill(town)
    for number in range(20):
        town.publish_pair(f"q{number}", f"Hysbysiad {number}", f"Notice {number}")
    directory = _write(town)
    files = {path.relative_to(directory).as_posix(): path for path in directory.rglob("*") if path.is_file()}
    assert {"cy/p-2026-0003/index.html", "en/p-2026-0003/index.html", "cy/tudalen/2/index.html"} < set(files)
    for name in sorted(set(files) - {MARK, "404.html"}):
        live = _live(town, "/" + name.removesuffix("index.html"))
        assert files[name].read_bytes() == live, name
        assert b"<form" not in live
    assert "Page not found" in files["404.html"].read_text()


def test_every_link_within_the_board_leads_to_a_file(town: Town) -> None:
    fill(town)
    directory = _write(town, "https://www.example.gov.wales/hysbysfwrdd")
    for page in directory.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="/([^"#]*)', page.read_text()):
            assert target.startswith("hysbysfwrdd/"), target
            file = directory / target.removeprefix("hysbysfwrdd/")
            assert (file / "index.html").is_file() if target.endswith("/") or file.is_dir() else file.is_file(), target


def test_withdrawn_notices_and_their_pictures_leave_the_files(town: Town) -> None:
    fill(town)
    directory = _write(town)
    assert len(list((directory / "media").iterdir())) == 1
    for remote in ("notice-3", "notice-4"):
        town.connector.withdraw(remote)
    _write(town)
    assert not (directory / "cy/p-2026-0002").exists()
    assert not (directory / "media").exists()
    assert "Road closed" not in (directory / "index.html").read_text()
    assert [path.name for path in town.folder.iterdir() if path.name.startswith(".public")] == []


def test_a_folder_of_somebody_elses_is_left_alone(town: Town) -> None:
    directory = town.folder / "public"
    directory.mkdir()
    (directory / "precious.txt").write_text("cadwch")
    with pytest.raises(FileExistsError):
        _write(town)
    assert [path.name for path in directory.iterdir()] == ["precious.txt"]


def test_a_failure_while_writing_leaves_the_old_files(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(town)
    directory = _write(town)
    before = (directory / "index.html").read_bytes()
    town.publish("new", text="Newydd")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cydbost_bot.web.static_export.feed_xml", fail)
    with pytest.raises(OSError, match="No space"):
        _write(town)
    assert (directory / "index.html").read_bytes() == before
    assert [path.name for path in town.folder.iterdir() if path.name.startswith(".public")] == []


def test_an_interrupted_swap_is_finished_by_the_next_run(town: Town) -> None:
    directory = _write(town)
    shutil.move(directory, directory.with_name(".public.old"))
    assert (_write(town) / "index.html").is_file()
    assert not directory.with_name(".public.old").exists()
