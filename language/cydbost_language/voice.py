"""Which language a stretch of text is written in, once what belongs to neither language is put aside."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from cydbost_language.correspondence.lexicon import lexicon
from cydbost_language.correspondence.terms import english_key, welsh_key
from cydbost_language.detection.word_lists import leanings, words_of
from cydbost_language.pair import Language
from cydbost_language.recogniser import welsh_probability
from cydbost_language.sentences import words
from cydbost_language.text import MASK, fold, read

_QUOTED: Final = re.compile(r"\"[^\"\n]{1,300}\"|(?<!\w)'[^'\n]{2,120}'(?!\w)")
_GLOSS: Final = re.compile(r"\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]")
#: Letters that are either small or capital, in a text of which no others have to be asked about.
_CASED: Final = re.compile(f"[\x00-\x7f£{MASK}\u00c0-\u017f]*")
_FEWEST_WORDS: Final = 3
#: How unlikely the right language must be, by the number of words judged: a few words prove little.
_DOUBT: Final = ((3, 0.03), (5, 0.1), (8, 0.2))
_MOST_DOUBT: Final = max(limit for _, limit in _DOUBT)
_SURE: Final = 0.25
_ENOUGH_KNOWN: Final = 2  # words that only the lexicon of one language knows, where none speaks for the other


class Voice(NamedTuple):
    """The language a stretch speaks: how likely the expected one is, and on how many words that rests."""

    own: float
    words: int

    @property
    def foreign(self) -> bool:
        """Say whether the stretch is in the other language beyond reasonable doubt."""
        if self.own >= _MOST_DOUBT:
            return False
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


def _common(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the words of ``text`` that are no names: a capital inside a sentence marks one, in both languages."""
    found = words(_any_of(names).sub(" ", text) if names else text)
    if len(found) >= _FEWEST_WORDS and text[1:].islower() and _CASED.fullmatch(text):
        return found  # only the first has a capital, if any
    capitals = [word for word in found if word[0].isupper()]
    if len(capitals) > len(found) / 2:  # a heading, unless it is one long name
        return found if any(map(str.islower, found)) or all(map(str.isupper, found)) else []
    return [word for place, word in enumerate(found) if place == 0 or word[0].islower()]


@cache
def _only(language: Language) -> frozenset[str]:
    """Return the function words that ``language`` has and the other has not."""
    lists = {Language.CY: "welsh_function_words.txt", Language.EN: "english_function_words.txt"}
    other = "english_common_words.txt" if language is Language.CY else "welsh_common_words.txt"
    either = words_of(lists[language.other]) | words_of(other) | leanings().keys()
    return frozenset(word for word in words_of(lists[language]) - either if len(word) > 1)


@lru_cache(maxsize=1 << 14)
def _known_in(word: str) -> Language | None:
    """Return the language whose side of the lexicon alone has ``word``."""
    is_welsh, is_english = welsh_key(word) in lexicon().welsh, english_key(word) in lexicon().answers
    if is_welsh is is_english:
        return None
    return Language.CY if is_welsh else Language.EN


def _plainly(said: list[str], language: Language) -> bool:
    """Say whether the words alone prove ``language``, which spares the recogniser.

    One function word that only it has does, or a few words that only it knows, where no word speaks for the other.
    """
    if not _only(language.other).isdisjoint(said):
        return False
    if not _only(language).isdisjoint(said):
        return True
    known = [home for word in said if (home := _known_in(word)) is not None]
    return len(known) >= _ENOUGH_KNOWN and language.other not in known


def voice(text: str, language: Language, *, names: tuple[str, ...] = ()) -> Voice:
    """Judge how far ``text`` speaks ``language``.

    Quotations, glosses in brackets, names (``names`` and words with a capital) are put aside; addresses have to be
    masked already. A text with nothing left to judge is at home in any language.
    """
    if '"' in text or "'" in text:
        text = _QUOTED.sub(" ", text)
    if "(" in text or "[" in text:
        text = _GLOSS.sub(" ", text)
    judged = _common(text, names)
    if len(judged) < _FEWEST_WORDS:
        return Voice(1.0, len(judged))
    said = [word.lower() for word in judged]
    if _plainly(said, language):
        return Voice(1.0, len(judged))
    welsh = welsh_probability(" ".join(said))
    return Voice(welsh if language is Language.CY else 1 - welsh, len(judged))


def may_be_alike(cy: str, en: str) -> bool:
    """Say whether two texts may be the same once folded: not where they begin with two plain letters."""
    first, second = cy[:1].lower(), en[:1].lower()
    return first == second or not ("a" <= first <= "z" and "a" <= second <= "z")


def is_copied(cy: str, en: str, *, longest_name: int) -> bool:
    """Say whether two texts are the same words, and not just a name of at most ``longest_name`` words."""
    if not may_be_alike(cy, en):
        return False
    cy, en = (text.replace(MASK, "") for text in (cy, en))
    if fold(cy) != fold(en):
        return False
    said = words(cy)
    return any(word[0].islower() for word in said) or len(said) > longest_name
