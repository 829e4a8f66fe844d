"""A page asked for its twin: what it proves, and what no address in a text can reach."""

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cydbost_bot import console, page_twins, public_page
from cydbost_bot.page_twins import PageTwins, alternates
from cydbost_bot.public_page import Page, Unfetched, fetch, is_public
from cydbost_language import Agreements, Language, Pair, Side, check_pair

HEAD = '<html><head><link rel="alternate" hreflang="{code}" href="{href}"></head><body>x</body></html>'


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = {
            "/newyddion/llifogydd": HEAD.format(code="en-GB", href="/news/floods"),
            "/news/floods": HEAD.format(code="cy", href="/newyddion/llifogydd"),
            "/newyddion/arall": "<html>" + "x" * 2_000_000,
        }.get(self.path)
        if self.path.startswith("/hop"):
            self.send_response(302)
            self.send_header("Location", self.path if self.path == "/hop" else self.path.removeprefix("/hop"))
            self.end_headers()
            return
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "application/pdf" if self.path.endswith("pdf") else "text/html")
        self.end_headers()
        self.wfile.write((page or "").encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Stay silent."""


@pytest.fixture(name="site")
def _site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def here(address: str) -> Page:
    return fetch(address, allows=lambda one: one.is_loopback)


def refusal(address: str) -> str:
    with pytest.raises(Unfetched) as refused:
        fetch(address)
    return refused.value.why.code


INSIDE = (
    "127.0.0.1 10.0.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "::1 fe80::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1::"
)


@pytest.mark.parametrize("address", INSIDE.split())
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_an_address_outside_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_nothing_inside_is_reached(site: str) -> None:
    assert refusal(site + "/news/floods") == "page_not_public"
    assert refusal("http://localhost/") == "page_not_public"
    assert refusal("http://2130706433/") == "page_not_public"
    assert refusal("http://[::1]/") == "page_not_public"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "http://a@b.example/", "http://", "https://a b/"]
)
def test_only_the_web_is_asked(address: str) -> None:
    assert refusal(address) == "page_not_web"


def test_each_redirection_is_judged_anew(site: str) -> None:
    assert here(site + "/hop/news/floods").address == site + "/news/floods"
    with pytest.raises(Unfetched) as refused:
        here(site + "/hop")
    assert refused.value.why.code == "page_too_far"
    with pytest.raises(Unfetched) as refused:
        here(site + "/hophttp://192.0.2.1/")
    assert refused.value.why.code == "page_not_public"


def test_what_is_no_page_is_said_and_a_long_one_is_cut(site: str) -> None:
    for path, code in (("/nothing", "page_no_page"), ("/nothing.pdf", "page_no_page")):
        with pytest.raises(Unfetched) as refused:
            here(site + path)
        assert refused.value.why.code == code
    assert len(here(site + "/newyddion/arall").html) == public_page.MOST_BYTES


def test_a_slow_page_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_page, "MOST_SECONDS", -1.0)
    with pytest.raises(Unfetched) as refused:
        here(site + "/news/floods")
    assert refused.value.why.code == "page_too_slow"


def test_alternates_are_read_by_language_against_the_pages_own_address() -> None:
    page = Page(
        "https://a.example/x/", HEAD.format(code="CY-gb", href="../y") + '<a rel="alternate" hreflang=en href="//[">'
    )
    assert alternates(page) == {Language.CY: "https://a.example/y", Language.EN: ""}
    assert alternates(Page("https://a.example/", '<link rel="canonical" hreflang="cy" href="/y"><link rel')) == {}


def test_a_twin_that_one_page_names_is_proven(site: str) -> None:
    cy, en = f"Llifogydd: {site}/newyddion/llifogydd", f"Floods: {site}/news/floods"
    pair = Pair(Side(cy), Side(en))
    found = check_pair(pair)
    assert [one.check for one in found] == ["links"]
    agreed = PageTwins(lambda *_: None, here).agreed(Agreements(), found)
    assert agreed.links == ((f"{site}/newyddion/llifogydd", f"{site}/news/floods"),)
    assert check_pair(pair, agreed) == ()
    told: list[str] = []
    wrong = check_pair(Pair(Side(cy), Side(f"Floods: {site}/news/other")))
    unproven = PageTwins(lambda address, _why: told.append(address), here).agreed(Agreements(), wrong)
    assert unproven == Agreements()
    assert told == [f"{site}/news/other"]


def test_check_asks_only_when_asked_and_says_what_could_not_be(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = ["--cy", f"Llifogydd: {site}/newyddion/llifogydd", "--en", f"Floods: {site}/news/floods", "--json"]
    console.run(["check", *texts])
    assert '"links"' in capsys.readouterr().out
    console.run(["check", "--ask-links", *texts])
    said = capsys.readouterr()
    assert "could not be asked for its twin: it does not lead to the public web." in said.err
    monkeypatch.setattr(page_twins.PageTwins.__init__, "__defaults__", (here,))
    assert console.run(["check", "--ask-links", *texts]) == console.DONE
    assert '"links"' not in capsys.readouterr().out
