"""The inbox in words: where a comment stands, what was done with it, why the queue says no, what people are told."""

from typing import Final

from cydbost_bot.i18n import N_

COMMENT_STATES: Final = {
    "open": N_("waits for an answer"),
    "proposed": N_("an answer waits for approval"),
    "answering": N_("an answer is on its way"),
    "answered": N_("answered"),
    "no-answer": N_("needs no answer"),
}
INBOX_RIGHTS: Final = {
    "answer": N_("answer a comment"),
    "approve-reply": N_("approve an answer"),
    "handle-comment": N_("assign, tag and mark a comment"),
    "moderate": N_("hide or remove a comment"),
    "correct-language": N_("correct a comment's language"),
}
#: Why others must know of a comment at once.
CONCERNS: Final = {
    "safeguarding": N_("safeguarding"),
    "threat-to-life": N_("a threat to life"),
    "press": N_("from the press"),
    "councillor": N_("from a councillor"),
}
NOTE_KINDS: Final = {
    "note": N_("note"),
    "language": N_("why the language was corrected"),
    "concern": N_("about the mark"),
    "sent-back": N_("why an answer was sent back"),
}
PROPOSAL_ENDS: Final = {
    "approved": N_("approved"),
    "sent-back": N_("sent back"),
    "taken-back": N_("taken back by its author"),
}
#: What the record says of it.
INBOX_ENTRIES: Final = {
    "comment.assigned": N_("It was given to nobody."),
    "comment.assigned>person": N_("It was given to {person}."),
    "comment.noted": N_("A note was written for colleagues."),
    "comment.tagged": N_("Its tags were changed; new: {added}; taken away: {removed}."),
    "comment.taken-over": N_("The answering was taken over from {before}."),
    "comment.escalated": N_("It was marked, with a reason: {concern}."),
    "comment.calmed": N_("The mark was taken away, with a reason: {concern}."),
    "preference.kept": N_("It is remembered until {until} that its author asked to be answered in: {reply_in}."),
    "preference.forgotten": N_("It was forgotten in which language its author asked to be answered."),
    "reply.proposed": N_("An answer was written and waits for approval: {language}."),
    "reply.proposed>private": N_("A private answer was written and waits for approval: {language}."),
    "reply.approved": N_("The answer by {by} was approved."),
    "reply.approved>private": N_("The private answer by {by} was approved."),
    "reply.sent-back": N_("The answer by {by} was sent back, with a reason."),
    "reply.taken-back": N_("The answer was taken back by its author."),
}
#: Why the queue says no.
INBOX_ERRORS: Final = {
    "comment_taken": N_("{by} is answering {ref} since {since}. Wait, or take it over."),
    "nothing_proposed": N_("No answer to {ref} waits for approval."),
    "own_reply": N_("{actor} wrote the answer to {ref}, so someone else must approve it."),
    "not_own_reply": N_("The answer to {ref} is by {by}: only its author can take it back. Send it back instead."),
    "private_needs_platform": N_("A private answer is approved in the office, where its platform is at hand: {ref}."),
    "colleague_cannot": N_("{person} may not answer comments. Give {ref} to somebody who may."),
    "colleague_language": N_(
        "{ref} is to be answered in: {wanted}. {person} does not have that. Choose somebody else."
    ),
    "no_consent": N_("The author of {ref} has to agree before it is remembered. Ask them, then say that they agreed."),
    "author_unknown": N_("The platform does not tell who wrote {ref}, so nothing can be remembered of them."),
    "nothing_remembered": N_("Nothing is remembered of how the author of {ref} asked to be answered."),
    "too_many_tags": N_("There are more than {limit} tags. Take some away."),
    "tag_unusable": N_("“{tag}” cannot be a tag. Use up to 32 letters and figures, with hyphens between words."),
    "marked_already": N_("{ref} is marked already: {concern}."),
    "not_marked": N_("{ref} bears no mark: there is nothing to take away."),
}
#: What people are told, by the notice's code; then its few words, what to do now, and its first line.
INBOX_NOTICES: Final = {
    "comment_urgent": N_("{by} marked the comment {ref}: {concern}. Look at it now."),
    "comment_marked": N_("{by} marked the comment {ref}: {concern}. Look at it."),
}
INBOX_NOTICE_NAMES: Final = {
    "comment_urgent": N_("a comment about somebody’s safety"),
    "comment_marked": N_("a comment that others must know of"),
}
_SHOW: Final = N_("See it: cydbost comment show {ref}")
INBOX_NOTICE_NEXT: Final = {"comment_urgent": _SHOW, "comment_marked": _SHOW}
INBOX_NOTICE_TITLES: Final = {
    "comment_urgent": N_("{ref}: SOMEBODY’S SAFETY"),
    "comment_marked": N_("{ref}: look at this comment"),
}
