"""How long a version will be whose counterpart is written already."""

from typing import Final, NamedTuple

from cydbost_language.pair import Language

#: By the language that is still to be written: how long it is in hundredths of its counterpart, as a rule (the median)
#: and at most in nine pairs of ten. Counted in characters over 2,748 published pairs of 80 to 600; docs/language.md.
_HUNDREDTHS: Final = {Language.CY: (111, 128), Language.EN: (87, 102)}


class Expected(NamedTuple):
    """The length to expect of a version that is not written yet: as a rule, and at most in nine cases of ten."""

    usual: int
    most: int


def expected_length(length: int, language: Language) -> Expected:
    """Return how long the version in ``language`` will be, where the other one has ``length``, in the same unit."""
    usual, most = _HUNDREDTHS[language]
    return Expected(-(-length * usual // 100), -(-length * most // 100))
