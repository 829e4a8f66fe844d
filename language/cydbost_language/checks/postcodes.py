"""The postcodes of both versions."""

from typing import Final

from cydbost_language.checks.differences import check_of
from cydbost_language.facts import Kind

CHECK: Final = check_of(
    Kind.POSTCODE,
    name="postcodes",
    teaches=("Every postcode must be the same in both versions; the space in it does not count."),
)
