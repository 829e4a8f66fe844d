"""Whether people can be reached: every step of every ladder, every address, and what could not be brought."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from cydbost_bot.checkup_finding import Finding
from cydbost_bot.i18n import _
from cydbost_bot.notify.coverage import gaps
from cydbost_bot.notify.reach import addresses
from cydbost_bot.notify.sending import look_at
from cydbost_bot.sentences import spell_moment
from cydbost_bot.sentences_words import audience_name
from cydbost_bot.settings import Settings
from cydbost_queue.desk import Desk
from cydbost_queue.queries.notices import notice_counts
from cydbost_queue.tables import NoticeState

#: How long a notice that could not be brought is something to mend.
LATELY: Final = timedelta(days=7)


def people_reached(settings: Settings, desk: Desk) -> Iterator[Finding]:
    """Yield whether deadlines reach people, and every address that is missing or not understood."""
    if not desk.rules.reach.is_used():
        sentence = _("No way to reach anybody is set: of a deadline people are told in “cydbost notices” only.")
        yield Finding("ladder", is_well=True, sentence=sentence)
        return
    yield from _ladders(desk)
    yield from _addresses(settings)
    yield from _failed(desk)


def _ladders(desk: Desk) -> Iterator[Finding]:
    found = list(gaps(desk.rules, desk.clock.now()))
    for gap in found:
        of = _("category {category}").format(category=gap.category) if gap.category else _("any emergency")
        sentence = _("The deadline’s step at {percent} % ({of}) reaches nobody from {when}. See: cydbost rota.")
        said = sentence.format(percent=gap.percent, of=of, when=spell_moment(gap.since))
        yield Finding("ladder", is_well=False, sentence=said)
    if not found:
        yield Finding("ladder", is_well=True, sentence=_("Every step of a Welsh deadline reaches somebody."))


def _addresses(settings: Settings) -> Iterator[Finding]:
    places = addresses(settings)
    for (person, way), is_there in zip(places, look_at(list(places.values())), strict=False):
        if not is_there:
            sentence = _("The address of {person} by {way} is missing or not understood. Put it where it is kept.")
            said = sentence.format(person=audience_name(person), way=way)
            yield Finding("addresses", is_well=False, sentence=said)


def _failed(desk: Desk) -> Iterator[Finding]:
    failed = notice_counts(desk, since=desk.clock.now() - LATELY).get(NoticeState.FAILED, 0)
    if failed:
        sentence = _("Notices that could not be brought: {number}. See: cydbost notices --failed.")
        yield Finding("notices", is_well=False, sentence=sentence.format(number=failed))
