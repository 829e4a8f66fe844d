"""The hints on spelling know the forms of Welsh, and stay quiet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_language.detection.word_lists import phrases_of, words_of
from cydbost_language.judge import check_alone
from cydbost_language.pair import Language, Side
from cydbost_language.welsh_spelling import is_known, reads_as_welsh, suggestion


def hints(text: str) -> list[str]:
    return [one.facts["text"] for one in check_alone(Side(text), Language.CY) if one.check == "spelling"]


@pytest.mark.parametrize("word", sorted(words_of("welsh_further_words.txt")))
def test_a_listed_word_is_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", ["ailagor", "nghyngor", "wastraff", "mhrosiectau", "ddihyder", "huwchlwytho", "bins"])
def test_a_form_of_a_known_word_is_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("cagslu", "casglu"), ("digwydddiad", "digwyddiad"), ("myneidad", "mynediad"), ("llyfrgll", "llyfrgell")],
)
def test_one_slip_is_undone(slip: str, meant: str) -> None:
    assert not is_known(slip)
    assert suggestion(slip) == meant


def test_an_unkind_word_is_never_suggested() -> None:
    unkind = {phrase[0] for phrase in phrases_of("insults_cy.txt") if len(phrase) == 1}
    assert suggestion("twlpsyn") not in unkind


@settings(deadline=None)
@given(st.text("abcdefghijlmnoprstuwyŵŷâô'-", max_size=40))
def test_any_string_can_be_asked_about(word: str) -> None:
    assert isinstance(reads_as_welsh(word), bool)
    assert isinstance(is_known(word), bool)
    assert suggestion(word) is None or is_known(suggestion(word) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Mae Xyzqw a Brzmt yn dod i'r dref gyda'u cwmni teithiol.",  # names
        "Ewch i abcqx.cymru/brzmt neu ysgrifennwch at xqwzt@enghraifft.cymru heddiw.",
        "The whole sentence is English, as strengths and rhythms and the schwartz show.",
        "Mae #brzmtxq yn mynd yn dda gyda @qwrtzxcv ar y cyfryngau cymdeithasol.",
    ],
)
def test_names_addresses_tags_and_english_are_no_misspelt_welsh(text: str) -> None:
    assert hints(text) == []


def test_no_text_gets_more_than_three_hints() -> None:
    slips = "cagslu digwydddiad myneidad llyfrgll gwybodeath cyfarfdod"
    assert len(hints(f"Byddwn ni yn mynd i'r dref heddiw ac yna yn {slips} gyda phawb arall yn y bore.")) == 3
