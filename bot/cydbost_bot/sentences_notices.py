"""What people are told by the queue, and what is wrong where the record is not whole."""

from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.sentences_inbox import INBOX_NOTICES
from cydbost_bot.sentences_incident import INCIDENT_NOTICES
from cydbost_bot.sentences_translation import TRANSLATION_NOTICES

#: By the notice's code.
NOTICES: Final = {
    **INBOX_NOTICES,
    **INCIDENT_NOTICES,
    **TRANSLATION_NOTICES,
    "posting_held": N_("{ref} is held: {why}. Look at it and give it a new time, or withdraw it."),
    "parts_wait": N_(
        "The message that begins with {ref} has {parts} parts. Out: {out}. Waiting: {waiting}. See “cydbost post show "
        "{ref}”; then give them a time, or withdraw all of it."
    ),
    "occurrence_waits": N_("{ref} was made for {slot} and waits: approve its series, or look at what was found."),
    "welsh_owed": N_("The Welsh of {ref} is owed by {due}. Write it."),
    "welsh_due": N_("The Welsh of {ref} is owed by {due}: {percent}% of the time has passed."),
    "welsh_late": N_("The Welsh of {ref} is late: it was owed by {due}. Write it now."),
    "break_glass": N_("{by} acted alone in the emergency {ref}. Review it."),
    "delivery_failed": N_("{subject}: {account} did not take it, because {error}. Mend the cause, then try again."),
    "delivery_differs": N_("{subject}: what the public sees on {account} differs from what was sent. Look at it."),
    "delivery_not_visible": N_("{subject}: it is not to be seen on {account}, though it was sent. Look there."),
    "batch_fault": N_("{subject}: Cydbost met a fault of its own while sending to {account}. See its log."),
    "clock_off": N_("The clock is off by {seconds} seconds, so no post whose time comes is let go. Set the clock."),
    "delivery_unclaimed": N_("{subject}: due since {since}, and no worker takes it. See whether a worker runs."),
    "lease_endless": N_(
        "{subject}: a worker holds it longer than any may. Set the clock of its machine, and restart it."
    ),
    "slot_unreleased": N_("{subject}: its time came at {since}, and no worker let it go. See whether a worker runs."),
    "worker_silent": N_("{subject} has given no sign of life since {since}. See whether it runs."),
    "token_expiring": N_(
        "The credentials of the account {account} run out at {expires}. Posts that wait for a time after that: "
        "{number}. Renew them before."
    ),
    "token_expired": N_(
        "The credentials of the account {account} ran out at {expires}: nothing can be sent to it. Posts that wait "
        "for a time after that: {number}. Renew them now."
    ),
    "budget_nearly_used": N_(
        "The channel {channel} has used {spent} of its budget of {budget} for {month}. See “cydbost channel usage”."
    ),
    "budget_used_up": N_(
        "The budget of the channel {channel} for {month} is used up: {spent} of {budget}. Until the next month, or "
        "until it is raised, no ordinary post goes there, and comments are read every quarter of an hour."
    ),
    "platform_ageing": N_("The channel {channel}: {ageing}. Look at {source}, and see whether it still holds."),
    "record_flawed": N_(
        "The record is not whole. {flaw} Keep the databases and their backups as they are, and have all of it verified."
    ),
    "strangers_found": N_(
        "After a restore, posts stand that the record does not know: {n}. See “cydbost dead-letter list”."
    ),
    "differences_found": N_(
        "Since the backup that was restored, posts were changed: {changed}; taken down: {gone}. See “cydbost "
        "dead-letter list”."
    ),
    "all_stopped": N_("{by} stopped everything. Nothing but emergencies goes out until “cydbost resume”."),
    "beside_others": N_("{ref} goes out soon, and nobody has decided this: {what}"),
    "preflight_failed": N_("{ref} cannot go out as it stands: {account}: {error}. Mend it before its time."),
    "half_changed": N_("{subject}: on {channel} only one language was changed; {policy}."),
    "posting_sent_back": N_("{by} sent {ref} back: see why, and write it anew."),
    "change_waits": N_("A change of {ref}, which is live, waits to be approved."),
    "change_refused": N_("The change of {ref} was not made, because {error}. The public sees what it saw."),
    "change_failed": N_("The change of {ref} could not go out whole. Look at it, then try it again or drop it."),
    "delivery_stands": N_("{subject}: it must come down and still stands on {account}, because {error}. Take it down."),
    "half_down": N_("{subject}: on {channel} one language is down and the other still stands. Take it down there."),
    "account_stopped": N_("The account {account} was stopped by {by}: nothing is sent to it until it is resumed."),
    "hand_publish": N_("{ref}: post {version} on {account} by hand, then give its address."),
    "hand_edit": N_("{ref}: change {version} on {account} by hand, then say so."),
    "hand_withdraw": N_("{ref}: take {version} down from {account} by hand, then say so."),
    "hand_recall": N_(
        "{ref} is withdrawn: do not post {version} on {account}. If it is out, take it down. Say which of the two."
    ),
    "hand_look": N_(
        "{ref}: look on {account} whether {version} was posted already. If it was, give its address; if not, post it."
    ),
    "hand_emergency": N_("{ref} is an emergency: see to {version} on {account} by hand, at once."),
    "hand_waits": N_("{ref}: {version} has waited since {since} for somebody to see to it by hand on {account}."),
    "gap_wide": N_("{subject}: on {channel} the two languages went live {gap} apart."),
}
UNKNOWN_NOTICE: Final = N_("{subject}: a notice of a kind that this version does not know ({code}).")

#: By the flaw's code; ``{place}`` says where.
FLAWS: Final = {
    "entry_missing": N_("{place}: the entry is missing."),
    "entry_unlinked": N_("{place}: the entry does not follow from the one before it."),
    "entry_changed": N_("{place}: the entry was changed after it was written."),
    "chain_cut": N_("{place}: the record was cut off from here on."),
    "head_differs": N_("{place}: the entries do not end where the record says they end."),
    "head_missing": N_("{place}: the mark of where the entries end is gone."),
    "sealed_mark_differs": N_("{place}: the mark of how far the seals reach is not where they end."),
    "seal_unlinked": N_("{place}: the seal does not follow from the one before it; one is missing or was put in."),
    "seal_changed": N_("{place}: the seal was changed after it was made."),
    "seals_cut": N_("{place}: the seals do not end where the record says they end."),
    "sealed_entry_differs": N_("{place}: the entry is not the one that was sealed."),
    "checkpoint_differs": N_(
        "{place}: the seal is not the one that the checkpoint names: the record was written anew."
    ),
    "text_differs": N_("{place}: the text is not the one that was recorded for this revision."),
    "text_missing": N_("{place}: texts that were recorded are gone ({number})."),
    "state_differs": N_("{place}: the state is not the one that was recorded last."),
    "posting_missing": N_("{place}: the posting was recorded, and is gone."),
    "words_missing": N_("{place}: words that were recorded are gone."),
    "words_differ": N_("{place}: the words were changed after they were kept."),
}
UNKNOWN_FLAW: Final = N_("{place}: a flaw of a kind that this version does not know ({code}).")
#: A place in the record: what it is about, and the number of the entry or revision.
PLACE: Final = N_("{subject}, number {number}")
