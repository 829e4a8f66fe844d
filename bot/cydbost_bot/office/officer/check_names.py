"""What the comparison's checks are called where a person reads them."""

from typing import Final

from cydbost_bot.i18n import current
from cydbost_bot.office.words import N_, gettext
from cydbost_language import Language
from cydbost_language.messages import explain_check

NAMES: Final = {
    "presence": N_("a missing text"),
    "language": N_("the language of the text"),
    "correspondence": N_("the same message"),
    "structure": N_("the same order"),
    "dates": N_("dates"),
    "calendar": N_("days of the week"),
    "times": N_("times"),
    "amounts": N_("amounts of money"),
    "percentages": N_("percentages"),
    "numbers": N_("numbers"),
    "phones": N_("phone numbers"),
    "postcodes": N_("postcodes"),
    "emails": N_("e-mail addresses"),
    "links": N_("links"),
    "card": N_("link cards"),
    "hashtags": N_("hashtags"),
    "mentions": N_("accounts named"),
    "media": N_("pictures"),
    "rights": N_("rights in pictures"),
    "personal": N_("personal information"),
    "permission": N_("names that need permission"),
    "insults": N_("insults"),
    "quotations": N_("quotations"),
    "mojibake": N_("broken letters"),
    "terms": N_("the council’s terms"),
    "acronyms": N_("acronyms"),
    "shortening": N_("a much shorter version"),
    "emphasis": N_("capitals and exclamation marks"),
    "orthography": N_("signs and spaces"),
    "accents": N_("accents"),
    "spelling": N_("spelling"),
    "near": N_("another post near it in time"),
    "repeat": N_("the same said again"),
    "frequency": N_("too many posts"),
    "length": N_("length"),
}


def check_name(name: str) -> str:
    """Return what a check is called; one that is not known by its code."""
    return gettext(NAMES[name]) if name in NAMES else name


def check_teaches(name: str) -> str:
    """Return what a check catches; nothing for one that is not of the language layer."""
    try:
        return explain_check(name, Language(current()))
    except KeyError:
        return ""
