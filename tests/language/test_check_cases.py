"""Every pair of cases/pairs*.yaml is judged as the case says."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cydbost_language.catalogue import CHECKS
from cydbost_language.judge import check_pair
from cydbost_language.messages import explain
from cydbost_language.pair import Agreements, Finding, Language, Pair, Severity, Side

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("pairs*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def judged(case: dict[str, Any]) -> tuple[Finding, ...]:
    lists: dict[str, Any] = {
        name: tuple(tuple(one) if isinstance(one, list) else one for one in listed)
        for name, listed in case.get("agreements", {}).items()
    }
    return check_pair(Pair(cy=Side(case["cy"]), en=Side(case["en"])), Agreements(**lists))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_pair_is_judged_as_its_case_says(case: dict[str, Any]) -> None:
    found = judged(case)
    by_severity = {severity: sorted(one.code for one in found if one.severity is severity) for severity in Severity}
    assert by_severity == {
        Severity.BLOCK: sorted(case["findings"]),
        Severity.WARN: sorted(case.get("warn", [])),
        Severity.INFO: sorted(case.get("info", [])),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_finding_of_a_case_is_explained_in_both_languages(case: dict[str, Any]) -> None:
    for one in judged(case):
        welsh, english = (explain(one, language) for language in Language)
        assert welsh != english
        assert "{" not in welsh + english
        assert all(value[:20] in english for key, value in one.facts.items() if "{" + key + "}" in english)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_span_shows_the_words_it_is_about(case: dict[str, Any]) -> None:
    for one in judged(case):
        for span, text, key in ((one.cy, case["cy"], "cy"), (one.en, case["en"], "en")):
            if span and key in one.facts and not one.code.startswith(("item", "line")):
                assert text[span.start : span.end] == one.facts[key]


def test_the_cases_reach_nearly_every_check() -> None:
    reached = {one.check for case in CASES for one in judged(case)}
    assert {check.name for check in CHECKS} - reached <= {"card", "media", "rights", "spelling"}
