"""The English sentence of every finding, by its code; the Welsh is in the catalogue under ``locale``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cydbost_language.wording.addresses import ADDRESSES
from cydbost_language.wording.content import CONTENT
from cydbost_language.wording.figures import FIGURES
from cydbost_language.wording.rules import RULES
from cydbost_language.wording.writing import WRITING

#: Each sentence says what differs and what to do about it.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType({**FIGURES, **ADDRESSES, **RULES, **WRITING, **CONTENT})
