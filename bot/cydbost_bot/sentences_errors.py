"""Why the queue says no: a sentence for each code of its errors and for each obstacle at the gate."""

from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.sentences_compose import COMPOSE_ERRORS
from cydbost_bot.sentences_inbox import INBOX_ERRORS
from cydbost_bot.sentences_incident import INCIDENT_ERRORS
from cydbost_bot.sentences_lists import LIST_ERRORS
from cydbost_bot.sentences_moderation import MODERATION_ERRORS
from cydbost_bot.sentences_people import PEOPLE_ERRORS
from cydbost_bot.sentences_planner import ERRORS as PLANNER_ERRORS
from cydbost_bot.sentences_translation import TRANSLATION_ERRORS

#: What happened and how to mend it, by the error's code.
ERRORS: Final = {
    **INCIDENT_ERRORS,
    **MODERATION_ERRORS,
    **INBOX_ERRORS,
    **LIST_ERRORS,
    **TRANSLATION_ERRORS,
    **COMPOSE_ERRORS,
    **PLANNER_ERRORS,
    **PEOPLE_ERRORS,
    # there is no such thing
    "no_posting": N_("There is no posting {ref}. See “cydbost post list”."),
    "no_comment": N_("There is no comment {ref}. See “cydbost comment list”."),
    "no_account": N_("There is no account {account}. See “cydbost channel list”."),
    "no_channel": N_("There is no channel {channel}. There are: {known}."),
    "no_series": N_("There is no series {ref}. See “cydbost series list”."),
    "no_finding": N_("{ref} has no finding {finding} as its texts stand now. Look at it again."),
    # what was handed in
    "text_too_long": N_("The {field} has {length} characters; {limit} is the most. Shorten it."),
    "text_unshowable": N_(
        "The {field} holds a character that cannot be shown ({letter}, at place {place}). Take it out."
    ),
    "text_empty": N_("The {field} is empty. Write it."),
    "too_many_files": N_("There are more than {limit} files. Take some away."),
    "link_unusable": N_("The link {link} does not begin with https://. Write it whole."),
    "slot_past": N_("The time has passed: {slot}. Give one that is still to come."),
    "written_meanwhile": N_("{by} wrote a newer text of {ref} meanwhile. Look at it, then make your change again."),
    # where a posting stands
    "posting_move": N_("A posting cannot go from “{now}” to “{to}”."),
    "delivery_move": N_("A delivery cannot go from “{now}” to “{to}”."),
    "not_divisible": N_(
        "{ref} cannot be divided: its state is “{state}”, or it is an emergency. An emergency is one post: shorten it."
    ),
    "divided_already": N_("{ref} is divided already. Edit its parts; “cydbost post show {ref}” names them."),
    "one_version_only": N_("{ref} has one version only. Write the other, then divide both."),
    "no_threads": N_(
        "{channel} is on {platform}, where a post cannot continue another. Shorten the post, or write this channel one "
        "of its own and divide the other."
    ),
    "posting_live": N_(
        "{ref} cannot be written now: its state is “{state}”. Wait until it has gone out, or withdraw it."
    ),
    "stopped_already": N_("{by} has stopped everything already, at {at}."),
    "nothing_stopped": N_("Nothing is stopped: there is nothing to let go."),
    "undecided": N_("Decide about each post that waits; these have no decision yet: {refs}."),
    "not_waiting": N_("These do not wait to go out: {refs}. See “cydbost resume --review”."),
    "change_has_no_time": N_("A change of {ref} can go or be cancelled; it has no time of its own."),
    "nothing_changed": N_("{ref} says that already: nothing is changed."),
    "no_change": N_("No change of {ref} is waiting: its state is “{state}”."),
    "change_partly_out": N_(
        "Part of the change of {ref} is before the public. Try it again with “cydbost post retry {ref}”, or withdraw "
        "it."
    ),
    "expires_first": N_("{ref} would run out at {expires}, before it goes out. Change one of the two times."),
    "english_is_out": N_("The English of {ref} is before the public. Write its Welsh, or withdraw it."),
    "already_released": N_("{ref} has gone out or is going out: its state is “{state}”. Withdraw it if it must go."),
    "already_withdrawn": N_("{ref} is withdrawn already."),
    "no_slot": N_("{ref} has no time to take away."),
    "nothing_to_retry": N_("Nothing of {ref} has failed, or it is withdrawn: there is nothing to try again."),
    "not_approvable": N_("{ref} cannot be approved: its state is “{state}”."),
    "gate_closed": N_("{ref} may not go out yet."),
    # modes
    "switched_off": N_(
        "The channel {channel} is off, so nothing new can go there. Choose other channels, or have an administrator "
        "set its mode."
    ),
    "emergencies_only": N_(
        "The channel {channel} is kept for emergencies. Choose other channels, or have an administrator set its mode."
    ),
    # series
    "rule_unusable": N_("“{rule}” is no rule that a series can have: {part}. See “cydbost series add --help”."),
    "rule_never": N_("“{rule}” names no day at all. Change the rule or its end."),
    "no_pattern": N_(
        "{ref} cannot be the pattern of a series: its state is “{state}”. Take a draft or a ready post without a time "
        "and without an end."
    ),
    "is_pattern": N_(
        "{ref} is the pattern of {series} and never goes out itself. Act on an occurrence, or stop the series with "
        "“cydbost series stop {series}”."
    ),
    "no_occurrence": N_("{series} has no place on {day}. See “cydbost series show {series}”."),
    "skipped_already": N_("{series} leaves out {day} already."),
    "not_skipped": N_("{series} does not leave out {day}: there is nothing to put back."),
    "series_over": N_("{series} is over by then: there is nothing to stop."),
    # quiet periods
    "no_quiet": N_("There is no quiet period {ref}. See “cydbost quiet list”."),
    "quiet_ends_first": N_("A quiet period cannot end at {ends}, before it begins. Change one of the two times."),
    "quiet_over": N_("The quiet period {ref} is over already."),
    # approving and findings
    "own_text": N_("{actor} wrote in {version} of {ref}, so someone else must approve it."),
    "finding_not_acceptable": N_("The finding {finding} cannot be accepted (“{severity}”). Mend the text."),
    "findings_stand": N_("The English has faults of its own. Mend them, or send it despite them."),
    # emergencies
    "no_category": N_("There is no emergency category {category}. There are: {known}."),
    "authoriser_missing": N_("Nobody authorised this. Name an authoriser, or break the glass and be reviewed after."),
    "own_authorisation": N_("{actor} cannot authorise their own emergency. Name someone else."),
    "template_not_approved": N_(
        "The words of the template {template} were not approved in advance. Have the Welsh language officer approve "
        "them, or break the glass and be reviewed after."
    ),
    "nothing_to_review": N_("{ref} was no English-first exception and no officer acted alone: nothing to review."),
    "reviewed_already": N_("{by} has reviewed {ref} already."),
    # answering
    "no_reply_language": N_("A comment is answered in cy, en or both; “{language}” is none of these."),
    "comment_closed": N_("{ref} needs no more: its state is “{state}”."),
    "answer_languages": N_("{ref} must be answered in: {wanted}. What was given: {given}."),
    "answer_faulty": N_("The answer may not go out as it stands. Mend it."),
    # the record
    "no_checkpoint": N_(
        "That is no checkpoint. Give the line that “cydbost audit checkpoint” printed, such as 12:3f…."
    ),
    # people
    "denied": N_("{actor} may not do this: {right}. One of these roles is needed: {roles}."),
    # the database
    "store_missing": N_("There is no database yet. Make it with “cydbost init”."),
    "store_outdated": N_("The database is of an older version. Bring it up to date with “cydbost init”."),
    "store_too_new": N_("The database was made by a newer version of Cydbost. Install that version."),
    "store_not_a_database": N_("The database file is not a database, or is damaged. Restore it from a backup."),
    "store_full": N_("There is no room left for the database. Make room on the disk; nothing was half done."),
    "store_read_only": N_(
        "The database may not be written to by this user. Give the user the right to write to the file and its folder."
    ),
    "store_locked": N_("The database is held by another process. Try again in a minute; nothing was half done."),
    "store_unreachable": N_(
        "The database could not be reached or opened. Check its address, its folder and this user's rights."
    ),
    "store_moved": N_(
        "The council has moved to another database, and this one is closed. Name the new one as “url” under [database]."
    ),
    "copy_same": N_("Both addresses name the same database. Name another as the second."),
    "copy_source_flawed": N_(
        "The record that was to be copied is not whole. See “cydbost audit verify”; nothing was copied."
    ),
    "copy_target_used": N_("The second database holds rows already ({table}). Name an empty one; nothing was copied."),
    "copy_differs": N_("The copy differed from its source ({table}) and was taken back. Nothing was copied."),
    "store_no_database": N_(
        "The server has no database, or no user, of that name. Have its administrator make it, or mend “url” under "
        "[database]."
    ),
    "store_denied": N_(
        "The database's server turned this user away. Check the user and the password that it is given."
    ),
    "database_address": N_(
        "The database's address cannot be read. Write it as sqlite:///file.db or as postgresql://user@host/name."
    ),
    "database_kind": N_("Cydbost works with SQLite and PostgreSQL, not with {kind}. Mend “url” under [database]."),
    # the vault
    "vault_held": N_("Another process is renewing this account's credentials. It is tried again; nothing was sent."),
    "vault_key_missing": N_(
        "The key to the credentials that platforms renew is not there. Put it where “vault_key” under [database] says; "
        "nothing was sent."
    ),
    "vault_key_wrong": N_(
        "No key opens the credentials that a platform renewed. Put the right key where “vault_key” under [database] "
        "says. If it is lost: cydbost db rekey --discard"
    ),
    "vault_key_malformed": N_(
        "What stands where “vault_key” under [database] says is no key. Put the key back, or make one: cydbost db key"
    ),
    "vault_key_lost": N_(
        "The database holds sealed credentials, and their key is not there. Put it where “vault_key” under [database] "
        "says; a new key would not open them."
    ),
    # notices
    "no_notice": N_("There is no notice {ref} to anybody. See “cydbost notices --failed”."),
    "notice_not_failed": N_("The notice {ref} did not fail: it was sent, or is still to be sent."),
    # dead letters
    "no_dead_letter": N_("Nothing called {ref} needs a person. See “cydbost dead-letter list”."),
    "address_not_there": N_("{account} shows nothing at {address}. Check the address on the platform."),
    "address_known": N_("What stands at {address} on {account} belongs to something else. Check the address."),
    "nothing_unclear": N_("Nothing of {ref} is unclear on {account}. See “cydbost dead-letter show”."),
    "being_asked": N_("{account} is being asked about {ref} at this moment. Try again in some minutes."),
    "nothing_to_look_at": N_("There is nothing of {ref} to look at again."),
    "settled_already": N_("{by} has settled {ref} already."),
    # posting by hand
    "in_hand": N_(
        "Somebody may be posting or changing {ref} by hand at this moment. Ask them, and have it said first: “cydbost "
        "manual show {ref}”."
    ),
    "not_in_hand": N_("Nothing of {ref} is to be done by hand on {account} now. See “cydbost manual list”."),
    "several_in_hand": N_("Several things of {ref} are to be done on {account}. Say which: --language, or --address."),
    "address_missing": N_("Give the address where {ref} stands on {account}: --address ADDRESS."),
    "address_used": N_("{address} is the address of another post. Paste the address of this one."),
    "done_when": N_("That was not done at {moment}: it is in hand since {since}. Give a time between then and now."),
    "to_be_taken_down": N_("{ref} is to come down from {account}. Once it is down: “cydbost manual gone {ref}”."),
    "not_to_be_taken_down": N_("{ref} is not to come down from {account}. See “cydbost manual show {ref}”."),
    "out_or_not": N_(
        "Say whether {ref} is out on {account}: “cydbost manual gone {ref}” where it is not, “cydbost manual done "
        "{ref}” where it is."
    ),
    "nothing_to_post": N_("There is nothing of {ref} to post or to change by hand now. See “cydbost manual list”."),
    "hand_paused": N_("{ref} must not be posted now: somebody has stopped it. See “cydbost manual list”."),
    # backups, and the queue after a restore
    "backup_exists": N_("{file} is there already. Choose another name."),
    "backup_unreadable": N_("The file is no backup of Cydbost. Check the name."),
    "backup_other_form": N_(
        "The backup is of form {found}, and this version reads {known}. Use the version it is from."
    ),
    "backup_damaged": N_("The backup is damaged: {part} is not what it was. Use another backup; nothing was restored."),
    "backup_encrypted": N_("The backup is encrypted. Name the file with its key: --identity KEYFILE."),
    "backup_other_key": N_("The backup is encrypted for other keys. Name the file with one of its own."),
    "backup_no_recipient": N_(
        "What was given after --encrypt-to is no public key. Give one that begins with “age1”, “ssh-ed25519” or "
        "“ssh-rsa”."
    ),
    "backup_no_identity": N_("No key in the file can be used. Name one of age or of SSH, without a passphrase."),
    "restore_target_used": N_(
        "The database is not empty ({table}), so nothing was restored. Name a new one as “url” under [database]."
    ),
    "restore_differs": N_("What was restored is not what was backed up ({subject}), so it was not kept."),
    "queue_open": N_("The queue is open: there is nothing to ask or to open."),
    "queue_unasked": N_(
        "These accounts have not been asked: {accounts}. Ask them with “cydbost queue reconcile”, or give a --reason."
    ),
    "queue_unsettled": N_(
        "Still to be settled: {n}. See “cydbost dead-letter list”, or give a --reason; what differs then stays as it "
        "is."
    ),
    "difference_unsettled": N_(
        "Nothing of {ref} can be sent: since the backup it was changed or taken down. See “cydbost dead-letter show "
        "{ref}”."
    ),
    "nothing_differs": N_("Nothing of {ref} differs from the record."),
    "gone_since": N_("{ref} was taken down since the backup, at least in part. Withdraw it, in both languages."),
    "lease_lost": N_("Another worker has taken this over. Nothing needs doing."),
}

