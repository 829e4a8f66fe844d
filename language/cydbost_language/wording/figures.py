"""What is said of dates, times, sums and numbers that differ."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cydbost_language.wording.marking import N_

#: What can be said again, and so be left out once: the kinds of fact that are compared one for one.
_COUNTED: Final = ("date", "month", "weekday", "time", "amount", "percentage", "number", "phone", "postcode")
_FEWER: Final = {
    "fewer-cy": N_(
        "“{en}” stands more often in the English than in the Welsh. Add it where the Welsh leaves it out, or take it "
        "out of the English."
    ),
    "fewer-en": N_(
        "“{cy}” stands more often in the Welsh than in the English. Add it where the English leaves it out, or take "
        "it out of the Welsh."
    ),
}

FIGURES: Final[Mapping[str, str]] = MappingProxyType(
    {f"{kind}-{which}": said for kind in _COUNTED for which, said in _FEWER.items()}
    | {
        "date-differs": N_(
            "The date is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "date-missing-cy": N_(
            "The date “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out of "
            "the English."
        ),
        "date-missing-en": N_(
            "The date “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out of"
            " the Welsh."
        ),
        "month-differs": N_(
            "The month is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "month-missing-cy": N_(
            "The month “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out of "
            "the English."
        ),
        "month-missing-en": N_(
            "The month “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out "
            "of the Welsh."
        ),
        "weekday-differs": N_(
            "The day of the week is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one "
            "that is wrong."
        ),
        "weekday-missing-cy": N_(
            "The day of the week “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take "
            "it out of the English."
        ),
        "weekday-missing-en": N_(
            "The day of the week “{cy}” is in the Welsh but not in the English. Add it to the English, or "
            "take it out of the Welsh."
        ),
        "time-differs": N_(
            "The time is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is "
            "wrong. If the hours differ on purpose, add both to the agreed lines."
        ),
        "time-missing-cy": N_(
            "The time “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out of "
            "the English."
        ),
        "time-missing-en": N_(
            "The time “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out of"
            " the Welsh."
        ),
        "amount-differs": N_(
            "The amount is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "amount-missing-cy": N_(
            "The amount “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out of"
            " the English."
        ),
        "amount-missing-en": N_(
            "The amount “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out "
            "of the Welsh."
        ),
        "percentage-differs": N_(
            "The percentage is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "percentage-missing-cy": N_(
            "The percentage “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it "
            "out of the English."
        ),
        "percentage-missing-en": N_(
            "The percentage “{cy}” is in the Welsh but not in the English. Add it to the English, or take it "
            "out of the Welsh."
        ),
        "number-differs": N_(
            "The number is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "number-missing-cy": N_(
            "The number “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out of"
            " the English."
        ),
        "number-missing-en": N_(
            "The number “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out "
            "of the Welsh."
        ),
    }
)
