"""What of a pair can be used again is cut out in both languages at once, and found again by what is like it."""

from hypothesis import given
from hypothesis import strategies as st

from cydbost_language import Language
from cydbost_language.remembering import KEYS, keys, segments, settled

CY = """Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026. Bydd yn ailagor am 9.30yb ddydd Mawrth.

- Dewch â'ch cerdyn gyda chi
- Ffoniwch 01824 706 000 os oes gennych gwestiwn"""
EN = """The library in Ruthin will be closed on Monday 8 June 2026. It will reopen at 9.30am on Tuesday.

- Bring your card with you
- Call 01824 706 000 if you have a question"""


def test_sentences_and_items_stand_beside_their_counterparts_and_the_whole_at_the_end() -> None:
    found = segments(CY, EN)
    assert [(one.cy, one.en) for one in found[:2]] == [
        (
            "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026.",
            "The library in Ruthin will be closed on Monday 8 June 2026.",
        ),
        ("Bydd yn ailagor am 9.30yb ddydd Mawrth.", "It will reopen at 9.30am on Tuesday."),
    ]
    assert ("- Dewch â'ch cerdyn gyda chi", "- Bring your card with you") in [(one.cy, one.en) for one in found]
    assert (found[-1].cy, found[-1].en) == (CY, EN)


def test_what_does_not_answer_is_not_remembered() -> None:
    found = segments(
        "Mae'r ffordd ar gau heddiw oherwydd llifogydd. Mae croeso i bawb ddod i'r ffair haf yn y parc.",
        "The road is closed today because of flooding. Bin collections move forward a day after the bank holiday.",
    )
    assert "Bin collections move forward a day after the bank holiday." not in [one.en for one in found]


def test_figures_and_capitals_do_not_keep_two_texts_apart() -> None:
    assert settled("The Library, 8 June 2026!") == "the library 0 june 0000" == settled("the library: 9 JUNE 2027")
    former = set(keys("The library in Ruthin will be closed on Monday 8 June 2026.", Language.EN))
    later = set(keys("The library in Denbigh will be closed on Tuesday 9 July 2026.", Language.EN))
    assert len(former & later) >= 4
    assert not former & set(keys("Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026.", Language.CY))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_taken_apart(cy: str, en: str) -> None:
    for one in segments(cy, en):
        assert one.cy in cy
        assert one.en in en
    found = keys(cy, Language.CY)
    assert len(found) <= KEYS
    assert all(0 <= key < 2**63 for key in found)
    assert list(found) == sorted(set(found))
