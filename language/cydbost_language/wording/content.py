"""What is said where a text breaks the council's rules of content."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cydbost_language.wording.marking import N_

CONTENT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "national-insurance": N_("“{text}” is a National Insurance number. Take it out: it is personal information."),
        "health-number": N_("“{text}” is an NHS number. Take it out: it is personal information."),
        "private-mobile": N_(
            "“{text}” is a mobile telephone number. Take it out unless its owner has agreed; a number of the council’s "
            "own belongs among its own lines in the settings."
        ),
        "private-email": N_(
            "“{text}” is an address at a private e-mail service. Take it out unless its owner has agreed, or give a "
            "council address."
        ),
        "person-address": N_(
            "“{text}” gives a person’s name with an address. Take one of them out unless that person has agreed."
        ),
        "name-permission": N_(
            "“{text}” is named. Take the name out unless they have given their permission; add those who have to the "
            "council’s list."
        ),
        "offensive-word": N_("“{text}” is offensive. Take it out, or say it in another way."),
        "quotation-unmarked-cy": N_(
            "The English quotes someone (“{text}”) and the Welsh has no quotation marks. Mark the quotation in both."
        ),
        "quotation-unmarked-en": N_(
            "The Welsh quotes someone (“{text}”) and the English has no quotation marks. Mark the quotation in both."
        ),
        "rights-unnoted": N_(
            "Nothing is noted of the right to use {name}. Say who took it, its licence, or who gave leave."
        ),
        "quotation-unsourced": N_("This quotes someone without saying who: “{text}”. Say whose words they are."),
    }
)
