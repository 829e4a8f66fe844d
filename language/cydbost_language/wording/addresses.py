"""What is said of telephone numbers, addresses, tags and accounts that differ."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cydbost_language.wording.marking import N_

ADDRESSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "phone-differs": N_(
            "The phone number is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that "
            "is wrong. If the Welsh line has a number of its own, add both to the agreed lines."
        ),
        "phone-missing-cy": N_(
            "The phone number “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it "
            "out of the English."
        ),
        "phone-missing-en": N_(
            "The phone number “{cy}” is in the Welsh but not in the English. Add it to the English, or take "
            "it out of the Welsh."
        ),
        "postcode-differs": N_(
            "The postcode is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "postcode-missing-cy": N_(
            "The postcode “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out "
            "of the English."
        ),
        "postcode-missing-en": N_(
            "The postcode “{cy}” is in the Welsh but not in the English. Add it to the English, or take it "
            "out of the Welsh."
        ),
        "email-differs": N_(
            "The e-mail address is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one "
            "that is wrong. If the Welsh address is a different one on purpose, add both to the agreed lines."
        ),
        "email-missing-cy": N_(
            "The e-mail address “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take "
            "it out of the English."
        ),
        "email-missing-en": N_(
            "The e-mail address “{cy}” is in the Welsh but not in the English. Add it to the English, or take"
            " it out of the Welsh."
        ),
        "link-differs": N_(
            "The link is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is "
            "wrong. If they are two pages of one thing, add them to the agreed links."
        ),
        "link-missing-cy": N_(
            "The link “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out of "
            "the English."
        ),
        "link-missing-en": N_(
            "The link “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out of"
            " the Welsh."
        ),
        "hashtag-differs": N_(
            "The hashtag is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is "
            "wrong. If they belong together, add them to the agreed hashtags."
        ),
        "hashtag-missing-cy": N_(
            "The hashtag “{en}” is in the English but not in the Welsh. Add it to the Welsh, or take it out "
            "of the English."
        ),
        "hashtag-missing-en": N_(
            "The hashtag “{cy}” is in the Welsh but not in the English. Add it to the English, or take it out"
            " of the Welsh."
        ),
        "mention-differs": N_(
            "The account mentioned is different: “{cy}” in the Welsh, “{en}” in the English. Correct the one "
            "that is wrong. If they are two accounts of one body, add them to the agreed mentions."
        ),
        "mention-missing-cy": N_(
            "The account mentioned “{en}” is in the English but not in the Welsh. Add it to the Welsh, or "
            "take it out of the English."
        ),
        "mention-missing-en": N_(
            "The account mentioned “{cy}” is in the Welsh but not in the English. Add it to the English, or "
            "take it out of the Welsh."
        ),
    }
)
