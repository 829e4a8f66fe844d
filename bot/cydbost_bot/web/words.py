"""The pages' own words, in Welsh and English."""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

DOMAIN: Final = "cydbost_web"
_FOLDER: Final = Path(__file__).parent / "locale"

Translate = Callable[[str], str]


@cache
def words(language: str) -> Translate:
    """Return what turns an English sentence of ours into ``language``.

    Raises:
        FileNotFoundError: the Welsh was not compiled: the project is not installed (``make setup`` does it).
    """
    if language == "en":
        return gettext.NullTranslations().gettext
    return gettext.translation(DOMAIN, _FOLDER, [language]).gettext


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for it, which tools/catalogues.py looks for
    """Mark a sentence for the catalogue; it is translated where it is shown."""
    return sentence
