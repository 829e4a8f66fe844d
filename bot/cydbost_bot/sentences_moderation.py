"""What was done about a comment besides answering it, in words: hidden, removed, answered in private."""

from typing import Final

from cydbost_bot.i18n import N_

#: What a platform was asked to do about a comment.
MODERATIONS: Final = {
    "hide": N_("hide the comment"),
    "show": N_("show the comment again"),
    "remove": N_("remove the comment"),
    "private": N_("private answer, for its author alone"),
}
#: How far it came.
MODERATION_STATES: Final = {
    "asked": N_("asked for, and not known whether it was done"),
    "done": N_("done"),
    "unknown": N_("not known whether the platform did it"),
    "refused": N_("not done"),
}
#: How a comment stands besides its answer, and how that is said where only the platform knows.
MARKS: Final = {
    "hidden": N_("hidden"),
    "removed": N_("removed"),
    "answered_privately": N_("answered in private"),
}
UNCLEAR_MARKS: Final = {
    "hidden": N_("not known whether hidden"),
    "removed": N_("not known whether removed"),
    "answered_privately": N_("not known whether answered in private"),
}
#: What the record says of it.
ACT_ENTRIES: Final = {
    "comment.act-asked": N_("The platform was asked for this, for a reason that was given: {moderation}."),
    "comment.act-asked>language": N_("A private answer was written: {language}."),
    "comment.act-done": N_("The platform did it: {moderation}."),
    "comment.act-done>said": N_("A person looked and says that it was done: {moderation}."),
    "comment.act-unknown": N_("It is not known whether the platform did it: {moderation}."),
    "comment.act-refused": N_("The platform did not do it, because {error}: {moderation}."),
    "comment.act-refused>said": N_("A person looked and says that it was not done: {moderation}."),
}
#: Why the queue says no.
MODERATION_ERRORS: Final = {
    "cannot_moderate": N_(
        "On {platform} Cydbost cannot hide a comment, remove it or answer it in private. Do it there by hand: {place}"
    ),
    "comment_removed": N_("{ref} was removed from the platform: nothing more can be done about it there."),
    "private_done": N_("{ref} was answered in private already, and that is done once."),
    "private_unclear": N_(
        "It is not known whether the private answer to {ref} was sent, and it is not sent again by itself. Look on the "
        "platform, then say what you saw: “cydbost comment answer-privately {ref} --sent”, or --not-sent."
    ),
    "private_under_way": N_("The private answer to {ref} may be on its way at this moment. Try again in five minutes."),
    "nothing_private": N_("No private answer to {ref} is unclear: there is nothing to settle."),
    "private_stopped": N_(
        "No private answer leaves {account} now: the account or everything is stopped, its channel is off, or the "
        "queue was restored and is not open. See “cydbost doctor”."
    ),
}
