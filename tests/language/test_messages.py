"""Every finding and every check is explained in Welsh and in English."""

import re
import string
from pathlib import Path

import pytest

import cydbost_language.check
from cydbost_language.catalogue import CHECKS, check_named
from cydbost_language.messages import explain, explain_check
from cydbost_language.pair import Finding, Language, Severity
from cydbost_language.wording import SENTENCES

FACTS = {"cy": "CY", "en": "EN", "text": "TEXT", "name": "NAME", "link": "LINK", "date": "DATE", "meant": "MEANT"}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_finding_has_a_sentence_in_each_language_with_the_same_facts(code: str) -> None:
    welsh, english = (explain(Finding("x", code, Severity.BLOCK, facts=FACTS), language) for language in Language)
    assert welsh != english
    named = {field for _, field, _, _ in string.Formatter().parse(SENTENCES[code]) if field}
    for field in named:
        assert FACTS[field] in welsh
        assert FACTS[field] in english


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_says_what_to_do(code: str) -> None:
    english = SENTENCES[code]
    assert len(re.findall(r"[.:] ?[A-Z]|\. ", english)) >= 1
    assert not re.search(r"\b(please|sorry|invalid|error)\b", english, re.IGNORECASE)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_is_described_in_each_language(check: cydbost_language.check.Check) -> None:
    welsh, english = (explain_check(check.name, language) for language in Language)
    assert english == check.teaches
    assert welsh != english


def test_every_code_that_a_check_writes_has_its_sentence() -> None:
    folder = Path(cydbost_language.__file__).parent / "checks"
    written = {
        code
        for path in folder.glob("*.py")
        for code in re.findall(r'"((?:\w+-)+(?:\w+))"', path.read_text("utf-8"))
        if code not in ("missing-en", "missing-cy", "fewer-en", "fewer-cy", "sentence-astray", "wrong-language")
    }
    assert len(written) > 10
    assert written <= SENTENCES.keys()


def test_the_checks_have_names_of_their_own_and_are_found_by_them() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check_named(check.name) is check for check in CHECKS)
    with pytest.raises(KeyError):
        check_named("no such check")
