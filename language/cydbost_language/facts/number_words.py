"""Numbers written as words: English, and Welsh by both of its counting systems, mutated or not."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Final

from cydbost_language.pair import Language

#: The Welsh units with every form that gender and place give them (*pum maes*, *pump*; *dwy ffordd*, *dau faes*).
UNITS_CY: Final = {
    1: ("un",),
    2: ("dau", "dwy"),
    3: ("tri", "tair"),
    4: ("pedwar", "pedair"),
    5: ("pump", "pum"),
    6: ("chwech", "chwe"),
    7: ("saith",),
    8: ("wyth",),
    9: ("naw",),
    10: ("deg", "deng"),
}

#: The Welsh numbers of the traditional count that are one word, beside the units.
TWENTIES_CY: Final = {
    12: ("deuddeg", "deuddeng"),
    15: ("pymtheg", "pymtheng"),
    18: ("deunaw",),
    20: ("ugain",),
    40: ("deugain",),
    60: ("trigain",),
}

#: Mutated beginnings and what they come from; a form counts only when what it comes from is a number word.
_MUTATIONS: Final = (
    ("dd", "d"),
    ("d", "t"),
    ("th", "t"),
    ("nh", "t"),
    ("n", "d"),
    ("b", "p"),
    ("ph", "p"),
    ("mh", "p"),
    ("g", "c"),
    ("ch", "c"),
    ("ngh", "c"),
    ("f", "m"),
    ("h", ""),
)

_POWERS_CY: Final = {"cant": 100, "can": 100, "mil": 1000, "miliwn": 1_000_000}
_POWERS_EN: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

_TO_NINETEEN_EN: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS_EN: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _decimal_cy() -> dict[tuple[str, ...], int]:
    """The count of schools and sums: *un deg un*, *tri deg pedwar*."""
    table: dict[tuple[str, ...], int] = {}
    for tens in range(1, 10):
        for head in UNITS_CY[tens]:
            table[(head, "deg")] = tens * 10
            for unit, forms in UNITS_CY.items():
                if unit < 10:
                    table.update({(head, "deg", form): tens * 10 + unit for form in forms})
    return table


def _below_twenty_cy() -> dict[tuple[str, ...], int]:
    """The traditional count to nineteen: *un ar ddeg*, *dau ar bymtheg*."""
    groups = (UNITS_CY, TWENTIES_CY)
    table: dict[tuple[str, ...], int] = {
        (form,): value for group in groups for value, forms in group.items() for form in forms
    }
    for unit, base in product(range(1, 5), ("deg", "pymtheg")):
        for form in UNITS_CY[unit]:
            table[(form, "ar", base)] = unit + (10 if base == "deg" else 15)
    return table


def _twenties_cy() -> dict[tuple[str, ...], int]:
    """The traditional count by scores: *pump ar hugain*, *dau ar bymtheg ar hugain*, *pedwar ugain a deg*."""
    small = {phrase: value for phrase, value in _below_twenty_cy().items() if value < 20}
    table: dict[tuple[str, ...], int] = {("hanner", "cant"): 50, ("hanner", "can"): 50, ("pedwar", "ugain"): 80}
    for phrase, value in small.items():
        table[(*phrase, "ar", "ugain")] = value + 20
        for scores, worth in ((("deugain",), 40), (("trigain",), 60), (("pedwar", "ugain"), 80)):
            table[(*phrase, "a", *scores)] = value + worth
            table |= {(*scores, joint, *phrase): value + worth for joint in ("a", "ac")}
    for phrase, value in _below_twenty_cy().items():
        if value < 10:
            table |= {("hanner", "cant", joint, *phrase): value + 50 for joint in ("a", "ac")}
    return table


def _to_ninety_nine_en() -> dict[tuple[str, ...], int]:
    table: dict[tuple[str, ...], int] = {(word,): value for value, word in enumerate(_TO_NINETEEN_EN.split(), 1)}
    for tens, word in enumerate(_TENS_EN, 2):
        table[(word,)] = tens * 10
        table |= {(word, unit): tens * 10 + value for value, unit in enumerate(_TO_NINETEEN_EN.split()[:9], 1)}
    return table


@cache
def phrases(language: Language) -> Mapping[tuple[str, ...], int]:
    """Return the number phrases of ``language`` below one hundred, unmutated, by their words."""
    if language is Language.EN:
        return _to_ninety_nine_en()
    return _decimal_cy() | _twenties_cy() | _below_twenty_cy()


@cache
def powers(language: Language) -> Mapping[str, int]:
    """Return the words for a hundred and more in ``language``, unmutated."""
    return _POWERS_EN if language is Language.EN else _POWERS_CY


@cache
def _vocabulary(language: Language) -> frozenset[str]:
    return frozenset(word for phrase in phrases(language) for word in phrase) | powers(language).keys()


@cache
def beginnings(language: Language) -> frozenset[str]:
    """Return the words, unmutated, that a number in words can begin with."""
    return frozenset(phrase[0] for phrase in phrases(language)) | powers(language).keys()


@cache
def _longest(language: Language) -> int:
    return max(map(len, phrases(language)))


@cache
def _forms_cy() -> Mapping[str, str]:
    """Every Welsh number word with its mutated forms, by form."""
    forms = {word: word for word in _vocabulary(Language.CY)}
    for word in _vocabulary(Language.CY):
        for mutated, plain in _MUTATIONS:
            if word.startswith(plain):
                forms.setdefault(mutated + word[len(plain) :], word)
    # The commoner word wins: "gan" is "by", "hun" is "self", "nwy" gas, "neg" a message, "har" a step of none of these.
    for other in ("gan", "chan", "han", "har", "hun", "neg", "nwy", "nau"):
        forms.pop(other, None)
    return forms


@cache
def beginning_forms(language: Language) -> frozenset[str]:
    """Return the words, mutated or not, that a number in words can begin with."""
    if language is Language.EN:
        return beginnings(language)
    return frozenset(form for form, word in _forms_cy().items() if word in beginnings(language))


def unmutated(words: Iterable[str], language: Language) -> list[str]:
    """Return ``words`` with every form of a number word as the word it is a form of."""
    if language is Language.EN:
        return [*words]
    forms = _forms_cy()
    plain = [forms.get(word, word) for word in words]
    if "gan" in plain or "chan" in plain:  # "by", but a hundred after a unit: dau gan punt, tri chan metr
        units = phrases(language)
        return ["can" if word in ("gan", "chan") and (before,) in units else word for before, word in _pairs(plain)]
    return plain


def _pairs(words: list[str]) -> Iterable[tuple[str, str]]:
    return zip(["", *words], words, strict=False)


def _phrase(words: list[str], at: int, language: Language) -> tuple[int, int] | None:
    """Read the longest phrase below one hundred that begins at ``at``: its value and how many words it takes."""
    table = phrases(language)
    for length in range(min(_longest(language), len(words) - at), 0, -1):
        value = table.get(tuple(words[at : at + length]))
        if value is not None:
            return value, length
    return None


def _split(words: list[str], at: int) -> tuple[int, int] | None:
    """Read a traditional number with its noun inside it: *dau glaf ar bymtheg*, *tair blynedd ar hugain*."""
    if at + 3 < len(words) and words[at + 2] == "ar" and words[at + 3] in ("deg", "pymtheg", "ugain"):
        inner = words[at : at + 1] + words[at + 2 : at + 8]
        read = _phrase(inner, 0, Language.CY)
        if read and read[1] > 1:
            return read[0], read[1] + 1
    return None


def _below_hundred(words: list[str], at: int, language: Language) -> tuple[int, int] | None:
    if language is Language.CY and (split := _split(words, at)):
        return split
    return _phrase(words, at, language)


def number_at(words: list[str], at: int, language: Language) -> tuple[int, int] | None:
    """Read the number that begins with word ``at`` of the unmutated ``words``.

    Returns its value and how many words state it, or ``None`` where no number begins there.
    """
    if words[at] not in beginnings(language):
        return None
    return _powered(words, at, language, (1_000_000, 1000, 100))


def _powered(words: list[str], at: int, language: Language, above: tuple[int, ...]) -> tuple[int, int] | None:
    """Read ``so many`` of the first of the powers ``above``, and what is added to it."""
    if not above:
        return _below_hundred(words, at, language)
    many = _powered(words, at, language, above[1:])
    value, length = many or (1, 0)
    if at + length >= len(words) or powers(language).get(words[at + length]) != above[0]:
        return many
    value, length = value * above[0], length + 1
    mark = words[at + length] if at + length < len(words) else ""
    joint = 1 if mark in ("a", "ac", "and", ",") else 0
    rest = _powered(words, at + length + joint, language, above[1:])
    if rest is None or (mark == "," and rest[0] < 100):  # "two thousand, three of them"
        return value, length
    return value + rest[0], length + joint + rest[1]
