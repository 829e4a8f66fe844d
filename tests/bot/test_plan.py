"""A month's plan, read whole and judged row by row."""

import io
import random
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from cydbost_bot.i18n import using
from cydbost_bot.plan import PlanRow, read_plan
from cydbost_bot.plan_columns import MOST_ROWS
from cydbost_bot.plan_text import decode
from cydbost_bot.problem import Misuse

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
HEADINGS = ["label", "channels", "date", "time", "cy", "en"]
ROW = ["bins", "noticeboard", "2026-06-03", "18:30", "Tŷ a dŵr", "House and water"]
AT = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)


def csv_file(folder: Path, *rows: list[str], mark: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> Path:
    path = folder / "plan.csv"
    path.write_bytes(end.join(mark.join(row) for row in rows).encode(encoding))
    return path


def sheet_file(folder: Path, *rows: list[object], merge: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    path = folder / "plan.xlsx"
    book.save(path)
    return path


def codes(row: PlanRow) -> list[str]:
    return [problem.code for problem in row.problems]


def refusal(path: Path) -> list[str]:
    with pytest.raises(Misuse) as refused:
        read_plan(path, now=NOW)
    assert refused.value.sentences()
    with using("cy"):
        assert refused.value.sentences()
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_usual_way_of_saving_csv_reads_the_same(tmp_path: Path, mark: str, encoding: str, end: str) -> None:
    (row,) = read_plan(csv_file(tmp_path, HEADINGS, ROW, mark=mark, encoding=encoding, end=end), now=NOW)
    assert (row.number, row.label, row.cy, row.at, row.problems) == (2, "bins", "Tŷ a dŵr", AT, ())


def test_windows_text_is_read_where_nothing_was_lost(tmp_path: Path) -> None:
    row = [*ROW[:4], "Caffi’r môr – £3", "Sea café"]
    (read,) = read_plan(csv_file(tmp_path, HEADINGS, row, encoding="cp1252"), now=NOW)
    assert (read.cy, read.en) == ("Caffi’r môr – £3", "Sea café")


def test_windows_text_that_lost_its_circumflexes_is_refused(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, HEADINGS, [*ROW[:4], "Yr ?yn a d?r, caffi’r môr", "x"], encoding="cp1252")) == [
        "plan_accents_lost"
    ]
    assert decode("môr https://a.example/x?y=1".encode("cp1252")).endswith("x?y=1")


@pytest.mark.parametrize("content", ["tŷ a dŵr".encode("iso8859-14"), b"caf\xe9 \x81", b"\xff\xfea", b"a\0b\0\0"])
def test_text_in_no_sure_encoding_is_refused(content: bytes) -> None:
    with pytest.raises(Misuse, match="CSV UTF-8"):
        decode(content)


def test_a_workbook_reads_dates_and_times_as_cells(tmp_path: Path) -> None:
    row = ["bins", "noticeboard", date(2026, 6, 3), time(18, 30), "Tŷ", "House"]
    (read,) = read_plan(sheet_file(tmp_path, list(HEADINGS), row), now=NOW)
    assert (read.at, read.date, read.time, read.problems) == (AT, "2026-06-03", "18:30", ())


def test_columns_stand_in_any_order_under_names_in_either_language(tmp_path: Path) -> None:
    headings = ["Saesneg", "Cymraeg", "Amser", "Dyddiad", "Sianeli", "Teitl", "Dolen-CY", "link en", "media"]
    row = [
        "House",
        "Tŷ",
        "6.30yh",
        "3 Mehefin 2026",
        '"a; b"',
        "bins",
        "https://c.example",
        "https://e.example",
        "p.jpg",
    ]
    (read,) = read_plan(csv_file(tmp_path, headings, row), now=NOW, channels=["a", "b"])
    assert (read.cy, read.en, read.channels, read.at, read.media) == ("Tŷ", "House", ("a", "b"), AT, ("p.jpg",))
    assert read.problems == ()


def test_wrong_headings_are_all_named(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ["lable", "channels", "date", "", "time", "time", "en"], ROW)
    assert refusal(path) == ["column_unknown", "column_unnamed", "column_twice", "column_missing", "column_missing"]
    with pytest.raises(Misuse, match="Did you mean “label”"):
        read_plan(path, now=NOW)


def test_every_row_is_judged_and_every_problem_kept(tmp_path: Path) -> None:
    rows = [
        ROW,
        ["Bins", "noticebord", "2026-06-03", "18:30", "", "x"],
        ["past", "noticeboard", "2026-05-03", "18:30", "x", "x"],
        ["when", "noticeboard", "someday", "18:30", "x", "x", "beyond"],
        ["", "", "", "", "", ""],
        ["half", "noticeboard", "2026-10-25", "01:30", "x", "x"],
    ]
    read = read_plan(csv_file(tmp_path, HEADINGS, *rows), now=NOW, channels=["noticeboard"])
    assert {row.number: codes(row) for row in read} == {
        2: [],
        3: ["cell_empty", "unknown_channel", "same_label"],
        4: ["time_past"],
        5: ["cells_beyond", "time_not_understood"],
        7: ["time_twice"],
    }


def test_a_link_or_description_in_one_language_is_a_problem(tmp_path: Path) -> None:
    (read,) = read_plan(csv_file(tmp_path, [*HEADINGS, "link_cy", "alt_en"], [*ROW, "https://c.example", "x"]), now=NOW)
    assert codes(read) == ["one_link", "one_alt"]


def test_a_text_may_run_over_lines(tmp_path: Path) -> None:
    (first, second) = read_plan(csv_file(tmp_path, HEADINGS, [*ROW[:4], '"un\r\ndau"', "x"], ["b", *ROW[1:]]), now=NOW)
    assert (first.cy, second.number) == ("un\ndau", 4)


def test_merged_cells_formulas_and_faults_are_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADINGS), list(ROW)]
    assert refusal(sheet_file(tmp_path, *rows, merge="A2:B2")) == ["plan_merged"]
    assert refusal(sheet_file(tmp_path, rows[0], [*ROW[:4], "=A1", "x"])) == ["plan_formula"]
    assert refusal(sheet_file(tmp_path, rows[0], [*ROW[:4], "#REF!", "x"])) == ["plan_faulty_cell"]


