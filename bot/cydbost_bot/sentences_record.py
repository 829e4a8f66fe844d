"""What an entry of the record says: one sentence for each kind of entry, made from its data."""

from collections.abc import Mapping
from typing import Any, Final

from cydbost_bot import sentences_words as words
from cydbost_bot.i18n import N_
from cydbost_bot.sentences_compose import COMPOSE_ENTRIES
from cydbost_bot.sentences_facts import filled
from cydbost_bot.sentences_inbox import INBOX_ENTRIES
from cydbost_bot.sentences_incident import INCIDENT_ENTRIES
from cydbost_bot.sentences_lists import LIST_ENTRIES
from cydbost_bot.sentences_moderation import ACT_ENTRIES
from cydbost_bot.sentences_people import PEOPLE_ENTRIES
from cydbost_bot.sentences_planner import ENTRIES as PLANNER_ENTRIES
from cydbost_bot.sentences_translation import TRANSLATION_ENTRIES

#: By tag, or by tag and the state that was reached (``posting.moved>held``), or by what sets an entry apart.
ENTRIES: Final = {
    **INCIDENT_ENTRIES,
    **ACT_ENTRIES,
    **INBOX_ENTRIES,
    **LIST_ENTRIES,
    **TRANSLATION_ENTRIES,
    **COMPOSE_ENTRIES,
    **PLANNER_ENTRIES,
    **PEOPLE_ENTRIES,
    "settings.set": N_("The council’s settings were set; the entry holds them."),
    "channel.set": N_("The channel {channel} was set: {platform}, {layout}; accounts {accounts}; {on_half}."),
    "channel.set>mode": N_(
        "The channel {channel} was set: {platform}, {layout}; accounts {accounts}; {on_half}; {mode}."
    ),
    "account.stopped": N_("The account {account} was stopped."),
    "account.resumed": N_("The account {account} was resumed."),
    "all.stopped": N_("Everything was stopped by {by}."),
    "all.resumed": N_("Everything was let go again; let go: {go}; given a new time: {moved}; cancelled: {cancelled}."),
    "clock.off": N_("The clock cannot be trusted ({seconds} seconds off), so no post whose time comes is let go."),
    "clock.right": N_("The clock can be trusted again."),
    "queue.restored": N_("The queue was restored by {by} from a backup made {backup}; to be asked about: {unclear}."),
    "queue.asked": N_("The platforms were asked; found: {found}; not known to the record: {strangers}."),
    "queue.asked>differ": N_(
        "The platforms were asked; found: {found}; not known to the record: {strangers}; changed: {changed}; "
        "taken down: {gone}."
    ),
    "queue.opened": N_("The queue was opened again by {by}."),
    "stranger.found": N_("{account}: live since {live}, and not known to the restored record."),
    "stranger.settled": N_("{account}: it was looked at and settled, with a reason."),
    "template.approved": N_("The exact words of the template {template} were approved in advance."),
    "posting.added": N_("A posting was added ({kind}) for: {channels}."),
    "posting.added>slot": N_("A posting was added ({kind}) for: {channels}; it is to go out at {slot}."),
    "posting.added>continues": N_("A posting was added ({kind}) for: {channels}; it continues {continues}."),
    "posting.divided": N_("Its message was divided into: {refs}."),
    "version.written": N_("Revision {revision} was written: {version}."),
    "approval.given": N_("Approval by {by}: {version} ({kind})."),
    "posting.sent-back": N_("It was sent back, for a reason that was given: both versions wait to be written anew."),
    "approval.voided": N_("The approval by {by} no longer counts: a text or the channels changed: {version}."),
    "finding.found": N_("The comparison found something ({severity}): {check}, {finding}."),
    "finding.accepted": N_("A finding was accepted until {expires}: {check}, {finding}."),
    "slot.set": N_("Its time was set: {slot}."),
    "slot.set>none": N_("Its time was taken away."),
    "expiry.set": N_("It comes down by itself at {expires}."),
    "expiry.set>none": N_("It no longer comes down by itself."),
    "posting.expired": N_("It ran out at {expires}: both versions come down."),
    "preflight.passed": N_("It was looked over before its time, and all is well."),
    "preflight.failed": N_("Before its time, {account}: {error}: {version}."),
    "acceptance.carried": N_("What {by} accepted of the pattern {ref} counts here until {expires}: {finding}."),
    "quiet.begun": N_("A quiet period was begun ({quiet_kind}) from {begins}, until a person ends it."),
    "quiet.begun>ends": N_("A quiet period was begun ({quiet_kind}) from {begins} to {ends}."),
    "quiet.ended": N_("The quiet period ends at {ends}."),
    "quiet.held": N_("Its time, {slot}, is in the quiet period {quiet}: it does not go out."),
    "posting.exempted": N_("It may go out in quiet periods, in these very words, for a reason that was given."),
    "series.added": N_("A series was begun of {ref}: {rule}, first {wall}."),
    "series.made": N_("{ref} was made for {wall}."),
    "series.own": N_("{ref} ({wall}) says something of its own from now on."),
    "series.skipped": N_("{wall} is left out."),
    "series.unskipped": N_("{wall} is no longer left out."),
    "series.changed": N_("The series goes on as {series} from {wall} on; made already and not sent: {number}."),
    "series.stopped": N_("The series was stopped from {wall} on; made already and not sent: {number}."),
    "posting.moved>draft": N_("It is a draft again."),
    "posting.moved>ready": N_("It passes the gate and is ready."),
    "posting.moved>scheduled": N_("It waits for its time."),
    "posting.moved>releasing": N_("It began to go out."),
    "posting.moved>published": N_("It is published: both versions are live."),
    "posting.moved>correcting": N_("A change of it is being written; the public sees what it saw."),
    "posting.moved>changing": N_("The approved change goes out."),
    "posting.moved>held": N_("It is held: {why}."),
    "posting.moved>english_out": N_("The English goes out first, and the Welsh is owed."),
    "posting.moved>withdrawn": N_("It was withdrawn, in both languages."),
    "emergency.raised": N_("An emergency was issued in English first ({category}); Welsh due by {due}. {authority}"),
    "deadline.step": N_("{percent}% of the time to the Welsh has passed; due by {due}."),
    "deadline.breached": N_("The Welsh is late: it was due by {due}."),
    "welsh.live": N_("The Welsh is live since {live}, in time (due by {due})."),
    "welsh.live>late": N_("The Welsh is live since {live}, late (due by {due})."),
    "emergency.reviewed": N_("The emergency was reviewed."),
    "delivery.made": N_("Made ready to be sent to {account}: {version}."),
    "delivery.moved>waiting": N_("{account}: waits to be sent again: {version}."),
    "delivery.moved>sending": N_("{account}: sending began (attempt {attempt}): {version}."),
    "delivery.moved>retry": N_("{account}: not sent, and will be tried again: {version}."),
    "delivery.moved>unknown": N_("{account}: not known whether it was sent, so the platform is asked: {version}."),
    "delivery.moved>by_hand": N_("{account}: a person is to post it: {version}."),
    "delivery.moved>doubt": N_("{account}: a person is to look whether it was posted already: {version}."),
    "delivery.moved>posted": N_("{account}: posted by hand, live since {live}: {version}."),
    "delivery.moved>word": N_("{account}: live since {live}; {sight}: {version}."),
    "delivery.moved>sent": N_("{account}: sent, live since {live}: {version}."),
    "delivery.moved>found": N_("{account}: found on the platform, live since {live}: {version}."),
    "delivery.moved>verified": N_("{account}: read back as the public sees it, live since {live}: {version}."),
    "delivery.moved>failed": N_("{account}: failed, needs a person, because {error}: {version}."),
    "delivery.moved>withdrawn": N_("{account}: taken down: {version}."),
    "delivery.moved>alone": N_("{account}: taken down, after it stood alone for {alone}: {version}."),
    "delivery.moved>not_sent": N_("{account}: will not be sent: {version}."),
    "edit.begun": N_("{account}: the change began (attempt {attempt}): {version}."),
    "edit.begun>restores": N_("{account}: the old words began to be put back (attempt {attempt}): {version}."),
    "change.released": N_("{channel}: the change goes out; {way}."),
    "change.dropped": N_("The change was dropped; the words that are live stand."),
    "delivery.edited": N_("{account}: changed where it stands: {version}."),
    "delivery.differs": N_("{account}: what the public sees differs from what was sent: {version}."),
    "delivery.differs>gone": N_("{account}: what was sent is not to be seen: {version}."),
    "delivery.retried": N_("{account}: a change did not succeed and will be tried again, because {error}."),
    "delivery.retried>given_up": N_("{account}: a change did not succeed and needs a person, because {error}."),
    "delivery.looked-at": N_("{account}: a person had it looked at again: {version}."),
    "delivery.looked-at>reason": N_("{account}: a person looked at it and lets it stand, with a reason: {version}."),
    "hand.asked": N_("{account}: in a person’s hand ({task}): {version}."),
    "hand.reminded": N_("{account}: people are told again of what waits since {since}: {version}."),
    "hand.done": N_("{account}: {by} says that it is done ({task}): {version}."),
    "hand.cannot": N_("{account}: {by} could not do it, for a reason that was given ({task}): {version}."),
    "hand.seen": N_("{account}: {sight}: {version}."),
    "pair.live": N_("{channel}: both versions are live, {gap} apart."),
    "pair.half": N_("{channel}: one language could not follow the other; {policy}."),
    "pair.changed": N_("{channel}: both versions are changed, {gap} apart."),
    "pair.half-changed": N_("{channel}: the change of one language could not follow the other; {policy}."),
    "pair.restored": N_("{channel}: both versions say the old words again."),
    "pair.half-down": N_("{channel}: one language is down and the other still stands."),
    "notice.sent": N_("{person} was told by {way}: {notice}."),
    "notice.sent>repeated": N_("{person} was told by {way}, perhaps a second time: {notice}."),
    "notice.not-taken": N_("{person} could not be told by {way}, because {error}: {notice}."),
    "notice.not-needed": N_("{person} no longer had to be told: {notice}."),
    "notice.retried": N_("{person}: is to be told again."),
    "notice.given-up": N_("{person} could not be told at all, because {error}: {notice}."),
    "notice.nobody": N_("There was nobody to tell: {notice}."),
    "comment.received": N_("A comment came to {account}: {language}; to be answered in: {reply_in}."),
    "comment.language-corrected": N_("The language of the answer was corrected from {before} to {after}."),
    "comment.no-answer": N_("It was decided, with a reason, that no answer is needed."),
    "reply.written": N_("A reply was written ({kind}): {language}."),
    "reply.given-up": N_("The reply ({kind}) was given up, with a reason; the comment waits for an answer again."),
    "reply.live": N_("The reply ({kind}) is live since {live}: {language}."),
}

