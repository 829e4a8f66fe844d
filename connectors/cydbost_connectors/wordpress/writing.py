"""A message as WordPress keeps it: a title, and HTML in which every part says its language.

WordPress dresses up what it shows (quotation marks, dashes, smileys, short codes, addresses on a line of their own);
every mark that it looks for is written as an entity, so that the public sees the very text that was approved.
"""

import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cydbost_connectors.message import Outgoing

#: What stands between the two languages of one post.
LANGUAGE_RULE: Final = "---"
TITLE_LIMIT: Final = 120  #: characters of a first line that still serves as a title
_SHORTENED: Final = 80
_PLAIN: Final = frozenset(" ,;?!\u00a0")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”]{1,2000}")
_CLOSING: Final = ".,;:!?)]’'"
_TWIN_NAMES: Final = {"cy": "Cymraeg", "en": "English"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the site has: where, and what was sent, in figures."""

    source: str
    figures: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class Twin:
    """The same message in the other language."""

    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Written:
    """A post's title and content, as they are sent."""

    title: str
    content: str


def fingerprint(outgoing: Outgoing) -> str:
    """Return figures of everything the public would see of ``outgoing``."""
    media = [[item.sha256.lower(), item.alt_text] for item in outgoing.media]
    seen = json.dumps([outgoing.language, outgoing.text, outgoing.link, media])
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def picture_figures(sha256: str, alt_text: str) -> str:
    """Return figures of a picture together with its description: in two languages it is kept twice."""
    return hashlib.sha256(f"{sha256.lower()} {alt_text}".encode()).hexdigest()[:16]


def write(outgoing: Outgoing, pictures: Sequence[Picture], twin: Twin | None, mark: str) -> Written:
    """Return the post.

    Args:
        outgoing: the message; in both languages, Welsh stands first and a line of ``---`` between.
        pictures: its pictures, as the site has them.
        twin: where its twin stands, where that is known.
        mark: the ``fingerprint`` of what the post said first.
    """
    title, text, is_titled = _headed(outgoing)
    said = f"{outgoing.language} {mark}{' titled' if is_titled else ''}"
    tail = "".join(map(_figure, pictures)) + (_link(outgoing.link) if outgoing.link else "")
    parts = _parts(outgoing.language, text)
    divs = [f'<div lang="{language}" data-cydbost="{said}">{_paragraphs(part)}' for language, part in parts]
    body = "</div><hr />".join(divs) + (f"{tail}</div>" if len(parts) == 1 else f"</div>{tail}")
    return Written(html.escape(title, quote=False), (twin_paragraph(twin) if twin else "") + body)


def twin_paragraph(twin: Twin) -> str:
    """Return the line that leads to the other language."""
    address, name = html.escape(twin.address), _TWIN_NAMES[twin.language]
    return f'<p data-cydbost="twin"><a href="{address}" lang="{twin.language}" rel="alternate">{name}</a></p>'


def as_html(text: str) -> str:
    """Return ``text`` so that WordPress shows it as it is."""
    text = re.sub(r"(?<=[0-9])x(?=[0-9])", "\0", text).replace("Wordpress", "W\1rdpress")
    kept = "".join(one if one.isalnum() or one in _PLAIN or ord(one) > 127 else f"&#{ord(one)};" for one in text)
    return kept.replace("&#0;", "&#120;").replace("&#1;", "&#111;")


def _headed(outgoing: Outgoing) -> tuple[str, str, bool]:
    """Return the title, the text under it, and whether the title is a part of the text that is not said again."""
    if "," in outgoing.language:
        firsts = [_short(_first_line(part)) for _language, part in _parts(outgoing.language, outgoing.text)]
        return " / ".join(firsts), outgoing.text, False
    first = _first_line(outgoing.text)
    blocks = _blocks(outgoing.text)
    if len(blocks) > 1 and blocks[0] == first and len(first) <= TITLE_LIMIT:
        return first, "\n\n".join(blocks[1:]), True
    return _short(first), outgoing.text, False


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0].strip() if text.strip() else ""


def _short(line: str) -> str:
    if len(line) <= _SHORTENED:
        return line
    kept, gap, _cut = line[:_SHORTENED].rpartition(" ")
    return (kept if gap else line[:_SHORTENED]).rstrip(" ,;:–-") + "…"


def _parts(language: str, text: str) -> list[tuple[str, str]]:
    codes = language.split(",")
    texts = re.split(rf"\n\s*{LANGUAGE_RULE}\s*\n", _lines(text), maxsplit=len(codes) - 1)
    return list(zip(codes, texts, strict=True)) if len(texts) == len(codes) else [(codes[0], text)]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in re.split(r"\n[ \t]*\n", _lines(text)) if block.strip()]


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{'<br />'.join(map(_linked, block.splitlines()))}</p>" for block in _blocks(text))


def _linked(line: str) -> str:
    """Return a line in which addresses can be followed."""
    made, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = found[0].rstrip(_CLOSING)
        made += [as_html(line[at : found.start()]), f'<a href="{html.escape(address)}">{as_html(address)}</a>']
        at = found.start() + len(address)
    return "".join([*made, as_html(line[at:])])


def _figure(picture: Picture) -> str:
    alt, source = as_html(picture.alt_text.replace("\n", " ")), html.escape(picture.source)
    return f'<figure><img src="{source}" alt="{alt}" data-cydbost="{picture.figures}" /></figure>'


def _link(link: str) -> str:
    return f'<p data-cydbost="link"><a href="{html.escape(link)}">{as_html(link)}</a></p>'
