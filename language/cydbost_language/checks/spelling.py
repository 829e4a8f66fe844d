"""Welsh words that no list has, and the word each may have been meant to be."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.pair import Language, Severity
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.welsh_spelling import is_known, reads_as_welsh, suggestion
from cydbost_language.wording.marking import N_

#: A word by itself and in small letters: names begin with a capital, and what is joined to a sign is no plain word.
_WORD: Final = re.compile(
    r"(?<![\w'.@/{%*&=-])[a-zàáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ]{5,30}(?=(?:'[a-z]{1,2})?(?![\w'@/}%*=-]|\.\w))"
)
_MOST: Final = 3  # hints: more would drown the findings that matter
_MOST_LOOKED_AT: Final = 20  # words that no Welsh word looks like: with more, the text is not Welsh


def _look(version: Version) -> Iterator[Remark]:
    """Look up only what no Welsh word looks like; the word lists are loaded when there is such a word."""
    if version.language is not Language.CY or version.spoken is not Language.CY:
        return
    reading, told, looked = version.words, 0, set[str]()
    for match in _WORD.finditer(reading.text):
        word = match.group()
        if word in looked or reads_as_welsh(word):
            continue
        looked.add(word)
        meant = None if is_known(word) else suggestion(word)
        if meant:
            told += 1
            yield Remark("word-unknown", Severity.INFO, reading.span(*match.span()), word, word, {"meant": meant})
        if told == _MOST or len(looked) == _MOST_LOOKED_AT:
            return


CHECK: Final[Check] = check_of_remarks(
    "spelling",
    N_(
        "Hints on the spelling of the Welsh; they stop nothing. A word in small letters is noted where its letters "
        "follow one another in no Welsh word, no Welsh or English word list has it with or without its mutation, and "
        "a Welsh word is one slip away. At most three are given. It is a help beside a spelling checker, not one."
    ),
    _look,
)
