"""Which language a stretch of text is written in, once what belongs to neither language is put aside."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from cydbost_language.detection.word_lists import leanings, words_of
from cydbost_language.pair import Language
from cydbost_language.recogniser import welsh_probability
from cydbost_language.sentences import words
from cydbost_language.text import MASK, fold, read

_QUOTED: Final = re.compile(r"\"[^\"\n]{1,300}\"|(?<!\w)'[^'\n]{2,120}'(?!\w)")
_GLOSS: Final = re.compile(r"\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]")
_FEWEST_WORDS: Final = 3
#: How unlikely the right language must be, by the number of words judged: a few words prove little.
_DOUBT: Final = ((3, 0.03), (5, 0.1), (8, 0.2))
_SURE: Final = 0.25
_ENOUGH_OWN: Final = 2  # function words of one language, where there is none of the other


@dataclass(frozen=True, slots=True)
class Voice:
    """The language a stretch speaks: how likely the expected one is, and on how many words that rests."""

    own: float
    words: int

    @property
    def foreign(self) -> bool:
        """Say whether the stretch is in the other language beyond reasonable doubt."""
        limits = [limit for fewest, limit in _DOUBT if self.words >= fewest]
        return bool(limits) and self.own < limits[-1]

    @property
    def at_home(self) -> bool:
        """Say whether the stretch may well be in the expected language."""
        return self.own > _SURE


@lru_cache(maxsize=16)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of ``names``, the longest first; of none, one that finds nothing."""
    known = sorted((read(name, Language.CY).text for name in names if name.strip()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)" if known else r"(?!)", re.IGNORECASE)


def _common(text: str, names: Iterable[str]) -> list[str]:
    """Return the words of ``text`` that are no names: a capital inside a sentence marks one, in both languages."""
    found = words(_any_of(tuple(names)).sub(" ", text).replace(MASK, " "))
    if all(word.isupper() for word in found):
        return found
    if sum(word[0].isupper() for word in found) > len(found) / 2:  # a heading, unless it is one long name
        return found if any(word.islower() for word in found) else []
    return [word for place, word in enumerate(found) if place == 0 or word[0].islower()]


@cache
def _only(language: Language) -> frozenset[str]:
    """Return the function words that ``language`` has and the other has not."""
    lists = {Language.CY: "welsh_function_words.txt", Language.EN: "english_function_words.txt"}
    other = "english_common_words.txt" if language is Language.CY else "welsh_common_words.txt"
    either = words_of(lists[language.other]) | words_of(other) | leanings().keys()
    return frozenset(word for word in words_of(lists[language]) - either if len(word) > 1)


def _plainly(said: list[str], language: Language) -> bool:
    """Say whether the function words alone prove ``language``, which spares the recogniser."""
    own = sum(word in _only(language) for word in said)
    return own >= _ENOUGH_OWN and not any(word in _only(language.other) for word in said)


def voice(text: str, language: Language, *, names: Iterable[str] = ()) -> Voice:
    """Judge how far ``text`` speaks ``language``.

    Quotations, glosses in brackets, names (``names`` and words with a capital) are put aside; addresses have to be
    masked already. A text with nothing left to judge is at home in any language.
    """
    bare = _GLOSS.sub(" ", _QUOTED.sub(" ", text))
    judged = _common(bare, names)
    if len(judged) < _FEWEST_WORDS:
        return Voice(1.0, len(judged))
    said = [word.lower() for word in judged]
    if _plainly(said, language):
        return Voice(1.0, len(judged))
    welsh = welsh_probability(" ".join(said))
    return Voice(welsh if language is Language.CY else 1 - welsh, len(judged))


def is_copied(cy: str, en: str, *, longest_name: int) -> bool:
    """Say whether two texts are the same words, and not just a name of at most ``longest_name`` words."""
    cy, en = (text.replace(MASK, "") for text in (cy, en))
    said = words(cy)
    return fold(cy) == fold(en) and (any(word[0].islower() for word in said) or len(said) > longest_name)
