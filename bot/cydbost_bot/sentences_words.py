"""What the queue's codes are called: states, roles, versions, reasons, platform errors, lengths of time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cydbost_bot.i18n import N_, _, current, ngettext
from cydbost_bot.sentences_inbox import INBOX_NOTICE_NAMES, INBOX_RIGHTS
from cydbost_bot.sentences_incident import INCIDENT_NOTICE_NAMES
from cydbost_bot.sentences_lists import LIST_FIELDS, LIST_RIGHTS, LIST_SUBJECTS
from cydbost_bot.sentences_people import PEOPLE_FIELDS, PEOPLE_RIGHTS, PEOPLE_SUBJECTS, ROLES
from cydbost_bot.sentences_planner import SUBJECTS as PLANNER_SUBJECTS
from cydbost_bot.sentences_translation import TRANSLATION_FIELDS, TRANSLATION_NOTICE_NAMES, TRANSLATION_RIGHTS
from cydbost_bot.wall_clock import LONDON, find_zone
from cydbost_language import Language
from cydbost_language.rendering import DateStyle, format_date, format_duration, format_moment

POSTING_STATES: Final = {
    "draft": N_("draft"),
    "ready": N_("ready"),
    "scheduled": N_("scheduled"),
    "releasing": N_("going out"),
    "published": N_("published"),
    "correcting": N_("live, and a change of it waits"),
    "changing": N_("live, and being changed"),
    "held": N_("held"),
    "english_out": N_("English out, Welsh owed"),
    "withdrawn": N_("withdrawn"),
}
DELIVERY_STATES: Final = {
    "waiting": N_("waiting"),
    "sending": N_("being sent"),
    "retry": N_("to be tried again"),
    "unknown": N_("not known whether it was sent"),
    "by_hand": N_("a person posts it"),
    "sent": N_("sent"),
    "verified": N_("live, read back"),
    "failed": N_("failed, needs a person"),
    "withdrawn": N_("withdrawn"),
}
HELD_REASONS: Final = {
    "slot_missed": N_("its time passed before it was approved"),
    "half_pair": N_("one language could not follow the other"),
    "refused": N_("a platform refused it"),
    "gate_closed": N_("it no longer passes the gate"),
    "change_failed": N_("the change could not go out"),
    "preflight": N_("something was found before its time that would have stopped it"),
    "expired": N_("it ran out before it went out"),
    "quiet": N_("its time came in a quiet period"),
    "stopped": N_("everything was stopped, and it was not let go afterwards"),
    "parts": N_("another part of its message cannot go out"),
    "restored": N_("it was found live after a restore, and nobody approved it in the restored record"),
}
RIGHTS: Final = {
    **INBOX_RIGHTS,
    **LIST_RIGHTS,
    **PEOPLE_RIGHTS,
    **TRANSLATION_RIGHTS,
    "write": N_("write a version"),
    "approve": N_("approve a version"),
    "accept-finding": N_("accept a finding"),
    "schedule": N_("give a posting its time"),
    "withdraw": N_("withdraw a posting"),
    "keep-quiet": N_("begin or end a quiet period"),
    "exempt": N_("let a posting out in a quiet period"),
    "raise-emergency": N_("issue an emergency"),
    "authorise-emergency": N_("authorise an emergency"),
    "review-emergency": N_("review an emergency"),
    "approve-template": N_("approve a template"),
    "run-channel": N_("stop and resume an account"),
    "resolve": N_("settle what waits for a person"),
    "post-by-hand": N_("post by hand and say so"),
    "read": N_("read the queue"),
}
LAYOUTS: Final = {
    "paired-accounts": N_("an account for each language"),
    "two-posts": N_("two posts on one account"),
    "thread": N_("the English as a reply to the Welsh"),
    "combined": N_("both in one post, Welsh above"),
}
ON_HALF: Final = {
    "withdraw": N_("the language that stands alone is withdrawn"),
    "hold": N_("the language that stands alone is left up, and people are told"),
}
ON_EDIT: Final = {
    "edit": N_("changed where it stands"),
    "republish": N_("taken down, and put out anew"),
    "correction": N_("corrected by a new post that points to it"),
}
ON_HALF_EDIT: Final = {
    "restore": N_("the old words are put back"),
    "withdraw": N_("both versions are withdrawn"),
}
#: What is done about half a pair: the channel's policy, or a question to a platform that has not answered.
HALF_POLICIES: Final = {
    **ON_HALF,
    "restore": N_("the old words are put back"),
    "hand": N_("the other is in a person’s hand, and people are told"),
    "ask": N_("the platform is still being asked whether the other is live, and people are told"),
}
VERSIONS: Final = {
    "cy": N_("the Welsh version"),
    "en": N_("the English version"),
    "both": N_("both versions"),
}
LANGUAGES: Final = {
    "cy": N_("Welsh"),
    "en": N_("English"),
    "both": N_("Welsh and English"),
    "mixed": N_("Welsh and English"),
    "other": N_("another language"),
    "none": N_("no words to tell by"),
}
QUIET_KINDS: Final = {
    "pre-election": N_("before an election"),
    "mourning": N_("mourning"),
    "other": N_("another reason"),
}
POSTING_KINDS: Final = {"standard": N_("standard"), "emergency": N_("emergency")}
REPLY_KINDS: Final = {"answer": N_("answer"), "acknowledgement": N_("acknowledgement")}
APPROVAL_KINDS: Final = {
    "person": N_("read and approved"),
    "template": N_("approved in advance, as a template"),
    "break-glass": N_("one officer alone; to be reviewed"),
    "series": N_("approved as the pattern of a series"),
    "earlier": N_("approved earlier, in these very words"),
}
SEVERITIES: Final = {"block": N_("stop"), "warn": N_("look"), "info": N_("note")}
TASKS: Final = {
    "publish": N_("to be sent"),
    "verify": N_("to be read back"),
    "edit": N_("to be changed"),
    "withdraw": N_("to be taken down"),
}
#: What stopped a delivery: the connectors' codes, and the queue's own.
ERRORS: Final = {
    "rejected": N_("the platform refuses what it says"),
    "not_allowed": N_("the account may not do this"),
    "expired": N_("the account's credentials have run out"),
    "expires_first": N_("the account's credentials run out before it goes out; renew them"),
    "throttled": N_("the platform asked us to wait"),
    "unavailable": N_("the platform was not reached"),
    "outcome_unknown": N_("it is not known whether the platform did it"),
    "not_sent": N_("it was not sent"),
    "connector_error": N_("the platform did not do it"),
    "restored": N_("the queue was restored, and it was not found on the platform"),
    "restored_gone": N_("since the backup it was taken down"),
    "restored_differs": N_("since the backup it was changed"),
    "worker_gone": N_("the worker stopped in the middle"),
    "fault": N_("Cydbost met a fault of its own"),
    "window_closed": N_("the other language was live for too long without it"),
    "stopped": N_("the account is stopped"),
    "reserved": N_("what is left of the account's allowance is kept for emergencies"),
    "unhealthy": N_("the account cannot be used"),
    "over_budget": N_(
        "the month's budget of the channel would be passed; raise it, wait for the next month, or withdraw the post"
    ),
    "switched_off": N_("the channel is off; choose other channels, or have an administrator set its mode"),
    "emergencies_only": N_("the channel is kept for emergencies; choose other channels, or have its mode set"),
    "link_gone": N_("the page it links to is gone"),
    "by_hand": N_("a person does it there"),
    "cannot_by_hand": N_("the person who should do it could not"),
    "look_first": N_("it may have been done already; look before you do it"),
    "twin_refused": N_("the other language was refused"),
    "not_visible": N_("it is not to be seen on the platform"),
}
#: Why a notice did not reach somebody.
NOTICE_ERRORS: Final = {
    "not_taken": N_("it was refused or not reached"),
    "no_address": N_("its address is missing or not understood"),
    "time_limit": N_("it did not answer in time"),
    "stopped": N_("the attempt broke off"),
    "no_way": N_("there is no way to reach this person"),
}
NOTICE_STATES: Final = {
    "waiting": N_("owed"),
    "sending": N_("being sent"),
    "sent": N_("sent"),
    "not-needed": N_("no longer needed"),
    "failed": N_("failed"),
}
#: What a notice is about, in a few words.
NOTICES: Final = {
    **INBOX_NOTICE_NAMES,
    **INCIDENT_NOTICE_NAMES,
    **TRANSLATION_NOTICE_NAMES,
    "occurrence_waits": N_("a post of a series waits for approval"),
    "posting_held": N_("a post is held"),
    "parts_wait": N_("parts of a message wait"),
    "welsh_owed": N_("Welsh is owed"),
    "welsh_due": N_("Welsh is still owed"),
    "welsh_late": N_("Welsh is late"),
    "break_glass": N_("one officer acted alone"),
    "delivery_failed": N_("a platform did not take a post"),
    "delivery_differs": N_("a post differs on the platform"),
    "delivery_not_visible": N_("a post is not to be seen"),
    "batch_fault": N_("a fault of Cydbost’s own"),
    "change_waits": N_("a change waits to be approved"),
    "posting_sent_back": N_("a post was sent back"),
    "change_refused": N_("a change was not made"),
    "change_failed": N_("a change went out by half"),
    "delivery_stands": N_("a post still stands and must come down"),
    "half_down": N_("one language of a post still stands"),
    "half_changed": N_("only one language was changed"),
    "beside_others": N_("a post goes out too close to others"),
    "preflight_failed": N_("a post cannot go out as it stands"),
    "all_stopped": N_("everything is stopped"),
    "account_stopped": N_("an account was stopped"),
    "gap_wide": N_("the two languages came far apart"),
    "hand_publish": N_("a post is to be posted by hand"),
    "hand_edit": N_("a post is to be changed by hand"),
    "hand_withdraw": N_("a post is to be taken down by hand"),
    "hand_recall": N_("a post must not be posted by hand any more"),
    "hand_look": N_("somebody must look whether a post was posted by hand"),
    "hand_emergency": N_("an emergency waits for a hand"),
    "hand_waits": N_("something to be done by hand still waits"),
    "strangers_found": N_("posts stand that a restored record does not know"),
    "differences_found": N_("posts were changed or taken down since a backup"),
    "clock_off": N_("the clock is wrong"),
    "delivery_unclaimed": N_("due work that no worker takes"),
    "lease_endless": N_("a post is held without end"),
    "slot_unreleased": N_("a post whose time came did not go"),
    "worker_silent": N_("a worker is silent"),
    "record_flawed": N_("the record is not whole"),
    "token_expiring": N_("an account’s credentials will run out"),
    "token_expired": N_("an account’s credentials have run out"),
    "budget_nearly_used": N_("a month’s budget is nearly used up"),
    "budget_used_up": N_("a month’s budget is used up"),
    "platform_ageing": N_("what is known of a platform grows old"),
}
#: What a channel is used for.
MODES: Final = {
    "full": N_("in full use"),
    "emergency-only": N_("for emergencies only"),
    "off": N_("off"),
}
#: What a platform was paid for.
SPENT_ON: Final = {
    "posts": N_("posts"),
    "emergencies": N_("emergencies"),
    "replies": N_("answers"),
    "changes": N_("changes"),
    "withdrawals": N_("taking down"),
    "comments": N_("comments read"),
    "looks": N_("own posts read back"),
}
#: What is known of a platform, where it has no name of its own.
KNOWN: Final = {"limits": N_("the limits"), "prices": N_("the prices")}
#: What is the matter with something known of a platform; ``{what}`` is it.
AGES: Final = {
    "ended": N_("{what} came to an end on {day}"),
    "ending": N_("{what} comes to an end on {day}"),
    "old": N_("what is known of {what} was read on {day} and may have changed"),
}
#: Why a worker would leave what is due.
LEFT: Final = {
    "closed": N_("the queue was restored and is not open; see “cydbost queue reconcile”"),
    "all_stopped": N_("everything is stopped; see “cydbost resume”"),
    "account_stopped": N_("an account of its pair is stopped; see “cydbost channel list”"),
    "quiet": N_("it comes in a quiet period, and will be held; see “cydbost quiet list”"),
    "late": N_("its time passed too long ago, and it will be held"),
    "parts": N_("the part of its message before it is not out"),
    "in_hand": N_("a person does it by hand; see “cydbost manual list”"),
}
#: Why a dead letter waits, beyond a held posting's reason and a platform's error.
DEAD_LETTERS: Final = {
    "stranger": N_("it stands on the platform, and the restored record does not know it"),
    "no_way": N_("nobody could be reached with this notice"),
    "unknown": N_("it is not as it should be"),
}
#: What may be done with a dead letter, as a sentence to read beside the command.
WAYS: Final = {
    "retry": N_("send again what was not sent"),
    "found": N_("it is there: give its address"),
    "absent": N_("it is not there: send it again"),
    "look": N_("have the platform looked at again"),
    "reschedule": N_("give it a new time"),
    "withdraw": N_("withdraw both versions"),
    "drop": N_("drop the change"),
    "hand": N_("do it by hand, and say so"),
    "give-up": N_("give this answer up; the comment waits again"),
    "settle": N_("note what it is, and what became of it or why it may stand"),
}
FIELDS: Final = {
    **TRANSLATION_FIELDS,
    "text": N_("text"),
    "label": N_("label"),
    "reason": N_("reason"),
    "review": N_("review"),
    "answer_cy": N_("Welsh answer"),
    "answer_en": N_("English answer"),
    **LIST_FIELDS,
    **PEOPLE_FIELDS,
}
_SUBJECTS: Final = {
    **PLANNER_SUBJECTS,
    **LIST_SUBJECTS,
    **PEOPLE_SUBJECTS,
    "settings": N_("Settings"),
    "templates": N_("Templates"),
    "reply": N_("Reply {number}"),
    "seal": N_("Seal {number}"),
    "stranger": N_("Unknown post {number}"),
    "worker": N_("The worker {number}"),
    "words": N_("Kept words {number}"),
    "versions": N_("Versions"),
}

#: How a row's number is told from another's: by the letter before it.
_LETTERED: Final = (("posting", "P"), ("comment", "C"), ("series", "S"), ("quiet", "Q"))
#: What the embedded platform is called; every other has a name of its own.
NOTICEBOARD: Final = N_("Noticeboard")


def platform_title(title: str) -> str:
    """Return a platform's title in the reader's language."""
    return _(NOTICEBOARD) if title == NOTICEBOARD else title


def name_of(table: Mapping[str, str], code: object) -> str:
    """Return what ``code`` is called in the reader's language, or ``code`` where the table does not know it."""
    return _(table[str(code)]) if str(code) in table else str(code)


