"""The noticeboard as files, and the promise in numbers, from the command line."""

import json
from pathlib import Path

import pytest

from bot.council_at_home import begun, cydbost

Capture = pytest.CaptureFixture[str]


def test_the_noticeboard_is_written_as_files_and_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    begun(tmp_path, monkeypatch)
    site = tmp_path / "site"
    for _ in range(2):
        status, out, _err = cydbost("noticeboard", "write", str(site), "--json", capsys=capsys)
        written = [path for path in site.rglob("*") if path.is_file() and not path.name.startswith(".")]
        assert (status, json.loads(out)["files"]) == (0, len(written))
    assert 'lang="cy"' in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "said"), [("en", "Name an empty folder"), ("cy", "Enwch ffolder wag")])
def test_a_folder_of_somebody_elses_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, language: str, said: str
) -> None:
    begun(tmp_path, monkeypatch)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("Annwyl gyfaill", encoding="utf-8")
    status, _out, err = cydbost("--lang", language, "noticeboard", "write", str(theirs), capsys=capsys)
    assert (status, said in err) == (2, True)
    assert [path.name for path in theirs.iterdir()] == ["letter.txt"]


def test_an_address_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    begun(tmp_path, monkeypatch)
    status, _out, err = cydbost("noticeboard", "write", "site", "--address", "example", capsys=capsys)
    assert (status, "https://" in err) == (2, True)


def test_the_figures_count_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    begun(tmp_path, monkeypatch)
    cydbost("post", "add", "--label", "x", "--channel", "noticeboard", "--en", "Hello to everybody.", capsys=capsys)
    status, out, _err = cydbost("figures", "--json", capsys=capsys)
    assert (status, json.loads(out)["postings"]["draft"]) == (0, 1)
    status, out, _err = cydbost("--lang", "cy", "figures", capsys=capsys)
    assert (status, "ddrafft" in out) == (0, True)
