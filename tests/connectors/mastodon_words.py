"""How Mastodon shows a text: its HTML, as its documentation gives examples of."""

import html
import re
from collections.abc import Mapping
from typing import Final

MENTION: Final = re.compile(r"(?<![=/\w])@([A-Za-z0-9_]+)(?:@[\w.-]*\w)?")
_SPECIAL: Final = re.compile(rf"(https?://[^\s<>]*[^\s<>.,!?)])|({MENTION.pattern})|#(\w+)")


def content_of(text: str, profiles: Mapping[str, str]) -> str:
    """Return the ``content`` of a status; ``profiles`` gives the address of each user who is mentioned."""
    paragraphs = re.split(r"\n{2,}", text.replace("\r\n", "\n"))
    return "".join(f"<p>{_lines(paragraph, profiles)}</p>" for paragraph in paragraphs)


def _lines(paragraph: str, profiles: Mapping[str, str]) -> str:
    shown, at = [], 0
    for found in _SPECIAL.finditer(paragraph):
        shown += [html.escape(paragraph[at : found.start()]), _special(found, profiles)]
        at = found.end()
    return "".join([*shown, html.escape(paragraph[at:])]).replace("\n", "<br />")


def _special(found: re.Match[str], profiles: Mapping[str, str]) -> str:
    if found[1]:
        return _link(found[1])
    if found[2]:
        profile = profiles.get(found[3].lower())
        if profile is None:
            return html.escape(found[2])
        anchor = f'<a href="{profile}" class="u-url mention">@<span>{found[3]}</span></a>'
        return f'<span class="h-card" translate="no">{anchor}</span>'
    tag = html.escape(found[4])
    return f'<a href="https://double.example/tags/{tag}" class="mention hashtag" rel="tag">#<span>{tag}</span></a>'


def _link(address: str) -> str:
    """Show a link with its scheme and its end hidden, as Mastodon does to sighted readers."""
    scheme, rest = re.match(r"(https?://(?:www\.)?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]  # both patterns begin alike
    shown, hidden = html.escape(rest[:30]), html.escape(rest[30:])
    kind = "ellipsis" if hidden else ""
    return (
        f'<a href="{html.escape(address)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{scheme}</span><span class="{kind}">{shown}</span>'
        f'<span class="invisible">{hidden}</span></a>'
    )
