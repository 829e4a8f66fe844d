"""Whether two addresses are the Welsh and the English page of one thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from typing import Final

from cydbost_language.pair import Agreements, Language
from cydbost_language.recogniser import welsh_probability

#: Hosts of public bodies that publish each language under its own name, Welsh first.
KNOWN_HOSTS: Final = (
    ("llyw.cymru", "gov.wales"),
    ("senedd.cymru", "senedd.wales"),
    ("gig.cymru", "nhs.wales"),
    ("icc.gig.cymru", "phw.nhs.wales"),
    ("cyfoethnaturiol.cymru", "naturalresources.wales"),
    ("traffig.cymru", "traffic.wales"),
    ("trc.cymru", "tfw.wales"),
    ("comisiynyddygymraeg.cymru", "welshlanguagecommissioner.wales"),
    ("ombwdsmon.cymru", "ombudsman.wales"),
    ("archwilio.cymru", "audit.wales"),
    ("gofalcymdeithasol.cymru", "socialcare.wales"),
    ("amgueddfa.cymru", "museum.wales"),
    ("llyfrgell.cymru", "library.wales"),
    ("chwaraeon.cymru", "sport.wales"),
    ("deddfwriaeth.gov.uk", "legislation.gov.uk"),
    ("cy.ico.org.uk", "ico.org.uk"),
    ("sirddinbych.gov.uk", "denbighshire.gov.uk"),
    ("siryfflint.gov.uk", "flintshire.gov.uk"),
    ("wrecsam.gov.uk", "wrexham.gov.uk"),
    ("cy.powys.gov.uk", "en.powys.gov.uk"),
    ("sirgar.llyw.cymru", "carmarthenshire.gov.wales"),
    ("sir-benfro.gov.uk", "pembrokeshire.gov.uk"),
    ("abertawe.gov.uk", "swansea.gov.uk"),
    ("caerdydd.gov.uk", "cardiff.gov.uk"),
    ("bromorgannwg.gov.uk", "valeofglamorgan.gov.uk"),
    ("penybont.gov.uk", "bridgend.gov.uk"),
    ("casnewydd.gov.uk", "newport.gov.uk"),
    ("sirfynwy.gov.uk", "monmouthshire.gov.uk"),
    ("caerffili.gov.uk", "caerphilly.gov.uk"),
    ("heddlu-de-cymru.police.uk", "south-wales.police.uk"),
    ("enghraifft.com", "example.com"),
    ("enghraifft.cymru", "example.wales"),
)

#: Endings under which Welsh bodies hold both names: whatever stands before them, one is the other's twin.
HOST_ENDINGS: Final = ((".llyw.cymru", ".gov.wales"), (".gig.cymru", ".nhs.wales"), (".cymru", ".wales"))

_MARKS: Final = {
    "cy": Language.CY,
    "cym": Language.CY,
    "cymraeg": Language.CY,
    "welsh": Language.CY,
    "cy-gb": Language.CY,
    "cy_gb": Language.CY,
    "en": Language.EN,
    "eng": Language.EN,
    "english": Language.EN,
    "saesneg": Language.EN,
    "en-gb": Language.EN,
    "en_gb": Language.EN,
}
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,20}:)?(?://)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
_LANGUAGE_KEYS: Final = frozenset({"lang", "lng", "language", "locale", "hl", "iaith", "l", "setlng"})
_SUFFIX: Final = re.compile(r"[._-](cy|cym|welsh|cymraeg|en|eng|english|saesneg)(?=(?:\.[a-z]{2,4})?$)")
_TYPO: Final = 0.7  # two slugs as like as this are one slug with a slip in it; a translation is far less like
_READS_WELSH: Final = 0.6
_LONGEST: Final = 300


class Twin(Enum):
    """How sure it is that two addresses are one page in two languages."""

    SAME = "same"
    SURE = "sure"  #: they differ in what names the language, and in nothing else
    LIKELY = "likely"  #: the sites are twins and the page's name is translated; a string cannot prove more
    UNSURE = "unsure"  #: one site, two names, the Welsh one of which reads Welsh
    NO = "no"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts, with the language that it names in its path, query or ending taken out."""

    host: str
    path: str
    query: str
    language: Language | None


