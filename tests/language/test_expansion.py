"""How much room the other language needs."""

from hypothesis import given
from hypothesis import strategies as st

from cydbost_language import Language
from cydbost_language.expansion import expected_length


def test_welsh_runs_longer_than_its_english_and_english_shorter_than_its_welsh() -> None:
    assert expected_length(250, Language.CY) == (278, 320)
    assert expected_length(250, Language.EN) == (218, 255)


@given(st.integers(0, 20_000), st.sampled_from(Language))
def test_the_most_is_never_less_than_the_usual(length: int, language: Language) -> None:
    usual, most = expected_length(length, language)
    assert usual <= most
    assert (most == 0) == (length == 0)
