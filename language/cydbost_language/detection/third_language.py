"""Signs that a comment is in a language other than Welsh and English."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cydbost_language.detection.dictionary import dictionaries
from cydbost_language.detection.weights import Weight, is_everyday, word_weight
from cydbost_language.detection.word_lists import words_of_other_languages

_LATIN_BLOCKS: Final = ((0x0000, 0x0250), (0x1E00, 0x1F00))
#: Letters that neither Welsh nor English writes, and those Welsh writes seldom.
_FOREIGN: Final = frozenset("łąężźśćńçñßõãøåæœșțăđčšžřěůťďľĺŕőűāēģīķļņūėįųğışþşţð¿¡")
_SELDOM: Final = frozenset("áíóúéàèìùòüýäö")
_EXCLUSIVE: Final = 2.0  #: a word only a third language has
_SHARED: Final = 0.8  #: an everyday word of Welsh or English too
_SHORT: Final = 1.3  #: a word of one or two letters, or one the English dictionary also has
_UNKNOWN: Final = 0.6  #: a word no list and no dictionary has
_LETTER: Final = 1.5
_ELIDED: Final = frozenset(["l", "d", "qu", "c", "n", "s", "j", "m", "t", "dell", "all", "un"])
_ENOUGH: Final = 2.0
_SURE_AT_LEAST: Final = 1.2
_MANY_UNKNOWN: Final = 1.8
_UNWELSH: Final = frozenset("kqvxz")  #: letters that Welsh does not write
_UNWELSH_WORD: Final = 0.4  #: an unknown word that has one, and yet looks more Welsh than English
_SELDOM_LETTER: Final = 0.8


@dataclass(frozen=True, slots=True)
class Strangeness:
    """How far one word speaks for a third language, and which languages the lists name."""

    letters: float
    unknown: float
    listed: float
    languages: frozenset[str]


def _is_latin(letter: str) -> bool:
    return any(low <= ord(letter) < high for low, high in _LATIN_BLOCKS)


def _by_letters(word: str) -> float:
    if word.isascii():
        return _LETTER if "c'h" in word else 0.0
    if not all(_is_latin(letter) for letter in word if letter.isalpha()):
        return 2 * _LETTER
    if not _FOREIGN.isdisjoint(word):
        return _LETTER
    return 0.0 if _SELDOM.isdisjoint(word) else _SELDOM_LETTER


def _named(word: str, weight: Weight) -> tuple[float, frozenset[str]]:
    languages = words_of_other_languages().get(word, frozenset())
    if languages:
        if is_everyday(word) or word in dictionaries()[0]:
            return (_SHARED if len(word) > 1 else _SHARED / 2), languages
        return (_SHORT if weight.is_known or len(word) < 3 else _EXCLUSIVE), languages
    before, mark, _ = word.partition("'")
    if mark and before in _ELIDED and not weight.holds:
        return _SHORT, frozenset(["fr", "it"])
    return 0.0, languages


@lru_cache(maxsize=16384)
def strangeness(word: str) -> Strangeness:
    """Weigh one word (``Word.key``) for a third language."""
    weight = word_weight(word)
    listed, languages = _named(word, weight)
    if weight.is_known:
        return Strangeness(0.0 if weight.value else _by_letters(word), 0.0, listed, languages)
    neither = _UNWELSH_WORD if weight.value > 0 and not _UNWELSH.isdisjoint(word) else 0.0
    return Strangeness(_by_letters(word), _UNKNOWN + neither, listed, languages)


@dataclass(slots=True)
class ThirdLanguage:
    """The case for a third language, and what remains for Welsh and for English once its own words are set aside."""

    sure: float = 0.0  #: by foreign letters and by words the lists name
    unknown: float = 0.0  #: by words nobody knows
    apart: float = 0.0  #: of both, by what is no everyday word of Welsh or English
    welsh: float = 0.0
    english: float = 0.0
    holding: int = 0  #: function words of English left over

    @property
    def evidence(self) -> float:
        """All that speaks for a third language."""
        return self.sure + self.unknown

    @property
    def against(self) -> float:
        """What speaks for Welsh or English, whichever says more; English without a function word counts half."""
        return max(self.welsh, self.english if self.holding else self.english / 2)

    @property
    def prevails(self) -> bool:
        """True when the signs of a third language outweigh what speaks for Welsh and for English.

        Words that Welsh's sisters write like everyday Welsh (*am*, *ar*, *un*) are no sign by themselves.
        """
        is_grounded = self.sure >= _SURE_AT_LEAST or self.unknown >= _MANY_UNKNOWN
        return is_grounded and self.apart > 0 and self.evidence >= max(_ENOUGH, self.against)


def _commonest(strange: list[Strangeness]) -> str:
    count: Counter[str] = Counter()
    for item in strange:
        count.update(item.languages)
    return max(count, key=count.__getitem__, default="")


def weigh_third_language(keys: list[str]) -> ThirdLanguage:
    """Weigh the words ``keys`` (each a ``Word.key``) for a third language against Welsh and English."""
    strange = [strangeness(key) for key in keys]
    best = _commonest(strange)
    case = ThirdLanguage()
    for key, item in zip(keys, strange, strict=True):
        is_own = best in item.languages
        listed = item.listed if is_own else 0.0
        case.sure += item.letters + listed
        case.unknown += item.unknown
        case.apart += item.letters + item.unknown + (listed if listed > _SHARED else 0.0)
        weight = word_weight(key)
        if weight.is_known and not is_own:
            case.welsh += max(weight.value, 0.0)
            case.english += max(-weight.value, 0.0)
            case.holding += weight.holds and weight.value < 0
    return case
