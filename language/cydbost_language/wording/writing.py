"""What is said of slips of writing, of tone, and of the council's own terms."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cydbost_language.wording.marking import N_

WRITING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "characters-broken": N_(
            "Characters were broken when this was copied: “{text}”. Type the word again, and look for others."
        ),
        "character-lost": N_("A letter was lost when this was copied: “{text}”. Type the word again with its letter."),
        "accents-apart": N_(
            "“{text}” is stored as a letter and an accent apart, which some screen readers stumble over. Type the "
            "letter again, and look for others."
        ),
        "apostrophes-mixed": N_(
            "Straight and curly apostrophes are mixed: this “{text}” is the rarer. Use one kind throughout."
        ),
        "apostrophe-wrong": N_("“{text}” stands where an apostrophe should. Put an apostrophe in its place."),
        "spaces-doubled": N_("There are two spaces where one is enough. Take one out."),
        "character-invisible": N_("There is an invisible character here ({text}). Delete it and type the space again."),
        "accent-lost": N_("“{text}” has lost its accent. Write “{meant}”, unless it is a name."),
        "word-unlikely": N_("“{text}” is in no dictionary. If “{meant}” was meant, write that."),
        "emoji-missing-cy": N_("The English has {en} and the Welsh has not. Use the same emoji in both."),
        "emoji-missing-en": N_("The Welsh has {cy} and the English has not. Use the same emoji in both."),
        "emoji-differs": N_("The Welsh has {cy} where the English has {en}. Use the same emoji in both."),
        "exclamation-missing-cy": N_(
            "The English has an exclamation mark and the Welsh has none. Use the same tone in both."
        ),
        "exclamation-missing-en": N_(
            "The Welsh has an exclamation mark and the English has none. Use the same tone in both."
        ),
        "capitals-missing-cy": N_(
            "“{en}” is in capitals and the Welsh has no capitals to match. Use the same tone in both."
        ),
        "capitals-missing-en": N_(
            "“{cy}” is in capitals and the English has no capitals to match. Use the same tone in both."
        ),
        "cut-off-cy": N_(
            "The Welsh breaks off (“{cy}”) and the English does not. Write the Welsh in full, or end both alike."
        ),
        "cut-off-en": N_(
            "The English breaks off (“{en}”) and the Welsh does not. Write the English in full, or end both alike."
        ),
        "shorter-cy": N_("The Welsh is much shorter than the English. Read both: is something left out of the Welsh?"),
        "shorter-en": N_(
            "The English is much shorter than the Welsh. Read both: is something left out of the English?"
        ),
        "term-missing-cy": N_(
            "“{en}” is “{meant}” on the council’s list of terms, and the Welsh does not say so. Use the agreed term."
        ),
        "term-missing-en": N_(
            "“{cy}” is “{meant}” on the council’s list of terms, and the English does not say so. Use the agreed term."
        ),
        "acronym-missing-cy": N_(
            "“{en}” is “{meant}” on the council’s list of names, and the Welsh does not have it. Use the agreed name."
        ),
        "acronym-missing-en": N_(
            "“{cy}” is “{meant}” on the council’s list of names, and the English does not have it. Use the agreed name."
        ),
    }
)
