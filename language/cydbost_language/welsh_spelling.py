"""Whether a Welsh word can be right as it is spelt, and what else it may have meant to be."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from cydbost_language.detection.dictionary import bare, dictionaries
from cydbost_language.detection.mutation import mutations
from cydbost_language.detection.weights import is_everyday
from cydbost_language.detection.word_lists import words_of

#: First letters as a mutation leaves them, each with what they may have been. Soft g is nothing at all.
_UNDONE: Final = (
    ("ngh", ("c",)),
    ("mh", ("p",)),
    ("nh", ("t",)),
    ("ng", ("g",)),
    ("ch", ("c",)),
    ("ph", ("p",)),
    ("th", ("t",)),
    ("dd", ("d",)),
    ("g", ("c",)),
    ("b", ("p",)),
    ("d", ("t",)),
    ("f", ("b", "m")),
    ("m", ("b",)),
    ("n", ("d",)),
    ("l", ("ll",)),
    ("r", ("rh",)),
)
_FEWEST: Final = 4  # letters of what a prefix stands before
_LETTERS: Final = "abcdefghijlmnoprstuwyâêîôûŵŷ"


@cache
def _followers() -> dict[str, str]:
    return {token[:3]: token[3:] for token in words_of("welsh_letter_sequences.txt")}


def reads_as_welsh(word: str) -> bool:
    """Say whether each four letters of ``word`` (lower case) follow one another in some Welsh word."""
    framed, followers = f"<{word}>", _followers()
    return all(framed[at + 3] in followers.get(framed[at : at + 3], "") for at in range(len(framed) - 3))


def _unmutated(word: str) -> Iterator[str]:
    """Yield ``word`` and what it may have been before its first letter changed."""
    yield word
    if word.startswith("h"):
        yield word[1:]  # ei hysgol
    yield "g" + word
    for now, before in _UNDONE:
        if word.startswith(now):
            yield from (was + word[len(now) :] for was in before)


@cache
def _further() -> frozenset[str]:
    further = words_of("welsh_further_words.txt")
    return further | {form for word in further for form in mutations(word)}


def _is_listed(word: str) -> bool:
    welsh, english = dictionaries()
    return word in welsh or word in english or word in _further() or is_everyday(word)


def _is_compound(word: str) -> bool:
    """Say whether ``word`` is a known one with a prefix before it (*ailagor*, *hunangyflogaeth*)."""
    welsh, _ = dictionaries()
    for whole in _unmutated(word):
        for prefix in words_of("welsh_prefixes.txt"):
            rest = whole.removeprefix(prefix)
            if rest != whole and len(rest) >= _FEWEST and any(one in welsh for one in _unmutated(rest)):
                return True
    return False


@lru_cache(maxsize=4096)
def is_known(word: str) -> bool:
    """Say whether ``word`` (lower case) is Welsh or English as far as the word lists go, mutated or compounded."""
    return any(map(_is_listed, _unmutated(word))) or _is_compound(word)


def _near(word: str) -> Iterator[str]:
    """Yield what ``word`` becomes by one slip undone, the likeliest slips first."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1)
    yield from (start + end[1:] for start, end in cuts if end and start.endswith(end[0]))
    yield from (start + start[-1] + end for start, end in cuts if start)
    yield from (start + letter + end for start, end in cuts for letter in _LETTERS)
    yield from (start + end[1:] for start, end in cuts if end)
    yield from (start + letter + end[1:] for start, end in cuts if end for letter in _LETTERS)


@lru_cache(maxsize=4096)
def suggestion(word: str) -> str | None:
    """Return a Welsh word that ``word`` (lower case) is one slip away from, or ``None``."""
    welsh, _ = dictionaries()
    if bare(word) in welsh:
        return None  # the accent alone is unknown, and may well be right (grëodd)
    unkind = words_of("insults_cy.txt")
    near = (other for other in _near(word) if other != word and other in welsh and other not in unkind)
    return next((other for other in near if reads_as_welsh(other)), None)
