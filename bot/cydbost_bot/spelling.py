"""The spelling dictionaries that the council has installed: Hunspell's files, read by spylls when first asked."""

import re
from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from cydbost_bot.settings_model import Spelling
from cydbost_language import Language

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

#: The extra that brings the reader of the dictionaries.
EXTRA: Final = "cydbost[spelling]"
#: What a file that is missing, or is no dictionary, makes its reader raise.
_UNREADABLE: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, re.error)


#: The mark that some editors put at the head of a UTF-8 file, as it is read in Windows-1252.
_MARK: Final = "\xef\xbb\xbf"


class _Lines:
    """The lines of a dictionary's file, as spylls asks for them; its own reader leaves its files open."""

    def __init__(self, file: Path, encoding: str = "Windows-1252") -> None:
        self._file = file
        self._passed = 0
        self.reset_encoding(encoding)

    def reset_encoding(self, encoding: str) -> None:
        """Read on from the next line in ``encoding``: the file itself names it."""
        text = self._file.read_text(encoding, errors="surrogateescape")
        self._left = iter(text.removeprefix("\ufeff").removeprefix(_MARK).split("\n")[self._passed :])

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> tuple[int, str]:
        for line in self._left:
            self._passed += 1
            if line.strip():
                return self._passed, line.strip()
        raise StopIteration


def _read(file: Path) -> "Dictionary":
    from spylls.hunspell import Dictionary, readers  # noqa: PLC0415 - 50 MB, and not everybody has it

    affixes, context = readers.read_aff(_Lines(file.with_suffix(".aff")))
    words = readers.read_dic(_Lines(file.with_suffix(".dic"), context.encoding), aff=affixes, context=context)
    return Dictionary(affixes, words)


def may_read() -> bool:
    """Say whether the reader of the dictionaries is installed."""
    return find_spec("spylls") is not None


class InstalledSpeller:
    """One language's dictionary. Of one that cannot be read nothing is hinted: a hint never stops a post."""

    def __init__(self, file: Path) -> None:
        """``file``: the ``.dic``; the ``.aff`` of the same name stands beside it."""
        self.file = file
        self._reading = Lock()

    @cached_property
    def _dictionary(self) -> "Dictionary | None":
        try:
            return _read(self.file)
        except _UNREADABLE:
            return None

    def is_readable(self) -> bool:
        """Say whether the dictionary can be read, and read it."""
        with self._reading:
            return self._dictionary is not None

    def knows(self, word: str) -> bool:
        """Say whether ``word`` is spelt rightly; every word is where there is nothing to tell by."""
        with self._reading:
            return self._dictionary is None or bool(self._dictionary.lookup(word))


def spellers_of(settings: Spelling) -> dict[Language, InstalledSpeller]:
    """Return the dictionaries that ``settings`` name; none where their reader is not installed."""
    return dict(_installed(settings)) if may_read() else {}


def _installed(settings: Spelling) -> Iterator[tuple[Language, InstalledSpeller]]:
    for language, file in ((Language.CY, settings.cy), (Language.EN, settings.en)):
        if file is not None:
            yield language, InstalledSpeller(file)