def test_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"PK not a zip")
    assert refusal(tmp_path / "plan.xlsx") == ["plan_not_workbook"]
    with zipfile.ZipFile(tmp_path / "plan.xlsx", "w") as packed:
        packed.writestr("a.txt", "x")
    assert refusal(tmp_path / "plan.xlsx") == ["plan_not_workbook"]
    assert refusal(tmp_path / "none.csv") == ["plan_not_there"]
    assert refusal(tmp_path / "plan.ods") == ["plan_kind"]
    assert refusal(csv_file(tmp_path, [""])) == ["plan_empty"]
    assert refusal(csv_file(tmp_path, HEADINGS)) == ["plan_empty"]
    assert refusal(csv_file(tmp_path, HEADINGS, [*ROW[:4], '"x', "y"])) == ["plan_quotes"]


def test_a_plan_too_large_is_refused(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, HEADINGS, *[ROW] * (MOST_ROWS + 1))) == ["plan_too_many"]
    assert len(read_plan(csv_file(tmp_path, HEADINGS, *[ROW] * MOST_ROWS), now=NOW)) == MOST_ROWS
    (tmp_path / "plan.csv").write_bytes(b"x" * 10_000_001)
    assert refusal(tmp_path / "plan.csv") == ["plan_too_large"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/big.xml", b"0" * 100_000_001)
    (tmp_path / "plan.xlsx").write_bytes(packed.getvalue())
    assert refusal(tmp_path / "plan.xlsx") == ["plan_unpacks_large"]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = sheet_file(tmp_path, list(HEADINGS), list(ROW))
    parts: dict[str, bytearray] = {}
    with zipfile.ZipFile(whole) as packed:
        parts = {name: bytearray(packed.read(name)) for name in packed.namelist()}
    harmed = parts[chance.choice(sorted(parts))]
    for _ in range(chance.randint(1, 8)):
        harmed[chance.randrange(len(harmed))] = chance.randrange(256)
    with zipfile.ZipFile(whole, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, bytes(content))
    try:
        rows = read_plan(whole, now=NOW)
    except Misuse as refused:
        rows = []
        said = refused.sentences()
    else:
        said = []
    assert bool(rows) != bool(said)
