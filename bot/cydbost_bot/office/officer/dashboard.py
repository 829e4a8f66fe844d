"""The dashboard: the council's promise in figures, each with what it is out of and a way to what it counts."""

from typing import Any, Final

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.officer import shares
from cydbost_bot.office.officer.check_names import check_name
from cydbost_bot.office.officer.figures import figures
from cydbost_bot.office.officer.periods import KINDS, NoPeriod, Period, chosen
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences import name_of, spell_length, spell_month
from cydbost_bot.sentences_words import LANGUAGES
from cydbost_queue.queries.compliance import Compliance

KIND_NAMES: Final = {
    "month": N_("A month"),
    "quarter": N_("A quarter"),
    "year": N_("A year"),
    "custom": N_("Days that you choose"),
}


def show(visit: Visit) -> Response:
    """Show the figures of one period."""
    today, errors = visit.now.astimezone(visit.desk.rules.zone).date(), FieldErrors()
    try:
        period = chosen(visit.query, today)
    except NoPeriod:
        errors.add("first", _("Give two days, the earlier one first, such as 2026-04-01."))
        period = chosen({}, today)
    found, data_at = figures(visit.desk, period.first, period.last)
    return visit.show(
        "officer/dashboard.html",
        figures=found,
        data_at=data_at,
        period=period,
        later=_later(period, today.isoformat()),
        kinds=[(kind, _(KIND_NAMES[kind])) for kind in KINDS],
        asked={name: visit.query.get(name, "") for name in ("first", "last")},
        sentences=_sentences(found),
        target=spell_length(visit.desk.rules.gap_target.total_seconds()),
        check_name=check_name,
        errors=errors,
        **WORDS,
    )


def _later(period: Period, today: str) -> Period | None:
    after = period.beside(1)
    return after if after is not None and after.first.isoformat() <= today else None


def _sentences(found: Compliance) -> dict[str, str]:
    """Return what each chart says, for whoever does not see it."""
    cy, en = found.answers["cy"], found.answers["en"]
    said = {"channels": "", "answers": "", "months": ""}
    if cy.median is not None and en.median is not None:
        said["answers"] = _(
            "Half of the Welsh comments that were answered had their answer within %(cy)s, half of the English within "
            "%(en)s."
        ) % {"cy": spell_length(cy.median), "en": spell_length(en.median)}
    months = [month for month in found.months if month.pairs.out]
    if len(months) > 1:
        worst = min(months, key=lambda one: one.pairs.in_time / one.pairs.out)
        said["months"] = _("The lowest share that went live together was in %(month)s: %(share)s.") % {
            "month": spell_month(worst.month),
            "share": shares.share(worst.pairs.in_time, worst.pairs.out),
        }
    if len(found.channels) > 1:
        name, pairs = min(found.channels.items(), key=lambda one: one[1].in_time / max(one[1].out, 1))
        said["channels"] = _("The lowest share that went live together was on %(channel)s: %(share)s.") % {
            "channel": name,
            "share": shares.share(pairs.in_time, pairs.out),
        }
    return said


#: What the templates say numbers and codes with.
WORDS: Final[dict[str, Any]] = {
    "share": shares.share,
    "out_of": shares.out_of,
    "grouped": shares.grouped,
    "width": shares.width,
    "capital": shares.capital,
    "gap": shares.gap,
    "long_time": shares.long_time,
    "month_name": spell_month,
    "name_of": name_of,
    "LANGUAGES": LANGUAGES,
}
