"""Pictures in the office: given in a form, drawn anew, shown to people who are signed in, and sent with the pair."""

import hashlib
import io
import re
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from httpx2 import Response
from PIL import Image
from sqlmodel import select

from cydbost_bot.media_intake import media_folder
from cydbost_bot.office.media import link_card
from cydbost_bot.office.media.link_card import Cards
from cydbost_bot.office.media.pictures import MOST, Half, Picture, Pictures, WordsIn, pictures_in, pictures_of
from cydbost_bot.public_page import fetch
from cydbost_language import Language
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.tables import Upload
from office.office_rig import House, Person, text_of


def png(colour: str = "navy", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def give(person: Person, *pictures: bytes, **fields: str) -> Response:
    files = [("picture-new", (f"map {number}.png", one, "image/png")) for number, one in enumerate(pictures)]
    return person.post("/media/fields", fields, files=files, headers={"HX-Request": "true"})


def kept_names(house: House) -> list[str]:
    return sorted(path.name for path in media_folder(house.settings).glob("*"))


def test_a_picture_that_is_given_is_kept_noted_and_shown_to_whoever_is_signed_in(house: House) -> None:
    editor = house.visitor("comms-editor")
    answer = give(editor, png())
    (name,) = kept_names(house)
    sha256 = name.removesuffix(".png")
    assert answer.status_code == 200
    assert f"/media/{sha256}/small" in answer.text
    assert answer.text.index('name="picture-0-cy"') < answer.text.index('name="picture-0-en"')
    with house.council.desk.store.reading() as session:
        (noted,) = session.exec(select(Upload)).all()
    assert (noted.sha256, noted.mime, noted.width, noted.by) == (sha256, "image/png", 60, "comms-editor")
    for path, mime in ((f"/media/{sha256}", "image/png"), (f"/media/{sha256}/small", "image/webp")):
        shown = house.visitor("language-officer").get(path)
        assert (shown.status_code, shown.headers["content-type"]) == (200, mime)
        assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in shown.headers["cache-control"]
        assert shown.headers["cache-control"].startswith("private")
        assert house.stranger().get(path).status_code == 303
    assert hashlib.sha256(editor.get(f"/media/{sha256}").content).hexdigest() == sha256
    for other in ("0" * 64, "..%2F..%2Fconfig.toml", sha256 + ".png", sha256.upper()):
        assert editor.get(f"/media/{other}").status_code == 404


def test_what_is_no_picture_is_said_beside_its_field_and_nothing_is_kept(house: House) -> None:
    answer = give(house.visitor("comms-editor", "cy"), b"<script>alert(1)</script>")
    assert "ddim" not in kept_names(house)
    assert "Nid yw map 0.png yn llun" in text_of(answer)
    assert kept_names(house) == []
    assert give(house.visitor("comms-manager"), png()).status_code == 403
    assert kept_names(house) == []


def test_buttons_order_replace_and_remove_and_keep_what_was_typed() -> None:
    one, two = Picture(Half("a" * 64, "Map"), Half("a" * 64, "A map")), Picture(Half("b" * 64), Half("b" * 64))
    both = Pictures((one, two))
    assert pictures_in(both.fields()) == both
    assert len(pictures_in(Pictures((one,) * (MOST + 5)).fields())) == MOST
    assert pictures_in({"picture-0-cy": ["x"], "picture-0-words": ["?"], "picture-x-cy": ["y"]}).items == (
        Picture(Half("x")),
    )


def test_each_language_keeps_its_own_picture_and_words_when_the_form_is_shown_again(house: House) -> None:
    first = Picture(Half("a" * 64, "Map <1>"), Half("b" * 64, "A map"))
    fields = {name: values[0] for name, values in Pictures((first, Picture(Half("c" * 64)))).fields().items()}
    page = house.visitor("comms-editor").swap("/media/fields", {**fields, "picture-do": "down-0"}).text
    hashes = dict(re.findall(r'name="picture-(\d-(?:cy|en))" value="([^"]*)"', page))
    words = dict(re.findall(r'<textarea[^>]*name="picture-(\d-(?:cy|en))-alt"[^>]*>([^<]*)<', page))
    assert hashes == {"0-cy": "c" * 64, "0-en": "", "1-cy": "a" * 64, "1-en": "b" * 64}
    assert words == {"0-cy": "", "0-en": "", "1-cy": "Map &lt;1&gt;", "1-en": "A map"}


@pytest.mark.parametrize("words", list(WordsIn))
def test_what_is_written_comes_back_into_the_form_as_it_is(house: House, words: WordsIn) -> None:
    give(house.visitor("comms-editor"), png(), png("gold"))
    first, second = (name.removesuffix(".png") for name in kept_names(house))
    given = Pictures((Picture(Half(first, "Map"), Half(second, "A map"), words, "Council"),))
    assert pictures_of({one: given.media(house.settings, one) for one in Language}) == given


def test_a_pair_is_written_with_its_pictures_without_scripts(house: House) -> None:
    editor = house.visitor("comms-editor")
    words = {
        "cy": "Mae'r ffordd ar gau heddiw.",
        "en": "The road is closed today.",
        "label": "Ffordd",
        "channels": "board",
    }
    page = editor.post(
        "/postings/new",
        {**words, "place": "new-abcdef", "pictures": "1", "picture-do": "take-in"},
        files=[("picture-new", ("map.png", png(), "image/png"))],
    )
    (name,) = kept_names(house)
    sha256 = name.removesuffix(".png")
    assert f'value="{sha256}"' in page.text
    assert "The road is closed today." in page.text
    described = {
        "pictures": "1",
        "picture-0-cy": sha256,
        "picture-0-en": sha256,
        "picture-0-cy-alt": "Map o'r ffordd sydd ar gau",
        "picture-0-en-alt": "A map of the closed road",
        "picture-0-rights": "Council photographer",
        "picture-0-words": "apart",
    }
    saved = editor.post("/postings/new", {**words, **described, "place": "new-abcdef", "do": "save"})
    assert saved.status_code == 303
    view = show_posting(house.council.desk, "P1")
    assert {one: said.media[0]["alt_text"] for one, said in view.versions.items()} == {
        Language.CY: "Map o'r ffordd sydd ar gau",
        Language.EN: "A map of the closed road",
    }
    assert "picture-words-shared" in [one.code for one in view.verdict.findings]
    seen = {"seen-cy": "1", "seen-en": "1"}
    mended = editor.post("/postings/P1/edit", {**words, **described, **seen, "picture-0-words": "both", "do": "save"})
    assert mended.status_code == 303
    assert [one.code for one in show_posting(house.council.desk, "P1").verdict.findings] == []
    assert 'value="both" checked' in editor.get("/postings/P1/edit").text
    assert f"/media/{sha256}/small" in editor.get("/postings/P1").text
    gone = {**words, **seen, "seen-cy": "2", "seen-en": "2", "pictures": "1", "do": "save"}
    assert editor.post("/postings/P1/edit", gone).status_code == 303
    assert all(said.media == () for said in show_posting(house.council.desk, "P1").versions.values())


PAGE = b"""<!doctype html><html><head><title> Ffordd   ar gau </title>
<meta property="og:title" content="Road closed &lt;b&gt;"><meta name="description" content="Works until June.">
<meta property="og:image" content="/x.png"></head><body></body></html>"""


class _Site(BaseHTTPRequestHandler):
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


def test_a_link_card_is_fetched_from_here_once_and_within_limits(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    site = HTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=site.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{site.server_port}"
    editor = house.visitor("comms-editor")
    guarded = text_of(editor.get("/link-card", params={"url": address, "lang": "en"}))
    assert "does not lead to the public web" in guarded
    monkeypatch.setattr(link_card, "CARDS", Cards(partial(fetch, allows=lambda _address: True)))
    answer = editor.get("/link-card", params={"link-cy": f"{address}/cy", "link-en": f"{address}/en"})
    assert "Road closed <b>" not in answer.text
    assert text_of(answer).count("Road closed &lt;b&gt;") == 2
    assert text_of(answer).index("/cy") < text_of(answer).index("/en")
    assert "It has a picture." in text_of(answer)
    editor.get("/link-card", params={"cy": f"{address}/cy"})
    assert _Site.asked == 2
    said = [text_of(editor.get("/link-card", params={"cy": f"{address}/{number}"})) for number in range(30)]
    assert "you have looked at many pages" in said[-1]
    site.shutdown()
    site.server_close()
    offline = text_of(editor.get("/link-card", params={"cy": f"{address}/later"}))
    assert "Nothing is known of this page" in offline
    assert editor.get("/link-card").status_code == 200
    assert house.visitor("language-officer").get("/link-card").status_code == 403
