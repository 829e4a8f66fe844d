"""What the calendar's codes are called."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from cydbost_bot.i18n import current
from cydbost_bot.office.planner.spans import Look, Span
from cydbost_bot.office.words import N_, gettext, ngettext
from cydbost_bot.sentences_money import spell_month
from cydbost_bot.sentences_words import QUIET_KINDS, name_of
from cydbost_language import Language
from cydbost_language.calendar_words import WEEKDAYS_CY, WEEKDAYS_EN
from cydbost_language.rendering import format_date
from cydbost_queue.queries.plan_beside import NearView, QuietBand
from cydbost_queue.queries.plan_range import Lack

LOOKS: Final = {Look.MONTH: N_("Month"), Look.WEEK: N_("Week"), Look.LIST: N_("List")}
LACKS: Final = {
    Lack.WELSH: N_("Welsh missing"),
    Lack.ENGLISH: N_("English missing"),
    Lack.APPROVAL: N_("Not approved"),
    Lack.BLOCKED: N_("Blocked"),
}


def lack_name(lack: Lack) -> str:
    """Return what a posting that lacks this is said to be."""
    return gettext(LACKS[lack])


def span_name(span: Span) -> str:
    """Return the caption of a look: ``Rhagfyr 2026``, or the week of a day."""
    if span.look is Look.WEEK:
        return gettext("Week of %(day)s") % {"day": long_day(span.first)}
    return spell_month(f"{span.first:%Y-%m}")


def long_day(day: date) -> str:
    """Return a day with its weekday: ``dydd Llun 7 Rhagfyr 2026``."""
    return format_date(day, Language(current()))


def weekdays() -> tuple[str, ...]:
    """Return the names of the days, from Monday on."""
    return WEEKDAYS_CY if current() == "cy" else WEEKDAYS_EN


def quiet_kind(band: QuietBand) -> str:
    """Return why the council is quiet."""
    return name_of(QUIET_KINDS, band.kind.value)


def near_names(near: Iterable[NearView]) -> list[str]:
    """Return a sentence for each posting that is too near, or says the same."""
    found = []
    for one in near:
        facts = {"ref": one.ref, "channel": one.channel, "minutes": one.minutes}
        if one.code == "repeat_same":
            found.append(gettext("Says the same as %(ref)s on %(channel)s.") % facts)
        elif one.minutes == 0:
            found.append(gettext("At the same time as %(ref)s on %(channel)s.") % facts)
        else:
            sentence = ngettext(
                "%(minutes)s minute from %(ref)s on %(channel)s.",
                "%(minutes)s minutes from %(ref)s on %(channel)s.",
                one.minutes,
            )
            found.append(sentence % facts)
    return found
