"""Agreed pairs that people keep count at once, beside those of the configuration, and the record tells of them."""

from dataclasses import replace

import pytest

from cydbost_language import Agreements
from cydbost_queue.actions.agreeing import NewPair, agree, agree_all, change_pair, end_pair
from cydbost_queue.actions.approving import approve
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.queries.agreed import PAGE, all_pairs, count_pairs, fixed_pairs, list_pairs, show_pair
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import PairKind
from office.office_rig import House
from publishing.conftest import APPROVER, EDITOR, LANGUAGE_OFFICER, TRANSLATOR

CY = "Bydd Canolfan y Bryn ar gau heddiw. #AilgylchuMwy"
EN = "The Hill Centre will be closed today. #RecycleMore"
CENTRE = NewPair(PairKind.TERM, "Canolfan y Bryn", "The Hill Centre", "Named so on its own sign")


def blocks(house: House, ref: str) -> list[str]:
    return [one.code for one in show_posting(house.council.desk, ref).verdict.findings]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_pair_counts_from_the_moment_it_is_kept_until_it_is_ended(house: House) -> None:
    desk = house.council.desk
    ref = house.council.add(cy="Bydd y Ganolfan ar gau heddiw.", en=EN.removesuffix(" #RecycleMore"))
    assert blocks(house, ref) == []
    pair = agree(desk, TRANSLATOR, CENTRE)
    assert blocks(house, ref) == ["term-missing-cy"]
    changed = change_pair(desk, LANGUAGE_OFFICER, pair, replace(CENTRE, cy="y Ganolfan"))
    assert blocks(house, ref) == []
    end_pair(desk, LANGUAGE_OFFICER, changed)
    assert desk.current_rules().agreements == desk.rules.agreements
    told = [(one.act, one.data["ref"]) for one in entries(desk, subject="lists")]
    assert told == [
        ("pair.agreed", pair),
        ("pair.ended", pair),
        ("pair.agreed", changed),
        ("pair.ended", changed),
    ]
    judgings = [one.data["judging"] for one in entries(desk, subject="lists")]
    assert judgings[0] != judgings[1] == judgings[3] != judgings[2]
    assert "Ganolfan" not in str([one.data for one in entries(desk)])
    approve(desk, APPROVER, ref)
    (given, *_) = [one for one in entries(desk) if one.act == "approval.given"]
    assert given.data["judging"] == judgings[3]
    assert show_posting(desk, ref).line.state is PostingState.READY
    assert verify(desk.store).is_whole


def test_only_who_keeps_the_lists_may_change_them(house: House) -> None:
    for actor in (EDITOR, APPROVER):
        with pytest.raises(Denied):
            agree(house.council.desk, actor, CENTRE)


@pytest.mark.parametrize(
    ("kind", "cy", "en", "code"),
    [
        (PairKind.TERM, " ", "Hill", "text_empty"),
        (PairKind.HASHTAG, "Ailgylchu", "#Recycle", "pair_form"),
        (PairKind.HASHTAG, "#Rhyl", "#Rhyl", "pair_same"),
        (PairKind.MENTION, "@cyngor.cymru", "council", "pair_form"),
        (PairKind.LINK, "https://a.cymru/x", "javascript:alert(1)", "pair_form"),
        (PairKind.DOMAIN, "a.cymru", "https://a.wales", "pair_form"),
        (PairKind.NAME, "Y Rhyl\nPrestatyn", "Rhyl", "pair_form"),
        (PairKind.TERM, "x" * 201, "x", "text_too_long"),
    ],
)
def test_what_is_no_pair_of_its_kind_is_refused(house: House, kind: PairKind, cy: str, en: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        agree(house.council.desk, TRANSLATOR, NewPair(kind, cy, en))
    assert refused.value.code == code


def test_a_pair_that_is_there_already_is_refused_and_one_that_was_ended_is_not_there(house: House) -> None:
    desk = house.council.desk
    ref = agree(desk, TRANSLATOR, CENTRE)
    with pytest.raises(Refused, match="pair_agreed"):
        agree(desk, TRANSLATOR, CENTRE)
    end_pair(desk, TRANSLATOR, ref)
    with pytest.raises(NotFound):
        end_pair(desk, TRANSLATOR, ref)
    again = agree(desk, TRANSLATOR, CENTRE)
    assert show_pair(desk, again).note == "Named so on its own sign"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_many_pairs_come_in_together_or_not_at_all_and_are_paged(house: House) -> None:
    desk = house.council.desk
    many = [NewPair(PairKind.NAME, f"Lle {number}", f"Place {number}") for number in range(PAGE + 5)]
    with pytest.raises(Refused) as refused:
        agree_all(desk, TRANSLATOR, [*many, NewPair(PairKind.HASHTAG, "x", "y")])
    assert refused.value.facts["row"] == str(PAGE + 6)
    assert count_pairs(desk)[PairKind.NAME] == 0
    assert len(agree_all(desk, TRANSLATOR, many)) == PAGE + 5
    assert agree_all(desk, TRANSLATOR, many) == []
    first = list_pairs(desk, PairKind.NAME)
    rest = list_pairs(desk, PairKind.NAME, before=first.older)
    assert (len(first.pairs), len(rest.pairs), rest.older) == (PAGE, 5, None)
    assert [one.en for one in list_pairs(desk, PairKind.NAME, sought="PLACE 77").pairs] == ["Place 77"]
    assert list_pairs(desk, PairKind.NAME, sought="%").pairs == ()


def test_the_pairs_of_the_configuration_stand_first_and_are_fixed(house: House) -> None:
    desk = house.council.desk
    fixed = replace(desk.rules, agreements=Agreements(names=(("Y Rhyl", "Rhyl"),)))
    desk = replace(desk, rules=fixed)
    with pytest.raises(Refused, match="pair_agreed"):
        agree(desk, TRANSLATOR, NewPair(PairKind.NAME, "Y Rhyl", "Rhyl"))
    agree(desk, TRANSLATOR, NewPair(PairKind.NAME, "Dinbych", "Denbigh"))
    assert [one.en for one in fixed_pairs(desk, PairKind.NAME)] == ["Rhyl"]
    assert [(one.en, one.ref is None) for one in all_pairs(desk)] == [("Rhyl", True), ("Denbigh", False)]
    assert desk.current_rules().agreements.names == (("Y Rhyl", "Rhyl"), ("Dinbych", "Denbigh"))
