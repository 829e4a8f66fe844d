"""``cydbost template``: emergency messages approved before they are needed."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from bot.cli_council import Council
from cydbost_bot.console import DONE, MISUSE
from cydbost_bot.library import CATEGORIES, load_templates
from cydbost_bot.library.category_names import CATEGORY_NAMES
from cydbost_bot.library.template_filling import fill_from_options
from cydbost_bot.library.template_values import read_values
from cydbost_bot.problem import Misuse
from cydbost_language import Language
from cydbost_language.templates import Field, FieldKind, Template, Words

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def template_of(kind: FieldKind) -> Template:
    field = Field("it", kind, Words("Cymorth", "Help"), "x", {"a": Words("un", "one"), "b": Words("dau", "two")})
    return Template("one", "general", Words("Teitl", "Title"), Words("Mae {it}", "It is {it}"), (field,))


def faults(kind: FieldKind, *given: str) -> list[str]:
    with pytest.raises(Misuse) as refused:
        fill_from_options(template_of(kind), given, now=NOW, zone="Europe/London")
    return refused.value.sentences()


def test_every_template_is_listed_under_its_category_in_both_languages(council: Council) -> None:
    names = {one["name"] for one in council.run("template", "list", "--json").lines()}
    assert names == set(load_templates())
    assert set(CATEGORY_NAMES) == set(CATEGORIES)
    english, welsh = (council.run("template", "list", lang=lang).out for lang in ("en", "cy"))
    assert "Flood warning" in english
    assert "Rhybudd llifogydd" in welsh


def test_the_list_is_narrowed_by_category(council: Council) -> None:
    found = council.run("template", "list", "--category", "flooding", "--json").lines()
    assert {one["category"] for one in found} == {"flooding"}
    said = council.run("template", "list", "--category", "floding")
    assert said.status == MISUSE
    assert "Did you mean “flooding”?" in said.err


def test_every_template_is_shown_filled_with_its_examples(council: Council) -> None:
    for name in load_templates():
        assert council.run("template", "show", name).status == DONE
    shown = council.run("template", "show", "flood-warning", "--json").data()
    assert "6.30yh" in shown["example"]["cy"]
    assert "6.30pm" in shown["example"]["en"]
    said = council.run("template", "show", "flood-warning", lang="cy")
    assert said.out.index("Rhybudd llifogydd") < said.out.index("Flood warning")


def test_only_the_language_officer_approves_the_words(council: Council) -> None:
    assert council.run("template", "approve", "--all", person="duty-officer").status == MISUSE
    said = council.run("template", "approve", "flood-warning", person="language-officer")
    assert (said.status, said.out) == (DONE, "1 template is approved.\n")
    lines = council.run("template", "list", "--json").lines()
    assert [one["name"] for one in lines if one["approved_by"] == "language-officer"] == ["flood-warning"]
    said = council.run("template", "approve", "--all", person="language-officer", lang="cy")
    assert said.out == f"Cymeradwywyd {len(load_templates())} templed.\n"


def test_one_template_is_named_or_all_of_them(council: Council) -> None:
    assert council.run("template", "approve", person="language-officer").status == MISUSE
    assert council.run("template", "approve", "flood-warning", "--all", person="language-officer").status == MISUSE
    assert "Did you mean" in council.run("template", "show", "flod-warning").err


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (FieldKind.DATE, "it=3 June 2026", date(2026, 6, 3)),
        (FieldKind.DATE, "it=dydd Mercher 3 Mehefin 2026", date(2026, 6, 3)),
        (FieldKind.DATE, "it=yfory", date(2026, 6, 2)),
        (FieldKind.TIME, "it=6.30yh", time(18, 30)),
        (FieldKind.TIME, "it=18:30", time(18, 30)),
        (FieldKind.MOMENT, "it=2026-06-03 18:30", datetime(2026, 6, 3, 17, 30, tzinfo=UTC)),
        (FieldKind.NUMBER, "it=10,000", 10_000),
        (FieldKind.NUMBER, "it=1.5", Decimal("1.5")),
        (FieldKind.PHONE, "it=01824 706000", "01824 706000"),
        (FieldKind.CHOICE, "it=a", "a"),
        (FieldKind.PLACE, "it.both=Prestatyn", Words.same("Prestatyn")),
        (FieldKind.LINK, "it=https://a.example", "https://a.example"),
    ],
)
def test_a_value_is_read_as_its_field_needs_it(kind: FieldKind, given: str, value: object) -> None:
    reading = read_values(template_of(kind), [given], now=NOW)
    assert (reading.values, reading.problems) == ({"it": value}, [])


def test_words_are_given_in_each_language() -> None:
    given = ("it.cy=Rhuthun", "it.en=Ruthin")
    filled = fill_from_options(template_of(FieldKind.PLACE), given, now=NOW, zone="Europe/London")
    assert filled.texts == {Language.CY: "Mae Rhuthun", Language.EN: "It is Ruthin"}
    assert filled.names == (("Rhuthun", "Ruthin"),)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (FieldKind.DATE, ("it=soon",), "is not a date"),
        (FieldKind.DATE, ("it.cy=2026-06-03",), "once for both languages: it=value"),
        (FieldKind.DATE, ("it.both=2026-06-03",), "once for both languages: it=value"),
        (FieldKind.TIME, ("it=25:00",), "no such date or time"),
        (FieldKind.NUMBER, ("it=" + "9" * 400,), "is not a number"),
        (FieldKind.NUMBER, ("it=NaN",), "is not a number"),
        (FieldKind.CHOICE, ("it=c",), "Choose one of: a, b"),
        (FieldKind.PHONE, ("it=dim",), "must be a telephone number"),
        (FieldKind.LINK, ("it=ftp://x",), "must be a link"),
        (FieldKind.PLACE, ("it.cy=Rhuthun",), "has no English"),
        (FieldKind.PLACE, ("it.en=Ruthin",), "has no Welsh"),
        (FieldKind.PLACE, ("it.fr=x",), "cy, en or both"),
        (FieldKind.PLACE, ("it.cy=x", "it.cy=y"), "is set twice"),
        (FieldKind.PLACE, ("it=x", "it.cy=y"), "Choose one way"),
        (FieldKind.PLACE, (), "--set it.cy=... --set it.en=..."),
        (FieldKind.PLACE, ("it.both=x", "=y"), "field=value"),
    ],
)
def test_each_fault_of_a_value_is_one_sentence_with_the_mend(
    kind: FieldKind, given: tuple[str, ...], words: str
) -> None:
    (sentence, *_rest) = faults(kind, *given)
    assert words in sentence
    assert len(sentence) < 200
