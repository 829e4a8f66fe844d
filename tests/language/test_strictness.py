"""How far a council may change what stops a posting, and how its own lists are heard."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.catalogue import CHECKS
from cydbost_language.judge import check_alone, check_pair
from cydbost_language.pair import Agreements, Finding, Language, Pair, Severity, Side
from cydbost_language.strictness import FIRM, allows, mildest
from cydbost_language.wording import SENTENCES

NAMES = [*(check.name for check in CHECKS), *SENTENCES]
CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("pairs*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
LATE = Pair(Side("Mae'r ffordd ar gau tan 9yb."), Side("The road is closed until 9pm."))
SWAPPED = Pair(LATE.en, LATE.cy)


def found(cy: str, en: str, agreements: Agreements | None = None) -> list[str]:
    return [one.code for one in check_pair(Pair(Side(cy), Side(en)), agreements or Agreements())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_stops_a_posting_is_never_milder_than_a_warning(case: dict[str, Any]) -> None:
    pair = Pair(Side(case["cy"]), Side(case["en"]))
    for one in check_pair(pair):
        if one.severity is Severity.BLOCK:
            assert mildest(one.code) is mildest(one.check)
            assert mildest(one.code) in (Severity.WARN, Severity.BLOCK)
            assert (one.code in FIRM) is (one.check in FIRM)
    off: dict[str, Severity | None] = dict.fromkeys(NAMES)
    kept = check_pair(pair, severities=off)
    stops = [one for one in check_pair(pair) if one.severity is Severity.BLOCK]
    assert [one.code for one in kept] == [one.code for one in stops]
    assert all(one.severity is (Severity.BLOCK if one.check in FIRM else Severity.WARN) for one in kept)


@given(st.sampled_from(NAMES), st.sampled_from([*Severity, None]))
def test_what_may_be_set_is_what_the_judgement_obeys(name: str, severity: Severity | None) -> None:
    for pair in (LATE, SWAPPED, Pair(Side(""), Side("Hello there"))):
        for one in check_pair(pair, severities={name: severity}):
            assert one.check not in FIRM or one.severity is Severity.BLOCK
    assert allows(name, Severity.BLOCK)
    assert allows(name, severity) or severity is not Severity.BLOCK


def test_a_check_that_stops_nothing_may_be_off_or_be_made_to_stop() -> None:
    pair = Pair(Side("Mae'r ffordd ar gau! 🚧"), Side("The road is closed."))
    assert {one.check for one in check_pair(pair)} == {"emphasis"}
    assert check_pair(pair, severities={"emphasis": None}) == ()
    stopped = check_pair(pair, severities={"emphasis": Severity.BLOCK})
    assert {one.severity for one in stopped} == {Severity.BLOCK}
    one_off = check_pair(pair, severities={"emphasis": Severity.WARN, "emoji-missing-en": None})
    assert [(one.code, one.severity) for one in one_off] == [("exclamation-missing-en", Severity.WARN)]


def test_the_councils_own_mobile_and_inbox_are_nobodys_private_ones() -> None:
    cy, en = "Ffoniwch 07712 345678 neu tai@gmail.com.", "Call 07712 345678 or tai@gmail.com."
    assert found(cy, en) == ["private-mobile", "private-email"]
    assert found(cy, en, Agreements(own_lines=("07712345678", "tai@gmail.com"))) == []


def test_an_agreed_line_is_agreed_in_a_version_by_itself_too() -> None:
    text = Side("Call the flood desk on 07712 345678 tonight.")
    agreed = Agreements(lines=(("07798 765432", "07712 345678"),))

    def alone(agreements: Agreements) -> list[Finding]:
        return [*check_alone(text, Language.EN, agreements)]

    assert [one.code for one in alone(Agreements())] == ["private-mobile"]
    assert alone(agreed) == []
    assert alone(Agreements(own_lines=("07712 345 678",))) == []


def test_the_councils_own_words_are_offensive_in_either_language_and_mutated() -> None:
    agreed = Agreements(offensive=("twmffat", "big eejit"))
    assert found("Paid â bod yn dwmffat.", "Do not be silly.", agreed).count("offensive-word") == 1
    assert found("Paid â bod yn wirion.", "Do not be a big  eejit.", agreed).count("offensive-word") == 1
    assert found("Paid â bod yn wirion.", "Do not be big.", agreed).count("offensive-word") == 0


def test_a_name_that_the_council_calls_harmless_is_no_insult() -> None:
    agreed = Agreements(offensive=("prat",), harmless=("Prat Lane",))
    assert found("Mae Prat Lane ar gau.", "Prat Lane is closed.", agreed).count("offensive-word") == 0
    assert found("Mae Prat Lane ar gau, y prat.", "Prat Lane is closed, you prat.", agreed).count("offensive-word") == 1
