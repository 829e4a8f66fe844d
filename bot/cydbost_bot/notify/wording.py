"""What a notice says to the person it reaches: what happened, about which post, and what to do now."""

from typing import Final

from cydbost_bot.i18n import N_, _, using
from cydbost_bot.notify.sending import Message
from cydbost_bot.sentences import notice_sentence, subject_name
from cydbost_bot.sentences_inbox import INBOX_NOTICE_NEXT, INBOX_NOTICE_TITLES
from cydbost_bot.sentences_incident import INCIDENT_NOTICE_NEXT, INCIDENT_NOTICE_TITLES
from cydbost_bot.sentences_translation import TRANSLATION_NEXT, TRANSLATION_TITLES
from cydbost_bot.settings_rota import NoticeLanguage
from cydbost_queue.telling.attempts import NoticeClaim
from cydbost_queue.views import NoticeView

_GIVE: Final = N_(
    "Give the Welsh: cydbost welsh give {ref} --file FILE. Then somebody else: cydbost post approve {ref}"
)

_BY_HAND: Final = N_("What to post, and what to say afterwards: cydbost manual show {ref}")
_LOOK: Final = N_("See what can be mended: cydbost doctor")
_SEE_USAGE: Final = N_("See what it cost: cydbost channel usage {channel}")
_RENEW: Final = N_(
    "Put the new ones where the configuration says that they are kept, restart Cydbost, then: cydbost channel test"
)
#: What to do now, by the notice's code.
NEXT: Final = {
    **INBOX_NOTICE_NEXT,
    **INCIDENT_NOTICE_NEXT,
    **TRANSLATION_NEXT,
    "welsh_owed": _GIVE,
    "welsh_due": _GIVE,
    "welsh_late": _GIVE,
    "occurrence_waits": N_("See its series: cydbost series list"),
    "posting_held": N_("See why: cydbost post show {ref}"),
    "parts_wait": N_("See why: cydbost post show {ref}"),
    "break_glass": N_("Review it: cydbost emergency review {ref} --text TEXT"),
    "delivery_failed": N_("See whether the account can be used: cydbost channel test. Then: cydbost post retry {ref}"),
    "delivery_differs": N_("See it: cydbost post show {ref}"),
    "delivery_not_visible": N_("See it: cydbost post show {ref}"),
    "batch_fault": N_("See what can be mended: cydbost doctor"),
    "gap_wide": N_("See it: cydbost post show {ref}"),
    "hand_publish": _BY_HAND,
    "hand_edit": _BY_HAND,
    "hand_withdraw": _BY_HAND,
    "hand_recall": _BY_HAND,
    "hand_look": _BY_HAND,
    "hand_waits": _BY_HAND,
    "hand_emergency": _BY_HAND,
    "change_waits": N_("See it: cydbost post show {ref}"),
    "posting_sent_back": N_("See why: cydbost post show {ref}"),
    "change_refused": N_("See it: cydbost post show {ref}"),
    "change_failed": N_("See it: cydbost post show {ref}"),
    "delivery_stands": N_("See it: cydbost post show {ref}"),
    "half_down": N_("See it: cydbost post show {ref}"),
    "half_changed": N_("See it: cydbost post show {ref}"),
    "beside_others": N_("See it: cydbost post show {ref}. Another time: cydbost post schedule {ref} --at TIME"),
    "preflight_failed": N_("See it: cydbost post show {ref}"),
    "all_stopped": N_("See what waits: cydbost post list"),
    "account_stopped": N_("When it may be used again: cydbost channel resume {account}"),
    "strangers_found": N_("See them: cydbost dead-letter list"),
    "differences_found": N_("See them: cydbost dead-letter list"),
    "clock_off": N_("See the clocks: cydbost channel test"),
    "delivery_unclaimed": _LOOK,
    "lease_endless": _LOOK,
    "slot_unreleased": _LOOK,
    "worker_silent": _LOOK,
    "record_flawed": N_("See all that is wrong: cydbost audit verify"),
    "token_expiring": _RENEW,
    "token_expired": _RENEW,
    "budget_nearly_used": _SEE_USAGE,
    "budget_used_up": _SEE_USAGE,
    "platform_ageing": N_("Look at it, then see: cydbost channel test {channel}"),
}
#: The first line, by the notice's code; a screen may show no more than this.
TITLES: Final = {
    **INBOX_NOTICE_TITLES,
    **INCIDENT_NOTICE_TITLES,
    **TRANSLATION_TITLES,
    "welsh_owed": N_("{ref}: the Welsh is owed"),
    "welsh_due": N_("{ref}: the Welsh is still owed"),
    "welsh_late": N_("{ref}: the Welsh is LATE"),
    "occurrence_waits": N_("{ref}: waits for the approval of its series"),
    "posting_held": N_("{ref}: held"),
    "parts_wait": N_("{ref}: only part of it is out"),
    "break_glass": N_("{ref}: to be reviewed"),
    "delivery_failed": N_("{ref}: not taken by the platform"),
    "delivery_differs": N_("{ref}: differs on the platform"),
    "delivery_not_visible": N_("{ref}: not to be seen"),
    "batch_fault": N_("{ref}: a fault of Cydbost’s own"),
    "gap_wide": N_("{ref}: the two languages came far apart"),
    "hand_publish": N_("{ref}: to be posted by hand"),
    "hand_edit": N_("{ref}: to be changed by hand"),
    "hand_withdraw": N_("{ref}: to be taken down by hand"),
    "hand_recall": N_("{ref}: NOT to be posted any more"),
    "hand_look": N_("{ref}: was it posted by hand?"),
    "hand_waits": N_("{ref}: waits for a hand"),
    "hand_emergency": N_("{ref}: EMERGENCY, by hand, now"),
    "change_waits": N_("{ref}: a change to be approved"),
    "posting_sent_back": N_("{ref}: sent back"),
    "change_refused": N_("{ref}: a change was not made"),
    "change_failed": N_("{ref}: a change went out by half"),
    "delivery_stands": N_("{ref}: still stands and must come down"),
    "half_down": N_("{ref}: one language still stands"),
    "half_changed": N_("{ref}: only one language was changed"),
    "beside_others": N_("{ref}: beside other posts"),
    "preflight_failed": N_("{ref}: cannot go out as it stands"),
    "all_stopped": N_("everything is stopped"),
    "account_stopped": N_("{account}: stopped"),
    "strangers_found": N_("Posts that the restored record does not know"),
    "differences_found": N_("Posts were changed since the backup"),
    "clock_off": N_("The clock is wrong"),
    "delivery_unclaimed": N_("{ref}: due, and no worker takes it"),
    "lease_endless": N_("{ref}: held without end"),
    "slot_unreleased": N_("{ref}: its time came and it did not go"),
    "worker_silent": N_("{ref} is silent"),
    "record_flawed": N_("The record is NOT WHOLE"),
    "token_expiring": N_("{account}: the credentials will run out"),
    "token_expired": N_("{account}: the credentials have run out"),
    "budget_nearly_used": N_("{channel}: the month’s budget is nearly used up"),
    "budget_used_up": N_("{channel}: the month’s budget is used up"),
    "platform_ageing": N_("{channel}: what is known of its platform grows old"),
}
OTHER_TITLE: Final = N_("{ref}: a notice")
REPEAT: Final = N_("An earlier copy may have reached you: see the reference.")
TEST_TITLE: Final = N_("a test")
TEST: Final = N_(
    "This is a test: Cydbost can reach {person} by {way}. Nothing has happened, and there is nothing to do."
)


