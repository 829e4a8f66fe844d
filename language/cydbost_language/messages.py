"""Findings and checks in a reader's language."""

import gettext
from functools import cache
from pathlib import Path
from typing import Final

from cydbost_language.catalogue import check_named
from cydbost_language.pair import Finding, Language
from cydbost_language.wording import SENTENCES

_DOMAIN: Final = "cydbost_language"
_FOLDER: Final = Path(__file__).parent / "locale"


@cache
def _catalogue() -> gettext.NullTranslations:
    """Load the Welsh; the catalogue is compiled when the project is installed, and there is no Welsh without it.

    Raises:
        FileNotFoundError: the catalogue has not been compiled. An English sentence in its place would be worse.
    """
    return gettext.translation(_DOMAIN, _FOLDER, languages=[Language.CY])


def _in(language: Language, sentence: str) -> str:
    return _catalogue().gettext(sentence) if language is Language.CY else sentence


def explain(finding: Finding, language: Language) -> str:
    """Say in ``language`` what ``finding`` found and what to do about it.

    Raises:
        KeyError: no check makes a finding of that code.
    """
    return _in(language, SENTENCES[finding.code]).format_map(finding.facts)


def explain_check(name: str, language: Language) -> str:
    """Return one paragraph in ``language`` on what the check called ``name`` catches.

    Raises:
        KeyError: there is no check of that name.
    """
    return _in(language, check_named(name).teaches)
