"""The dead letters: what needs a person, why, who acts next, and acts that are safe as it stands."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_connectors import Expired, Rejected, Unavailable
from cydbost_connectors.noticeboard.reading import replies_on
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.settling import (
    found_there,
    give_up_reply,
    look_again,
    not_there,
    retry_letter,
    settle_stranger,
)
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Role
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.queries.dead_letters import Way, dead_letters, hide_tokens, show_dead_letter
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import CommentState
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, Council
from publishing.faults import after, before

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
TOKEN = "EAAGm0PX4ZCpsBAKZCc9ZB8rWq3XyqTokenTokenToken"


def refused(council: Council, error: Exception) -> str:
    """Return a posting that a platform refused."""
    ref = council.scheduled()
    council.faulty["board-cy"].meet("publish", before(error))
    council.run_to(HOUR)
    return ref


def unclear(council: Council) -> str:
    """Return a posting whose Welsh may be out, on a platform that cannot be asked."""
    ref = council.scheduled()
    council.faulty["board-cy"].meet("publish", after())
    council.faulty["board-cy"].meet("find", *[before(Unavailable("down"))] * 50)
    council.run_to(HOUR)
    council.run_to(11 * MINUTE)
    return ref


def test_nothing_needs_a_person_where_all_is_well(council: Council) -> None:
    council.scheduled()
    council.run_to(HOUR)
    assert dead_letters(council.desk) == []


@pytest.mark.parametrize(
    ("error", "role"), [(Rejected("too long"), Role.APPROVER), (Expired("token"), Role.ADMINISTRATOR)]
)
def test_what_a_platform_refused_says_why_since_when_and_who_is_next(
    council: Council, error: Exception, role: Role
) -> None:
    ref = refused(council, error)
    since = council.clock.now()
    council.clock.advance(HOUR)
    (letter,) = dead_letters(council.desk)
    assert (letter.ref, letter.why, letter.role, letter.since) == (ref, "refused", role, since)
    assert letter.ways == (Way.RETRY, Way.RESCHEDULE, Way.WITHDRAW)
    assert {one.error for one in letter.troubles} == {getattr(error, "code", ""), "twin_refused"}


def test_no_token_of_a_platforms_answer_is_shown(council: Council) -> None:
    refused(council, Rejected(f"Error validating access token {TOKEN} for this session"))
    (letter,) = dead_letters(council.desk)
    assert all(TOKEN not in one.detail for one in letter.troubles)
    assert any("access token […]" in one.detail for one in letter.troubles)


@given(st.text(max_size=200), st.text("abcdefABCDEF0123456789_-", min_size=32, max_size=400), st.text(max_size=200))
def test_whatever_stands_around_a_token_it_is_hidden(before_it: str, token: str, after_it: str) -> None:
    assert token not in hide_tokens(f"{before_it} {token} {after_it}").replace(before_it, "").replace(after_it, "")


def test_a_retry_from_the_desk_sends_both_and_clears_it(council: Council) -> None:
    ref = refused(council, Rejected("no"))
    with pytest.raises(Denied):
        retry_letter(council.desk, EDITOR, ref)
    assert retry_letter(council.desk, APPROVER, ref) == 2
    council.run_to(MINUTE)
    assert (council.texts(), dead_letters(council.desk)) == ([WELSH, ENGLISH], [])


def test_what_a_person_found_is_taken_over_only_where_the_platform_shows_it(council: Council) -> None:
    ref = unclear(council)
    letter = show_dead_letter(council.desk, ref)
    assert {Way.FOUND, Way.ABSENT} <= set(letter.ways)
    connector = council.connectors["board-cy"]
    live = next(iter(connector.recent(council.clock.now() - 2 * HOUR)))
    for address in ("http://board.test/cy/arall", ""):
        with pytest.raises(Refused, match="address_not_there"):
            found_there(council.desk, APPROVER, ref, account="board-cy", address=address, connector=connector)
    with pytest.raises(Refused, match="nothing_unclear"):
        found_there(council.desk, APPROVER, ref, account="board-en", address=live.address, connector=connector)
    found_there(council.desk, APPROVER, ref, account="board-cy", address=live.address, connector=connector)
    for _ in range(20):
        council.run_to(MINUTE)
    assert council.texts() in ([WELSH, ENGLISH], [])  # the pair is whole, or was taken down as the channel says
    assert verify(council.desk.store).is_whole
    assert all(one.state is not DeliveryState.UNKNOWN for one in show_posting(council.desk, ref).deliveries)


def test_what_a_person_did_not_find_is_sent_and_never_twice_where_they_were_wrong(council: Council) -> None:
    ref = unclear(council)
    not_there(council.desk, APPROVER, ref, "board-cy")
    for _ in range(3):
        council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    with pytest.raises(Refused, match="nothing_unclear"):
        not_there(council.desk, APPROVER, ref, "board-cy")


def test_what_cannot_be_seen_is_looked_at_again_when_a_person_asks(council: Council) -> None:
    ref = council.scheduled()
    council.faulty["board-en"].meet("read_back", before(Expired("token")))
    council.run_to(HOUR)
    letter = show_dead_letter(council.desk, ref)
    assert (letter.role, letter.ways) == (Role.ADMINISTRATOR, (Way.LOOK, Way.WITHDRAW))
    assert look_again(council.desk, APPROVER, ref) == 1
    council.run_to(MINUTE)
    assert dead_letters(council.desk) == []
    assert show_posting(council.desk, ref).line.state is PostingState.PUBLISHED
    with pytest.raises(Refused, match="nothing_to_look_at"):
        look_again(council.desk, APPROVER, ref)


def refused_answer(council: Council) -> str:
    council.scheduled()
    council.run_to(HOUR)
    council.board.add_comment(council.live()[0].number, text="Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?")
    council.run_to(MINUTE)
    council.faulty["board-cy"].meet("publish", before(Rejected("too long")))
    answer(council.desk, TRANSLATOR, "C1", {Language.CY: "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth."})
    council.run_to(MINUTE)
    return "C1"


def replies(council: Council) -> list[str]:
    with council.board.view() as connection:
        return [one.text for notice in council.live() for one in replies_on(connection, notice.number)]


def test_a_refused_answer_can_be_tried_again(council: Council) -> None:
    ref = refused_answer(council)
    (letter,) = dead_letters(council.desk)
    assert (letter.ref, letter.why, letter.role, letter.ways) == (
        ref,
        "rejected",
        Role.AUTHOR,
        (Way.RETRY, Way.GIVE_UP),
    )
    retry_letter(council.desk, TRANSLATOR, ref)
    council.run_to(MINUTE)
    assert (len(replies(council)), dead_letters(council.desk)) == (1, [])


def test_an_answer_that_was_given_up_is_written_anew_and_leaves_once(council: Council) -> None:
    ref = refused_answer(council)
    with pytest.raises(Denied):
        give_up_reply(council.desk, APPROVER, ref, "Too long")
    give_up_reply(council.desk, TRANSLATOR, ref, "Too long")
    assert show_comment(council.desk, ref).state is CommentState.OPEN
    answer(council.desk, TRANSLATOR, ref, {Language.CY: "Ddydd Mawrth am 9.30yb."})
    council.run_to(MINUTE)
    assert replies(council) == ["Ddydd Mawrth am 9.30yb."]
    assert show_comment(council.desk, ref).state is CommentState.ANSWERED
    assert verify(council.desk.store).is_whole


def test_what_needs_nobody_cannot_be_shown_or_settled(council: Council) -> None:
    ref = council.scheduled()
    with pytest.raises(NotFound):
        show_dead_letter(council.desk, ref)
    for stranger in ("S1", "S", "Sx"):
        with pytest.raises(NotFound):
            settle_stranger(council.desk, APPROVER, stranger, "Known")