def notice_message(claim: NoticeClaim, language: NoticeLanguage) -> Message:
    """Return what ``claim`` brings, in one language or in both, Welsh above English."""
    titles, bodies = [], []
    for code in _languages(language):
        with using(code):
            titles.append(_title(claim.notice))
            bodies.append(_body(claim))
    return _message(titles, [*bodies, f"Cydbost {claim.reference}"])


def trial_message(person: str, way: str, language: NoticeLanguage) -> Message:
    """Return what a test of one way says."""
    titles, bodies = [], []
    for code in _languages(language):
        with using(code):
            titles.append(_(TEST_TITLE))
            bodies.append(_(TEST).format(person=person, way=way))
    return _message(titles, bodies)


def _languages(language: NoticeLanguage) -> tuple[str, ...]:
    return ("cy", "en") if language == "both" else (language,)


def _message(titles: list[str], paragraphs: list[str]) -> Message:
    return Message(f"Cydbost: {' / '.join(titles)}", "\n\n".join(paragraphs))


def _title(notice: NoticeView) -> str:
    return _(TITLES.get(notice.code, OTHER_TITLE)).format(**_facts(notice))


def _body(claim: NoticeClaim) -> str:
    notice = claim.notice
    lines = [notice_sentence(notice)]
    if claim.label:
        lines.append(f"{_facts(notice)['ref']}: {claim.label}")
    if notice.code in NEXT:
        lines.append(_(NEXT[notice.code]).format(**_facts(notice)))
    if claim.is_repeat:
        lines.append(_(REPEAT))
    return "\n".join(lines)


def _facts(notice: NoticeView) -> dict[str, str]:
    return {"account": "", **notice.facts, "ref": notice.facts.get("ref") or subject_name(notice.subject)}
