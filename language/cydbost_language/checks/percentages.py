"""The percentages of both versions."""

from typing import Final

from cydbost_language.checks.differences import check_of
from cydbost_language.facts import Kind
from cydbost_language.wording.marking import N_

CHECK: Final = check_of(
    Kind.PERCENTAGE,
    name="percentages",
    teaches=N_("Every percentage must be the same in both versions: 12%, 12 per cent and 12 y cant are equal."),
)
