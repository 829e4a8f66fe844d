"""The telephone numbers of both versions."""

from typing import Final

from cydbost_language.checks.differences import check_of
from cydbost_language.facts import Kind
from cydbost_language.wording.marking import N_

CHECK: Final = check_of(
    Kind.PHONE,
    name="phones",
    teaches=N_(
        "Every telephone number must be in both versions, digit for digit; spaces do not count. A separate line for "
        "Welsh speakers has to be on the list of agreed lines, as a pair."
    ),
)
