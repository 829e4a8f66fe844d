"""By what right a picture, sound or film is used: "Respect copyright laws (including use of copyrighted images)"."""

from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Attachment, Finding, Severity
from cydbost_language.signs import Sign
from cydbost_language.wording.marking import N_

_NAME: Final = "rights"


def _unnoted(items: tuple[Attachment, ...]) -> Iterator[Finding]:
    """Report each of ``items`` once that no rights are noted of, though both versions carry it."""
    for name in dict.fromkeys(item.name for item in items if not any(map(str.isalnum, item.rights))):
        yield finding("rights-unnoted", check=_NAME, severity=Severity.WARN, facts={"name": name})


def _look(comparison: Comparison) -> Iterator[Finding]:
    return _unnoted(comparison.pair.cy.media + comparison.pair.en.media)


def _alone(version: Version) -> Iterator[Finding]:
    return _unnoted(version.side.media)


CHECK: Final = Check(
    _NAME,
    N_(
        "The council’s policy: respect copyright, that of pictures included. Beside each picture, sound or film stands "
        "by what right it is used: taken by the council, licensed, or with whose leave; where nothing is noted, that "
        "is reported."
    ),
    _look,
    _alone,
    needs=frozenset([Sign.MEDIA]),
)