AUTHORISED: Final = N_("Authorised by {authorised_by}.")
ALONE: Final = N_("{authorised_by} acted alone.")
UNKNOWN: Final = N_("An entry of a kind that this version does not know ({tag}).")


#: Facts that set an entry apart by being there, the most telling first.
_KNOWN_MARKS: Final = (
    *("continues", "slot", "late", "gone", "given_up", "restores", "repeated", "ends", "reason", "mode"),
    *("language", "said", "private", "person", "due", "channels"),
)


def entry_sentence(act: str, data: Mapping[str, Any]) -> str:
    """Return what an entry says, in the reader's language; a damaged or unknown one still says something."""
    key = next((key for key in _keys(act, data) if key in ENTRIES), None)
    if key is None:
        return filled(UNKNOWN, {}, tag=act)
    return filled(ENTRIES[key], data, **_more(act, data))


def _keys(act: str, data: Mapping[str, Any]) -> list[str]:
    """Return the sentence's keys, the most particular first."""
    return [*(f"{act}>{mark}" for mark in _marks(act, data)), act]


def _marks(act: str, data: Mapping[str, Any]) -> list[str]:
    marks = [mark for mark in _KNOWN_MARKS if data.get(mark)]
    if (act == "slot.set" and data.get("slot") is None) or (act == "expiry.set" and data.get("expires") is None):
        marks.append("none")
    if act == "queue.asked" and (data.get("changed") or data.get("gone")):
        marks.append("differ")
    if act == "delivery.moved":
        marks += ["found"] if data.get("how") == "found" else []
        marks += ["doubt"] if data.get("doubt") else []
        marks += ["posted"] if data.get("how") == "by-hand" else []
        marks += ["word"] if "sight" in data else []
        marks += ["alone"] if "alone" in data else []
        marks += ["not_sent"] if data.get("sent") is False else []
    return [*marks, str(data.get("to"))]


def _more(act: str, data: Mapping[str, Any]) -> dict[str, str]:
    if act == "emergency.raised":
        message = ALONE if data.get("break_glass") else AUTHORISED
        return {"authority": filled(message, data)}
    if act.startswith("notice."):
        step = str(data.get("step") or "")
        named = words.name_of(words.NOTICES, data.get("code", "?"))
        return {"notice": f"{named} ({step} %)" if step else named}
    if act == "posting.moved":
        return {"why": words.name_of(words.HELD_REASONS, data.get("reason", "?"))}
    if act == "comment.language-corrected":
        return {
            "before": words.name_of(words.LANGUAGES, data.get("now", "?")),
            "after": words.name_of(words.LANGUAGES, data.get("to", "?")),
        }
    return {}
