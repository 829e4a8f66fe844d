"""What a page shows of a pair that is being written: findings, marks, counts, offers, and how it will look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cydbost_bot.office.compose.contents import contents_of
from cydbost_bot.office.compose.counts import CountRow, count_rows
from cydbost_bot.office.compose.found import Found, found_in, summary
from cydbost_bot.office.compose.marked import marked, marks_of
from cydbost_bot.office.compose.offered import Offered, offered
from cydbost_bot.office.compose.previews import Preview, previews
from cydbost_bot.office.compose.typed import Typed
from cydbost_bot.office.visit import Visit
from cydbost_bot.unsaved import judge_unsaved
from cydbost_language import Language
from cydbost_queue.queries.written import Written


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that is said of a pair while it is written."""

    summary: str
    found: Sequence[Found]
    mirrors: Mapping[Language, Markup]
    counts: Sequence[CountRow]
    offers: Mapping[Language, Sequence[Offered]]
    previews: Sequence[Preview]
    lacking: Sequence[Language]  #: the sides that have no words yet


def judge(visit: Visit, typed: Typed, written: Written | None) -> Judged:
    """Judge what somebody has typed; ``written`` is what is written of the posting, ``None`` for a new one."""
    contents, rules = contents_of(visit.settings, typed, written), visit.desk.current_rules()
    names = written.names if written else ()
    said = judge_unsaved(visit.settings, rules, contents, typed.channels, names=names)
    found = found_in(said.pair, said.findings)
    mirrors = {
        language: marked(side.text, language, marks_of(said.findings, language, side.text))
        for language in contents
        for side in [said.pair.side(language)]
    }
    return Judged(
        summary=summary(found, written=len(contents)),
        found=found,
        mirrors=mirrors,
        counts=count_rows(said.count),
        offers=offered(said.pair, rules.agreements),
        previews=previews(visit.settings, typed.channels, contents),
        lacking=[language for language in Language if language not in contents],
    )
