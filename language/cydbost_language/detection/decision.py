"""The verdict on a comment: masks, names and greetings set aside, words weighed, letters asked where words are few."""

from math import exp, log
from typing import Final

from cydbost_language.detection.dictionary import bare
from cydbost_language.detection.greetings import find_greetings
from cydbost_language.detection.names import find_names, is_known_name
from cydbost_language.detection.runs import are_both_spoken, read_runs, spans_of
from cydbost_language.detection.third_language import weigh_third_language
from cydbost_language.detection.verdict import Detected, Detection, ReplyIn
from cydbost_language.detection.weights import word_weight
from cydbost_language.detection.words import Word, read_words
from cydbost_language.pair import Language
from cydbost_language.recogniser import welsh_probability

_SURE: Final = 0.8  #: below this the answer goes out in both languages
_WEAK: Final = 3.0  #: a vote this small asks the letters too
_LETTERS_SHARE: Final = 0.8
_LETTERS_AT_MOST: Final = 4.0
_READ_AT_MOST: Final = 1000  #: characters given to the letters' judge
_NAMES_SHARE: Final = 0.3
_GREETING_AGAINST: Final = 0.2
_LOANS: Final = 0.4  #: what is left of a loan's weight
_DOUBT: Final = 1.0  #: how far words on the other side lessen a verdict
_UNDECIDED: Final = 0.5


def _vote(words: list[Word]) -> float:
    """Add up the words' weights; where one language alone holds the sentence, the other's words are loans."""
    weights = [word_weight(word.key) for word in words]
    welsh = sum(weight.value for weight in weights if weight.value > 0)
    english = -sum(weight.value for weight in weights if weight.value < 0)
    holding = {weight.value > 0 for weight in weights if weight.holds}
    if holding == {True}:
        english *= _LOANS
    elif holding == {False}:
        welsh *= _LOANS
    most = max(welsh, english)
    return (welsh - english) * (1 - _DOUBT * min(welsh, english) / most) if most else 0.0


def _with_greetings(core: float, greetings: float) -> float:
    if abs(core) >= 1.0 and core * greetings < 0:
        return core + _GREETING_AGAINST * max(min(greetings, 2.0), -2.0)
    return core + greetings


def _by_letters(words: list[Word]) -> float:
    telling = [word for word in words if word_weight(word.key).value]
    if not telling:
        return 0.0
    chance = welsh_probability(" ".join(bare(word.key) for word in telling)[:_READ_AT_MOST])
    chance = min(max(chance, 0.001), 0.999)
    share = _LETTERS_SHARE if any(word_weight(word.key).is_known for word in telling) else _LETTERS_SHARE / 2
    return share * max(min(log(chance / (1 - chance)), _LETTERS_AT_MOST), -_LETTERS_AT_MOST)


def _clear_verdict(odds: float) -> tuple[Detected, float, ReplyIn]:
    welsh = 1 / (1 + exp(-max(min(odds, 30.0), -30.0)))
    language, confidence = (Detected.CY, welsh) if welsh > _UNDECIDED else (Detected.EN, 1 - welsh)
    return language, confidence, ReplyIn(language.value) if confidence >= _SURE else ReplyIn.BOTH


def _nothing_to_judge() -> Detection:
    return Detection(Detected.NONE, 1.0, ReplyIn.BOTH)


def detect(text: str, *, places: frozenset[str] = frozenset()) -> Detection:
    """Say which language a comment is in and in which it must be answered.

    Policy: "you should respond in the language in which the request was made". A comment in both, in a third
    language, without words or undecided is answered in both. Raises nothing, whatever the text.

    Args:
        text: the comment as it was written; any string.
        places: names of places the council adds to the known ones, in any capitals.
    """
    words = read_words(text)
    if not words:
        return _nothing_to_judge()
    names, greetings = find_names(words, places=places), find_greetings(words)
    core = [word for at, word in enumerate(words) if at not in names and at not in greetings]
    said = [word for at, word in enumerate(words) if at in greetings and at not in names]
    third = weigh_third_language([word.key for at, word in enumerate(words) if at not in names or not core])
    if third.prevails:
        return Detection(
            Detected.OTHER, third.evidence / (third.evidence + max(third.welsh, third.english)), ReplyIn.BOTH
        )
    runs = read_runs(core)
    if are_both_spoken(runs):
        return Detection(Detected.MIXED, 0.9, ReplyIn.BOTH, spans_of(runs))
    odds = _with_greetings(_vote(core), _vote(said))
    if abs(odds) < _WEAK:
        odds += _by_letters(core) + _NAMES_SHARE * _vote(
            [words[at] for at in sorted(names) if not is_known_name(words[at])]
        )
    if len(names) == len(words) and not odds:
        return Detection(Detected.NONE, _UNDECIDED, ReplyIn.BOTH)
    language, confidence, reply_in = _clear_verdict(odds)
    return Detection(language, confidence, reply_in, spans_of(runs))
