"""What is said where a rule is broken that is not about one fact."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cydbost_language.wording.marking import N_

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty-cy": N_("There is no Welsh text. Write the Welsh version."),
        "empty-en": N_("There is no English text. Write the English version."),
        "stub-cy": N_("The Welsh only holds the place of a text still to come (“{text}”). Write the Welsh version."),
        "stub-en": N_(
            "The English only holds the place of a text still to come (“{text}”). Write the English version."
        ),
        "copied": N_("The Welsh and the English are the same text. Translate one of them."),
        "swapped": N_("The Welsh is in the place of the English and the English in the place of the Welsh. Swap them."),
        "wrong-language-cy": N_("The Welsh version is in English (“{text}”). Put the Welsh in its place."),
        "wrong-language-en": N_("The English version is in Welsh (“{text}”). Put the English in its place."),
        "sentence-astray-cy": N_(
            "This sentence of the Welsh is in English: “{text}”. Translate it, or put it in quotation marks "
            "if it is quoted."
        ),
        "sentence-astray-en": N_(
            "This sentence of the English is in Welsh: “{text}”. Translate it, or put it in quotation marks "
            "if it is quoted."
        ),
        "unrelated": N_(
            "The Welsh and the English are not of the same message: hardly a word of one answers the other. Put the "
            "right text in each."
        ),
        "hardly-related": N_(
            "The Welsh and the English may not be of the same message: few words of one answer the other. Read both "
            "together, and correct the one that is wrong."
        ),
        "item-missing-cy": N_(
            "The Welsh has fewer list items than the English ({cy} against {en}). Add what is missing from the Welsh."
        ),
        "item-missing-en": N_(
            "The English has fewer list items than the Welsh ({en} against {cy}). Add what is missing from the English."
        ),
        "sentence-missing-cy": N_(
            "The Welsh says less than the English: nothing in it answers “{en}”. Add it to the Welsh, or take"
            " it out of the English."
        ),
        "sentence-missing-en": N_(
            "The English says less than the Welsh: nothing in it answers “{cy}”. Add it to the English, or "
            "take it out of the Welsh."
        ),
        "line-missing-cy": N_(
            "The Welsh is shorter and has fewer lines than the English ({cy} against {en}). Add what is "
            "missing from the Welsh."
        ),
        "line-missing-en": N_(
            "The English is shorter and has fewer lines than the Welsh ({en} against {cy}). Add what is "
            "missing from the English."
        ),
        "far-shorter-cy": N_(
            "The Welsh is far shorter than the English. Read both, and add what is missing from the Welsh."
        ),
        "far-shorter-en": N_(
            "The English is far shorter than the Welsh. Read both, and add what is missing from the English."
        ),
        "date-year-differs": N_(
            "The date has a different year: “{cy}” in the Welsh, “{en}” in the English. Correct the one that is wrong."
        ),
        "date-year-missing": N_(
            "Only one version gives the year: “{cy}” in the Welsh, “{en}” in the English. Give it in both or "
            "in neither."
        ),
        "date-weekday-differs": N_(
            "The date has a different day of the week: “{cy}” in the Welsh, “{en}” in the English. Correct "
            "the one that is wrong."
        ),
        "date-weekday-missing": N_(
            "Only one version gives the day of the week: “{cy}” in the Welsh, “{en}” in the English. Give it "
            "in both if readers need it."
        ),
        "calendar-impossible": N_(
            "“{date}” is not in the calendar: the date does not exist, or it falls on another day of the "
            "week. Check the date, then correct it in both versions."
        ),
        "email-twin-unproven": N_(
            "“{cy}” and “{en}” look like the Welsh and the English address of one inbox. Check that both are right."
        ),
        "link-twin-unproven": N_(
            "“{cy}” and “{en}” may be one page in two languages. Open both, then add them to the agreed links."
        ),
        "link-english-page": N_(
            "The Welsh leads to an English page: “{link}”. Put the address of the Welsh page in its place."
        ),
        "link-welsh-page": N_(
            "The English leads to a Welsh page: “{link}”. Put the address of the English page in its place."
        ),
        "card-missing-cy": N_(
            "The English has a link card ({en}) and the Welsh has none. Add the Welsh page’s link, or take "
            "the card off the English."
        ),
        "card-missing-en": N_(
            "The Welsh has a link card ({cy}) and the English has none. Add the English page’s link, or take "
            "the card off the Welsh."
        ),
        "card-differs": N_(
            "The link cards lead to different things: {cy} in the Welsh, {en} in the English. Link both to "
            "the same page, each in its own language."
        ),
        "card-unproven": N_(
            "The link cards {cy} and {en} may be one page in two languages. Open both, then add them to the "
            "agreed links."
        ),
        "card-wrong-language-cy": N_(
            "The link card of the Welsh leads to an English page: {link}. Put the address of the Welsh page "
            "in its place."
        ),
        "card-wrong-language-en": N_(
            "The link card of the English leads to a Welsh page: {link}. Put the address of the English page "
            "in its place."
        ),
        "hashtag-left-english": N_("The Welsh has the English hashtag {cy}. Put its agreed Welsh one in its place."),
        "hashtag-unagreed": N_(
            "{cy} and {en} are not on the list of agreed hashtags. Check that they mean the same, then add them."
        ),
        "mention-left-english": N_(
            "The Welsh mentions the English account {cy}. Put its agreed Welsh account in its place."
        ),
        "mention-unagreed": N_(
            "{cy} and {en} are not on the list of agreed accounts. Check that they belong to one body, then add them."
        ),
        "media-count": N_("The Welsh has {cy} attachments and the English {en}. Give both versions the same ones."),
        "alt-missing-cy": N_(
            "“{name}” has no description in Welsh. Describe in Welsh what it shows, for people who cannot see it."
        ),
        "alt-missing-en": N_(
            "“{name}” has no description in English. Describe in English what it shows, for people who cannot see it."
        ),
        "alt-language-cy": N_("The Welsh description of “{name}” is in English: “{text}”. Describe it in Welsh."),
        "alt-language-en": N_("The English description of “{name}” is in Welsh: “{text}”. Describe it in English."),
        "picture-words-cy": N_(
            "The words in the picture “{name}” are not Welsh. Give the Welsh version a picture whose words are Welsh, "
            "or are in both languages."
        ),
        "picture-words-en": N_(
            "The words in the picture “{name}” are not English. Give the English version a picture whose words are "
            "English, or are in both languages."
        ),
        "picture-words-shared": N_(
            "The picture “{name}” has words in one language and is the same in both versions. Give each version a "
            "picture of its own, or one picture with its words in both languages."
        ),
        "picture-words-uneven": N_(
            "The picture “{name}” has words in it, and its counterpart has none. Check that both versions say the same."
        ),
        "alt-copied": N_(
            "“{name}” has the same description in both versions: “{text}”. Describe it in each version’s own language."
        ),
    }
)
