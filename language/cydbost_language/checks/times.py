"""The times of day of both versions."""

from typing import Final

from cydbost_language.checks.figures import check_of_figures
from cydbost_language.facts import Kind
from cydbost_language.wording.marking import N_

CHECK: Final = check_of_figures(
    Kind.TIME,
    name="times",
    teaches=N_(
        "Every time of day must be the same moment in both versions, however it is written: 6.30pm, 18:30, 6.30yh or "
        "hanner awr wedi chwech yr hwyr. Morning and evening mixed up is the commonest slip this catches."
    ),
)
