"""Ordinals in words: *trydydd*, *unfed ganrif ar hugain*, *twenty-first*."""

from typing import Final

from cydbost_language.pair import Language

_UNITS_CY: Final = (
    ("cyntaf", "gyntaf", "chyntaf"),
    ("ail",),
    ("trydydd", "trydedd", "drydydd", "drydedd", "thrydydd", "thrydedd"),
    ("pedwerydd", "pedwaredd", "bedwerydd", "bedwaredd", "phedwerydd", "phedwaredd"),
    ("pumed", "bumed", "phumed"),
    ("chweched",),
    ("seithfed",),
    ("wythfed",),
    ("nawfed", "nawed"),
    ("degfed", "ddegfed"),
)
_MORE_CY: Final = {
    "unfed": 1,  # only in unfed ar ddeg and its like
    "deuddegfed": 12,
    "ddeuddegfed": 12,
    "pymthegfed": 15,
    "bymthegfed": 15,
    "phymthegfed": 15,
    "deunawfed": 18,
    "ddeunawfed": 18,
    "ugeinfed": 20,
    "deugeinfed": 40,
    "ddeugeinfed": 40,
    "hanner": 0,  # hanner canfed
    "canfed": 100,
    "ganfed": 100,
}
_BASES_CY: Final = {"deg": 10, "ddeg": 10, "pymtheg": 15, "bymtheg": 15, "ugain": 20, "hugain": 20}
_UNITS_EN: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS_EN: Final = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_TENTHS_EN: Final = {f"{stem}ieth": tens * 10 for tens, stem in enumerate(_TENS_EN, 2)}
_HUNDREDTH_EN: Final = {"hundredth": 100}

#: The tens that an English ordinal can begin with.
TENS_EN: Final = {f"{stem}y": tens * 10 for tens, stem in enumerate(_TENS_EN, 2)}

#: The words that can begin an ordinal, with what they are worth alone.
HEADS: Final = {
    Language.CY: {form: value for value, forms in enumerate(_UNITS_CY, 1) for form in forms} | _MORE_CY,
    Language.EN: {word: value for value, word in enumerate(_UNITS_EN, 1)} | _TENTHS_EN | _HUNDREDTH_EN,
}


def ordinal_at(words: list[str], at: int, language: Language) -> tuple[int, int] | None:
    """Read the ordinal that begins with word ``at`` of the lower-case ``words``.

    Returns its value and how many words state it, or ``None`` where no ordinal begins there. A Welsh one may have
    its noun inside it (*ail ganrif ar bymtheg*).
    """
    heads = HEADS[language]
    if language is Language.EN:
        unit = heads.get(words[at + 1], 100) if words[at] in TENS_EN and at + 1 < len(words) else 100
        if unit < 10:
            return TENS_EN[words[at]] + unit, 2
        return (heads[words[at]], 1) if words[at] in heads else None
    value = heads.get(words[at])
    if words[at : at + 2] == ["hanner", "canfed"]:
        return 50, 2
    return _with_base(words, at, value) if value else None


def _with_base(words: list[str], at: int, value: int) -> tuple[int, int] | None:
    """Add ``ar ddeg``, ``ar bymtheg``, ``ar hugain`` after the head or after its noun."""
    end = at + 1
    for gap in (0, 1):
        place = at + 1 + gap
        while words[place : place + 1] == ["ar"] and words[place + 1 : place + 2] and words[place + 1] in _BASES_CY:
            value += _BASES_CY[words[place + 1]]
            end = place = place + 2
        if end > at + 1:
            return value, end - at
    return (value, 1) if words[at] != "unfed" else None