@lru_cache(maxsize=4096)
def parse(address: str) -> Address:
    """Take ``address`` apart; scheme, ``www.``, case of the host and a last slash do not count. Never raises."""
    match = _ADDRESS.match(address)
    host, path, query, fragment = (part or "" for part in match.groups()) if match else ("", address, "", "")
    host = host.lower().removeprefix("www.").rstrip(".")
    segments, named = _path(path)
    asked, in_query = _query(query)
    language = named or in_query or _MARKS.get(host.split(".")[0])
    return Address(host, segments, asked + ("#" + fragment if fragment else ""), language)


def _path(path: str) -> tuple[str, Language | None]:
    language = None
    kept = []
    for segment in path.split("/"):
        if segment.lower() in _MARKS:
            language = language or _MARKS[segment.lower()]
        elif segment:
            kept.append(segment)
    if kept and (suffix := _SUFFIX.search(kept[-1].lower())):
        language = language or _MARKS[suffix.group(1)]
        kept[-1] = kept[-1][: suffix.start()] + kept[-1][suffix.end() :]
    return "/".join(kept), language


def _query(query: str) -> tuple[str, Language | None]:
    language = None
    kept = []
    for item in query.split("&"):
        key, _, value = item.partition("=")
        if key.lower() in _LANGUAGE_KEYS:
            language = language or _MARKS.get(value.lower())
        elif item and not key.lower().startswith("utm_"):
            kept.append(item)
    return "&".join(kept), language


def plain(address: str) -> str:
    """Return ``address`` without what never changes where it leads: scheme, ``www.``, a last slash."""
    match = _ADDRESS.match(address)
    host, path, query, fragment = (part or "" for part in match.groups()) if match else ("", address, "", "")
    host = host.lower().removeprefix("www.").rstrip(".")
    return host + path.rstrip("/") + ("?" + query if query else "") + ("#" + fragment if fragment else "")


def twin_hosts(cy: str, en: str, agreed: Iterable[tuple[str, str]] = ()) -> bool:
    """Say whether ``cy`` and ``en`` are the Welsh and the English name of one site."""
    if (cy, en) in KNOWN_HOSTS or any((cy, en) == (a.lower(), b.lower()) for a, b in agreed):
        return True
    return any(cy.endswith(welsh) and en.endswith(english) for welsh, english in HOST_ENDINGS)


def _translated(cy: Address, en: Address) -> bool:
    """Say whether the paths can be one page's name in two languages: the same figures, and not nearly the same."""
    if re.findall(r"\d+", cy.path + cy.query) != re.findall(r"\d+", en.path + en.query):
        return False
    return SequenceMatcher(None, cy.path[:_LONGEST], en.path[:_LONGEST], autojunk=False).ratio() < _TYPO


def _reads_welsh(slug: str) -> bool:
    return welsh_probability(re.sub(r"[\W\d_]+", " ", slug[:_LONGEST])) > _READS_WELSH


def twin(cy: str, en: str, agreements: Agreements) -> Twin:
    """Judge whether ``cy`` is the Welsh address of what ``en`` is the English address of."""
    if plain(cy) == plain(en) or any((plain(cy), plain(en)) == (plain(a), plain(b)) for a, b in agreements.links):
        return Twin.SAME
    welsh, english = parse(cy), parse(en)
    paired = twin_hosts(welsh.host, english.host, agreements.domains)
    if welsh.host != english.host and not paired:
        return Twin.NO
    if (welsh.path, welsh.query) == (english.path, english.query):
        return Twin.SURE
    if not _translated(welsh, english):
        return Twin.NO
    named = welsh.language is Language.CY and english.language is not Language.CY
    if named or (paired and welsh.host != english.host):
        return Twin.LIKELY
    return Twin.UNSURE if _reads_welsh(welsh.path) else Twin.NO


def neutral(address: str, domains: Iterable[tuple[str, str]]) -> tuple[str, str, str]:
    """Return what twins that differ in their language's mark alone have in common."""
    parts = parse(address)
    return _english_host(parts.host, tuple(domains)), parts.path, parts.query


def _english_host(host: str, domains: tuple[tuple[str, str], ...]) -> str:
    for cy, en in (*domains, *KNOWN_HOSTS):
        if host == cy.lower():
            return en.lower()
    for welsh, english in HOST_ENDINGS:
        if host.endswith(welsh):
            return host.removesuffix(welsh) + english
    return host


def site(address: str) -> str:
    """Return what the hosts of twin sites can have in common: their ending where bodies hold both, else the host."""
    host = parse(address).host
    for cy, en in KNOWN_HOSTS:
        if host in (cy, en):
            return en
    for welsh, english in HOST_ENDINGS:
        if host.endswith((welsh, english)):
            return english
    return host