#: What stands in the way at the gate, by the obstacle's code.
OBSTACLES: Final = {
    "version_missing": N_("{version} is missing. Write it."),
    "channel_missing": N_("No channel is chosen. Choose one."),
    "approval_missing": N_("{version} is not approved as the two texts stand now. Have it approved."),
    "finding_blocks": N_("The versions differ; mend this ({finding}): {what}"),
    "length_blocks": N_("Mend this ({finding}): {what}"),
    "finding_not_accepted": N_("Mend this, or have it accepted with a reason ({finding}): {what}"),
}

#: What a posting would do beside the others of its accounts, by the finding's code.
CONFLICTS: Final = {
    "repeat_same": N_("{ref} says the very same near this time. Withdraw one of them, or say why both."),
    "repeat_alike": N_("{ref} says nearly the same near this time. Look at both, or say why both."),
    "near_time": N_("{ref} goes out on {channel} within {minutes} minutes of it. Choose another time, or say why."),
    "too_many_hour": N_(
        "{number} posts go out on {channel} within an hour; {most} is the most the council wants. Choose another time, "
        "or say why."
    ),
    "too_many_day": N_(
        "{number} posts go out on {channel} within a day; {most} is the most the council wants. Choose another time, "
        "or say why."
    ),
}

#: How long a post is on a channel, by the finding's code.
LENGTHS: Final = {
    "too_long": N_("On {channel} ({platform}) {version} counts {length}; {limit} is the most. Take out {over}."),
    "too_long_to_divide": N_(
        "On {channel} ({platform}) {version} counts {length}; {limit} is the most. Take out {over}, or divide the post "
        "with “cydbost post split”."
    ),
    "perhaps_too_long": N_(
        "On {channel} ({platform}) {version} counts {length}; {limit} is the most on a usual server. Take out {over}, "
        "or put what this server takes under “text_limit” of the channel."
    ),
    "too_many_bytes": N_("On {channel} ({platform}) {version} is {over} bytes too long. Take out emoji."),
}

#: An error whose code this version does not know: a newer queue under an older command line.
UNKNOWN: Final = N_("Cydbost refused this ({code}).")
