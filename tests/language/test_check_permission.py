"""Clients, contractors and partners are not named without their permission."""

import pytest

from cydbost_language.judge import check_alone, check_pair
from cydbost_language.pair import Agreements, Language, Pair, Severity, Side


def named(cy: str, en: str, agreements: Agreements | None = None) -> list[str]:
    found = check_pair(Pair(Side(cy), Side(en)), agreements or Agreements())
    assert all(one.severity is Severity.WARN for one in found if one.check == "permission")
    return [one.facts["text"] for one in found if one.check == "permission"]


CY = "Bydd Adeiladwyr y Cwm Cyf yn cau'r ffordd ddydd Llun."
EN = "Adeiladwyr y Cwm Cyf will close the road on Monday."


def test_a_company_is_reported_once_for_both_versions() -> None:
    assert named(CY, EN) == ["Adeiladwyr y Cwm Cyf"]


@pytest.mark.parametrize("name", ["Hill & Sons Ltd", "Vale Roads Limited", "Northern Lights plc", "A55 Repairs LLP"])
def test_every_legal_ending_makes_a_company(name: str) -> None:
    found = check_alone(Side(f"Work by {name} begins today."), Language.EN)
    assert [one.facts["text"] for one in found] == [name]


def test_those_who_have_given_their_permission_are_left_alone() -> None:
    assert named(CY, EN, Agreements(permitted=("Adeiladwyr y Cwm",))) == []


def test_a_name_on_the_councils_list_is_reported_without_any_ending() -> None:
    cy, en = "Diolch i Deulu'r Bryn am eu help.", "Thank you to Teulu'r Bryn for their help."
    assert named(cy, en) == []
    assert named(cy, en, Agreements(ask_first=("Teulu'r Bryn",))) != []


@pytest.mark.parametrize("text", ["Ein Cyf 12/34.", "Rhif Cyf: AB1.", "Parking is limited.", "Limited places remain."])
def test_references_and_everyday_words_are_no_companies(text: str) -> None:
    language = Language.CY if "Cyf" in text else Language.EN
    assert [one.check for one in check_alone(Side(text), language) if one.check == "permission"] == []
