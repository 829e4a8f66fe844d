"""Texts sent out and brought back: whatever is written comes back as it was, and nothing that is sent in does harm."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cydbost_bot.exchange.bringing_back import Refusal, brought, without_doubles
from cydbost_bot.exchange.formats import Format, read_parcel, write_parcel
from cydbost_bot.exchange.parcel import (
    MOST_BYTES,
    MOST_TEXTS,
    Fault,
    Origin,
    OutgoingText,
    ReturnedText,
    Unit,
    Unreadable,
    origin_of,
    outgoing,
    translated,
)
from cydbost_bot.exchange.pieces import cut
from cydbost_bot.exchange.sheet import guarded, plain
from cydbost_language import Language, Side, content_hash
from cydbost_queue.queries.translation import SideView, TranslationView
from cydbost_queue.states import PostingState
from cydbost_queue.tables import PostingKind
from cydbost_queue.translations import Owed

AT = datetime(2026, 6, 1, tzinfo=UTC)
ENGLISH = "Bins are late this week. Put them out by 7am.\n\n- Monday: Rhyl\n- Tuesday: Corwen\n"
WELSH = (
    "Mae’r biniau’n hwyr yr wythnos hon. Rhowch nhw allan erbyn 7yb.\n\n- Dydd Llun: y Rhyl\n- Dydd Mawrth: Corwen\n"
)
KINDS = list(Format)


def side(text: str, language: Language = Language.EN, *, link: str | None = None, alts: Sequence[str] = ()) -> SideView:
    media = tuple({"alt_text": alt, "sha256": "0" * 64, "path": "a.jpg", "mime": "", "rights": ""} for alt in alts)
    said = Side(text, link=link)
    return SideView(language, 1, text, link, media, content_hash(said), "editor", AT, len(text.split()), said)


def view(
    source: SideView, target: SideView | None = None, before: SideView | None = None, ref: str = "P12"
) -> TranslationView:
    return TranslationView(
        ref=ref,
        uid="0123456789ab",
        label="Biniau & <bins>",
        kind=PostingKind.STANDARD,
        state=PostingState.DRAFT,
        slot=None,
        channels=("board",),
        wanted=source.language.other,
        why=Owed.MISSING,
        source=source,
        target=target,
        source_before=before,
        request=None,
        welsh_due_at=None,
    )


def filled(text: OutgoingText, words: Sequence[str] = ()) -> OutgoingText:
    said = [*words, *(f"cy: {unit.source}" for unit in text.units[len(words) :])]
    return replace(text, units=tuple(replace(unit, target=one) for unit, one in zip(text.units, said, strict=True)))


def welsh_pieces() -> list[str]:
    return [piece.text for piece in cut(WELSH).pieces]


@given(st.text(max_size=300))
def test_a_text_cut_in_pieces_and_joined_again_is_the_text(text: str) -> None:
    pieces = cut(text)
    assert pieces.joined([piece.text for piece in pieces.pieces]) == text
    assert all(piece.text == piece.text.strip() for piece in pieces.pieces)


def test_a_text_is_cut_at_its_lines_and_sentences() -> None:
    assert [piece.text for piece in cut(ENGLISH).pieces] == [
        "Bins are late this week.",
        "Put them out by 7am.",
        "- Monday: Rhyl",
        "- Tuesday: Corwen",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_out_and_filled_in_comes_back_as_the_text_with_the_sources_lines(kind: Format) -> None:
    here = view(side(ENGLISH, link="https://dcc.example/bins", alts=("A bin", "")))
    words = [*welsh_pieces(), "https://dcc.example/biniau", "Bin"]
    (text,) = read_parcel(write_parcel([filled(outgoing(here), words)], kind))
    found = brought(text, here)
    assert found.refusal is None
    assert found.given is not None
    assert (found.given.text, found.given.link, found.given.alts) == (WELSH, "https://dcc.example/biniau", ("Bin", ""))
    assert not found.is_over


@given(
    st.sampled_from(KINDS),
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40), max_size=5
    ),
)
def test_any_words_that_can_be_kept_come_back_as_they_were(kind: Format, words: list[str]) -> None:
    said = [word.strip() for word in words if word.strip() and not set(word) & {"\ufffe", "\uffff"}]
    units = tuple(Unit(f"text.{at}", "source", word) for at, word in enumerate(said, 1))
    origin = Origin("P1", "0" * 12, Language.CY, "a" * 64)
    if units:
        (text,) = read_parcel(write_parcel([OutgoingText(origin, "a", units)], kind))
        assert text.words == {unit.name: unit.target for unit in units}
        assert Origin.read(text.origin) == origin


@pytest.mark.parametrize("kind", KINDS)
def test_of_several_texts_only_those_whose_source_has_changed_are_refused(kind: Format) -> None:
    first, second, third = (view(side(ENGLISH), ref=ref) for ref in ("P1", "P2", "P3"))
    file = write_parcel([filled(outgoing(one)) for one in (first, second, third)], kind)
    now = {"P1": first, "P2": view(side(ENGLISH + "Sorry."), ref="P2"), "P3": None}
    found = [brought(text, now[text.origin.split("/")[1]]) for text in read_parcel(file)]
    assert [(one.ref, one.refusal) for one in found] == [
        ("P1", None),
        ("P2", Refusal.SOURCE_CHANGED),
        ("P3", Refusal.GONE),
    ]


def test_a_text_is_refused_that_is_not_whole_not_ours_or_nothing_new() -> None:
    here = view(side(ENGLISH), side(WELSH, Language.CY))
    origin = str(origin_of(here))
    whole = {f"text.{at}": piece for at, piece in enumerate(welsh_pieces(), 1)}
    assert brought(ReturnedText(origin, whole), here).refusal is Refusal.NOTHING_NEW
    part = brought(ReturnedText(origin, {"text.1": "Mae"}), here)
    assert (part.refusal, part.missing) == (Refusal.INCOMPLETE, 3)
    assert brought(ReturnedText("P12", whole), here).refusal is Refusal.NOT_OURS
    assert brought(ReturnedText(origin.replace("0123456789ab", "ba9876543210"), whole), here).refusal is Refusal.GONE
    once, again = without_doubles([ReturnedText(origin, whole), ReturnedText(origin, whole)])
    assert (len(once), [one.refusal for one in again]) == (1, [Refusal.TWICE])


def test_what_was_written_since_the_file_was_sent_out_is_said() -> None:
    out = outgoing(view(side(ENGLISH)))
    (text,) = read_parcel(write_parcel([filled(out, welsh_pieces())], Format.XLIFF_12))
    assert brought(text, view(side(ENGLISH), side("Arall.", Language.CY))).is_over


def test_only_what_changed_of_a_source_has_to_be_translated_again() -> None:
    after = ENGLISH.replace("7am", "6am")
    text = outgoing(view(side(after), side(WELSH, Language.CY), side(ENGLISH)))
    assert [unit.target for unit in text.units] == [welsh_pieces()[0], "", *welsh_pieces()[2:]]


def test_pictures_that_a_target_has_of_its_own_are_left_as_they_are_described() -> None:
    given_ = translated(side("One.", alts=("A bin",)), side("Un.", Language.CY, alts=()), {"text.1": "Dau."})
    assert given_.alts == ()


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-5", "@SUM(A1)", "'=1", "''-x", "- Monday", "＝1", "plain", "’tis"])
def test_no_cell_of_a_sheet_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "＝"))
    assert plain(guarded(cell)) == cell


def test_a_sheet_is_read_as_excel_writes_it() -> None:
    here = view(side(ENGLISH))
    sheet = write_parcel([filled(outgoing(here), welsh_pieces())], Format.CSV)
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    for delimiter, encoding in ((";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")):
        again = io.StringIO(newline="")
        csv.writer(again, delimiter=delimiter).writerows(rows)
        (text,) = read_parcel(again.getvalue().encode(encoding))
        assert brought(text, here).refusal is None


BILLION = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9))
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="{}"/></xliff>'


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"x" * (MOST_BYTES + 1), Fault.TOO_BIG),
        (b"<" + b"x" * MOST_BYTES, Fault.TOO_BIG),
        (b"<xliff", Fault.NOT_XML),
        (b"<html/>", Fault.NOT_XLIFF),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>', Fault.HAS_DOCTYPE),
        (f'<!DOCTYPE xliff [<!ENTITY a "b">]>{XLIFF.format("&a;")}'.encode("utf-16"), Fault.HAS_DOCTYPE),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', Fault.EMPTY),
        ("unit,target,origin\ntext.1,tŷ,x".encode("cp1252", "replace") + b"\xe9", Fault.NOT_UTF8),
        (b"a,b\n1,2", Fault.NO_COLUMNS),
        (b"unit,target,origin\n", Fault.EMPTY),
        (b'unit,target,origin\n"' + b"a" * 200_000, Fault.NOT_CSV),
        (b"", Fault.NO_COLUMNS),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused_with_its_reason(content: bytes, fault: Fault) -> None:
    with pytest.raises(Unreadable) as caught:
        read_parcel(content)
    assert caught.value.fault is fault


@pytest.mark.parametrize("place", ["<x>&a8;</x>", XLIFF.format("&a8;")])
def test_an_entity_made_of_entities_does_not_grow(place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_parcel(f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{BILLION}]>{place}'.encode())
    assert caught.value.fault in {Fault.NOT_XML, Fault.HAS_DOCTYPE}


def test_a_file_for_two_languages_or_with_too_many_texts_is_refused() -> None:
    both = [outgoing(view(side(ENGLISH))), outgoing(view(side(WELSH, Language.CY)))]
    with pytest.raises(ValueError, match="one language"):
        write_parcel(both, Format.CSV)
    origins = [str(text.origin) for text in both]
    mixed = "unit,target,origin\n" + "".join(f"text.1,x,{origin}\n" for origin in origins)
    with pytest.raises(Unreadable) as caught:
        read_parcel(mixed.encode())
    assert caught.value.fault is Fault.MIXED
    many = "unit,target,origin\n" + "".join(f"text.1,x,o{at}\n" for at in range(MOST_TEXTS + 1))
    with pytest.raises(Unreadable):
        read_parcel(many.encode())


def test_what_a_tool_adds_to_a_target_is_read_as_words() -> None:
    here = view(side("Late. Sorry."))
    root = etree.fromstring(write_parcel([filled(outgoing(here), ["Yn hwyr.", "Ymddiheuriadau."])], Format.XLIFF_12))
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    target = next(root.iter(f"{space}target"))
    target.text = None
    etree.SubElement(target, f"{space}mrk", mtype="seg", mid="0").text = "Yn "
    etree.SubElement(target, f"{space}g", id="1").text = "hwyr."
    (text,) = read_parcel(etree.tostring(root))
    assert text.words["text.1"] == "Yn hwyr."


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_every_version_two_is_read_with_units_that_a_tool_has_cut(version: str) -> None:
    space = "urn:oasis:names:tc:xliff:document:" + ("2.2" if version == "2.2" else "2.0")
    origin = Origin("P1", "0" * 12, Language.CY, "a" * 64)
    content = (
        f'<xliff xmlns="{space}" version="{version}" srcLang="en" trgLang="cy"><file id="f" original="{origin}">'
        '<unit id="text.1"><segment><source>A.</source><target>Un.</target></segment><ignorable><source> </source>'
        '</ignorable><segment><source>B.</source><target><mrk id="m">Dau</mrk>.</target></segment></unit>'
        '<unit id="text.2"><segment><source>C.</source></segment></unit></file></xliff>'
    )
    (text,) = read_parcel(content.encode())
    assert text.words == {"text.1": "Un. Dau."}
