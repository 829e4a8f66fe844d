"""What can be wrong with a library file: where it is, which key, and a code that says the mend."""

import dataclasses
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from cydbost_language.template_faults import FaultCode


class LibraryCode(StrEnum):
    """A fault of the file itself; faults of the words inside carry a ``FaultCode``. Facts are named in the comment."""

    UNREADABLE = "unreadable"  #: ``reason``: the operating system's word for it
    NOT_UTF8 = "not_utf8"
    NOT_TOML = "not_toml"  #: ``detail``: the line and column where reading stopped
    TOO_LARGE = "too_large"  #: ``limit`` in bytes
    NAME = "name"  #: a name is lower-case letters, digits and hyphens
    KEY_MISSING = "key_missing"
    KEY_UNKNOWN = "key_unknown"  #: ``near``: a key like it, or empty
    NOT_TEXT = "not_text"  #: the key holds something other than a string
    NOT_TABLE = "not_table"  #: the key holds something other than a table
    KIND_UNKNOWN = "kind_unknown"  #: ``given`` and ``kinds``
    CATEGORY_UNKNOWN = "category_unknown"  #: ``given`` and ``categories``
    NOT_EXAMPLE = "not_example"  #: an example is a value, or a table of ``cy`` and ``en``, or of ``both``


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclasses.dataclass(frozen=True, slots=True)
class LibraryFault:
    """One fault: the file's name, the key in it (``fields.area.help``; empty for the whole file), code and facts."""

    file: str
    key: str
    code: LibraryCode | FaultCode
    facts: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NOTHING)


class LibraryRefused(Exception):
    """A library was not loaded; ``faults`` holds everything that has to be mended, in every file, at once."""

    def __init__(self, faults: Iterable[LibraryFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.file}: {fault.key}: {fault.code}" for fault in self.faults))
