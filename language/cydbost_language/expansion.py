"""How long a version will be whose counterpart is written already."""

from math import ceil
from typing import Final, NamedTuple

from cydbost_language.pair import Language

#: By the language that is still to be written: how many times as long it is as its counterpart as a rule (the median),
#: and at most in nine pairs of ten. Counted in characters over 2,748 published pairs of 80 to 600; docs/language.md.
_TIMES: Final = {Language.CY: (1.11, 1.28), Language.EN: (0.87, 1.02)}


class Expected(NamedTuple):
    """The length to expect of a version that is not written yet: as a rule, and at most in nine cases of ten."""

    usual: int
    most: int


def expected_length(length: int, language: Language) -> Expected:
    """Return how long the version in ``language`` will be, where the other one has ``length``, in the same unit."""
    usual, most = _TIMES[language]
    return Expected(ceil(length * usual), ceil(length * most))
