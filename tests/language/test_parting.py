"""Dividing a long message: the same parts in both languages, each short enough, and nothing lost."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cydbost_language import Agreements, Language, Pair, Severity, Side, check_pair
from cydbost_language.parting import MOST_PARTS, CannotDivide, Fits, Part, divide, mark

CLOSED = (
    "Bydd y llyfrgell yn {place} ar gau ar {day} Mehefin 2026.",
    "The library in {place} will be closed on {day} June 2026.",
)
PAIRED = (
    CLOSED,
    ("Ffoniwch ni ar 01824 {phone} i archebu lle.", "Call us on 01824 {phone} to book a place."),
    ("Mae tocynnau'n costio £{day} yr un.", "Tickets cost £{day} each."),
    ("Mae'r drysau'n agor am {hour}yb.", "The doors open at {hour}am."),
    ("Mae croeso i bawb, a does dim angen archebu.", "Everyone is welcome, and there is no need to book."),
    ("Rhagor o wybodaeth: https://example.org/{day}", "More information: https://example.org/{day}"),
)
BETWEEN = re.compile(r"\s+(?=Bydd|Ffoniwch|Mae|Rhagor|The |Call|Tickets|Everyone|More)")
PLACES = ("Rhuthun", "Prestatyn", "Llangollen")


def within(limit: int) -> Fits:
    return lambda cy, en, _first: max(len(cy), len(en)) <= limit


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, str]:
    """Make both versions of a message of corresponding sentences, in the same paragraphs."""
    cy, en = "", ""
    for place in range(draw(st.integers(2, 9))):
        values = {
            "place": draw(st.sampled_from(PLACES)),
            "day": 1 + place,
            "phone": 706000 + draw(st.integers(0, 999)),
            "hour": draw(st.integers(6, 11)),
        }
        pair = draw(st.sampled_from(PAIRED))
        # A link has no full stop after it: what follows it begins a line of its own, as people write it.
        apart = "\n\n" if cy[-1:].isdigit() else draw(st.sampled_from((" ", "\n\n")))
        between = apart if place else ""
        cy, en = cy + between + pair[0].format(**values), en + between + pair[1].format(**values)
    return cy, en


def unmarked(parts: tuple[Part, ...], language: Language) -> str:
    """Return what the parts say, without white space and marks."""
    texts = []
    for number, part in enumerate(parts, start=1):
        said = mark(number, len(parts)) if len(parts) > 1 else ""
        text = getattr(part, language.value)
        assert text.endswith(said)
        texts.append(text.removesuffix(said))
    return "".join("".join(texts).split())


def differences(cy: str, en: str) -> list[str]:
    return [one.code for one in check_pair(Pair(Side(cy), Side(en))) if one.severity is Severity.BLOCK]


@settings(deadline=None, max_examples=50)
@given(messages(), st.integers(110, 400))
def test_every_part_fits_and_says_the_same_and_together_they_are_the_message(
    message: tuple[str, str], most: int
) -> None:
    cy, en = message
    parts = divide(cy, en, within(most))
    assert all(max(len(part.cy), len(part.en)) <= most for part in parts)
    assert unmarked(parts, Language.CY) == "".join(cy.split())
    assert unmarked(parts, Language.EN) == "".join(en.split())
    assert [differences(part.cy, part.en) for part in parts] == [[]] * len(parts)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300), st.text(max_size=300), st.integers(10, 120))
@example("A. B", "", 10)
@example("“A. B. C.”", "“A. B. C.”", 12)
def test_whatever_the_texts_are_they_are_divided_whole_or_refused(cy: str, en: str, most: int) -> None:
    try:
        parts = divide(cy, en, within(most))
    except CannotDivide:
        return
    assert all(max(len(part.cy), len(part.en)) <= most for part in parts)
    assert unmarked(parts, Language.CY) == "".join(cy.split())
    assert unmarked(parts, Language.EN) == "".join(en.split())


@settings(deadline=None, max_examples=50)
@given(messages())
def test_a_message_that_fits_is_left_as_it_is(message: tuple[str, str]) -> None:
    assert divide(*message, within(5000)) == (Part(*message),)


@settings(deadline=None, max_examples=50)
@given(messages(), st.integers(110, 200))
def test_there_are_no_more_parts_than_pairs_of_sentences_need(message: tuple[str, str], most: int) -> None:
    cy, en = (BETWEEN.split(text) for text in message)
    needed = length = 0
    for pair in zip(cy, en, strict=True):
        longer = max(map(len, pair))
        is_full = not needed or length + 2 + longer > most - len(mark(9, 9))
        needed, length = (needed + 1, longer) if is_full else (needed, length + 2 + longer)
    assert len(divide(*message, within(most))) <= needed


def test_it_is_divided_where_a_paragraph_ends_rather_than_inside_one() -> None:
    cy = "Mae'r pwll ar gau. Mae'r gampfa ar agor.\n\nBydd y pwll yn ailagor ddydd Mawrth. Diolch."
    en = "The pool is closed. The gym is open.\n\nThe pool will reopen on Tuesday. Thank you."
    first, second = divide(cy, en, within(70))
    assert first.en == "The pool is closed. The gym is open. (1/2)"
    assert second.cy == "Bydd y pwll yn ailagor ddydd Mawrth. Diolch. (2/2)"


def test_no_link_number_or_date_is_divided() -> None:
    cy = "Ewch i https://example.org/a.b.c?d=1.2.\nFfoniwch 01824 706000 rhwng 9.30 a.m. a 5.00 p.m. Dyna ni."
    en = "Go to https://example.org/a.b.c?d=1.2.\nCall 01824 706000 between 9.30 a.m. and 5.00 p.m. That is all."
    parts = divide(cy, en, within(85))
    assert [part.en for part in parts] == [
        "Go to https://example.org/a.b.c?d=1.2. (1/2)",
        "Call 01824 706000 between 9.30 a.m. and 5.00 p.m. That is all. (2/2)",
    ]


def test_what_is_quoted_stays_together_where_it_can() -> None:
    cy = "Dywedodd hi: “Mae'n braf. Mae'n gynnes.” Aeth pawb adref."
    en = "She said: “It is fine. It is warm.” Everybody went home."
    first, _ = divide(cy, en, within(50))
    assert re.search("gynnes.” \\(1/2\\)$", first.cy)


def test_sentences_that_were_joined_in_translation_stay_in_one_part() -> None:
    cy = (
        "Bydd y ganolfan ailgylchu ar gau ddydd Llun. Bydd yn ailagor ddydd Mawrth am 9.30yb. "
        "Ni chesglir biniau gwyrdd ar 5 Mehefin."
    )
    en = (
        "The recycling centre will be closed on Monday and will reopen on Tuesday at 9.30am. "
        "Green bins will not be collected on 5 June."
    )
    first, second = divide(cy, en, within(100))
    assert first.cy.endswith("9.30yb. (1/2)")
    assert second.en == "Green bins will not be collected on 5 June. (2/2)"


def test_the_first_part_may_have_less_room_than_the_others() -> None:
    cy, en = (
        " ".join(pair[side].format(place="Rhuthun", day=3, phone=706000, hour=9) for pair in PAIRED) for side in (0, 1)
    )
    parts = divide(cy, en, lambda welsh, english, first: max(len(welsh), len(english)) <= (90 if first else 250))
    assert max(len(parts[0].cy), len(parts[0].en)) <= 90
    assert max(len(part.cy) for part in parts[1:]) > 90


def test_a_sentence_longer_than_a_part_is_named_with_its_side_and_place() -> None:
    long = "Mae hon yn frawddeg hir iawn iawn sy'n mynd ymlaen ac ymlaen ac ymlaen."
    cy, en = f"Dyma ni. {long} Diolch.", "Here we are. This is a long sentence. Thank you."
    with pytest.raises(CannotDivide) as refused:
        divide(cy, en, within(60))
    error = refused.value
    assert (error.code, error.language, error.text) == ("piece_too_long", Language.CY, long)
    assert error.span is not None
    assert cy[error.span.start : error.span.end] == long


def test_what_can_only_be_divided_in_one_language_is_refused() -> None:
    with pytest.raises(CannotDivide) as refused:
        divide("Mae'r pwll ar gau. " * 4, "The pool is closed, closed, closed.", within(50))
    assert refused.value.code == "no_common_place"


def test_more_parts_than_anybody_reads_are_refused() -> None:
    cy, en = ("\n\n".join(text.format(place=place, day=3) for place in PLACES * 20) for text in CLOSED)
    with pytest.raises(CannotDivide) as refused:
        divide(cy, en, within(90))
    assert refused.value.code == "too_many_parts"
    assert MOST_PARTS < 60


def test_more_than_nine_parts_are_measured_with_the_marks_they_have() -> None:
    cy, en = ("\n\n".join(text.format(place=place, day=3) for place in PLACES * 4) for text in CLOSED)
    parts = divide(cy, en, within(66))
    assert len(parts) == 12
    assert parts[-1].en.endswith(" (12/12)")
    assert all(max(len(part.cy), len(part.en)) <= 66 for part in parts)


def test_what_the_council_lets_differ_is_no_difference_of_a_part() -> None:
    cy = "Mae'r swyddfa ar gau. Cysylltwch â chymraeg@example.org heddiw."
    en = "The office is closed. Contact english@example.org today."
    agreed = Agreements(lines=(("chymraeg@example.org", "english@example.org"),))
    assert len(divide(cy, en, within(55), agreed)) == 2
