"""The lists in the office: whoever keeps them adds, changes and takes off, by hand or by file; everybody reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_bot.office.lists.table_file import read, written
from cydbost_queue.actions.agreeing import NewPair, agree
from cydbost_queue.queries.agreed import PairView, all_pairs, list_pairs
from cydbost_queue.tables import PairKind
from office.office_rig import House, text_of
from publishing.conftest import TRANSLATOR

PAIR = {"kind": "name", "cy": "Rhuthun", "en": "Ruthin", "note": "The town"}


def test_a_pair_is_added_changed_found_and_taken_off(house: House) -> None:
    keeper = house.visitor("translator")
    added = keeper.post("/lists", PAIR)
    assert (added.status_code, added.headers["location"]) == (303, "/lists?kind=name")
    page = keeper.get("/lists?kind=name&q=RUTHIN")
    assert page.text.index('lang="cy">Rhuthun') < page.text.index('lang="en">Ruthin')
    assert "are agreed, and count from now on" in text_of(page)
    assert "The town" in text_of(page)
    assert keeper.post("/lists/L1", {**PAIR, "cy": "Tref Rhuthun"}).status_code == 303
    (kept,) = list_pairs(house.council.desk, PairKind.NAME).pairs
    assert (kept.ref, kept.cy, kept.by) == ("L2", "Tref Rhuthun", "translator")
    assert "L2" in text_of(keeper.get("/lists/L2"))
    assert keeper.post("/lists/L2/end").status_code == 303
    assert "Nothing in this list has “Ruthin”." in text_of(keeper.get("/lists?kind=name&q=Ruthin"))
    assert keeper.get("/lists/L2").status_code == 404


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(house: House) -> None:
    keeper = house.visitor("language-officer", "cy")
    page = keeper.post("/lists", {"kind": "hashtag", "cy": "#Rhuthun", "en": "Ruthin"})
    assert page.status_code == 422
    assert "Nid yw “Ruthin” o’r math hwn: hashnod" in text_of(page)
    assert 'id="en-error"' in page.text
    assert 'value="#Rhuthun"' in page.text
    empty = keeper.post("/lists", {"kind": "hashtag"})
    assert "Rhowch y Gymraeg" in text_of(empty)
    keeper.post("/lists", PAIR)
    again = keeper.post("/lists", PAIR)
    assert "ar y rhestr yn barod" in text_of(again)


def test_only_keepers_are_offered_what_only_they_may_do(house: House) -> None:
    keeper, reader = house.visitor("translator"), house.visitor("comms-editor")
    keeper.post("/lists", PAIR)
    assert "Add a pair" in text_of(keeper.get("/lists"))
    shown = text_of(reader.get("/lists?kind=name"))
    assert "Ruthin" in shown
    assert "Add a pair" not in shown
    assert "Change or take off" not in shown
    for path in ("/lists", "/lists/file", "/lists/L1", "/lists/L1/end"):
        assert reader.post(path, PAIR).status_code == 403
    assert reader.get("/lists/L1").status_code == 403


def test_the_lists_go_out_as_a_file_and_come_in_again(house: House) -> None:
    keeper, desk = house.visitor("translator"), house.council.desk
    for kind, cy, en in ((PairKind.TERM, "=1+1", "two"), (PairKind.MENTION, "@cyngor", "@council")):
        agree(desk, TRANSLATOR, NewPair(kind, cy, en, "a, “note”\nof two lines"))
    given_ = keeper.get("/lists/file")
    assert given_.headers["content-type"].startswith("text/csv")
    assert "'=1+1" in given_.text
    more = given_.text + "hashtag,#Rhuthun,#Ruthin,\r\n"
    taken = keeper.post("/lists/file", files={"file": ("parau.csv", more.encode(), "text/csv")})
    assert taken.status_code == 303
    assert "1 of 3 pairs are new" in text_of(keeper.get("/lists"))
    assert [(one.cy, one.en) for one in all_pairs(desk)][-1] == ("#Rhuthun", "#Ruthin")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The first row must name the columns"),
        (b"a,b\n1,2\n", "The first row must name the columns"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"kind,cy,en\nplace,Rhyl,Rhyl\n", "Row 2: “place” is no kind"),
        (b"kind;cy;en\nname;Y Rhyl;Rhyl\nhashtag;Rhyl;#Rhyl\n", "Row 3: “Rhyl” is no hashtag"),
        (b"x" * 2_000_001, "over 2 MB"),
    ],
)
def test_a_file_with_a_fault_says_which_row_and_nothing_of_it_is_kept(house: House, content: bytes, said: str) -> None:
    page = house.visitor("translator").post("/lists/file", files={"file": ("x.csv", content, "text/csv")})
    assert page.status_code == 422
    assert said in text_of(page)
    assert all_pairs(house.council.desk) == []


@given(st.lists(st.tuples(st.sampled_from(PairKind), st.text(max_size=30), st.text(max_size=30)), max_size=5))
def test_whatever_is_written_is_read_again(rows: list[tuple[PairKind, str, str]]) -> None:
    rows = [row for row in rows if row[1].strip() and "\0" not in row[1] + row[2] and "\r" not in row[1] + row[2]]
    content = written(PairView(kind, cy, en) for kind, cy, en in rows).encode("utf-8", "replace")
    back = [(one.kind, one.cy, one.en) for one in read(content).pairs]
    assert back == [(kind, *(half.encode("utf-8", "replace").decode() for half in (cy, en))) for kind, cy, en in rows]
