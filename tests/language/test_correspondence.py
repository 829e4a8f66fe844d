"""Two texts are told to be of one message, or of two, by the words that answer each other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language import Agreements, Language, Pair, Side, check_pair
from cydbost_language.comparison import Comparison
from cydbost_language.correspondence.layout import Layout
from cydbost_language.correspondence.lexicon import lexicon, parse
from cydbost_language.correspondence.likeness import likeness, links, text_of
from cydbost_language.correspondence.stretches import Arrangement
from cydbost_language.correspondence.terms import cognate_key, english_key, terms, welsh_key

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "language" / "cydbost_language" / "data"


def odds(cy: str, en: str) -> float:
    known = lexicon()
    welsh, english = text_of(terms(cy, Language.CY), cy), text_of(terms(en, Language.EN), en)
    return likeness(known.weights["likeness"], links(known, welsh.terms, english.terms), welsh, english)


@pytest.mark.parametrize(
    "forms",
    [
        ("cath", "gath", "nghath", "chath"),
        ("tref", "dref", "nhref", "thref"),
        ("plant", "blant", "mhlant", "phlant"),
        ("gardd", "ardd", "ngardd"),
        ("rhif", "rif"),
        ("llyfr", "lyfr"),
    ],
)
def test_a_welsh_word_is_known_in_all_its_mutations(forms: tuple[str, ...]) -> None:
    assert len({welsh_key(form) for form in forms}) == 1


def test_an_english_word_is_known_in_its_endings() -> None:
    assert len({english_key(form) for form in ("collect", "collects", "collected", "collecting")}) == 1


def test_a_loan_is_known_in_both_languages() -> None:
    assert cognate_key("digidol")[:3] == cognate_key("digital")[:3]
    assert cognate_key("Merkaartor") == cognate_key("Merkaartor")


def test_the_lexicon_says_what_it_was_counted_in_and_under_which_licence() -> None:
    header = [line for line in (DATA / "associations.txt").read_text().splitlines() if line.startswith("#")][2:]
    assert header
    assert all(line.split()[2].startswith(("MIT", "Apache", "BSD", "OGL")) for line in header)


def test_the_lexicon_is_small_and_holds_words_never_sentences() -> None:
    assert (DATA / "associations.txt").stat().st_size < 600_000
    known = lexicon()
    assert all(len(key) <= 7 and " " not in key for key in known.answers)
    assert all(len(key) <= 6 and " " not in key for key in known.welsh)


def test_a_lexicon_is_read_as_it_is_written() -> None:
    known = parse("# from somewhere\n=likeness 1.5 -2\nlibrar lypr:46\n")
    assert known.weights == {"likeness": (1.5, -2.0)}
    assert known.answers["librar"][0][0] == "lypr"
    assert known.answers["librar"][0][1] == pytest.approx(99.5, abs=0.1)
    assert known.welsh == {"lypr"}


@pytest.mark.parametrize(
    ("cy", "en"),
    [
        ("Bydd y llyfrgell ar gau yfory oherwydd yr eira.", "The library will be closed tomorrow because of the snow."),
        ("Gwnewch gais am drwydded yrru newydd ar-lein.", "Apply for a new driving licence online."),
        ("Mae ysgolion y sir yn agor am naw bore Llun.", "The county's schools open at nine on Monday morning."),
    ],
)
def test_a_translation_is_likelier_than_the_same_text_beside_another(cy: str, en: str) -> None:
    other_cy, other_en = "Casglwn wastraff gardd bob pythefnos.", "We collect garden waste every fortnight."
    assert odds(cy, en) > 0 > max(odds(cy, other_en), odds(other_cy, en))


def test_the_text_of_another_message_is_stopped() -> None:
    cy, en = "Casglwn wastraff gardd bob pythefnos o'ch cartref.", "The library will be closed tomorrow by the snow."
    assert "unrelated" in [finding.code for finding in check_pair(Pair(cy=Side(cy), en=Side(en)))]


def test_two_short_names_prove_nothing() -> None:
    found = check_pair(Pair(cy=Side("Theatr Fach"), en=Side("Little Theatre")))
    assert "unrelated" not in [finding.code for finding in found]


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_the_texts_hold_the_odds_are_a_number(cy: str, en: str) -> None:
    assert -1000 < odds(cy, en) < 1000


def test_only_rows_whose_licence_allows_it_are_counted(tmp_path: Path) -> None:
    known = [("llyfrgell", "library"), ("ysgol", "school"), ("cyngor", "council"), ("ffordd", "road")]
    rows = [
        {
            "cy": f"Mae'r {cy} ar agor.\nMae'r {other} ar gau.",
            "en": f"The {en} is open.\nThe {another} is closed.",
            "source": f"example/{number % 4}",
            "licence": "MIT",
        }
        for number in range(16)
        for (cy, en), (other, another) in [(known[number % 4], known[(number + 1 + number // 4) % 4])]
    ]
    rows.append({"cy": "zzcymraeg", "en": "zzenglish", "source": "example/shared", "licence": "AGPL-3.0"})
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "associations.txt"
    pairs.write_text("\n".join(map(json.dumps, rows)))
    script = str(ROOT / "tools" / "learn_lexicon.py")
    subprocess.run([sys.executable, script, str(pairs), "--out", str(out)], check=True)
    written = out.read_text()
    assert "# example/0 MIT 4 pairs" in written
    assert "example/shared" not in written
    assert "zzen" not in written
    assert any(welsh == welsh_key("ysgol") for welsh, _ in parse(written).answers[english_key("school")])


def arranged(cy: str, en: str) -> Arrangement:
    return Arrangement(Comparison(Pair(cy=Side(cy), en=Side(en)), Agreements()))


@pytest.mark.parametrize(
    ("cy", "en", "expected"),
    [
        ("Ar agor heddiw.\nAr gau yfory.", "Open today.\nClosed tomorrow.", Layout.PAIRED),
        ("Dewch â:\nbatris\ndillad", "Bring:\nbatteries\npaint\nclothes", Layout.LISTED),
        ("Mae'r parc ar agor bob dydd i bawb.", "The park is\nopen every day\nto everyone.", Layout.UNLIKE),
        (
            "Bydd y llyfrgell yn symud i adeilad newydd ym mis Medi\na bydd ar agor bob dydd i bawb o'r dref",
            "The library will move to a new building in September\nand will be open daily to all in the town, all\nday",
            Layout.WRAPPED,
        ),
    ],
)
def test_lines_are_compared_as_far_as_they_answer_each_other(cy: str, en: str, expected: Layout) -> None:
    assert arranged(cy, en).layout is expected


def test_lines_that_pair_off_are_compared_one_by_one() -> None:
    groups = arranged("Ar agor heddiw. Dewch!\nAr gau yfory.", "Open today, so come!\nClosed tomorrow.").groups
    assert [(len(cy), len(en)) for cy, en in groups] == [(2, 1), (1, 1)]


def test_a_lost_line_is_found_by_its_placeholder() -> None:
    cy, en = "Cysylltwch â ni:\n{hours}", "Contact us:\nTelephone: {number}\n{hours}"
    assert "sentence-missing-cy" in [finding.code for finding in check_pair(Pair(cy=Side(cy), en=Side(en)))]


@given(st.text("ab.,\n :", max_size=200), st.text("ab.,\n :", max_size=200))
def test_every_stretch_is_in_one_group_however_the_lines_are_laid_out(cy: str, en: str) -> None:
    arrangement = arranged(cy, en)
    for place, version in enumerate((arrangement.cy, arrangement.en)):
        grouped = "".join(stretch.text for group in arrangement.groups for stretch in group[place])
        assert [*filter(str.isalnum, grouped)] == [*filter(str.isalnum, version.words.text)]
