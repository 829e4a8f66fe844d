"""A plan's rows, judged before anything is imported: what is wrong with a row, and what is found in its pair."""

from collections.abc import Sequence
from dataclasses import dataclass

from cydbost_bot.i18n import N_
from cydbost_bot.media_intake import for_each
from cydbost_bot.plan import PlanRow
from cydbost_bot.plan_pictures import Pictures
from cydbost_bot.problem import Problem, Wording
from cydbost_bot.sentences import error_sentence
from cydbost_language import Attachment, Finding, Language, Pair, Severity, Side, check_pair
from cydbost_queue.content import LABEL_LIMIT, Content, checked, checked_text
from cydbost_queue.errors import Refused
from cydbost_queue.rules import Rules

ALTS = Wording(
    "plan_alts", N_("“{column}” describes {given} pictures of {files}. Describe each one, on a line of its own.")
)

NOTES = Wording(
    "plan_rights",
    N_("“rights” has {given} lines for {files} pictures. Write one line for them all, or one for each."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the queue's, as the fact of a problem; looked up when it is shown."""

    error: Refused

    def __str__(self) -> str:
        return error_sentence(self.error)


UNUSABLE = Wording("plan_unusable", N_("“{column}”: {why}"))


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row, with all its problems and the findings of its pair."""

    row: PlanRow
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Tell whether the row keeps the plan from being imported; what can be divided afterwards does not."""
        blocks = [one for one in self.findings if one.severity is Severity.BLOCK and one.code != "too_long_to_divide"]
        return bool(self.problems or blocks)


def judge_row(row: PlanRow, rules: Rules, pictures: Pictures) -> JudgedRow:
    """Return the row with everything that is wrong with it; ``pictures`` are those it may name."""
    problems = [*row.problems, *_unusable(row), *_picture_problems(row, pictures)]
    if not row.cy or not row.en:
        return JudgedRow(row, tuple(problems))
    pair = Pair(*(row_side(row, language) for language in (Language.CY, Language.EN)))
    findings = check_pair(pair, rules.agreements, severities=rules.severities, spellers=rules.spellers)
    return JudgedRow(row, tuple(problems), findings)


def row_content(row: PlanRow, language: Language) -> Content:
    """Return one version of the row, without its pictures."""
    is_welsh = language is Language.CY
    return Content(row.cy if is_welsh else row.en, (row.link_cy if is_welsh else row.link_en) or None)


def row_alts(row: PlanRow, language: Language) -> list[str]:
    """Return the descriptions of the row's pictures, one a line where there are several."""
    words = row.cy_alt if language is Language.CY else row.en_alt
    return [words] if len(row.media) == 1 else words.splitlines()


def row_rights(row: PlanRow) -> Sequence[str]:
    """Return what is noted of the right to use each of the row's pictures: one note for all, or one a line."""
    return for_each(row.rights.splitlines(), len(row.media))


def row_side(row: PlanRow, language: Language) -> Side:
    """Return one version of the row as the comparison takes it; its pictures by their names alone."""
    content, alts = row_content(row, language), row_alts(row, language)
    each = zip(row.media, alts, row_rights(row), strict=False)
    media = tuple(Attachment(name, name, alt, rights) for name, alt, rights in each)
    return Side(content.text, media, content.link)


def _unusable(row: PlanRow) -> list[Problem]:
    problems = []
    for language in Language:
        content = row_content(row, language)
        if content.text:
            problems += _refusal(language.value, content)
    if row.label:
        try:
            checked_text(row.label, field_name="label", limit=LABEL_LIMIT)
        except Refused as error:
            problems.append(UNUSABLE(column="label", why=Said(error)))
    return problems


def _refusal(column: str, content: Content) -> list[Problem]:
    try:
        checked(content)
    except Refused as error:
        return [UNUSABLE(column=column, why=Said(error))]
    return []


def _picture_problems(row: PlanRow, pictures: Pictures) -> list[Problem]:
    problems = [problem for name in row.media if (problem := pictures.problem_of(name)) is not None]
    for language in Language if row.media else ():
        given = len([alt for alt in row_alts(row, language) if alt.strip()])
        if given != len(row.media):
            problems.append(ALTS(column=f"{language.value}_alt", given=given, files=len(row.media)))
    if len(row_rights(row)) != len(row.media):
        problems.append(NOTES(given=len(row_rights(row)), files=len(row.media)))
    return problems
