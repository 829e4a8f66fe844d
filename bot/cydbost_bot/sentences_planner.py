"""The sentences of the calendar: its refusals, and what its entries say."""

from typing import Final

from cydbost_bot.i18n import N_

ERRORS: Final = {
    "moved_meanwhile": N_("Somebody else has moved {ref} meanwhile. Look at where it is now, and move it from there."),
    "no_staged_plan": N_("This plan is no longer kept. Bring the file in again."),
    "no_feed_key": N_("There is no such address of yours. Look at the list of those you have."),
    "feed_keys_many": N_("You have {most} addresses, which is the most there may be. Take one back first."),
}

ENTRIES: Final = {
    "feed-key.made": N_("An address was made at which a calendar program reads the plan."),
    "feed-key.revoked": N_("The address was taken back; the plan can no longer be read there."),
}

SUBJECTS: Final = {"feed": N_("Calendar address {number}")}
