"""The language of every sentence."""

import contextvars
from pathlib import Path

import pytest

from cydbost_bot import i18n


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        (["--lang", "cy"], {"CYDBOST_LANG": "en"}, "cy"),
        (["check", "--lang=cy"], {}, "cy"),
        (["--", "--lang", "cy"], {}, "en"),
        (["--lang"], {"LANG": "cy_GB.UTF-8"}, "cy"),
        (["--lang", "fr"], {"CYDBOST_LANG": "cy"}, "cy"),
        ([], {"CYDBOST_LANG": "cy", "LC_ALL": "en_GB.UTF-8"}, "cy"),
        ([], {"LC_ALL": "C", "LANG": "cy_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "cy_GB"}, "cy"),
        ([], {"LANG": "cyr"}, "en"),
    ],
)
def test_option_then_variable_then_locale_chooses(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert i18n.choose(arguments, environment) == language


def test_a_language_is_local_to_its_context() -> None:
    contextvars.copy_context().run(i18n.use, "cy")
    assert i18n.current() == "en"
    with i18n.using("cy"):
        assert i18n._("Options") == "Dewisiadau"
    assert i18n._("Options") == "Options"


def test_only_the_two_languages_can_be_used() -> None:
    with pytest.raises(ValueError, match="fr"):
        i18n.use("fr")


def test_welsh_has_six_plural_forms() -> None:
    one, many = "{n} difference must be mended.", "{n} differences must be mended."
    with i18n.using("cy"):
        said = [i18n.ngettext(one, many, n).format(n=n) for n in (1, 2, 5)]
    assert said == ["Rhaid cywiro 1 gwahaniaeth.", "Rhaid cywiro 2 wahaniaeth.", "Rhaid cywiro 5 gwahaniaeth."]
    assert [i18n.ngettext(one, many, n).format(n=n) for n in (1, 2)] == [one.format(n=1), many.format(n=2)]


def test_a_missing_sentence_fails_in_tests_and_is_english_for_readers() -> None:
    with i18n.using("cy"):
        with pytest.raises(i18n.MissingWelsh):
            i18n._("No catalogue has this sentence.")
        i18n.be_loud(on=False)
        assert i18n._("No catalogue has this sentence.") == "No catalogue has this sentence."


def test_a_missing_catalogue_is_english_for_readers(tmp_path: Path) -> None:
    i18n.be_loud(on=False)
    with i18n.using("cy"):
        assert i18n.Catalogue("nothing", tmp_path).gettext("Options") == "Options"
