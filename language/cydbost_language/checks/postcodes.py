"""The postcodes of both versions."""

from typing import Final

from cydbost_language.checks.differences import check_of
from cydbost_language.facts import Kind
from cydbost_language.wording.marking import N_

CHECK: Final = check_of(
    Kind.POSTCODE,
    name="postcodes",
    teaches=N_("Every postcode must be the same in both versions; the space in it does not count."),
)
