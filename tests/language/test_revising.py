"""What was changed between two writings, and what two people's changes come to together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.revising import Change, joined, word_changes

TEXTS = st.text(st.sampled_from("aby .,\n9£#ŵ"), max_size=60)


def rebuilt(old: str, new: str, changes: tuple[Change, ...]) -> str:
    """Return ``old`` with each change made in it, from the last to the first."""
    for change in reversed(changes):
        old = old[: change.old.start] + new[change.new.start : change.new.end] + old[change.old.end :]
    return old


@given(TEXTS, TEXTS)
def test_the_changes_made_in_the_old_text_give_the_new_one(old: str, new: str) -> None:
    assert rebuilt(old, new, word_changes(old, new)) == new


@given(TEXTS)
def test_nothing_is_changed_where_nothing_was(text: str) -> None:
    assert word_changes(text, text) == ()


@pytest.mark.parametrize(
    ("old", "new", "gone", "put"),
    [
        ("Bydd ar gau ddydd Llun.", "Bydd ar gau ddydd Mawrth.", ["Llun"], ["Mawrth"]),
        ("Open at 9.30am.", "Open at 10.30am.", ["9.30am"], ["10.30am"]),
        ("It costs £5.", "It costs £5 now.", [""], [" now"]),
        ("See www.a.cymru/biniau, then wait", "See www.a.cymru/gwastraff, then", ["www.a.cymru/biniau", " wait"], [
            "www.a.cymru/gwastraff", ""]),
    ],
)  # fmt: skip
def test_a_word_a_figure_or_an_address_changes_as_one(old: str, new: str, gone: list[str], put: list[str]) -> None:
    changes = word_changes(old, new)
    assert [old[one.old.start : one.old.end] for one in changes] == gone
    assert [new[one.new.start : one.new.end] for one in changes] == put


def test_a_long_text_of_the_same_words_is_compared_soon() -> None:
    assert word_changes("a " * 9_000, "a " * 8_999 + "b ") != ()


BASE = "The road is closed on Monday. Use the A55 until it is open again."


def test_changes_in_different_places_are_joined() -> None:
    one = BASE.replace("Monday", "Tuesday")
    other = BASE.replace("A55", "A548")
    assert joined(BASE, one, other) == BASE.replace("Monday", "Tuesday").replace("A55", "A548")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BASE.replace("Monday", "Tuesday"), BASE.replace("Monday", "Friday")),
        (BASE.replace("on Monday", "on Tuesday"), BASE.replace("closed on", "shut from")),
        (BASE + " Thank you.", BASE + " Diolch."),
    ],
)
def test_changes_at_one_place_are_left_to_a_person(one: str, other: str) -> None:
    assert joined(BASE, one, other) is None


@given(TEXTS, TEXTS)
def test_who_changed_nothing_loses_nothing_and_takes_nothing_back(base: str, other: str) -> None:
    assert joined(base, base, other) == other
    assert joined(base, other, base) == other
    assert joined(base, other, other) == other
