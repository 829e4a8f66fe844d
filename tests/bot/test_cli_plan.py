"""``cydbost plan import``: a month's plan, all of it or nothing."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.cli_council import ENGLISH, OTHER_DAY, PIXEL, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO
from cydbost_language import Language
from cydbost_queue.actions.importing import Planned, import_postings
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.postings import list_postings

EDITOR = Actor("comms-editor", frozenset({Role.AUTHOR}))
ROW = {
    "label": "llyfrgell",
    "channels": "noticeboard",
    "date": "2038-06-01",
    "time": "09:00",
    "cy": WELSH,
    "en": ENGLISH,
}


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def text_of(*rows: dict[str, str], delimiter: str = ",") -> str:
    stream = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(stream, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def write(council: Council, *rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ",") -> str:
    path = council.folder / "cynllun.csv"
    path.write_bytes(text_of(*rows, delimiter=delimiter).encode(encoding))
    return str(path)


def two_rows(**changes: str) -> list[dict[str, str]]:
    return [ROW, {**ROW, "label": "ail", "time": "10:00", **changes}]


def row_of(data: Any, number: int) -> Any:
    return next(row for row in data["rows"] if row["row"] == number)


def test_a_whole_plan_is_imported_as_drafts_with_their_times(council: Council) -> None:
    said = council.run("plan", "import", write(council, *two_rows()))
    assert said.status == DONE
    assert "2 posts are imported, as drafts:" in said.out
    assert "P2 · ail" in said.out
    shown = council.show("P2")
    assert (shown["state"], shown["slot"]) == ("draft", "2038-06-01T09:00:00+00:00")
    assert shown["versions"]["cy"]["text"] == WELSH


def test_the_report_is_in_welsh_for_a_welsh_reader(council: Council) -> None:
    said = council.run("plan", "import", write(council, *two_rows(en=OTHER_DAY)), lang="cy")
    assert said.status == NO
    assert "Ni fewnforiwyd dim: rhaid cywiro 1 rhes o 2." in said.out
    said = council.run("plan", "import", write(council, *two_rows()), lang="cy")
    assert "Mewnforiwyd 2 neges, fel drafftiau:" in said.out


@pytest.mark.parametrize(
    "changes",
    [
        {"en": OTHER_DAY},
        {"cy": ENGLISH},
        {"cy": ""},
        {"channels": "noticebord"},
        {"date": "2020-01-01"},
        {"date": "2038-03-28", "time": "01:30"},
        {"date": "2038-10-31", "time": "01:30"},
        {"label": "llyfrgell"},
        {"label": "l" * 300},
        {"en": ENGLISH + "x" * 30_000},
        {"cy": WELSH + "\u202e"},
        {"media": "nowhere.png", "cy_alt": "Llun", "en_alt": "A picture"},
        {"link_cy": "https://a.example"},
        {"link_cy": "ftp://a.example", "link_en": "ftp://a.example"},
    ],
)
def test_one_faulty_row_keeps_the_whole_plan_out(council: Council, changes: dict[str, str]) -> None:
    said = council.run("plan", "import", write(council, *two_rows(**changes)), "--json")
    assert said.status == NO
    data = said.data()
    assert data["imported"] == []
    faulty = row_of(data, 3)
    assert faulty["problems"] or any(one["severity"] == "block" for one in faulty["findings"])
    assert row_of(data, 2)["problems"] == []
    assert council.postings() == 0


def test_every_fault_of_every_row_is_shown_with_its_mend(council: Council) -> None:
    rows = [{**ROW, "channels": "noticebord"}, {**ROW, "label": "ail", "en": OTHER_DAY, "time": "25:00"}]
    said = council.run("plan", "import", write(council, *rows))
    assert said.status == NO
    for part in ("unknown_channel", "dates", "no_such_date", "2 rows of 2"):
        assert part in said.out.replace("\n", "") or part.replace("_", "") in said.out


def test_a_plan_is_not_imported_twice(council: Council) -> None:
    path = write(council, *two_rows())
    assert council.run("plan", "import", path).status == DONE
    said = council.run("plan", "import", path, "--json")
    assert said.status == NO
    assert "P1 has this label and time already" in row_of(said.data(), 2)["problems"][0]["message"]
    assert council.postings() == 2


def test_a_row_that_says_what_another_says_is_shown_and_keeps_nothing_out(council: Council) -> None:
    assert council.run("plan", "import", write(council, ROW)).status == DONE
    row = {**ROW, "label": "ail", "time": "10:00"}
    path = write(council, row, {**row, "label": "tri", "time": "10:02"})
    said = council.run("plan", "import", path, "--dry-run", "--json")
    assert said.status == DONE
    found = [[(one["check"], one["message"].split()[0]) for one in each["findings"]] for each in said.data()["rows"]]
    assert found[0] == [("repeat", "P1")]
    assert sorted(found[1]) == [("near", "“ail”"), ("repeat", "P1"), ("repeat", "“ail”")]
    shown = " ".join(council.run("plan", "import", path, "--dry-run", lang="cy").out.split())
    assert "repeat" in shown
    council.config.write_text(council.config.read_text(encoding="utf-8") + '[checks]\nrepeat = "block"\n', "utf-8")
    assert council.run("plan", "import", path).status == NO
    assert council.postings() == 1


def test_a_trial_imports_nothing(council: Council) -> None:
    said = council.run("plan", "import", write(council, *two_rows()), "--dry-run")
    assert said.status == DONE
    assert "2 rows could be imported" in said.out
    assert council.postings() == 0


def test_semicolons_and_other_encodings_are_read(council: Council) -> None:
    assert council.run("plan", "import", write(council, ROW, delimiter=";", encoding="utf-8-sig")).status == DONE
    said = council.run("plan", "import", write(council, {**ROW, "label": "ail"}, encoding="utf-16"))
    assert said.status == DONE
    assert council.show("P2")["versions"]["cy"]["text"] == WELSH


def test_a_workbook_is_imported(council: Council) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROW))
    sheet.append(list(ROW.values()))
    path = council.folder / "cynllun.xlsx"
    book.save(path)
    assert council.run("plan", "import", str(path)).status == DONE
    assert council.postings() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "no rows"),
        ("a.csv", b"label;cy\nx;y\n", "is missing"),
        ("a.csv", b"\x00\x01\x02\xff" * 100, ""),
        ("a.docx", b"x", "neither .csv nor .xlsx"),
        ("a.xlsx", b"not a zip", "not an .xlsx workbook"),
        ("none.csv", None, "is not there"),
    ],
)
def test_a_file_that_is_no_plan_is_a_mistake(council: Council, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (council.folder / name).write_bytes(content)
    for lang in ("en", "cy"):
        said = council.run("plan", "import", str(council.folder / name), lang=lang)
        assert said.status == MISUSE
        assert "fault of its own" not in said.err
    assert words in council.run("plan", "import", str(council.folder / name)).err


def test_pictures_beside_the_plan_come_with_it(council: Council) -> None:
    (council.folder / "llun.png").write_bytes(PIXEL)
    row = {**ROW, "media": "llun.png", "cy_alt": "Llyfrgell", "en_alt": "A library"}
    assert council.run("plan", "import", write(council, row)).status == DONE
    assert council.show("P1")["versions"]["cy"]["media"][0]["alt_text"] == "Llyfrgell"
    (council.folder / "llun.png").write_bytes(b"no picture")
    said = council.run("plan", "import", write(council, {**ROW, "label": "tri"}, {**row, "label": "ail"}), "--json")
    assert said.status == NO
    assert "not a JPEG" in row_of(said.data(), 3)["problems"][0]["message"]
    assert council.postings() == 1


def test_someone_who_may_not_write_imports_nothing(council: Council) -> None:
    said = council.run("plan", "import", write(council, ROW), person="language-officer")
    assert said.status == MISUSE
    assert council.postings() == 0


@pytest.mark.parametrize(
    ("last", "error"),
    [
        (Planned("x", ("elsewhere",), {}), NotFound),
        (Planned("x", ("noticeboard",), {Language.CY: Content("\x00")}), Refused),
        (Planned("", ("noticeboard",), {}), Refused),
    ],
)
def test_a_row_the_queue_refuses_takes_the_others_with_it(
    council: Council, last: Planned, error: type[Exception]
) -> None:
    good = Planned("da", ("noticeboard",), {Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)})
    with council.desk() as desk:
        with pytest.raises(error):
            import_postings(desk, EDITOR, [good, good, last])
        assert list_postings(desk) == []
        with pytest.raises(Denied):
            import_postings(desk, Actor("reader", frozenset({Role.LANGUAGE_OFFICER})), [good])
        assert import_postings(desk, EDITOR, [good, good]) == ["P1", "P2"]
