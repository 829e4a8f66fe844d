"""Place names as only Welsh writes them: with the first consonant mutated (*yng Nghaerdydd*, *o Fangor*)."""

from functools import cache
from typing import Final

from cydbost_language.detection.word_lists import phrases_of

#: Soft, nasal and aspirate mutations, longest beginning first.
_MUTATIONS: Final = (
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("b", ("f", "m")),
    ("c", ("g", "ngh", "ch")),
    ("d", ("dd", "n")),
    ("g", ("", "ng")),
    ("m", ("f",)),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
)
_UNMUTATED: Final = ("ch", "dd", "ph", "th", "ff")
_SHORTEST: Final = 5


def mutations(word: str) -> frozenset[str]:
    """Return the mutated forms of ``word`` (lower case); none where its first letter does not mutate."""
    if word.startswith(_UNMUTATED):
        return frozenset()
    for beginning, changed in _MUTATIONS:
        if word.startswith(beginning):
            return frozenset(new + word.removeprefix(beginning) for new in changed)
    return frozenset()


@cache
def mutated_places() -> frozenset[str]:
    """Return the mutated forms of the known places' names of one word, save those that are names themselves."""
    singles = {phrase[0] for phrase in phrases_of("places.txt") if len(phrase) == 1 and len(phrase[0]) >= _SHORTEST}
    return frozenset(form for place in singles for form in mutations(place)) - singles
