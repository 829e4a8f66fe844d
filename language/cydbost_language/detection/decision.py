"""The verdict on a comment: masks, names and greetings set aside, words weighed, letters asked where words are few."""

from dataclasses import dataclass
from math import exp, log
from typing import Final

from cydbost_language.detection.dictionary import bare
from cydbost_language.detection.greetings import find_greetings
from cydbost_language.detection.names import find_names, is_known_name, may_be_names
from cydbost_language.detection.runs import lesser_share, read_runs, spans_of
from cydbost_language.detection.third_language import weigh_third_language
from cydbost_language.detection.verdict import Detected, Detection, ReplyIn
from cydbost_language.detection.weights import word_weight
from cydbost_language.detection.words import Word, read_words
from cydbost_language.recogniser import welsh_probability

_SURE: Final = 0.8  #: below this the answer goes out in both languages
_WEAK: Final = 3.0  #: a vote this small asks the letters too
_LETTERS_SHARE: Final = 0.8
_LETTERS_AT_MOST: Final = 4.0
_READ_AT_MOST: Final = 1000  #: characters given to the letters' judge
_NAMES_SHARE: Final = 0.3
_GREETING_AGAINST: Final = 0.2
_LOANS: Final = 0.4  #: what is left of a loan's weight
_PRIOR: Final = 0.1  #: more comments are in English
_UNDECIDED: Final = 0.5
_DOUBTFUL: Final = 1.2  #: log odds, of words that may be names or that nobody knows


def _vote(words: list[Word]) -> float:
    """Add up the words' weights; where one language alone holds the sentence, the other's words are loans.

    Words on the other side lessen the sum twice: by their weight and as a doubt of the whole.
    """
    weights = [word_weight(word.key) for word in words]
    welsh = sum(weight.value for weight in weights if weight.value > 0)
    english = -sum(weight.value for weight in weights if weight.value < 0)
    holding = {weight.value > 0 for weight in weights if weight.holds}
    if holding == {True}:
        english *= _LOANS
    elif holding == {False}:
        welsh *= _LOANS
    most = max(welsh, english)
    return (welsh - english) * (1 - min(welsh, english) / most) if most else 0.0


def _is_held(words: list[Word]) -> bool:
    """Say whether function words of one language alone hold ``words``: then the letters of loans would mislead."""
    return len({weight.value > 0 for weight in (word_weight(word.key) for word in words) if weight.holds}) == 1


def _with_greetings(core: float, greetings: float) -> float:
    if abs(core) >= 1.0 and core * greetings < 0:
        return core + _GREETING_AGAINST * max(min(greetings, 2.0), -2.0)
    return core + greetings


def _by_letters(words: list[Word]) -> float:
    telling = [word for word in words if word_weight(word.key).value]
    if not telling:
        return 0.0
    chance = welsh_probability(" ".join(bare(word.key) for word in telling)[:_READ_AT_MOST])
    chance = min(max(round(chance, 6), 0.001), 0.999)  # the last digits vary from call to call
    share = _LETTERS_SHARE if any(word_weight(word.key).is_known for word in telling) else _LETTERS_SHARE / 2
    return share * max(min(log(chance / (1 - chance)), _LETTERS_AT_MOST), -_LETTERS_AT_MOST)


def _clear_verdict(odds: float) -> tuple[Detected, float, ReplyIn]:
    welsh = 1 / (1 + exp(-max(min(odds, 30.0), -30.0)))
    language, confidence = (Detected.CY, welsh) if welsh > _UNDECIDED else (Detected.EN, 1 - welsh)
    return language, confidence, ReplyIn(language.value) if confidence >= _SURE else ReplyIn.BOTH


@dataclass(frozen=True, slots=True)
class _Parts:
    """A comment's words by what they can say: names nothing, greetings little, the core all."""

    names: list[Word]
    said: list[Word]
    core: list[Word]


def _part(words: list[Word], places: frozenset[str]) -> _Parts:
    names, greetings = find_names(words, places=places), find_greetings(words)
    parts = _Parts([], [], [])
    for at, word in enumerate(words):
        own = parts.names if at in names else parts.said if at in greetings else parts.core
        own.append(word)
    return parts


def _odds(parts: _Parts) -> float:
    odds = _with_greetings(_vote(parts.core), _vote(parts.said)) - _PRIOR
    if abs(odds) >= _WEAK or _is_held(parts.core):
        return odds
    telling = [word for word in parts.names if not is_known_name(word)]
    return odds + _by_letters(parts.core) + _NAMES_SHARE * _vote(telling)


def _is_doubtful(words: list[Word], parts: _Parts) -> bool:
    """Say whether nothing but names, or words that no list and no dictionary has, would decide."""
    telling = [weight for word in parts.core + parts.said if (weight := word_weight(word.key)).value]
    is_unknown = all(not weight.is_known and abs(weight.value) <= 1.0 for weight in telling)
    return is_unknown or may_be_names([word for word in words if word not in parts.said])


def _third_language(parts: _Parts) -> Detection | None:
    words = parts.core + parts.said if parts.core else parts.names + parts.said
    case = weigh_third_language([word.key for word in words])
    if not case.prevails:
        return None
    return Detection(Detected.OTHER, case.evidence / (case.evidence + case.against), ReplyIn.BOTH)


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
        return Detection(Detected.NONE, 1.0, ReplyIn.BOTH)
    parts = _part(words, places)
    if (third := _third_language(parts)) is not None:
        return third
    runs = read_runs(parts.core)
    if share := lesser_share(runs):
        return Detection(Detected.MIXED, 0.5 + share, ReplyIn.BOTH, spans_of(runs))
    if len(parts.names) == len(words) and all(map(is_known_name, words)):
        return Detection(Detected.NONE, _UNDECIDED, ReplyIn.BOTH)
    odds = _odds(parts)
    if _is_doubtful(words, parts):
        odds = max(min(odds, _DOUBTFUL), -_DOUBTFUL)
    language, confidence, reply_in = _clear_verdict(odds)
    return Detection(language, confidence, reply_in, spans_of(runs))
