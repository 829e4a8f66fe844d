"""The translator's work in words: what is asked for, who has it, links for people outside, why the queue says no."""

from typing import Final

from cydbost_bot.i18n import N_, _
from cydbost_queue.outside_names import outside_name

#: What people may do.
TRANSLATION_RIGHTS: Final = {
    "translate": N_("take a translation"),
    "invite-translator": N_("make a link for a translator outside the council"),
}
TRANSLATION_FIELDS: Final = {"name": N_("name")}
#: What the record says of it.
TRANSLATION_ENTRIES: Final = {
    "translation.asked": N_("A translation was asked for, of {words} words: {version}."),
    "translation.asked>due": N_("A translation was asked for, of {words} words, by {due}: {version}."),
    "translation.taken": N_("{by} took the translation: {version}."),
    "translation.given-back": N_("{by} no longer has the translation: {version}."),
    "translation.given": N_("The translation that {asked_by} had asked for was given: {version}."),
    "translation.dropped": N_("The translation that {asked_by} had asked for is no longer wanted: {version}."),
    "link.made": N_("A link was made by which {author} may give one text, until {expires}: {version}."),
    "link.revoked": N_("The link of {author} opens nothing any more: {version}."),
    "link.spent": N_("{author} sent the text by the link, which opens nothing any more: {version}."),
}
#: Why the queue says no.
TRANSLATION_ERRORS: Final = {
    "nothing_owed": N_("Nothing of {ref} has to be translated now: both versions are there, and neither is stale."),
    "nothing_to_translate": N_("{ref} has no version to translate from. Write that one first."),
    "translation_asked": N_("{by} has asked for this translation of {ref} already."),
    "translation_taken": N_("{by} has taken the translation of {ref}. Take another, or take it over from them."),
    "not_your_translation": N_("{by} has the translation of {ref}: only they can give it back."),
    "not_your_request": N_("{by} asked for the translation of {ref}: only they can take that back."),
    "emergency_owes_welsh": N_("The Welsh of the emergency {ref} is owed, whoever asked for it. Write it."),
    "no_request": N_("Nobody is waiting for this translation of {ref}: it was given, or is no longer wanted."),
    "outside_has_it": N_("{by} has a link for the translation of {ref}. Take the link back first."),
    "link_too_long": N_("A link opens for {days} days at most. Choose a shorter time."),
    "no_open_link": N_("No link for {ref} is open: it was used, taken back, or has run out."),
    "no_link": N_("This address opens no translation. See that the whole of it was copied."),
    "link_spent": N_("This translation has been sent. The link cannot be used again."),
    "link_ended": N_("This link opens nothing any more. Ask the council for a new one."),
    "source_changed": N_("The text to be translated has changed. Read it again, mend your translation, then send it."),
    "alts_missing": N_("There are {files} pictures and {given} descriptions. Describe each picture."),
}
#: What people are told, in a sentence.
TRANSLATION_NOTICES: Final = {
    "translation_wanted": N_("{by} asks for a translation of {ref}: {version}."),
    "translation_asked": N_("{by} asks for a translation of {ref} by {due}: {version}."),
    "translation_given": N_("{by} has given what you asked for of {ref}: {version}. It waits to be approved."),
}
#: What such a notice is about, in a few words.
TRANSLATION_NOTICE_NAMES: Final = {
    "translation_wanted": N_("a translation is asked for"),
    "translation_asked": N_("a translation is asked for by a time"),
    "translation_given": N_("a translation was given"),
}
#: What to do now, and the first line, by the notice's code.
TRANSLATION_NEXT: Final = {
    "translation_wanted": N_("See it: cydbost post show {ref}"),
    "translation_asked": N_("See it: cydbost post show {ref}"),
    "translation_given": N_("See it: cydbost post show {ref}"),
}
TRANSLATION_TITLES: Final = {
    "translation_wanted": N_("{ref}: to be translated"),
    "translation_asked": N_("{ref}: to be translated"),
    "translation_given": N_("{ref}: translated"),
}
#: A person who is none of the council's own.
OUTSIDE: Final = N_("{name} (outside the council)")


def person_name(name: object) -> str:
    """Return what a person is called whom the record names; of one outside the council, that they are."""
    outside = outside_name(str(name))
    return str(name) if outside is None else _(OUTSIDE).format(name=outside)
