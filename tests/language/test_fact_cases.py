"""Every pair of cases/facts.yaml is right as it stands, and stopped when one fact of its Welsh is wrong."""

from pathlib import Path

import pytest
import yaml

from cydbost_language.judge import check_pair
from cydbost_language.pair import Pair, Severity, Side

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "facts.yaml").read_text("utf-8"))
WRONG = [(case["cy"], case["en"], right, wrong) for case in CASES for right, wrong in case["wrong"].items()]
OF_FACTS = {"amounts", "dates", "emails", "links", "numbers", "percentages", "phones", "postcodes", "times"}


def stopped_by(cy: str, en: str) -> dict[str, str]:
    """Return the codes that stop the pair, with the check of each."""
    found = check_pair(Pair(cy=Side(cy), en=Side(en)))
    return {one.code: one.check for one in found if one.severity is Severity.BLOCK}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["en"][:60])
def test_a_right_pair_of_facts_is_passed(case: dict[str, str]) -> None:
    assert stopped_by(case["cy"], case["en"]) == {}


@pytest.mark.parametrize(("cy", "en", "right", "wrong"), WRONG, ids=lambda text: text[:40])
def test_one_wrong_fact_stops_the_pair(cy: str, en: str, right: str, wrong: str) -> None:
    assert right in cy
    assert OF_FACTS & set(stopped_by(cy.replace(right, wrong, 1), en).values())


def test_the_cases_hold_many_facts_of_every_kind() -> None:
    assert len(CASES) > 160
    assert len(WRONG) > 300
