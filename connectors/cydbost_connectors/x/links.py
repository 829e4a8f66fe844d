"""Where X sees links in a text: after ``https://``, and wherever a word ends in a top-level domain.

The rules are those of X's twitter-text, version 3 (github.com/twitter/twitter-text, read in November 2026), put so that
each text is gone through once.
"""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_connectors.x.tlds import TLDS

_PROTOCOLS: Final = frozenset({"http://", "https://"})
_LONGEST: Final = 4096  #: characters of a link
_LONGEST_LABEL: Final = 63  #: of a part of a domain, as it is registered
_LONGEST_SLUG: Final = 40  #: of one of X's own short links

_ACCENTED: Final = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
_SPACES: Final = "\t-\r \u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NEVER: Final = "\ufffe\ufeff\uffff"
_DIRECTIONS: Final = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_NO_DOMAIN: Final = r"!'#%&()*+,\\/:;<=>?@\[\]^{|}~$" + _SPACES + _NEVER + _DIRECTIONS  # beside ``.``, ``-`` and ``_``
_IN_PATH: Final = rf"a-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_ACCENTED}"

_CANDIDATE: Final = re.compile(rf"https?://|(?:(?!https?://)[^{_NO_DOMAIN}])+", re.IGNORECASE)
_MAY_COME_BEFORE: Final = re.compile(rf"[^A-Za-z0-9@＠$#＃{_NEVER}]")
_BARE_NEVER_AFTER: Final = frozenset("-_./")
_SUBDOMAIN: Final = re.compile(r"[^.\-_](?:[^.]*[^.\-_])?")
_NAME: Final = re.compile(r"[^.\-_](?:[^._]*[^.\-_])?")
_ASCII_DOMAIN: Final = re.compile(rf"[\-a-z0-9{_ACCENTED}.]+", re.IGNORECASE)
_PORT: Final = re.compile(r":[0-9]+")
_PATH: Final = re.compile(
    rf"/(?:[{_IN_PATH}]|\([{_IN_PATH}]+\)|\([{_IN_PATH}]*\([{_IN_PATH}]+\)[{_IN_PATH}]*\))*", re.IGNORECASE
)
_PATH_ENDS: Final = re.compile(rf"[+\-a-z\u0400-\u04ff0-9=_#/{_ACCENTED})]", re.IGNORECASE)
_QUERY: Final = re.compile(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*", re.IGNORECASE)
_QUERY_ENDS: Final = re.compile(r"[a-z0-9\-_&=#/]", re.IGNORECASE)
_SLUG: Final = re.compile(r"[A-Za-z0-9]+")
_LABEL_START: Final = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_ENCODED: Final = re.compile(r"xn--[\-0-9a-z]+", re.IGNORECASE)


def links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each link of ``text`` (in NFC) begins and ends, in order."""
    done, protocol = 0, None
    for found in _CANDIDATE.finditer(text):
        start, end = max(found.start(), done), found.end()
        if found[0].lower() in _PROTOCOLS:
            protocol = start if _may_begin(text, start) else None
            continue
        named = protocol is not None and text[protocol:start].lower() in _PROTOCOLS
        for place in _named(text, protocol or 0, start, end) if named else _bare(text, start, end, done):
            yield place
            done = place[1]
        protocol = None


def _may_begin(text: str, at: int) -> bool:
    return at == 0 or _MAY_COME_BEFORE.match(text[at - 1]) is not None


def _named(text: str, protocol: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the link that begins with ``https://`` or ``http://``, where it is one."""
    domain, _ = _domain(text, start, end)
    if domain is None:
        return
    last = _end(text, domain)
    if text[start:domain].lower() == "t.co" and text[domain : domain + 1] == "/":
        slug = _SLUG.match(text, domain + 1)
        if slug is None or len(slug[0]) > _LONGEST_SLUG:
            return
        last = _query_end(text, slug.end())
    if last - protocol <= _LONGEST:
        yield protocol, last


def _bare(text: str, start: int, end: int, done: int) -> Iterator[tuple[int, int]]:
    """Yield the links without a protocol in a run of what domains are made of: the parts in Latin letters."""
    at = start
    while at < end:
        if not _may_begin(text, at) or (at and at == done):
            at += 1
            continue
        domain, reached = _domain(text, at, end)
        if domain is None or (at and text[at - 1] in _BARE_NEVER_AFTER):
            at = max(reached, domain or 0) + 1
            continue
        parts = [part.span() for part in _ASCII_DOMAIN.finditer(text, at, domain)]
        found = [(first, last) for first, two in parts if (last := _domain(text, first, two)[0]) is not None]
        if found and found[-1][1] == domain:
            found[-1] = (found[-1][0], _bare_end(text, domain))
        yield from found
        at = done = found[-1][1] if found else domain


def _domain(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return where the longest domain that begins at ``start`` ends, and how far it was looked for."""
    labels = text[start:end].split(".")
    at, found = start, None
    for number, label in enumerate(labels):
        if number and _NAME.fullmatch(labels[number - 1]):
            last = _tld_end(text, at, label)
            found = last if last is not None else found
        if not _SUBDOMAIN.fullmatch(label) or not _can_be_registered(label):
            break
        at += len(label) + 1
    return found, min(at, end)


def _tld_end(text: str, at: int, label: str) -> int | None:
    encoded = _ENCODED.match(label)
    if encoded:
        return at + encoded.end()
    latin = _LABEL_START.match(label)
    name = latin[0] if latin else label
    after = text[at + len(name) : at + len(name) + 1]
    ends_there = not (after.isascii() and (after.isalnum() or after in "@+-")) if after else True
    return at + len(name) if name.lower() in TLDS and ends_there else None


def _can_be_registered(label: str) -> bool:
    if label.isascii():
        return len(label) <= _LONGEST_LABEL
    encoded = len("xn--") + len(label.lower().encode("punycode"))
    return encoded <= _LONGEST_LABEL and not label.lower().startswith("xn--")


def _end(text: str, domain: int) -> int:
    """Return where the port, path and query that follow a domain end."""
    port = _PORT.match(text, domain)
    at = port.end() if port else domain
    path = _PATH.match(text, at)
    return _query_end(text, _trimmed(text, at + 1, path.end(), _PATH_ENDS) if path else at)


def _bare_end(text: str, domain: int) -> int:
    """Return the same for a domain without a protocol: it has port and query only with a path."""
    port = _PORT.match(text, domain)
    return _end(text, domain) if _PATH.match(text, port.end() if port else domain) else domain


def _query_end(text: str, at: int) -> int:
    query = _QUERY.match(text, at)
    last = _trimmed(text, at + 1, query.end(), _QUERY_ENDS) if query else at
    return last if last > at + 1 else at


def _trimmed(text: str, start: int, end: int, ends: re.Pattern[str]) -> int:
    """Return the last place before ``end`` after what a path or a query may end in; ``start`` where there is none."""
    while end > start and not ends.match(text[end - 1]):
        end -= 1
    return end
