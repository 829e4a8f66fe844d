"""The sums of money of both versions."""

from typing import Final

from cydbost_language.checks.differences import check_of
from cydbost_language.facts import Kind
from cydbost_language.wording.marking import N_

CHECK: Final = check_of(
    Kind.AMOUNT,
    name="amounts",
    teaches=N_(
        "Every sum of money must be the same in both versions, in the same currency: £2.50, 250c and 250p are equal, "
        "and so are £2 million and £2 filiwn."
    ),
)
