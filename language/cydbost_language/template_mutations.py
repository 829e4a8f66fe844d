"""The trap of filling Welsh: a name that follows a word which would mutate it.

``yn {place}`` filled with ``Prestatyn`` gives ``yn Prestatyn`` where Welsh says ``ym Mhrestatyn``; ``o {place}``
filled with ``Dinbych`` should be ``o Ddinbych``. Names are filled as given, so the sentence must not ask for a
mutation: ``Lleoliad: {place}``.
"""

from typing import Final

from cydbost_language.template_values import FieldKind, Form, Placeholder

#: Prepositions that soften what follows; a date after one is written with the form ``sentence``.
SOFTENING: Final = frozenset(
    {"am", "ar", "at", "dan", "dros", "drwy", "gan", "heb", "hyd", "i", "o", "tan", "tros", "trwy", "wrth"}
)

_NASAL: Final = frozenset({"fy", "ym", "yn", "yng"})
_ASPIRATE: Final = frozenset({"a", "â", "chwe", "gyda", "na", "ni", "tri", "tua"})
_ARTICLES: Final = frozenset({"y", "yr"})
_NUMERALS: Final = frozenset({"ail", "dau", "deg", "dwy", "naw", "pum", "saith", "tair", "un", "wyth"})
_OTHER_SOFTENING: Final = frozenset(
    {"dy", "dyma", "dyna", "ei", "hen", "holl", "mor", "neu", "pa", "pan", "prif", "rhy", "rhyw", "unrhyw"}
)

#: Every word that changes the first letter of what follows, whichever mutation it asks for.
MUTATING: Final = SOFTENING | _NASAL | _ASPIRATE | _ARTICLES | _NUMERALS | _OTHER_SOFTENING

#: Words that leave a date alone, where the form ``sentence`` would soften it wrongly.
PLAIN_BEFORE_DATE: Final = frozenset({"ac", "cyn", "erbyn", "ers", "ond", "rhwng", "wedi", "ôl", "ystod"})

_FILLED_WITH_WORDS: Final = frozenset({FieldKind.TEXT, FieldKind.PLACE, FieldKind.CHOICE})
_OPENING: Final = "\"'‘’“”«(["


def mutating_word(text: str, placeholder: Placeholder, kind: FieldKind) -> str | None:
    """Return the word before ``placeholder`` in the Welsh ``text`` that its filling cannot agree with, if any."""
    before = text[: placeholder.start].rstrip(_OPENING).rsplit(maxsplit=1)
    if not before or not text[: placeholder.start].rstrip(_OPENING)[-1:].isspace():
        return None
    word = before[-1].lstrip(_OPENING).lower().replace("’", "'")
    if kind in _FILLED_WITH_WORDS:
        is_trap = word in MUTATING or _has_joined_word(word)
    elif kind is FieldKind.DATE:
        is_soft = Form.SENTENCE in placeholder.forms
        is_trap = word in PLAIN_BEFORE_DATE if is_soft else word in SOFTENING and Form.NIGHT not in placeholder.forms
    else:
        is_trap = False
    return word if is_trap else None


def _has_joined_word(word: str) -> bool:
    """Tell whether ``word`` ends in an article or pronoun joined to it: ``i'r``, ``o'i``, ``mae'n``."""
    _, apostrophe, joined = word.rpartition("'")
    return bool(apostrophe) and joined in {"r", "n", "i", "w", "th"}
