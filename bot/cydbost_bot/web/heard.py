"""Which language words are in, where nobody said: for a screen reader to speak them right."""

from functools import lru_cache
from typing import Final

from cydbost_bot.web.prose import blocks
from cydbost_connectors.noticeboard.values import LANGUAGES
from cydbost_language import detect

_REMEMBERED: Final = 1_000  #: texts whose language is not asked again


@lru_cache(_REMEMBERED)
def heard(text: str) -> str:
    """Return ``cy``, ``en``, or ``""`` where a text is in both, in another language or in none."""
    language = detect(text).language.value
    return language if language in LANGUAGES else ""


def split_lead(text: str, language: str) -> tuple[str, str]:
    """Split off what a notice in ``language`` begins with in the other one: a line that says when that comes.

    Returns the paragraphs in the other language (``""`` where there are none) and the rest, never empty.
    """
    said = blocks(text)
    lead = 0
    while lead < len(said) - 1 and heard(said[lead]) not in {language, ""}:
        lead += 1
    return "\n\n".join(said[:lead]), "\n\n".join(said[lead:]) if lead else text
