"""A notice in lines for a person, and as data for scripts: what was told, and what became of it with each person."""

from typing import Any

from cydbost_bot.i18n import _
from cydbost_bot.sentences import name_of, notice_sentence, spell_moment
from cydbost_bot.sentences_words import NOTICE_ERRORS, NOTICE_STATES, audience_name
from cydbost_queue.tables import NoticeState
from cydbost_queue.views import NoticeDeliveryView, NoticeView


def notice_lines(notice: NoticeView) -> list[str]:
    """Return what was told and to whom, and a line for each person it was owed to."""
    told = ", ".join(audience_name(one) for one in notice.told)
    first = f"{spell_moment(notice.at)}, {told}: {notice_sentence(notice)}"
    return [first, *(f"    {_spell(delivery)}" for delivery in notice.deliveries)]


def _spell(delivery: NoticeDeliveryView) -> str:
    person = audience_name(delivery.person)
    error = name_of(NOTICE_ERRORS, delivery.error_code or "?")
    match delivery.state:
        case NoticeState.SENT:
            when = spell_moment(delivery.sent_at) if delivery.sent_at else "?"
            sentence = _("{person}: sent by {way} at {when}").format(person=person, way=delivery.way, when=when)
        case NoticeState.WAITING if delivery.attempts:
            sentence = _("{person}: owed; tried {times} time(s), last by {way}: {error}; again at {when}").format(
                person=person,
                times=delivery.attempts,
                way=delivery.way,
                error=error,
                when=spell_moment(delivery.not_before) if delivery.not_before else "?",
            )
        case NoticeState.FAILED:
            again = f"cydbost notices retry {delivery.ref}"
            sentence = _("{person}: FAILED, {error}; again: {command}").format(
                person=person, error=error, command=again
            )
        case _:
            sentence = f"{person}: {name_of(NOTICE_STATES, delivery.state.value)}"
    return f"{sentence} ({_('an earlier copy may have arrived')})" if delivery.unclear else sentence


def notice_data(notice: NoticeView) -> dict[str, Any]:
    """Return a notice as data; ``message`` is in the language of the context."""
    return {
        "at": notice.at.isoformat(),
        "told": list(notice.told),
        "code": notice.code,
        "subject": notice.subject,
        "facts": dict(notice.facts),
        "message": notice_sentence(notice),
        "deliveries": [_delivery_data(delivery) for delivery in notice.deliveries],
    }


def _delivery_data(delivery: NoticeDeliveryView) -> dict[str, Any]:
    return {
        "ref": delivery.ref,
        "person": delivery.person,
        "state": delivery.state.value,
        "way": delivery.way,
        "attempts": delivery.attempts,
        "unclear": delivery.unclear,
        "error": delivery.error_code,
        "not_before": delivery.not_before.isoformat() if delivery.not_before else None,
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
    }
