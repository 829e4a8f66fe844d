"""Spelling is hinted at where a dictionary is installed, seldom, and never of what may be meant."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_language import Agreements, Finding, Language, Pair, Severity, Side, Spellers, check_alone, check_pair
from cydbost_language.checks.spelling import CHECK
from cydbost_language.comparison import Version
from cydbost_language.detection.dictionary import dictionaries

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "spelling.yaml").read_text("utf-8"))


class OwnWords:
    """A speller that knows what the package's own dictionary of its language does."""

    def __init__(self, language: Language) -> None:
        self._words = dictionaries()[0 if language is Language.CY else 1]

    def knows(self, word: str) -> bool:
        return word in self._words


SPELLERS: Spellers = {language: OwnWords(language) for language in Language}


def hints(found: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in found if one.check == "spelling"]


def judged(case: dict[str, Any], agreements: Agreements | None = None) -> list[Finding]:
    if "cy" in case and "en" in case:
        pair = Pair(Side(case["cy"]), Side(case["en"]))
        return hints(check_pair(pair, agreements or Agreements(), spellers=SPELLERS))
    language = Language.CY if "cy" in case else Language.EN
    return hints(check_alone(Side(case[language.value]), language, spellers=SPELLERS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_hinted_at_as_its_case_says(case: dict[str, Any]) -> None:
    found = judged(case)
    if "most" in case:
        assert len(found) == case["most"]
    else:
        assert {one.facts["text"]: one.facts["meant"] for one in found} == case["hints"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_hint_points_at_its_word_and_stops_nothing(case: dict[str, Any]) -> None:
    for one in judged(case):
        assert one.severity is Severity.INFO
        for span, language in ((one.cy, "cy"), (one.en, "en")):
            assert span is None or case[language][span.start : span.end] == one.facts["text"]


def test_without_a_dictionary_nothing_is_said() -> None:
    pair = Pair(Side("Bydd y llyfgell ar gau."), Side("The libary will be closed."))
    assert hints(check_pair(pair)) == []
    only = {Language.CY: SPELLERS[Language.CY]}
    assert [one.facts["meant"] for one in hints(check_pair(pair, spellers=only))] == ["llyfrgell"]


def test_an_agreed_term_is_right_however_it_looks() -> None:
    case = {"cy": "Bydd y llyfgell ar gau.", "en": "The library will be closed."}
    assert len(judged(case)) == 1
    assert judged(case, Agreements(terms=(("llyfgell", "library"),))) == []


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_can_be_judged(cy: str, en: str) -> None:
    assert len(hints(check_pair(Pair(Side(cy), Side(en)), spellers=SPELLERS))) <= 6


@pytest.mark.parametrize("unit", ["llyfgell ", "abcdefgh", "a'", '"a ', "qzxv w'w-w ", "Aa "])
def test_a_megabyte_is_judged_in_time_that_grows_no_faster_than_its_length(unit: str) -> None:
    text = "Mae hyn yn dda i bawb yma. " + (unit * (1_000_000 // len(unit)))[:1_000_000]
    assert len(list(CHECK.alone(Version(Side(text), Language.CY, spellers=SPELLERS)))) <= 3
