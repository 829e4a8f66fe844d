"""Whether the budgets last, and whether what is known of the platforms still holds."""

from collections.abc import Iterator

from cydbost_bot.checkup_finding import Finding
from cydbost_bot.i18n import _
from cydbost_bot.known_platforms import known_ageing
from cydbost_bot.sentences import spell_money
from cydbost_bot.sentences_money import spell_month
from cydbost_bot.settings import Settings
from cydbost_queue.desk import Desk
from cydbost_queue.queries.usage import ChannelUsage, usage
from cydbost_queue.tables import Mode


def money_and_platforms(settings: Settings, desk: Desk) -> Iterator[Finding]:
    """Yield each budget, and each thing known of a platform that is to be looked at again."""
    declared = {channel.name for channel in settings.channels}
    for one in usage(desk):
        if one.channel not in declared:
            continue
        if one.budget is not None and one.currency is not None:
            yield _budget(one, one.currency)
        if one.mode != Mode.OFF:
            for old in known_ageing(desk, one.channel):
                yield Finding("platforms", is_well=False, sentence=old.line())


def _budget(one: ChannelUsage, currency: str) -> Finding:
    monthly = one.budget.monthly if one.budget else 0
    is_well = max(one.spent + one.put_aside, one.forecast) <= monthly and one.spent < monthly
    said = (
        _("The budget of {channel} for {month} lasts: {spent} of {budget} is spent, {forecast} with what is planned.")
        if is_well
        else _(
            "The budget of {channel} for {month} does not last: {spent} of {budget} is spent, {forecast} with what is "
            "planned. Raise it, or move or withdraw posts."
        )
    )
    sentence = said.format(
        channel=one.channel,
        month=spell_month(one.month),
        spent=spell_money(one.spent, currency),
        budget=spell_money(monthly, currency),
        forecast=spell_money(one.forecast, currency),
    )
    return Finding("budget", is_well=is_well, sentence=sentence)
