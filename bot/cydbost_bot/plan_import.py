"""A plan on its way into the queue: judged whole, beside what is there, and made into postings all at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cydbost_bot.counting import length_findings
from cydbost_bot.dividing import divided_for
from cydbost_bot.i18n import N_
from cydbost_bot.plan import PlanRow, judge_rows
from cydbost_bot.plan_beside import judge_beside
from cydbost_bot.plan_judgement import JudgedRow, judge_row, row_alts, row_content, row_rights
from cydbost_bot.plan_pictures import Pictures
from cydbost_bot.problem import Misuse, Problem, Wording
from cydbost_bot.settings_model import Settings
from cydbost_language import Language
from cydbost_language.parting import CannotDivide
from cydbost_queue.actions.importing import Planned
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.queries.planned import already_planned

ALREADY = Wording(
    "plan_row_known", N_("{ref} has this label and time already. Leave the row out, or change one of them.")
)


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """What a plan is judged by: the queue and its clock, the council's settings, and where its pictures are."""

    desk: Desk
    settings: Settings
    pictures: Pictures

    def judged(self, rows: Iterable[PlanRow]) -> list[JudgedRow]:
        """Return the rows, each with its problems, its findings, and its conflicts with all others."""
        known = [channel.name for channel in self.settings.channels]
        read = judge_rows(rows, now=self.desk.clock.now(), channels=known, zone=str(self.desk.rules.zone))
        there = already_planned(self.desk, {row.at for row in read if row.at is not None})
        return judge_beside(self.desk, [_refuse_twice(self._judged(row), there) for row in read])

    def prepared(self, judged: Sequence[JudgedRow]) -> tuple[list[JudgedRow], list[Planned]]:
        """Take in the pictures; return the rows, with the problems of those whose pictures cannot be used."""
        rows, planned = [], []
        for one in judged:
            problems: tuple[Problem, ...] = ()
            try:
                planned.append(self._planned(one.row))
            except Misuse as error:
                problems = error.problems
            rows.append(replace(one, problems=(*one.problems, *problems)))
        return rows, planned

    def _judged(self, row: PlanRow) -> JudgedRow:
        judged = judge_row(row, self.desk.current_rules(), self.pictures)
        words = {language: content for language in Language if (content := row_content(row, language)).text}
        too_long = length_findings(self.settings, self.desk.rules, row.channels, words)
        if any(finding.code == "too_long_to_divide" for finding in too_long) and not self._is_divisible(row, words):
            too_long = [replace(finding, code="too_long") for finding in too_long]
        return replace(judged, findings=(*judged.findings, *too_long))

    def _is_divisible(self, row: PlanRow, words: Mapping[Language, Content]) -> bool:
        """Tell whether the row, once it is imported, can be divided for its channels."""
        try:
            divided_for(self.settings, self.desk.current_rules(), row.channels, words)
        except (CannotDivide, KeyError, Refused):  # no such division, one language only, a channel without threads
            return False
        return True

    def _planned(self, row: PlanRow) -> Planned:
        contents = {}
        for language in Language:
            each = zip(row.media, row_alts(row, language), row_rights(row), strict=True) if row.media else ()
            media = tuple(self.pictures.take(name, alt, rights) for name, alt, rights in each)
            contents[language] = replace(row_content(row, language), media=media)
        return Planned(row.label, row.channels, contents, row.at)


def _refuse_twice(judged: JudgedRow, known: Mapping[tuple[str, datetime], str]) -> JudgedRow:
    ref = known.get((judged.row.label.casefold(), judged.row.at)) if judged.row.at else None
    return replace(judged, problems=(*judged.problems, ALREADY(ref=ref))) if ref else judged
