"""The steps of detection one by one: what is masked, what is a name, what a greeting, what a mutation."""

import subprocess
import sys

import pytest

from cydbost_language import ReplyIn, detect
from cydbost_language.detection.greetings import find_greetings
from cydbost_language.detection.mutation import mutations
from cydbost_language.detection.names import find_names
from cydbost_language.detection.third_language import weigh_third_language
from cydbost_language.detection.weights import word_weight
from cydbost_language.detection.word_lists import words_of_other_languages
from cydbost_language.detection.words import read_words


def _keys(text: str) -> list[str]:
    return [word.key for word in read_words(text)]


def _names(text: str) -> list[str]:
    words = read_words(text)
    return [words[at].key for at in sorted(find_names(words, places=frozenset()))]


def _greetings(text: str) -> list[str]:
    words = read_words(text)
    return [words[at].key for at in sorted(find_greetings(words))]


@pytest.mark.parametrize(
    "text",
    [
        "HTTPS://Example.org/Road",
        "www.example.cymru",
        "example.co.uk/cy",
        "a.b@example.org",
        "@cyngor",
        "#diolch",
        "LL55 1SH",
    ],
)
def test_links_addresses_handles_hashtags_and_postcodes_are_masked(text: str) -> None:
    assert _keys(text) == []
    assert _keys(f"y {text} ffordd") == ["y", "ffordd"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Mae’r tŷ", ["mae'r", "tŷ"]),
        ("'Dan ni 'di cau", ["dan", "ni", "di", "cau"]),
        ("pen-blwydd", ["pen-blwydd"]),
        ("gwych👏👏iawn", ["gwych", "iawn"]),
        ("I think I'm", ["I", "think", "I'm"]),
        ("w\u0302yn", ["ŵyn"]),
        ("6.30yh a 7pm", ["a"]),
    ],
)
def test_words_are_read_as_they_are_looked_up(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


def test_a_link_does_not_end_a_sentence_but_a_full_stop_does() -> None:
    assert [word.sentence for word in read_words("un https://example.org/a.b? dau. tri")] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Is Tal y Llyn open", ["tal", "y", "llyn"]),
        ("Heol Santes Non is icy", ["heol", "santes", "non"]),
        ("Ysgol ar gau", []),
        ("bws i ben llandudno", ["llandudno"]),
        ("it was hard to mold", []),
        ("o Gaernarfon i Bwllheli", []),
        ("Dafydd rang me", ["dafydd"]),
        ("BINS AGAIN", []),
    ],
)
def test_names_of_places_streets_and_people_are_found(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "greetings"),
    [
        ("Bore da, when is it", ["bore", "da"]),
        ("Diolch yn fawr iawn", ["diolch", "yn", "fawr", "iawn"]),
        ("Diolch am y cymorth", []),
        ("Diolch i bawb am alw", []),
        ("Thanks am helpu", ["thanks"]),
    ],
)
def test_a_greeting_that_goes_on_is_a_sentence(text: str, greetings: list[str]) -> None:
    assert _greetings(text) == greetings


@pytest.mark.parametrize(
    ("radical", "forms"),
    [
        ("caerdydd", {"gaerdydd", "nghaerdydd", "chaerdydd"}),
        ("bangor", {"fangor", "mangor"}),
        ("llanelli", {"lanelli"}),
        ("gwynedd", {"wynedd", "ngwynedd"}),
        ("pwllheli", {"bwllheli", "mhwllheli", "phwllheli"}),
        ("tywyn", {"dywyn", "nhywyn", "thywyn"}),
        ("abertawe", set()),
        ("chirk", set()),
    ],
)
def test_places_mutate_as_welsh_mutates_them(radical: str, forms: set[str]) -> None:
    assert mutations(radical) == forms


@pytest.mark.parametrize("word", ["mae'r", "gwybod", "nghath", "isio", "rwan", "o'r", "ddiiiiiolch", "fangor"])
def test_welsh_words_weigh_for_welsh(word: str) -> None:
    assert word_weight(word).value > 1


@pytest.mark.parametrize("word", ["the", "don't", "we've", "councillors", "I'm", "thx", "sooooon"])
def test_english_words_weigh_for_english(word: str) -> None:
    assert word_weight(word).value < -1


def test_importing_the_package_loads_no_model_and_no_dictionary() -> None:
    program = "import sys, cydbost_language; print([name for name in ('lingua', 'simplemma') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["Susan Thomas", "Wrexham v Cardiff", "Rebecca, Sophie a Tom", "a The Killers"])
def test_names_alone_are_answered_in_both_languages(text: str) -> None:
    assert detect(text).reply_in is ReplyIn.BOTH


@pytest.mark.parametrize("text", ["vrastek olubsy", "Kwinzel", "gwlithfab"])
def test_words_that_nobody_knows_are_answered_in_both_languages(text: str) -> None:
    assert detect(text).reply_in is ReplyIn.BOTH


def test_everyday_words_that_a_sister_language_shares_are_no_sign_of_it_by_themselves() -> None:
    assert not weigh_third_language(["am", "wendid", "ar", "un"]).prevails
    assert weigh_third_language(["an", "holl", "brezhoneg"]).prevails


def test_a_word_of_another_language_is_known_without_its_accents() -> None:
    assert words_of_other_languages()["tráthnóna"] == words_of_other_languages()["trathnona"]
