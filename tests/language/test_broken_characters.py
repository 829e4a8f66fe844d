"""Whatever Welsh letter or sign is misread on its way, it is found; whole text never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.judge import check_alone
from cydbost_language.pair import Language, Severity, Side

LETTERS = "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ’‘“”–—…£€•🎄⚠✅"
WORDS = st.sampled_from(
    ["Mae", "tŷ", "dŵr", "BÔ’N", "Â", "â’u", "CÂN’", "£5", "gân”", "GÊM”", "sŵn", "café", "naïf", "🎄"]
)


def misread(character: str, codec: str) -> str:
    """Return what a program that takes UTF-8 for ``codec`` shows of ``character``."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in character.encode())


def broken(text: str, language: Language = Language.CY) -> list[Severity]:
    return [one.severity for one in check_alone(Side(text), language) if one.check == "mojibake"]


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("character", LETTERS)
def test_a_misread_character_stops_a_posting(character: str, codec: str) -> None:
    assert broken(f"Bydd y ffordd ar gau {misread(character, codec)} heddiw.") == [Severity.BLOCK]


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_whole_welsh_is_never_taken_for_broken(words: list[str]) -> None:
    assert broken(f"Bydd y ffordd ar gau: {' '.join(words)}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mae?r ffordd ar gau.",
        "Mae t\ufffd ar werth.",
        "Diffyg d?r yn y pentref.",
        "S?n mawr yn y nos.",
        "Gyda?u plant.",
    ],
)
def test_a_lost_letter_stops_a_posting(text: str) -> None:
    assert broken(text) == [Severity.BLOCK]


@pytest.mark.parametrize(
    "text",
    ["Pwy? Ni? Chi?", "Beth?! Ie?Na", "Ewch i https://enghraifft.cymru/x?s=1&d?t heddiw."],
)
def test_a_question_is_no_lost_letter(text: str) -> None:
    assert broken(text) == []
