"""Kinds of entries, as a person chooses them: those that an officer looks for."""

from typing import Final

from cydbost_bot.office.words import N_

KINDS: Final = {
    "version.written": N_("a text was written"),
    "approval.given": N_("an approval"),
    "approval.voided": N_("an approval ended"),
    "posting.sent-back": N_("a post was sent back"),
    "finding.found": N_("something was found"),
    "finding.accepted": N_("a warning was accepted"),
    "posting.moved": N_("a post moved on"),
    "pair.live": N_("both languages live"),
    "pair.half": N_("one language alone"),
    "emergency.raised": N_("an emergency in English first"),
    "welsh.live": N_("the Welsh of an emergency live"),
    "deadline.breached": N_("Welsh that was late"),
    "emergency.reviewed": N_("an emergency reviewed"),
    "reply.live": N_("an answer live"),
    "comment.language-corrected": N_("a comment’s language corrected"),
    "comment.no-answer": N_("no answer needed"),
    "account.stopped": N_("an account was stopped"),
    "all.stopped": N_("everything was stopped"),
    "settings.set": N_("settings were set"),
}
