"""The office's own words. Each room has a catalogue beside its pages; a sentence is looked for in all of them."""

from functools import cache
from pathlib import Path
from typing import Final

from cydbost_bot.i18n import Catalogue, complain_of, current, marked

_FOLDER: Final = Path(__file__).parent
_DOMAIN: Final = "cydbost_office"


@cache
def _catalogues() -> tuple[Catalogue, ...]:
    found = sorted(_FOLDER.glob(f"**/locale/cy/LC_MESSAGES/{_DOMAIN}*.po"))
    return tuple(Catalogue(path.stem, path.parents[2]) for path in found)


def gettext(message: str) -> str:
    """Return ``message`` in the language of the context."""
    if current() == "en" or not message:
        return message
    catalogue = _holding(message)
    return catalogue.gettext(message) if catalogue else message


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of the sentence that ``number`` asks for: two in English, six in Welsh."""
    if current() == "en":
        return one if number == 1 else many
    catalogue = _holding(one)
    return catalogue.ngettext(one, many, number) if catalogue else many


def _holding(message: str) -> Catalogue | None:
    for catalogue in _catalogues():
        if catalogue.has(message):
            return catalogue
    complain_of(_DOMAIN, message)
    return None


_ = gettext
N_ = marked

__all__ = ["N_", "_", "gettext", "ngettext"]
