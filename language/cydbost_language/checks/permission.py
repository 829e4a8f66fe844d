"""Whose leave is needed to name them: "You must not refer to any clients, contractors or partners without their
permission."
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from cydbost_language.agreed_terms import occurrences
from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.detection.word_lists import words_of
from cydbost_language.pair import Language, Severity
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.signs import Sign
from cydbost_language.text import first_letters
from cydbost_language.wording.marking import N_

#: The endings that the law gives a company's name (Companies Act 2006, sections 58-60; LLP Act 2000; CIC, section 33
#: of the Companies (Audit, Investigations and Community Enterprise) Act 2004), in English and in Welsh.
_ENDINGS: Final = r"Ltd|Limited|Cyf|Cyfyngedig|[Pp][Ll][Cc]|LLP|CIC|CBC|PAC"
_ENDING: Final = re.compile(rf"(?<=[\w)'] )(?:{_ENDINGS})(?![\w-])")
_ENDING_WORDS: Final = first_letters(_ENDINGS.replace("[Pp][Ll][Cc]", "plc").split("|"))
#: *Cyf* is a reference too: "Ein Cyf 12/34", "Cyf: AB1".
_REFERENCE: Final = re.compile(r"[.:]? ?(?::|\d)")
_NAME: Final = re.compile(r"(?:(?:[A-Z0-9][\w.'-]{0,30}|&|and|a|ac|of|y|yr) ){1,6}$")
_NUMBERS: Final = frozenset({"rhif"})
_LONGEST: Final = 200  #: characters before the ending in which a name may begin


@cache
def _small_words() -> frozenset[str]:
    """Return the words that begin a sentence, or join two names, and begin no company's name."""
    lists = ("welsh_function_words.txt", "english_function_words.txt")
    return _NUMBERS.union(*(words_of(name) for name in lists))


def _endings(language: Language) -> frozenset[str]:  # noqa: ARG001 - a company may have either name in any text
    return _ENDING_WORDS


def _beginning(words: str) -> int:
    """Return where a name begins in ``words``, past those that are of the sentence; their length if all are."""
    at = 0
    for word in words.split(" ")[:-1]:
        if word.lower() not in _small_words():
            return at
        at += len(word) + 1
    return at


def _companies(version: Version) -> Iterator[tuple[int, int]]:
    """Yield where a company is named with its ending."""
    text = version.reading.text
    for ending in _ENDING.finditer(text):
        if ending.group() == "Cyf" and _REFERENCE.match(text, ending.end()):
            continue
        before = text[max(0, ending.start() - _LONGEST) : ending.start()]
        words = _NAME.search(before)
        if words and (start := _beginning(words.group())) < len(words.group()):
            yield ending.start() - len(words.group()) + start, ending.end()


def _mark(marks: bytearray, places: Iterable[tuple[int, int]]) -> None:
    for start, end in places:
        marks[start:end] = b"\x01" * (end - start)


def _look(version: Version) -> Iterator[Remark]:
    """Report each name once; what is allowed, or told already, is marked letter by letter."""
    agreed, reading = version.agreements, version.reading
    asked = [place for name in agreed.ask_first for place in occurrences(name, reading)]
    companies = [*_companies(version)]
    if not asked and not companies:
        return
    marks, told = bytearray(len(reading.text)), set[str]()
    for name in agreed.permitted:
        _mark(marks, occurrences(name, reading))
    for start, end in (*asked, *companies):
        key = reading.text[start:end].casefold()
        if key not in told and not any(marks[start:end]):
            told.add(key)
            _mark(marks, [(start, end)])
            yield Remark("name-permission", Severity.WARN, reading.span(start, end), reading.text[start:end], key)


CHECK: Final[Check] = check_of_remarks(
    "permission",
    N_(
        "The council’s policy: clients, contractors and partners are not named without their permission. A company, "
        "known by its ending (Ltd, Cyf, plc, LLP and the like), and every name that the council has listed to be asked "
        "first are reported; those that have given their permission are left alone."
    ),
    _look,
    needs=frozenset([Sign.LISTED, Sign.AGREED]),
    words=_endings,
)
