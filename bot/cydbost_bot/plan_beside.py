"""A plan's rows beside one another and beside what is there: told while the plan can still be changed."""

from collections.abc import Sequence
from dataclasses import replace

from cydbost_bot.plan import PlanRow
from cydbost_bot.plan_judgement import JudgedRow, row_side
from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.queries.planned import Wish, plan_conflicts
from cydbost_queue.spending.planning import PairCost, cost_of_plan


def judge_beside(desk: Desk, judged: Sequence[JudgedRow]) -> list[JudgedRow]:
    """Return the rows with their conflicts, each beside the stored posts and the rows above it.

    A row that is stopped is never imported as it stands, so nothing is compared with it.
    """
    wishes = {
        number: wish for number, one in enumerate(judged) if not one.is_stopped and (wish := _wish(one.row)) is not None
    }
    found = dict(zip(wishes, plan_conflicts(desk, list(wishes.values())), strict=True))
    return [
        replace(one, findings=(*one.findings, *found[number])) if number in found else one
        for number, one in enumerate(judged)
    ]


def cost_beside(desk: Desk, judged: Sequence[JudgedRow]) -> list[PairCost]:
    """Return what the plan's rows cost together, by channel."""
    return cost_of_plan(desk, [wish for one in judged if (wish := _wish(one.row)) is not None])


def _wish(row: PlanRow) -> Wish | None:
    if row.at is None:
        return None
    return Wish(f"“{row.label}”", row.channels, row.at, {language: row_side(row, language) for language in Language})
