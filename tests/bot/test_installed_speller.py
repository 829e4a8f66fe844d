"""The council's spelling dictionaries: read with their affixes, missed without harm, and looked at by the doctor."""

from pathlib import Path

import pytest

from cydbost_bot import checkup, spelling
from cydbost_bot.settings import load_settings
from cydbost_bot.spelling import InstalledSpeller, spellers_of
from cydbost_language import Language, Pair, Side, check_pair

AFFIXES = "SET UTF-8\nTRY abcdefghil\nPFX M Y 2\nPFX M c g c\nPFX M c ngh c\n"
WORDS = "3\ncath/M\ntŷ\ncwmwlgi/M\n"


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    (tmp_path / "cy.aff").write_text(AFFIXES, encoding="utf-8")
    (tmp_path / "cy.dic").write_text(WORDS, encoding="utf-8")
    return tmp_path / "cy.dic"


def test_the_mark_that_some_editors_put_first_does_no_harm(dictionary: Path) -> None:
    for file, content in ((dictionary.with_suffix(".aff"), AFFIXES), (dictionary, WORDS)):
        file.write_text(content, encoding="utf-8-sig")
    assert InstalledSpeller(dictionary).knows("nghath")


def test_mutations_are_read_from_the_affixes(dictionary: Path) -> None:
    speller = InstalledSpeller(dictionary)
    assert [word for word in ("cath", "gath", "nghath", "chath", "tŷ", "ty") if speller.knows(word)] == [
        "cath",
        "gath",
        "nghath",
        "tŷ",
    ]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"SET nothing-of-the-kind\n", b"PFX\n"])
def test_of_a_dictionary_that_cannot_be_read_nothing_is_hinted(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "cy.aff").write_bytes(content)
    speller = InstalledSpeller(tmp_path / "cy.dic")
    assert not speller.is_readable()
    assert speller.knows("llyfgell")


def _settings(folder: Path, text: str) -> Path:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder / "config.toml"


def test_the_settings_name_a_dictionary_a_language(dictionary: Path) -> None:
    config = _settings(dictionary.parent, '[spelling]\ncy = "cy.dic"\n')
    spellers = spellers_of(load_settings(config).spelling)
    assert list(spellers) == [Language.CY]
    pair = Pair(Side("Mae cwmwlgii ar y stryd."), Side("There is a cloud dog in the street."))
    assert [one.check for one in check_pair(pair, spellers=spellers) if one.check == "spelling"] == []
    assert spellers[Language.CY].knows("gwmwlgi")


def _said(config: Path) -> list[tuple[bool, str]]:
    return [(one.is_well, one.sentence) for one in checkup.check_up(config, None) if one.name == "spelling"]


def test_the_doctor_says_how_to_have_hints_and_what_is_wrong(dictionary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = dictionary.parent
    ((well, sentence),) = _said(_settings(folder, ""))
    assert well
    assert spelling.EXTRA in sentence
    assert "[spelling]" in sentence
    both = _settings(folder, '[spelling]\ncy = "cy.dic"\nen = "lost.dic"\n')
    assert [well for well, _sentence in _said(both)] == [True, False]
    assert "lost.dic" in _said(both)[1][1]
    monkeypatch.setattr(spelling, "may_read", lambda: False)
    monkeypatch.setattr(checkup, "may_read", lambda: False)
    ((well, sentence),) = _said(both)
    assert not well
    assert spelling.EXTRA in sentence
