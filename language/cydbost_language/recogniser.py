"""How likely a text is to be Welsh rather than English, by its letters alone."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lingua import LanguageDetector

_BUILDING: Final = Lock()


@cache
def _build() -> "LanguageDetector":
    from lingua import Language as Known  # noqa: PLC0415 - the models cost 100 ms and 20 MB: only when asked
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415 - likewise

    return LanguageDetectorBuilder.from_languages(Known.ENGLISH, Known.WELSH).build()


def _recogniser() -> "LanguageDetector":
    with _BUILDING:
        return _build()


def welsh_probability(text: str) -> float:
    """Say how likely ``text`` is to be Welsh, given that it is Welsh or English.

    It knows two languages only: a text in a third, or a name, gets a figure too. From 0.0 (English) to
    1.0 (Welsh); 0.5 where the text has no letters to judge by. Safe to call from many threads.
    """
    from lingua import Language as Known  # noqa: PLC0415 - see _build

    readable = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot cross into Rust
    for value in _recogniser().compute_language_confidence_values(readable):
        if value.language == Known.WELSH and any(character.isalpha() for character in readable):
            return value.value
    return 0.5
