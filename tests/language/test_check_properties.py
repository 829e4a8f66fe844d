"""What holds of the comparison whatever the texts are."""

import threading
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_language.judge import check_alone, check_pair
from cydbost_language.messages import explain
from cydbost_language.pair import Agreements, Attachment, Finding, Language, Pair, Severity, Side
from cydbost_language.text import read

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)
SCRAPS = st.sampled_from(
    [
        "Bydd y ffordd ar gau. ",
        "The road is closed. ",
        "dydd Llun 3 Mehefin 2026 ",
        "Monday 31 June ",
        "6.30yh ",
        "18:30-7pm ",
        "£2.5m ",
        "12 y cant ",
        "#Rhyl ",
        "@a@b.cymru ",
        "https://a.llyw.cymru/en/( ",
        "http://[ ",
        "01824 706000 ",
        "LL15 1YN ",
        "- eitem\r\n",
        "ŵ",
        "w\u0302",
        "\x00",
        "\ud800",
        "\u202e",
        "“",
        "{x",
        "1,000,",
        "99/99/99 ",
        "²",
        "tÅ· dâ€™r ",
        "d\ufffdr m?r ",
        "AB 12 34 56 D ",
        "401 023 2137 NHS ",
        "07512 345678 ",
        "Mrs A B, 1 High Street ",
        "cagslu dwr f***! 🎄\u200d",
        "GIG NHS ",
        "'Rydym yn falch iawn o bawb sydd wedi dod yma ",
        "…",
    ]
)
LIVELY = st.lists(st.one_of(SCRAPS, ANY_TEXT), max_size=12).map("".join)
AGREED = st.lists(st.tuples(LIVELY, LIVELY), max_size=2).map(tuple)


def pair(cy: str, en: str) -> Pair:
    return Pair(cy=Side(cy, link=en), en=Side(en, (Attachment("map.png", "0", cy),), link=cy))


def check_spans(found: tuple[Finding, ...], cy: str, en: str) -> None:
    for one in found:
        for span, text in ((one.cy, cy), (one.en, en)):
            assert span is None or 0 <= span.start <= span.end <= len(text)


@settings(deadline=None)
@given(cy=LIVELY, en=LIVELY, lines=AGREED)
def test_no_text_makes_it_raise_and_every_span_lies_in_its_text(
    cy: str, en: str, lines: tuple[tuple[str, str], ...]
) -> None:
    agreements = Agreements(
        lines=lines, names=lines, hashtags=lines, domains=lines, links=lines, mentions=lines, terms=lines
    )
    found = check_pair(pair(cy, en), agreements)
    check_spans(found, cy, en)
    for one in found:
        for language in Language:
            assert explain(one, language)


@settings(deadline=None)
@given(text=LIVELY, language=st.sampled_from(Language))
def test_one_version_alone_is_judged_whatever_it_holds(text: str, language: Language) -> None:
    for one in check_alone(Side(text), language):
        assert (one.cy is None) or language is Language.CY
        assert (one.en is None) or language is Language.EN
        check_spans((one,), text, text)


@settings(deadline=None)
@given(cy=LIVELY, en=LIVELY)
def test_the_same_pair_is_always_judged_the_same(cy: str, en: str) -> None:
    assert check_pair(pair(cy, en)) == check_pair(pair(cy, en))


WELSH = "Mae’r tŷ ar gau: bydd y siŵr gân a’r môr yn dychwelyd dŵr i’r pŵer ar 3 Awst am 6yh. "
ENGLISH = "The house is closed: the sure song and the sea will return water to the power on 3 August at 6pm. "