def names_of(table: Mapping[str, str], codes: str | Sequence[object]) -> str:
    """Return several names in a row; ``codes`` may be one string with commas."""
    parts = codes.split(",") if isinstance(codes, str) else [str(code) for code in codes]
    return ", ".join(name_of(table, part.strip()) for part in parts)


def spell_moment(moment: datetime | str) -> str:
    """Return an instant on the council's clock, as it stands in a sentence: ``6.30yh ddydd Llun 1 Mehefin 2026``.

    An hour that the clocks show twice says which of the two it is (BST or GMT).
    """
    try:
        instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    except ValueError:
        return str(moment)
    zone = find_zone(LONDON)
    said = format_moment(instant, Language(current()), zone=zone, in_sentence=True)
    local = instant.astimezone(zone)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{said} {local.tzname()}" if is_twice else said


def spell_day(stored: str) -> str:
    """Return a day (``2026-11-23``) as it stands in a sentence: ``23 Tachwedd 2026``."""
    try:
        day = date.fromisoformat(stored)
    except ValueError:
        return stored
    return format_date(day, Language(current()), DateStyle.LONG)


def spell_wall(stored: str) -> str:
    """Return a time on the wall as a series keeps it (``2026-06-01T09:00``), as it stands in a sentence."""
    try:
        wall = datetime.fromisoformat(stored)
    except ValueError:
        return str(stored)
    return format_moment(wall.replace(tzinfo=UTC), Language(current()), zone=ZoneInfo("UTC"), in_sentence=True)


