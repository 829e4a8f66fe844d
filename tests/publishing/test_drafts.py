"""What people type is kept before they hand it in, theirs alone, and no window writes over another unasked."""

from datetime import timedelta

import pytest

from cydbost_language import Language
from cydbost_queue.actions.drafting import drop_draft, save_draft
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.queries.drafts import draft_of, drafts_of, others_writing
from cydbost_queue.queries.record import entries
from publishing.conftest import APPROVER, EDITOR, TRANSLATOR, Council

TYPED = {"cy": ["Bydd y llyfrgell ar gau"], "en": ["The library"], "channels": ["board", "arall"]}


def test_what_is_typed_is_kept_as_it_stands_and_leaves_no_entry(council: Council) -> None:
    ref, before = council.add(), list(entries(council.desk))
    turn = save_draft(council.desk, EDITOR, ref, TYPED, seen={Language.CY: 1, Language.EN: 1})
    kept = draft_of(council.desk, EDITOR.name, ref)
    assert kept is not None
    assert (kept.turn, kept.fields, kept.first("cy")) == (turn, TYPED, TYPED["cy"][0])
    assert kept.seen == {Language.CY: 1, Language.EN: 1}
    assert kept.first("link-cy") == ""
    assert list(entries(council.desk)) == before


def test_the_newest_words_take_the_place_of_the_earlier_and_a_repeat_changes_nothing(council: Council) -> None:
    first = save_draft(council.desk, EDITOR, "new-abcd", TYPED)
    second = save_draft(council.desk, EDITOR, "new-abcd", {**TYPED, "en": ["The library is"]}, turn=first)
    assert save_draft(council.desk, EDITOR, "new-abcd", {**TYPED, "en": ["The library is"]}, turn=first) == second
    kept = draft_of(council.desk, EDITOR.name, "new-abcd")
    assert kept is not None
    assert kept.first("en") == "The library is"


def test_a_second_window_does_not_write_over_the_first_unless_asked(council: Council) -> None:
    save_draft(council.desk, EDITOR, "new-abcd", TYPED)
    with pytest.raises(Refused, match="draft_elsewhere"):
        save_draft(council.desk, EDITOR, "new-abcd", {"cy": ["Arall"]}, turn=0)
    save_draft(council.desk, EDITOR, "new-abcd", {"cy": ["Arall"]}, turn=0, anyway=True)
    kept = draft_of(council.desk, EDITOR.name, "new-abcd")
    assert kept is not None
    assert kept.fields == {"cy": ["Arall"]}


def test_each_person_has_their_own_and_sees_who_else_is_writing(council: Council) -> None:
    ref = council.add()
    save_draft(council.desk, EDITOR, ref, TYPED)
    council.clock.advance(timedelta(minutes=5))
    save_draft(council.desk, TRANSLATOR, ref, {"cy": ["Mae’r llyfrgell"]})
    now = council.clock.now()
    assert others_writing(council.desk, ref, but=EDITOR.name, since=now) == [TRANSLATOR.name]
    assert others_writing(council.desk, ref, but=TRANSLATOR.name, since=now) == []
    drop_draft(council.desk, EDITOR, ref)
    drop_draft(council.desk, EDITOR, ref)
    assert draft_of(council.desk, EDITOR.name, ref) is None
    assert [draft.place for draft in drafts_of(council.desk, TRANSLATOR.name)] == [ref]


def test_what_lay_for_three_months_is_forgotten_with_the_next_beginning(council: Council) -> None:
    save_draft(council.desk, EDITOR, "new-old1", TYPED)
    council.clock.advance(timedelta(days=91))
    save_draft(council.desk, EDITOR, "new-new1", TYPED)
    assert [draft.place for draft in drafts_of(council.desk, EDITOR.name)] == ["new-new1"]


@pytest.mark.parametrize("place", ["", "P", "new-", "new-ABCD", "../etc", "P1'--", "C1"])
def test_nothing_is_kept_in_a_place_that_is_none(council: Council, place: str) -> None:
    with pytest.raises(Refused, match="draft_place"):
        save_draft(council.desk, EDITOR, place, TYPED)


def test_who_may_not_write_keeps_no_draft_and_nobody_keeps_a_book(council: Council) -> None:
    with pytest.raises(Denied):
        save_draft(council.desk, APPROVER, "new-abcd", TYPED)
    with pytest.raises(Denied):
        drop_draft(council.desk, APPROVER, "new-abcd")
    with pytest.raises(Refused, match="draft_too_long"):
        save_draft(council.desk, EDITOR, "new-abcd", {"cy": ["a" * 120_001]})
