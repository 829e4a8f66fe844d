"""Words that may state a number without being one: *unwaith*, *blwyddyn*, *both*, *dozen*."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from cydbost_language.facts.lengths import UNITS, Length, Unit
from cydbost_language.facts.ordinals import HEADS
from cydbost_language.pair import Language

_COUNTS_CY: Final = {
    0: "dim ddim sero",
    1: "un unwaith unigol unffordd",
    2: "eilwaith dwywaith ddwywaith ddau ddwy pâr bâr phâr cwpl gwpl chwpl pythefnos bythefnos phythefnos dwbl ddwbl "
    "dyblu deublyg deuol ddeuol dwyffordd ddwyffordd dwyflwydd ddwyflwydd deuddydd ddeuddydd deufis ddeufis gefell "
    "efeilliaid dwyieithog ddwyieithog",
    3: "tridiau dridiau thridiau teirgwaith deirgwaith theirgwaith triphlyg treblu teirblwydd deirblwydd tairblwydd "
    "dairblwydd trimis trimisol",
    4: "pedwarplyg pedairblwydd bedairblwydd pedwarawd",
    5: "pumplyg",
    6: "chwemisol",
    10: "degawd ddegawd",
    12: "dwsin ddwsin",
    100: "cant gant chant can canrif ganrif chanrif",
    1000: "mil fil",
}
_COUNTS_EN: Final = {
    0: "no nil zero none",
    1: "a an one once single",
    2: "both either couple fortnight pair double twice dual twin twins bilingual alternate biennial",
    3: "thrice triple treble trio",
    4: "quadruple quartet",
    10: "decade",
    12: "dozen",
    100: "hundred hundreds century",
    1000: "thousand thousands",
}
_LENGTHS: Final = {
    Language.CY: {
        "undydd": (1440, Unit.MINUTE),
        "deuddydd": (2880, Unit.MINUTE),
        "ddeuddydd": (2880, Unit.MINUTE),
        "tridiau": (4320, Unit.MINUTE),
        "dridiau": (4320, Unit.MINUTE),
        "thridiau": (4320, Unit.MINUTE),
        "wythnosol": (10080, Unit.MINUTE),
        "pythefnosol": (20160, Unit.MINUTE),
        "misol": (1, Unit.MONTH),
        "fisol": (1, Unit.MONTH),
        "deufis": (2, Unit.MONTH),
        "ddeufis": (2, Unit.MONTH),
        "deufisol": (2, Unit.MONTH),
        "trimis": (3, Unit.MONTH),
        "trimisol": (3, Unit.MONTH),
        "chwarter": (3, Unit.MONTH),
        "chwarterol": (3, Unit.MONTH),
        "chwemisol": (6, Unit.MONTH),
        "blynyddol": (12, Unit.MONTH),
        "flynyddol": (12, Unit.MONTH),
        "degawd": (120, Unit.MONTH),
        "ddegawd": (120, Unit.MONTH),
        "canrif": (1200, Unit.MONTH),
        "ganrif": (1200, Unit.MONTH),
    },
    Language.EN: {
        "daily": (1440, Unit.MINUTE),
        "weekly": (10080, Unit.MINUTE),
        "fortnightly": (20160, Unit.MINUTE),
        "monthly": (1, Unit.MONTH),
        "quarter": (3, Unit.MONTH),
        "quarterly": (3, Unit.MONTH),
        "annual": (12, Unit.MONTH),
        "annually": (12, Unit.MONTH),
        "yearly": (12, Unit.MONTH),
        "decade": (120, Unit.MONTH),
        "century": (1200, Unit.MONTH),
    },
}
_SHARES: Final = {
    Language.CY: {"hanner": 2, "traean": 3, "draean": 3, "thraean": 3, "chwarter": 4},
    Language.EN: {"half": 2, "third": 3, "quarter": 4},
}


def _loose(language: Language) -> Mapping[str, tuple[Hashable, ...]]:
    table: dict[str, tuple[Hashable, ...]] = {word: (one,) for word, one in UNITS[language].items()}

    def add(word: str, value: Hashable) -> None:
        table[word] = (*table.get(word, ()), value)

    for count, words in (_COUNTS_CY if language is Language.CY else _COUNTS_EN).items():
        for word in words.split():
            add(word, Decimal(count))
    for word, (count, unit) in _LENGTHS[language].items():
        add(word, Length(Decimal(count), unit))
    for word, ordinal in HEADS[language].items():
        if ordinal:
            add(word, Decimal(ordinal))
    for word, parts in _SHARES[language].items():
        add(word, Fraction(1, parts))
    return table


#: By language, each word and what it may state.
LOOSE: Final = {language: _loose(language) for language in Language}
