"""The numbers of both versions."""

from typing import Final

from cydbost_language.checks.figures import check_of_figures
from cydbost_language.facts import Kind
from cydbost_language.wording.marking import N_

CHECK: Final = check_of_figures(
    Kind.NUMBER,
    name="numbers",
    teaches=N_(
        "Every number in figures must stand in both versions. A number may be written as a word on one side "
        "(tri mis, 3 months), in either Welsh count and with any mutation, or be part of a unit (pythefnos). Two words "
        "that name different numbers are reported too."
    ),
)
