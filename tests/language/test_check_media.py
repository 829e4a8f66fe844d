"""Attachments, alt texts and link cards are compared too."""

from dataclasses import replace

from cydbost_language.judge import check_alone, check_pair
from cydbost_language.pair import Agreements, Attachment, Language, Pair, Side

CY, EN = "Mae'r ffordd ar gau heddiw.", "The road is closed today."
WELSH_MAP = Attachment("map.png", "ab", "Map o'r ffordd sydd ar gau a'r gwyriad", "Y cyngor")
ENGLISH_MAP = Attachment("map.png", "ab", "A map of the closed road and the diversion", "Y cyngor")


def codes(cy: Side, en: Side, agreements: Agreements | None = None) -> list[str]:
    return [one.code for one in check_pair(Pair(cy, en), agreements or Agreements())]


def test_a_picture_described_in_each_language_is_right() -> None:
    assert codes(Side(CY, (WELSH_MAP,)), Side(EN, (ENGLISH_MAP,))) == []


def test_a_picture_on_one_side_only_is_reported() -> None:
    assert codes(Side(CY), Side(EN, (ENGLISH_MAP,))) == ["media-count"]


def test_a_picture_without_a_description_is_reported_on_its_side() -> None:
    bare = Attachment("map.png", "ab", " ", "Y cyngor")
    assert codes(Side(CY, (bare,)), Side(EN, (ENGLISH_MAP,))) == ["alt-missing-cy"]
    assert codes(Side(CY, (bare,)), Side(EN, (bare,))) == ["alt-missing-cy", "alt-missing-en"]


def test_a_description_copied_or_in_the_other_language_is_reported() -> None:
    assert codes(Side(CY, (ENGLISH_MAP,)), Side(EN, (ENGLISH_MAP,))) == ["alt-copied"]
    other = Attachment("map.png", "ab", "The map that shows where the road will be closed", "Y cyngor")
    assert codes(Side(CY, (other,)), Side(EN, (ENGLISH_MAP,))) == ["alt-language-cy"]


def test_a_name_may_be_the_description_on_both_sides() -> None:
    name = Attachment("logo.png", "cd", "Eisteddfod yr Urdd", "Y cyngor")
    assert "alt-language-en" not in codes(Side(CY, (name,)), Side(EN, (name,)))


def test_a_link_card_on_one_side_only_is_reported() -> None:
    assert codes(Side(CY, link="https://a.cymru/cy/x"), Side(EN)) == ["card-missing-en"]
    assert codes(Side(CY), Side(EN, link="https://a.wales/en/x")) == ["card-missing-cy"]


def test_link_cards_are_judged_as_links_are() -> None:
    assert codes(Side(CY, link="https://a.cymru/cy/x"), Side(EN, link="https://a.wales/en/x")) == []
    assert codes(Side(CY, link="https://a.wales/en/x"), Side(EN, link="https://a.wales/en/x")) == [
        "card-wrong-language-cy"
    ]
    assert codes(Side(CY, link="https://a.cymru/x"), Side(EN, link="https://b.com/x")) == ["card-differs"]
    agreed = Agreements(links=(("https://a.cymru/x", "https://b.com/x"),))
    assert codes(Side(CY, link="https://a.cymru/x"), Side(EN, link="https://b.com/x"), agreed) == []


def test_one_version_alone_is_held_to_its_language_its_calendar_and_its_descriptions() -> None:
    assert [one.code for one in check_alone(Side(CY), Language.CY)] == []
    assert [one.code for one in check_alone(Side(CY), Language.EN)] == ["wrong-language-en"]
    assert [one.code for one in check_alone(Side(""), Language.EN)] == ["empty-en"]
    wrong = "The road is closed on Monday 4 August 2026 from noon."
    (found,) = check_alone(Side(wrong, (ENGLISH_MAP,)), Language.EN)
    assert (found.code, found.cy) == ("calendar-impossible", None)
    assert found.en is not None
    assert wrong[found.en.start : found.en.end] == "Monday 4 August 2026"


def test_a_message_of_pictures_alone_needs_no_text() -> None:
    assert codes(Side("", (WELSH_MAP,)), Side("👍", (ENGLISH_MAP,))) == []
    assert codes(Side("", (WELSH_MAP,)), Side(EN, (ENGLISH_MAP,))) == ["empty-cy"]


def test_a_message_that_is_a_link_and_a_tag_is_no_copy() -> None:
    assert codes(Side("https://a.cymru #Rhyl"), Side("https://a.cymru #Rhyl")) == []


def worded(item: Attachment, *languages: Language, digest: str = "ab") -> Attachment:
    return replace(item, words_in=frozenset(languages), digest=digest)


def test_words_in_a_picture_need_a_picture_for_each_language_or_both_in_one() -> None:
    cy, en = Language.CY, Language.EN

    def found(welsh: Attachment, english: Attachment) -> list[str]:
        return codes(Side(CY, (welsh,)), Side(EN, (english,)))

    assert found(worded(WELSH_MAP, cy), worded(ENGLISH_MAP, en, digest="cd")) == []
    assert found(worded(WELSH_MAP, cy, en), worded(ENGLISH_MAP, cy, en)) == []
    assert found(worded(WELSH_MAP, cy, en), worded(ENGLISH_MAP, en, digest="cd")) == []
    assert found(worded(WELSH_MAP, en), worded(ENGLISH_MAP, en)) == ["picture-words-shared"]
    assert found(worded(WELSH_MAP, cy), worded(ENGLISH_MAP, en)) == ["picture-words-shared"]
    assert found(worded(WELSH_MAP, en), worded(ENGLISH_MAP, en, digest="cd")) == ["picture-words-cy"]
    assert found(worded(WELSH_MAP, cy), worded(ENGLISH_MAP, cy, digest="cd")) == ["picture-words-en"]
    assert found(worded(WELSH_MAP, cy), worded(ENGLISH_MAP, digest="cd")) == ["picture-words-uneven"]
    assert [one.code for one in check_alone(Side(CY, (worded(WELSH_MAP, en),)), cy)] == ["picture-words-cy"]
