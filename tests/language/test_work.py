"""How much work a judgement is, counted in calls and not in seconds."""

import sys
from collections.abc import Callable

import pytest

from cydbost_language import Agreements, Language, Pair, Side, check_pair, detect, voice
from cydbost_language.checks import accents, insults
from cydbost_language.comparison import Version
from cydbost_language.lazily import lazily

CY = "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026 am ddau ddiwrnod. Ffoniwch 01824 706000 am 9.30yb."
EN = "The library in Ruthin will be closed on Monday 8 June 2026 for two days. Call us on 01824 706000 before 9.30am."
TIMES = 8
NEARLY = 1.1  # what begins and ends a judgement is done once


def calls(work: Callable[[], object]) -> int:
    """Count the calls that ``work`` makes, of Python and of C."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    work()  # what is worked out once for all texts
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("joint", [" ", "\n", "\n\n- ", " | ", ' "', " ("])
def test_a_longer_pair_is_as_many_times_the_work(joint: str) -> None:
    def judge(times: int) -> int:
        pair = Pair(cy=Side(joint.join([CY] * times)), en=Side(joint.join([EN] * times)))
        return calls(lambda: check_pair(pair))

    assert judge(10 * TIMES) <= judge(10) * TIMES * NEARLY


@pytest.mark.parametrize("text", [CY, EN, "???? 12 dau !!", "a\u0302" * 20, "12.12.", "@x #y z@z.cymru "])
def test_a_longer_comment_is_as_many_times_the_work(text: str) -> None:
    def judge(times: int) -> int:
        return calls(lambda: detect(text * times))

    assert judge(10 * TIMES) <= judge(10) * TIMES * NEARLY


def test_plain_sentences_are_not_given_to_the_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(text: str) -> float:
        asked.append(text)
        return 0.5

    monkeypatch.setattr(voice, "welsh_probability", ask)
    check_pair(Pair(cy=Side(CY), en=Side(EN)))
    assert not asked


@pytest.mark.parametrize("bare", sorted(accents._right_spellings()))
def test_every_word_on_the_list_of_accents_is_looked_for(bare: str) -> None:
    version = Version(Side(f"Mae hyn yn wir am {bare} hefyd, ac mae'n bwysig i bawb."), Language.CY)
    meant = accents._right_spellings()[bare]
    assert meant in [remark.facts["meant"] for remark in accents._look(version)]


@pytest.mark.parametrize("language", Language)
def test_every_listed_insult_is_looked_for(language: Language) -> None:
    own = Agreements(offensive=("1312",))
    for phrase in insults._listed(language, own.offensive):
        text = f"1 {' '.join(phrase).upper()} 2"
        assert [*insults._look(Version(Side(text), language, agreements=own))], text


def test_what_is_worked_out_lazily_is_worked_out_once() -> None:
    done: list[int] = []

    class Sum:
        @lazily
        def total(self) -> int:
            """The total."""
            done.append(1)
            return 3

    one = Sum()
    assert (one.total, one.total, len(done)) == (3, 3, 1)
    assert Sum.total.__doc__ == "The total."
