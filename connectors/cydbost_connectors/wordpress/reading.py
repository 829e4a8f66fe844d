"""A post of WordPress read back: the words that the public sees, without what Cydbost added around them."""

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from cydbost_connectors.wordpress.writing import LANGUAGE_RULE

_BLOCKS: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figure", "figcaption"})
_ASIDE: Final = frozenset({"twin", "link"})


@dataclass(slots=True)
class Read:
    """What a post says. ``mark`` is ``None`` where somebody at the site has taken it away."""

    text: str = ""
    language: str | None = None
    mark: str | None = None
    alt_texts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()  #: the figures of its pictures
    link: str | None = None
    twin: str = ""  #: the address of its twin


def read(title: str, content: str) -> Read:
    """Return what a post with this title and this content (both as stored) says."""
    parser = _Parser()
    parser.feed(content)
    parser.close()
    parser.end_block()
    found = parser.read
    blocks = [html.unescape(title), *parser.blocks] if parser.is_titled else parser.blocks
    found.text = "\n\n".join(blocks)
    return found


@dataclass
class _Parser(HTMLParser):
    read: Read = field(default_factory=Read)
    blocks: list[str] = field(default_factory=list)
    is_titled: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._line: list[str] = []
        self._aside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        said = given.get("data-cydbost", "")
        if tag == "br":
            self._line.append("\n")
        elif tag == "hr":
            self.end_block()
            self.blocks.append(LANGUAGE_RULE)
        elif tag == "img":
            self.read.alt_texts += (given.get("alt", ""),)
            self.read.pictures += (said,)
        elif tag == "a" and self._aside:
            setattr(self.read, self._aside, given.get("href", ""))
        elif tag in _BLOCKS:
            self._begin_block(tag, given, said)

    def _begin_block(self, tag: str, given: dict[str, str], said: str) -> None:
        self.end_block()
        self._aside = said if tag == "p" and said in _ASIDE else None
        if tag == "div" and self.read.language is None:
            language, _, rest = said.partition(" ")
            mark, _, titled = rest.partition(" ")
            self.read.language = language or given.get("lang") or None
            self.read.mark, self.is_titled = mark or None, titled == "titled"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
            self._aside = None

    def handle_data(self, data: str) -> None:
        if self._aside is None:
            self._line.append(data)

    def end_block(self) -> None:
        """Take what was read so far as one paragraph."""
        words = "".join(self._line).strip()
        self._line.clear()
        if words:
            self.blocks.append(words)
