"""What holds of every comment, whatever is written in it."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cydbost_language import Detected, Detection, ReplyIn, detect

COMMENTS = st.sampled_from(
    [
        "Pryd fydd y ffordd ar agor?",
        "sgin ti syniad pryd ma'r bin yn mynd",
        "Diolch",
        "When is the road open?",
        "Bore da, when is the road open?",
        "Disgraceful",
        "Mae'r pwll ar gau yfory. The pool is shut tomorrow.",
        "Queues in Llandudno are endless",
        "Gdzie mogę zgłosić uszkodzoną latarnię?",
        "Ble mae'r tŷ bach?",
        "Ydi'r bws yn mynd i Gaergybi",
        "Llandudno",
        "OK",
    ]
)
ADORNMENTS = st.sampled_from(
    [
        "😂",
        "👏👏🏽",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "@CyngorGwynedd",
        "https://www.example.org/road-closed/",
        "www.example.cymru/cy",
        "#diolch",
        "LL55 1SH",
        "01286 679000",
    ]
)
WELSH_LETTERS = st.text(st.sampled_from("abcdefghilmnoprstuwy âêîôûŵŷáéïẃ'.?!"), max_size=60)


def _verdict(found: Detection) -> tuple[Detected, float, ReplyIn]:
    return found.language, found.confidence, found.reply_in


@given(st.text(st.characters(), max_size=300))
@example("\ud800")
@example("\x00diolch\x00")
@example("\u202eخطأ")
@example("ﬁ ½ ª ①")
@example("İstanbul ẞ")
@settings(deadline=None)
def test_any_text_at_all_gets_a_verdict(text: str) -> None:
    found = detect(text)
    assert 0.0 <= found.confidence <= 1.0
    assert found.reply_in.value == found.language.value or found.reply_in is ReplyIn.BOTH
    for _, span in found.spans:
        assert 0 <= span.start < span.end <= len(text)


@given(COMMENTS, ADORNMENTS)
@settings(deadline=None)
def test_an_emoji_link_mention_or_number_does_not_change_the_verdict(text: str, adornment: str) -> None:
    assert _verdict(detect(f"{text} {adornment}")) == _verdict(detect(text))
    assert _verdict(detect(f"{adornment} {text}")) == _verdict(detect(text))


@given(COMMENTS, st.integers(min_value=0, max_value=20))
@settings(deadline=None)
def test_a_link_between_two_words_does_not_change_the_verdict(text: str, place: int) -> None:
    words = text.split()
    at = place % (len(words) + 1)
    linked = " ".join([*words[:at], "https://example.org/en/a.b?c=d", *words[at:]])
    assert _verdict(detect(linked)) == _verdict(detect(text))


@given(COMMENTS, st.sampled_from(["https://www.example.wales/road", "www.example.com/the-road", "example.co.uk/open"]))
@settings(deadline=None)
def test_the_capitals_of_a_link_do_not_matter(text: str, link: str) -> None:
    assert _verdict(detect(f"{text} {link.upper()}")) == _verdict(detect(f"{text} {link}"))


@given(WELSH_LETTERS)
@settings(deadline=None)
def test_accents_typed_apart_count_as_accents_typed_together(text: str) -> None:
    apart, together = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    assert _verdict(detect(apart)) == _verdict(detect(together))


@given(st.lists(COMMENTS, min_size=1, max_size=4))
@settings(deadline=None)
def test_spans_come_in_order_and_never_overlap(texts: list[str]) -> None:
    spans = [span for _, span in detect("\n".join(texts)).spans]
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    ["a", "a'", "a-", "@", "a.", "w\u0302", "\x00", "\ud800", "diolch yn fawr ", "Heol y ", "Aa ", "the ar gau "],
)
def test_a_megabyte_is_judged_in_time_that_grows_no_faster_than_its_length(unit: str) -> None:
    found = detect((unit * (1_000_000 // len(unit)))[:1_000_000])
    assert found.language in Detected


def test_many_threads_are_told_the_same() -> None:
    texts = ["Pryd fydd y ffordd ar agor?", "When is the road open?", "Merci beaucoup", "gwbl newydd", "blorf"] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect, texts)) == [detect(text) for text in texts]


def test_the_languages_of_a_mixed_comment_are_pointed_at() -> None:
    text = "Mae'r pwll ar gau yfory. The pool is shut tomorrow."
    found = detect(text)
    assert [(str(language), text[span.start : span.end]) for language, span in found.spans] == [
        ("cy", "Mae'r pwll ar gau yfory"),
        ("en", "The pool is shut tomorrow"),
    ]


def test_a_place_the_council_names_says_nothing_of_the_language() -> None:
    own = frozenset({"Cae Sgubor Wen", "  "})
    assert detect("cae sgubor wen").language is not Detected.NONE
    assert detect("Cae Sgubor Wen", places=own).language is Detected.NONE
    assert detect("Who cuts the grass at Cae Sgubor Wen", places=own).language is Detected.EN
