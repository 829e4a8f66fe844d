"""What the noticeboard refuses, and that it says so before anything is public."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.board_fixtures import BoardDesk, open_board
from connectors.connector_contract import Drawing, outgoing
from cydbost_connectors import Media, Outgoing, Rejected


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BoardDesk]:
    with open_board(tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(
    "refused",
    [
        outgoing(text=""),
        outgoing(text=" \n\t "),
        outgoing(text="a\0b"),
        outgoing(text="a\x1b[31mb"),
        outgoing(text="half \ud800 a character"),
        outgoing(text="no character \ufffe"),
        outgoing(key=""),
        outgoing("k" * 201),
        outgoing(pair=""),
        outgoing(pair="p" * 201),
        outgoing(language="fr"),
        outgoing(language="en,cy"),
        replace(outgoing(), link="javascript:alert(1)"),
        replace(outgoing(), link="https://example.cymru/ a"),
        replace(outgoing(), link="https://" + "a" * 2000),
    ],
)
def test_what_could_not_be_shown_is_refused_in_both_languages(desk: BoardDesk, refused: Outgoing) -> None:
    connector = desk.connector()
    for act in (connector.prepare, connector.publish):
        with pytest.raises(Rejected, match=r"^[A-Z].+\. / [A-Z].+\.$"):
            act(refused) if refused.language in {"cy", "en", "cy,en"} else desk.store.publish("council", refused)
    assert desk.visible() == []


@pytest.mark.parametrize(
    "text", ["a\tb\r\nc\n\nd", "\u202etestun\u202c", "e\u0301 w\u0302", "👩‍🚒🏴󠁧󠁢󠁷󠁬󠁳󠁿", "x" * 5000, "שלום"]
)
def test_every_other_text_stands_as_it_was_sent(desk: BoardDesk, text: str) -> None:
    live = desk.connector().read_back(desk.connector().publish(outgoing(text=text)).remote_id)
    assert live is not None
    assert live.text == text


def _file(folder: Path, content: bytes, mime: str) -> Media:
    path = folder / "file"
    path.write_bytes(content)
    return Media(str(path), hashlib.sha256(content).hexdigest(), mime, "Disgrifiad")


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        (b"<html><script>", "image/gif"),
        (b"%PDF-1.7", "application/pdf"),
        (b"", "image/png"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8_000_000, "image/png"),
    ],
)
def test_a_file_that_is_no_small_picture_is_refused(desk: BoardDesk, tmp_path: Path, content: bytes, mime: str) -> None:
    sent = replace(outgoing(), media=(_file(tmp_path, content, mime),))
    for act in (desk.connector().prepare, desk.connector().publish):
        with pytest.raises(Rejected):
            act(sent)
    assert desk.visible() == []


def test_there_are_four_pictures_at_most(desk: BoardDesk, tmp_path: Path) -> None:
    media = Drawing(tmp_path).media()
    desk.connector().publish(replace(outgoing(), media=(media,) * 4))
    with pytest.raises(Rejected):
        desk.connector().publish(replace(outgoing("k2"), media=(media,) * 5))


def test_a_repeat_does_not_need_the_picture_file_any_more(desk: BoardDesk, tmp_path: Path) -> None:
    media = Drawing(tmp_path).media()
    sent = replace(outgoing(), media=(media,))
    receipt = desk.connector().publish(sent)
    Path(media.path).unlink()
    assert desk.connector().publish(sent) == receipt


def test_alternative_text_has_its_limit(desk: BoardDesk, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path)
    desk.connector().prepare(replace(outgoing(), media=(drawing.media(alt_text="a" * 1500),)))
    with pytest.raises(Rejected):
        desk.connector().prepare(replace(outgoing(), media=(drawing.media(alt_text="a" * 1501),)))


@pytest.mark.parametrize("text", ["", " ", "a\0", "x" * 2001])
def test_the_store_itself_refuses_a_comment_that_breaks_a_limit(desk: BoardDesk, text: str) -> None:
    desk.connector().publish(outgoing())
    with pytest.raises(Rejected):
        desk.store.add_comment(1, text=text)