@settings(deadline=None)
@given(st.lists(st.sampled_from([WELSH, ENGLISH, "Tŷ Gŵyr 6.30yb. ", "#Tŷ ", "Ŵ 5 "]), max_size=5).map("".join))
def test_accents_written_apart_change_no_finding(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert unicodedata.normalize("NFC", apart) == text
    composed, decomposed = (
        [found for found in check_pair(Pair(Side(one), Side(ENGLISH))) if found.code != "accents-apart"]
        for one in (text, apart)
    )
    assert [one.code for one in composed] == [one.code for one in decomposed]
    for whole, parts in zip(composed, decomposed, strict=True):
        if whole.cy and parts.cy:
            here, there = text[whole.cy.start : whole.cy.end], apart[parts.cy.start : parts.cy.end]
            assert unicodedata.normalize("NFC", there) == here


@given(ANY_TEXT)
def test_a_reading_knows_where_each_character_stood(text: str) -> None:
    reading = read(text, Language.CY)
    whole = reading.span(0, len(reading.text))
    assert (whole.start, whole.end) == (0, len(text))


HUGE: list[tuple[str, Callable[[int], str]]] = [
    ("a fair text", lambda size: (WELSH * (size // len(WELSH) + 1))[:size]),
    ("one word", lambda size: "a" * size),
    ("figures", lambda size: "1" * size),
    ("figures and marks", lambda size: "1.2,3:4-5/" * (size // 10)),
    ("days without a month", lambda size: "3 a 4, " * (size // 7)),
    ("weekdays", lambda size: "dydd Llun " * (size // 10)),
    ("number words", lambda size: "dau ar bymtheg " * (size // 15)),
    ("times", lambda size: "6.30yh " * (size // 7)),
    ("opening marks", lambda size: "([{\"'" * (size // 5)),
    ("bullets", lambda size: "- a\n" * (size // 4)),
    ("dots", lambda size: "." * size),
    ("white space", lambda size: " \n" * (size // 2)),
    ("accents", lambda size: "a" + "\u0301\u0316" * (size // 2)),
    ("addresses", lambda size: "a@b.cymru " * (size // 10)),
    ("links", lambda size: "https://a.cymru/b " * (size // 18)),
    ("half a link", lambda size: "https://" * (size // 8)),
    ("hosts", lambda size: "a." * (size // 2)),
    ("telephone numbers", lambda size: "01824 706000 " * (size // 13)),
    ("hashtags", lambda size: "#a" * (size // 2)),
    ("homes", lambda size: "12 High Street, Mr Aa Bb, " * (size // 26)),
    ("half a quotation", lambda size: " 'a b" * (size // 5)),
    ("broken letters", lambda size: "Ãâ€" * (size // 3)),
    ("health numbers", lambda size: "401 023 2137 " * (size // 13)),
    ("joined emoji", lambda size: "👨\u200d" * (size // 2)),
    ("insults", lambda size: "f*** " * (size // 5)),
    ("misspelt words", lambda size: "xqzwyk " * (size // 7)),
]


@pytest.mark.parametrize(("name", "make"), HUGE, ids=lambda value: value if isinstance(value, str) else "")
def test_a_long_hostile_text_never_gets_the_comparison_stuck(name: str, make: Callable[[int], str]) -> None:
    """A pattern that went back over the text without bound would never end here: the suite's time limit ends it."""
    assert isinstance(check_pair(Pair(Side(make(100_000)), Side(make(100_000) + " x"))), tuple), name


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(LIVELY, LIVELY), min_size=4, max_size=4))
def test_many_threads_may_compare_at_once(texts: list[tuple[str, str]]) -> None:
    wanted = [check_pair(pair(*text)) for text in texts]
    got: dict[int, tuple[Finding, ...]] = {}
    threads = [
        threading.Thread(target=lambda at=at: got.__setitem__(at, check_pair(pair(*texts[at])))) for at in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [got[at] for at in range(4)] == wanted


def test_a_setting_of_a_check_replaces_block_and_a_setting_of_a_code_replaces_any() -> None:
    right = Pair(Side("Ar gau ar 3 Awst tan 6yh."), Side("Closed on Monday 3 August until 6am."))
    found = {one.code: one.severity for one in check_pair(right)}
    assert found == {"date-weekday-missing": Severity.INFO, "time-differs": Severity.BLOCK}
    softer = check_pair(right, severities={"times": Severity.WARN, "dates": Severity.WARN})
    assert [one.severity for one in softer] == [Severity.INFO, Severity.WARN]
    harder = check_pair(right, severities={"date-weekday-missing": Severity.BLOCK})
    assert [one.severity for one in harder] == [Severity.BLOCK, Severity.BLOCK]