def spell_length(seconds: float) -> str:
    """Return a length of time: seconds up to two minutes, then whole minutes, hours and days."""
    whole = round(seconds)
    if whole < timedelta(minutes=2).total_seconds():
        return ngettext("{n} second", "{n} seconds", whole).format(n=whole)
    return format_duration(round(whole / 60), Language(current()))


def subject_name(subject: str) -> str:
    """Return what an entry or notice is about as people call it: ``P12``, ``C4``, or a name."""
    kind, _colon, number = subject.partition(":")
    letter = dict(_LETTERED).get(kind)
    if letter and number:
        return f"{letter}{number}"
    return name_of(_SUBJECTS, kind).format(number=number)


def subject_of(ref: str) -> str:
    """Return the subject that a person's reference names: ``P12`` is ``posting:12``; a subject is itself."""
    letter, number = ref[:1].upper(), ref[1:]
    kind = {sign: name for name, sign in _LETTERED}.get(letter)
    if kind and number.isdecimal():
        return f"{kind}:{int(number)}"
    return f"posting:{int(ref)}" if ref.isdecimal() else ref.casefold()


def audience_name(told: str) -> str:
    """Return what a role, a rota (``rota:NAME``) or a person (``person:NAME``) is called."""
    kind, colon, name = told.partition(":")
    if not colon:
        return name_of(ROLES, told)
    if kind == "desk":
        return _("the desk of: {role}").format(role=name_of(ROLES, name))
    return _("the rota {name}").format(name=name) if kind == "rota" else name
