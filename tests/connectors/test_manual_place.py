"""A place where no program may post: nothing is done there, addresses are of that place, pages are only read."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.connector_contract import WELSH, Drawing, outgoing
from cydbost_connectors import AccountSettings, ByHand, Connector, Media, NotAllowed, NotSent, Rejected
from cydbost_connectors.manual.addresses import address_on, sites_of
from cydbost_connectors.manual.composing import with_link
from cydbost_connectors.manual.connector import ManualConnector
from cydbost_connectors.measure import measure_of
from cydbost_connectors.platforms import find_platform

NOW = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)
SITE = "https://village.example/board"


class NoVault:
    """Nothing is kept of an account that holds no credentials."""


def settings(**plain: str) -> AccountSettings:
    given = {"site": SITE, "reads": "yes", **plain}
    return AccountSettings("cy", "cy", given, {}, lambda: NOW, NoVault())  # type: ignore[arg-type]  # never asked


def connector(**plain: str) -> Connector:
    platform = find_platform("manual")
    assert platform is not None
    return platform.connect(settings(**plain))


def test_nothing_is_ever_done_there_by_a_program() -> None:
    place = connector()
    acts: list[Callable[[], object]] = [
        lambda: place.publish(outgoing()),
        lambda: place.edit("https://village.example/board/1", outgoing()),
        lambda: place.withdraw("https://village.example/board/1"),
        lambda: place.find(outgoing()),
        lambda: list(place.recent(NOW)),
    ]
    for act in acts:
        with pytest.raises(ByHand) as left:
            act()
        assert isinstance(left.value, NotSent)  # surely nothing was made public
    assert list(place.comments(NOW)) == []
    assert place.health().usable
    assert place.capabilities.by_hand


@pytest.mark.parametrize(
    "plain",
    [
        {"site": ""},
        {"site": "village.example"},
        {"site": "https://village.example ftp://village.example"},
        {"site": "https://user:word@village.example/"},
        {"reads": "perhaps"},
    ],
)
def test_a_setting_that_cannot_be_used_is_said_at_once(plain: dict[str, str]) -> None:
    with pytest.raises(NotAllowed) as refused:
        connector(**plain)
    assert " / " in refused.value.detail


def test_a_text_is_counted_as_a_reader_counts_with_the_link_that_follows_it() -> None:
    platform = find_platform("manual")
    assert platform is not None
    measure = measure_of(platform, limit=20)
    assert measure.fits("👩‍🚒" * 20, None)
    assert not measure.fits("👩‍🚒" * 20, "https://cyngor.example")
    assert with_link("Gweler https://cyngor.example", "https://cyngor.example") == "Gweler https://cyngor.example"


def test_what_cannot_be_posted_as_it_stands_is_said_before_anybody_is_asked(tmp_path: Path) -> None:
    drawn = Drawing(tmp_path).media()
    place = connector()
    gone = Media(str(tmp_path / "none.png"), hashlib.sha256(b"").hexdigest(), "image/png", "Afon")
    for refused in (
        outgoing(text=" "),
        replace(outgoing(text="x"), media=(drawn,) * 11),
        replace(outgoing(text="x"), media=(replace(drawn, alt_text=" "),)),
        replace(outgoing(text="x"), media=(replace(drawn, sha256="0" * 64),)),
        replace(outgoing(text="x"), media=(gone,)),
    ):
        for act in (place.prepare, place.publish):
            with pytest.raises(Rejected) as refusal:
                act(refused)
            assert " / " in refusal.value.detail
    place.prepare(replace(outgoing(text="x"), media=(drawn,)))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (f"  {SITE}/p/1/ ", f"{SITE}/p/1"),
        (f"{SITE}/p/1?utm_source=app&fbclid=x#comments", f"{SITE}/p/1"),
        (f"{SITE}/p?id=7&utm_medium=x", f"{SITE}/p?id=7"),
        (f"{SITE}?id=7", f"{SITE}?id=7"),
        ("HTTPS://Village.EXAMPLE:443/board/p/Ŵ", "https://village.example/board/p/Ŵ"),
        ("https://www.village.example/board/p/1", "https://www.village.example/board/p/1"),
        ("https://short.example/1", "https://short.example/1"),
    ],
)
def test_an_address_is_kept_without_what_sharing_added_to_it(pasted: str, kept: str) -> None:
    sites = sites_of(f"{SITE} https://short.example")
    assert address_on(sites, pasted) == kept


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "village.example/board/1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://village.example/board/1",
        "https://village.example/boardroom/1",
        "https://village.example/board/../admin",
        "https://village.example.evil.example/board/1",
        "https://village.example@evil.example/board/1",
        "https://village.example:8443/board/1",
        "https://village.example/board/1 2",
        "https://village.example/board/\u202e1",
        "https://[::1/board/1",
        "https://village.example:notaport/board/1",
        SITE,
        f"{SITE}/#top",
        f"{SITE}/{'x' * 300}",
    ],
)
def test_what_is_no_post_of_the_place_is_refused(pasted: str) -> None:
    with pytest.raises(Rejected) as refused:
        address_on(sites_of(SITE), pasted)
    assert " / " in refused.value.detail


@given(st.text(max_size=60), st.text("?&=#/utm_ab%2", max_size=20))
def test_an_address_that_is_kept_is_of_the_place_and_kept_again_as_it_is(path: str, query: str) -> None:
    sites = sites_of(SITE)
    try:
        kept = address_on(sites, f"{SITE}/{path}{query}")
    except Rejected:
        return
    assert kept.startswith(SITE)
    assert len(kept) <= 250
    assert address_on(sites, kept) == kept


class Pages(BaseHTTPRequestHandler):
    """The pages of a place, by the last part of their address."""

    asked: list[str] = []  # noqa: RUF012 - of the whole server

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        type(self).asked.append(name)
        status = {"gone": 410, "none": 404, "moved": 302, "ill": 503, "members": 403}.get(name, 200)
        kind = {"file": "application/pdf", "old": "text/html; charset=iso-8859-14", "odd": "text/html; charset=x-no"}
        self.send_response(status)
        if name == "moved":
            self.send_header("Location", "/board/here")
        self.send_header("Content-Type", kind.get(name, "text/html"))
        body = self._body(name)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self, name: str) -> bytes:
        if name == "huge":
            return b"<p>" + b"x" * 2_100_000
        words = f"<script>Cyfrinach</script><style>p {{}}</style><h1>Pentref</h1><p>{WELSH}</p><!-- dim -->"
        named = '<meta property="og:description" content="O&#x27;r cyngor"><meta name="viewport" content="lled">'
        return f"{named}{words}".encode("iso-8859-14" if name == "old" else "utf-8", "replace")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/board"
    server.shutdown()
    thread.join()
    server.server_close()


def reader(site: str, *, reads: bool = True) -> ManualConnector:
    return ManualConnector(settings(site=site), reads=reads, may_ask=lambda _host: True, patience=(10.0, 10.0))


def test_a_page_is_read_for_the_words_that_a_reader_sees(site: str) -> None:
    live = reader(site).read_back(f"{site}/here")
    assert live is not None
    assert live.is_page
    assert "Pentref" in live.text
    assert WELSH in live.text
    assert "O'r cyngor" in live.text
    assert not {"Cyfrinach", "dim", "lled"} & set(live.text.split())
    old = reader(site).read_back(f"{site}/old")
    assert old is not None
    assert "Tŷ Ŵyn" in old.text
    odd = reader(site).read_back(f"{site}/odd")
    assert odd is not None
    assert "Tŷ Ŵyn" in odd.text


def test_only_its_own_server_can_say_that_a_page_is_gone(site: str) -> None:
    assert reader(site).read_back(f"{site}/gone") is None
    assert reader(site).read_back(f"{site}/none") is None
    for name in ("moved", "ill", "members", "file", "huge"):
        with pytest.raises(ByHand):
            reader(site).read_back(f"{site}/{name}")
    with pytest.raises(ByHand):  # nobody listens there
        reader("http://127.0.0.1:9/board").read_back("http://127.0.0.1:9/board/1")


def test_nothing_inside_the_council_and_nothing_of_another_place_is_asked(site: str) -> None:
    Pages.asked.clear()
    inside = ManualConnector(settings(site=site))
    elsewhere = reader("https://village.example/board")
    for one in (inside, elsewhere, reader(site, reads=False)):
        with pytest.raises(ByHand):
            one.read_back(f"{site}/here")
    assert Pages.asked == []
