"""What a page says, and in which language it says that it says it."""

from collections.abc import Iterator
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_READ_ALOUD = ("alt", "aria-label", "placeholder", "title", "data-loading-text")


class PageTexts(HTMLParser):
    """Every text of a page with the ``lang`` of the nearest element that has one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.links: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        language = facts.get("lang", self._open[-1][1] if self._open else "")
        for name in _READ_ALOUD:
            if facts.get(name):
                self.found.append((language, facts[name]))
        if tag == "input" and facts.get("type") in {"submit", "button"}:
            self.found.append((language, facts.get("value", "")))
        if tag == "a" and facts.get("href"):
            self.links.append(facts["href"])
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and not any(tag in {"script", "style"} for tag, _ in self._open) and data.strip():
            self.found.append((self._open[-1][1], " ".join(data.split())))


def texts_of(html: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a page with its language."""
    reader = PageTexts()
    reader.feed(html)
    yield from reader.found


def links_of(html: str) -> list[str]:
    """Return where the links of a page lead."""
    reader = PageTexts()
    reader.feed(html)
    return reader.links
