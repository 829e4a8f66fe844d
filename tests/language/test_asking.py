"""A check that is not asked about a pair would have found nothing in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_language import Agreements, Attachment, Language, Pair, Side
from cydbost_language.asking import OF_TEXTS, asked
from cydbost_language.checks import accents, insults
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Weight, counts, may_ask_for_number
from cydbost_language.facts.number_words import beginning_forms
from cydbost_language.text import read

#: What some check looks for, in either language, and what may stand around it.
SCRAPS = st.sampled_from(
    [
        *("Bydd y ffordd ar gau. ", "The road is closed. ", "dydd Llun ", "3 Mehefin 2026", "May ", "£2.5m ", "un "),
        *("punt", "fifty pence ", "deg y cant ", "half past ", "am 6yh ", "#Rhyl ", "\uff03Rhyl ", "@a@b.cymru "),
        *("a@gmail.com ", "https://a.llyw.cymru/en/( ", "dwrhttp://x ", "01824 706000 ", "LL15 1YN ", "'", '"', "“"),
        *("Rydym yn falch iawn o bawb sydd wedi dod yma i ddathlu gyda ni heddiw", "’", "`", "´", "  ", "\u00a0"),
        *("Ltd ", "Cwmni Glo cyf. ", "plc ", "bastard ", "f*** ", "F@CK ", "cau dy geg ", "🎄", "\u2600", "!", "?"),
        *("IMPORTANT ", "A中中中中中 ", "ªª", "ŴŴ ", "Å·", "â€™", "\ufffd", "w\u0302", "a\u037e\u0301", "\u1fef\u0301"),
        *(
            "dwr ",
            "pobl hyn ",
            "gwasanaeth ",
            "GIG ",
            "½ ",
            "ddau gan ",
            "un gan ",
            "one third ",
            "un ar ddeg ",
            "\x00",
        ),
        *("both ", "(cont.)", "…", "ſİı"),
    ]
)
TEXTS = st.lists(st.one_of(SCRAPS, st.text(max_size=8)), max_size=8).map("".join)
LISTED = st.lists(st.text(max_size=5), max_size=2).map(tuple)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=1).map(tuple)


@settings(deadline=None, max_examples=400)
@given(cy=TEXTS, en=TEXTS, beside=st.booleans(), pairs=PAIRS, listed=LISTED)
def test_a_check_that_is_not_asked_has_nothing_to_say(
    cy: str, en: str, beside: bool, pairs: tuple[tuple[str, str], ...], listed: tuple[str, ...]
) -> None:
    sides = (
        (Side(cy, (Attachment("map.png", "0", en),), link=en), Side(en, link=cy)) if beside else (Side(cy), Side(en))
    )
    agreements = Agreements(names=pairs, terms=pairs, lines=pairs, offensive=listed, ask_first=listed)
    comparison = Comparison(Pair(*sides), agreements)
    spoken_to = {check.name for check in asked(comparison)}
    for check in OF_TEXTS:
        assert check.name in spoken_to or not [*check.pair(comparison)], check.name


NUMBER_WORDS = st.sampled_from(
    [
        *sorted(beginning_forms(Language.CY) | beginning_forms(Language.EN)),
        *("gan", "chan", "ar", "a", "ac", "and", "o", "rhan", "ran", "third", "quarters", "hanner", "half", "½", "Un"),
    ]
)


@settings(deadline=None, max_examples=400)
@given(words=st.lists(NUMBER_WORDS, max_size=5), language=st.sampled_from(Language))
def test_a_number_that_must_be_answered_is_looked_for(words: list[str], language: Language) -> None:
    reading = read(" ".join(words), language)
    firm = [fact for fact in counts(reading) if fact.weight is not Weight.LOOSE]
    assert may_ask_for_number(reading) or not firm


@pytest.mark.parametrize("language", Language)
def test_every_phrase_of_the_lists_has_a_word_that_is_listened_for(language: Language) -> None:
    assert insults._first_words(language, ()), "an insult of mere figures would not be heard"
    assert all(words for words in accents._by_longest_word().values())


def test_a_plain_pair_is_asked_about_by_few() -> None:
    pair = Pair(Side("Mae eich cais wedi ei dderbyn."), Side("Your application has been received."))
    names = [check.name for check in asked(Comparison(pair, Agreements()))]
    assert names == ["language", "correspondence", "structure", "shortening"]
