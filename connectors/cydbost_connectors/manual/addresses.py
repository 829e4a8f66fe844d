"""The addresses that people paste: whether one is a page of the place, and one way to write it."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from cydbost_connectors.errors import NotAllowed, Rejected
from cydbost_connectors.manual import details
from cydbost_connectors.manual.limits import ADDRESS_LIMIT

#: What sharing adds to an address, and what names no page.
_TRACKING: Final = frozenset({"fbclid", "gclid", "igsh", "igshid", "mc_cid", "mc_eid", "ref_src", "share_id", "si"})
_TRACKING_BEGINS: Final = "utm_"
_USUAL_PORTS: Final = {"https": 443, "http": 80}


def sites_of(setting: str) -> tuple[SplitResult, ...]:
    """Return the addresses under which the place's pages stand.

    Raises:
        NotAllowed: one of them is none, or there is none.
    """
    found = tuple(_parts(word) for word in setting.split())
    if not found or any(parts is None for parts in found):
        raise NotAllowed(details.SITE)
    return tuple(parts for parts in found if parts is not None)


def address_on(sites: Sequence[SplitResult], pasted: str) -> str:
    """Return a pasted address as it is kept, without what sharing added to it.

    Raises:
        Rejected: it is none, is too long, or is no page of the place.
    """
    parts = _parts(pasted.strip())
    if parts is None:
        raise Rejected(details.NO_ADDRESS)
    if not any(_is_under(parts, site) for site in sites):
        raise Rejected(details.FOREIGN)
    page = parts._replace(query=_without_tracking(parts.query), fragment="", path=parts.path.rstrip("/"))
    if not page.query and any(_is_same(page, site) for site in sites):
        raise Rejected(details.NOT_ONE_POST)
    if len(page.geturl()) > ADDRESS_LIMIT:
        raise Rejected(details.ADDRESS_LONG)
    return page.geturl()


def origin_of(address: str) -> str:
    """Return the scheme and host of an address that was kept."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _parts(address: str) -> SplitResult | None:
    """Return an address in parts, its host in small letters and its usual port left out; ``None`` where it is none."""
    if any(letter.isspace() or not letter.isprintable() for letter in address):
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL_PORTS or not host or "@" in parts.netloc:
        return None
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, _USUAL_PORTS[parts.scheme]) else f"{shown}:{port}"
    return parts._replace(netloc=place)


def _is_under(parts: SplitResult, site: SplitResult) -> bool:
    folder = site.path.rstrip("/")
    return (
        (parts.scheme, _without_www(parts.netloc)) == (site.scheme, _without_www(site.netloc))
        and (parts.path == folder or parts.path.startswith(f"{folder}/"))
        and "/../" not in f"{parts.path}/"
    )


def _is_same(parts: SplitResult, site: SplitResult) -> bool:
    return (_without_www(parts.netloc), parts.path) == (_without_www(site.netloc), site.path.rstrip("/"))


def _without_www(place: str) -> str:
    return place.removeprefix("www.").removeprefix("m.")


def _without_tracking(query: str) -> str:
    named = parse_qsl(query, keep_blank_values=True)
    return urlencode(
        [(name, value) for name, value in named if name not in _TRACKING and not name.startswith(_TRACKING_BEGINS)]
    )
