"""A picture is not used before it is known by what right."""

from cydbost_language.judge import check_alone, check_pair
from cydbost_language.pair import Attachment, Finding, Language, Pair, Severity, Side

CY, EN = "Mae'r ffordd ar gau heddiw.", "The road is closed today."


def picture(alt_text: str, rights: str) -> Attachment:
    return Attachment("map.png", "ab", alt_text, rights)


def found(cy: str, en: str) -> list[Finding]:
    welsh = Side(CY, (picture("Map o'r ffordd sydd ar gau a'r gwyriad", cy),))
    english = Side(EN, (picture("A map of the closed road and the diversion", en),))
    return [*check_pair(Pair(welsh, english))]


def test_a_picture_with_its_rights_noted_is_right() -> None:
    assert found("Ffotograffydd y cyngor", "Council photographer") == []


def test_a_picture_that_both_versions_carry_without_rights_is_reported_once_and_may_be_accepted() -> None:
    (one,) = found("", " – ")
    assert (one.code, one.severity, one.facts["name"]) == ("rights-unnoted", Severity.WARN, "map.png")


def test_rights_noted_on_one_side_only_are_asked_for_on_the_other() -> None:
    assert [one.code for one in found("Ffotograffydd y cyngor", "")] == ["rights-unnoted"]


def test_a_version_that_goes_out_alone_is_asked_too() -> None:
    side = Side(EN, (picture("A map of the closed road and the diversion", ""),))
    assert [one.code for one in check_alone(side, Language.EN)] == ["rights-unnoted"]
