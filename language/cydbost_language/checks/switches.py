"""The link to the other language, which is rightly written in that language on either side."""

from typing import Final

from cydbost_language.pair import Language
from cydbost_language.sentences import words

_LONGEST: Final = 7  # words
_MOST: Final = 80  # characters
_STEMS: Final = {Language.CY: "ymraeg", Language.EN: "nglish"}  # looked for first: few texts name a language
_NAMES: Final = {Language.CY: {"cymraeg", "gymraeg", "nghymraeg"}, Language.EN: {"english"}}
_VERBS: Final = {
    Language.CY: {"newid", "newidiwch", "darllen", "darllenwch", "defnyddio", "defnyddiwch", "gweld", "gweler", "ewch"},
    Language.EN: {"change", "switch", "read", "use", "view", "see", "go", "continue"},
}


def is_switch(text: str, language: Language) -> bool:
    """Say whether ``text`` does nothing but lead to ``language``, in its own words (*Newid yr iaith i'r Gymraeg*)."""
    if len(text) > _MOST or _STEMS[language] not in text:
        return False
    said = [word.lower() for word in words(text)]
    return (
        1 < len(said) <= _LONGEST
        and said[0].partition("'")[0] in _VERBS[language]
        and not _NAMES[language].isdisjoint(said)
    )
