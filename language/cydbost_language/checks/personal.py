"""What identifies a private person: "no personal information relating to any individual should be released"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.facts import Kind
from cydbost_language.pair import Language, Severity, Side
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.signs import Sign
from cydbost_language.text import first_letters
from cydbost_language.wording.marking import N_

#: Two letters, six digits, a letter A to D; the prefixes left out are never given (HMRC's manual, NIM39110).
_INSURANCE: Final = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ -]?\d{2}){3}[ -]?[A-D](?!\w)",
    re.IGNORECASE,
)
#: What forms print to show how the number looks is nobody's.
_SAMPLES: Final = frozenset({"AB123456C", "AA123456A", "AB123456A", "JC123456C", "WM123456A"})
#: Ten digits, the last a check digit. Those issued in Wales begin with 4, 6 or 7, and lately in England with 3 as well.
_HEALTH: Final = re.compile(r"(?<![\w.,/£+-])([3467]\d{2})([ -]?)(\d{3})\2(\d{4})(?!\w|[.,]\d)")
_HEALTH_NAMED: Final = re.compile(r"\b(?:NHS|GIG)\b", re.IGNORECASE)
_NEAR: Final = 60
#: A person's own inbox rather than a body's.
_PRIVATE_DOMAINS: Final = re.compile(
    r"@(?:(?:gmail|googlemail|icloud|me|mac|aol|btinternet|virginmedia|ymail|protonmail|gmx|msn)\.com"
    r"|(?:hotmail|outlook|live|yahoo)(?:\.[a-z]{2,3}){1,2}|(?:sky|talk21|btopenworld)\.com"
    r"|proton\.me|(?:talktalk|gmx)\.(?:net|co\.uk)|(?:ntlworld|tiscali|blueyonder)\.(?:com|co\.uk))$"
)
#: A British mobile number; 07700 900 is kept by Ofcom for invented people.
_MOBILE: Final = re.compile(r"\+447(?!700900)[1-57-9]\d{8}")
_TITLE_WORDS: Final = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Bnr", "Parch", "Parchg")
_TITLES: Final = rf"(?:{'|'.join(_TITLE_WORDS)})\b"
_FIRST_LETTERS: Final = first_letters(_TITLE_WORDS)
_TITLED: Final = re.compile(
    rf"(?<![\w'-]){_TITLES}\.? (?:[A-Z]\.? ?){{0,3}}(?!{_TITLES})[A-Z][\w'-]{{1,30}}(?: [A-Z][\w'-]{{0,30}}){{0,2}}"
    r"(?=[\s,():;.]|$)"
)
_STREETS: Final = (
    r"Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Crescent|Court|Terrace|Gardens|Grove|Way|Place|Square|Row|Walk|"
    r"Hill|Park"
)
_WELSH_STREETS: Final = r"Ffordd|Stryd|Heol|Lôn|Maes|Rhodfa|Clos|Cilgant|Teras|Rhes|Llys|Bryn|Cae|Tan|Pen|Gerddi|Parc"
_ADDRESS: Final = re.compile(
    rf"(?<![\w£.,/:-])\d{{1,3}}[A-Za-z]?,? (?:(?:[A-Z][\w'-]{{1,30}} ){{1,4}}(?:{_STREETS})(?!\w)"
    rf"|(?:{_WELSH_STREETS}) [A-Z][\w'-]{{1,30}})"
)
#: What stands between a person's name and their address; more than that is another statement.
_JOINED: Final = re.compile(
    r"[\s,(:-]{0,4}(?:(?:(?:who lives|lives|living) (?:at|in)|of|from|at|(?:sy'n|yn) byw (?:yn|ar)|o|yn)[\s,:]{1,3})?"
)
#: Who is met at work and not at home.
_AT_WORK: Final = re.compile(
    r"\b(?:surgery|practice|clinic|dentist|headteacher|solicitors?|meddygfa|practis|clinig|deintyddfa|pennaeth|cyfreithwyr)\b",
    re.IGNORECASE,
)


def passes_check(number: str) -> bool:
    """Say whether the tenth digit of ``number`` is the check digit of the nine before it (modulus 11)."""
    rest = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(number[:9])) % 11
    return rest % 11 == int(number[9])


def _remark(version: Version, code: str, severity: Severity, match: re.Match[str], key: str) -> Remark:
    return Remark(code, severity, version.reading.span(*match.span()), match.group(), key)


def _insurance_numbers(version: Version) -> Iterator[Remark]:
    for match in _INSURANCE.finditer(version.reading.text):
        number = re.sub(r"[ -]", "", match.group()).upper()
        if number not in _SAMPLES:
            yield _remark(version, "national-insurance", Severity.BLOCK, match, number)


def _health_numbers(version: Version) -> Iterator[Remark]:
    """Report ten digits that check, if they are parted as the number is, or the service is named close by."""
    text = version.reading.text
    for match in _HEALTH.finditer(text):
        number = match[1] + match[3] + match[4]
        near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if passes_check(number) and (match[2] or _HEALTH_NAMED.search(near)):
            yield _remark(version, "health-number", Severity.BLOCK, match, number)


@lru_cache(maxsize=16)
def _own(lines: tuple[str, ...], kind: Kind) -> frozenset[str]:
    """Return the numbers or addresses that the council has said are its own."""
    facts = (fact for line in lines for fact in Version(Side(line), Language.EN).facts(kind))
    return frozenset(str(value) for fact in facts for value in fact.values)


def _of_facts(version: Version, kind: Kind, code: str, private: re.Pattern[str]) -> Iterator[Remark]:
    own = _own(version.agreements.own_lines, kind)
    for fact in version.facts(kind):
        value = next(iter(sorted(map(str, fact.values))), "")
        if value not in own and private.search(value):
            yield Remark(code, Severity.WARN, fact.span, fact.written, value)


def _homes(version: Version) -> Iterator[Remark]:
    """Report a titled name with a street address right after it, or right before."""
    if version.reading.vocabulary.isdisjoint(_FIRST_LETTERS):
        return
    text = version.reading.text
    found = sorted((*_TITLED.finditer(text), *_ADDRESS.finditer(text)), key=lambda match: match.start())
    for first, second in pairwise(found):
        start, end = first.start(), second.end()
        if first.re is second.re or not _JOINED.fullmatch(text, first.end(), second.start()):
            continue
        if not _AT_WORK.search(text[max(0, start - _NEAR) : end + _NEAR]):
            name = first if first.re is _TITLED else second
            span = version.reading.span(start, end)
            yield Remark("person-address", Severity.WARN, span, text[start:end], name.group())


def _look(version: Version) -> Iterator[Remark]:
    if version.reading.has_digit:
        yield from _insurance_numbers(version)
        yield from _health_numbers(version)
    yield from _of_facts(version, Kind.PHONE, "private-mobile", _MOBILE)
    yield from _of_facts(version, Kind.EMAIL, "private-email", _PRIVATE_DOMAINS)
    yield from _homes(version)


CHECK: Final[Check] = check_of_remarks(
    "personal",
    N_(
        "The council’s policy: no personal information about anyone is released without their express consent. A "
        "National Insurance number and an NHS number (ten digits that pass its check) stop the posting; a mobile "
        "number, an address at a private e-mail service, and a titled name beside a street address are reported. A "
        "council’s own mobile or inbox belongs among its own lines in the settings, and is then left alone."
    ),
    _look,
    needs=frozenset([Sign.DIGIT, Sign.AT]),
)
