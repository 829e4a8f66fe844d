"""The programs that Cydbost is measured against, in the same process and on the same texts.

They are the dependency group ``bench``; ``make bench`` installs them where it is given files. Nothing else imports
them, and they are looked up by name so that the project's types do not depend on them.
"""

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

#: Says whether a Welsh and an English text pass.
Passes = Callable[[str, str], bool]
#: Returns the language of a text: ``cy``, ``en``, ``mixed``, ``other`` or ``none``.
Names = Callable[[str], str]

#: The checks of pofilter that look at what a text says rather than at how a program's string is built, and the count
#: of sentences: of all its choices the one that finds most damage for the alarms it raises.
POFILTER_CHECKS: Final = (
    "numbers",
    "urls",
    "emails",
    "untranslated",
    "unchanged",
    "blank",
    "long",
    "short",
    "sentencecount",
)
_CLD2_NAMES: Final = {"cy": "cy", "en": "en", "un": "none"}
_ALMOST_ALL: Final = 90  # per cent of the letters: below it, cld2 itself speaks of a mixture


def _installed(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def pofilter() -> Passes | None:
    """Return translate-toolkit's checker, or ``None`` where it is not installed."""
    checks, storage = _installed("translate.filters.checks"), _installed("translate.storage.base")
    if checks is None or storage is None:
        return None
    checker = checks.StandardChecker(checks.CheckerConfig(targetlanguage="cy"), limitfilters=list(POFILTER_CHECKS))
    unit_of: Any = storage.TranslationUnit

    def passes(cy: str, en: str) -> bool:
        unit = unit_of(en)
        unit.target = cy
        return not checker.run_filters(unit)

    return passes


def lingua() -> Names:
    """Return lingua by itself, told to choose between Welsh and English."""
    module = importlib.import_module("lingua")
    two = {module.Language.WELSH: "cy", module.Language.ENGLISH: "en"}
    detector = module.LanguageDetectorBuilder.from_languages(*two).with_preloaded_language_models().build()
    return lambda text: two.get(detector.detect_language_of(text), "none")


def cld2() -> Names | None:
    """Return cld2 with every language that it knows, or ``None`` where it is not installed."""
    module = _installed("pycld2")
    if module is None:
        return None

    def name(text: str) -> str:
        try:
            _reliable, _length, found = module.detect(text.encode(errors="replace"), bestEffort=True)
        except module.error:
            return "none"
        codes = {code for _language, code, _share, _score in found}
        _language, first, share, _score = found[0]
        if codes >= {"cy", "en"} and share < _ALMOST_ALL:
            return "mixed"
        return _CLD2_NAMES.get(first, "other")

    return name
