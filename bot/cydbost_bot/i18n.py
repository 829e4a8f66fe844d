"""Every sentence in the reader's language: gettext catalogues, looked up when a sentence is shown.

The language is local to the running context (a thread, a task, a request), so one process can speak Welsh to
one reader and English to another. A message id is the English sentence. Nothing is translated at import time:
a string that is kept (a help text, a table of wordings) is marked with ``N_`` and looked up when it is shown.
"""

import gettext as _gettext
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

#: The languages of the interface, Welsh first.
LANGUAGES: Final = ("cy", "en")

#: The environment variable that chooses the language when ``--lang`` does not.
VARIABLE: Final = "CYDBOST_LANG"

_current: ContextVar[str] = ContextVar("language", default="en")
_on_missing: list[Callable[[str, str], None]] = []


class MissingWelsh(LookupError):
    """A sentence has no Welsh; raised only while ``be_loud`` is on."""


def use(language: str) -> None:
    """Speak ``language`` (``cy`` or ``en``) from now on in this context."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _current.set(language)


def current() -> str:
    """Return the language spoken in this context."""
    return _current.get()


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak ``language`` inside the block, then return to the language before it."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language asked for: ``--lang``, then ``CYDBOST_LANG``, then the locale, then English.

    Read from the raw arguments before the command line is parsed, so that a mistake in it is answered in the
    right language. Anything but ``cy`` and ``en`` is passed over here; the command line refuses it later.
    """
    locale = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    for wish in (_option(arguments), environment.get(VARIABLE, ""), locale):
        code = wish[:2].lower()
        if code in LANGUAGES and (len(wish) == 2 or wish[2] in "_.-@"):
            return code
    return "en"


def _option(arguments: Sequence[str]) -> str:
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            return next(iter(arguments[place + 1 : place + 2]), "")
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""


def be_loud(*, on: bool = True) -> None:
    """Raise ``MissingWelsh`` for a sentence without Welsh. For tests: a reader gets the English instead."""
    _on_missing[:] = [_raise_missing] if on else []


def _raise_missing(domain: str, message: str) -> None:
    raise MissingWelsh(f"{domain}: {message!r} has no Welsh (compile the catalogues after a change)")


def complain_of(domain: str, message: str) -> None:
    """Say that ``message`` has no Welsh, where somebody listens: see ``be_loud``."""
    for complain in _on_missing:
        complain(domain, message)


@cache
def _load(domain: str, folder: Path) -> _gettext.NullTranslations:
    return _gettext.translation(domain, folder, languages=["cy"], fallback=True)


class Catalogue:
    """The sentences of one part of the product: the compiled catalogue ``domain`` under ``folder``."""

    def __init__(self, domain: str, folder: Path) -> None:
        """``folder`` is the part's ``locale`` folder; its catalogue is read when Welsh is first needed."""
        self.domain = domain
        self.folder = folder

    def gettext(self, message: str) -> str:
        """Return ``message`` in the context's language."""
        if current() == "en" or not message:
            return message
        return self._found(message, _load(self.domain, self.folder).gettext(message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the form of the sentence that ``number`` asks for: two in English, six in Welsh."""
        if current() == "en":
            return one if number == 1 else many
        return self._found(one, _load(self.domain, self.folder).ngettext(one, many, number), many)

    def _found(self, message: str, found: str, *originals: str) -> str:
        # A sentence may be the same in both languages: it is missing only when the catalogue has no entry for it.
        if _on_missing and found in {message, *originals} and not self.has(message):
            complain_of(self.domain, message)
        return found

    def has(self, message: str) -> bool:
        """Tell whether the Welsh catalogue holds ``message``."""
        return message in _known(self.domain, self.folder)


@cache
def _known(domain: str, folder: Path) -> frozenset[str]:
    catalogue = getattr(_load(domain, folder), "_catalog", {})
    return frozenset(key[0] if isinstance(key, tuple) else key for key in catalogue)


def marked(message: str) -> str:
    """Mark ``message`` for the catalogue and return it as it is; it is looked up when it is shown."""
    return message


_BOT: Final = Catalogue("cydbost_bot", Path(__file__).parent / "locale")
_ = _BOT.gettext
ngettext = _BOT.ngettext
N_ = marked

__all__ = [
    "LANGUAGES",
    "N_",
    "VARIABLE",
    "Catalogue",
    "MissingWelsh",
    "_",
    "be_loud",
    "choose",
    "complain_of",
    "current",
    "ngettext",
    "use",
    "using",
]

if sys.flags.dev_mode:  # python -X dev: a developer sees a missing sentence at once
    be_loud()
