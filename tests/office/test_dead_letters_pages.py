"""The pages of what needs a person: why it waits, who acts next, and that only what is safe is offered."""

from datetime import timedelta

from cydbost_connectors import Unavailable
from cydbost_queue.queries.dead_letters import dead_letters
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from office.office_rig import House, text_of
from publishing.faults import after, before


def unclear(house: House) -> str:
    """Leave a post whose Welsh may be out, on a platform that cannot be asked."""
    council, account = house.council, "board/board-cy"
    ref = council.scheduled(after=timedelta(hours=1))
    council.faulty[account].meet("publish", after())
    council.faulty[account].meet("find", *[before(Unavailable("down"))] * 50)
    council.run_to(timedelta(hours=1))
    council.run_to(timedelta(minutes=11))
    return ref


def test_nothing_needs_a_person_while_all_is_well(house: House) -> None:
    assert "Nothing needs a person." in text_of(house.visitor("language-officer").get("/dead-letters"))


def held(house: House) -> str:
    """Leave a post whose time passed before anybody approved it."""
    ref = house.council.add(slot=house.council.clock.now() + timedelta(hours=1))
    house.council.run_to(timedelta(hours=3))
    assert [letter.ref for letter in dead_letters(house.council.desk)] == [ref]
    return ref


def test_a_held_post_is_listed_with_its_reason_and_withdrawn_with_another(house: House) -> None:
    ref, person = held(house), house.visitor("comms-manager")
    page = person.get("/dead-letters")
    assert ref in page.text
    assert "approver" in text_of(page)
    refused = person.post(f"/dead-letters/{ref}/withdraw", {"way": "withdraw"})
    assert refused.status_code == 422
    assert "Write a reason." in text_of(refused)
    taken = person.post(f"/dead-letters/{ref}/withdraw", {"way": "withdraw", "reason": "It is over."})
    assert taken.status_code == 303
    assert show_posting(house.council.desk, ref).line.state is PostingState.WITHDRAWN


def test_what_is_not_offered_is_refused_and_who_may_not_act_is_shown_no_form(house: House) -> None:
    ref, person = held(house), house.visitor("comms-manager")
    assert "Choose from what is offered" in text_of(person.post(f"/dead-letters/{ref}/settle", {"way": "found"}))
    assert person.get("/dead-letters/P999").status_code == 404
    officer = house.visitor("language-officer").get(f"/dead-letters/{ref}")
    assert "Nothing that your role may do" in text_of(officer)


def test_an_unclear_outcome_is_settled_by_the_address_that_a_person_found(house: House) -> None:
    ref, person = unclear(house), house.visitor("comms-manager")
    page = person.get(f"/dead-letters/{ref}")
    assert "It is not there: send it again" in text_of(page)
    wrong = person.post(f"/dead-letters/{ref}/settle", {"way": "found", "account": "board/board-cy"})
    assert "Paste the address at which it stands." in text_of(wrong)
    elsewhere = {"way": "found", "account": "board/board-cy", "address": "http://board.test/999"}
    assert person.post(f"/dead-letters/{ref}/settle", elsewhere).status_code == 409
    live = next(iter(house.council.connectors["board/board-cy"].recent(house.council.clock.now() - timedelta(days=1))))
    right = {**elsewhere, "address": live.address}
    assert person.post(f"/dead-letters/{ref}/settle", right).status_code == 303
    house.council.run_to(timedelta(minutes=5))
    assert show_posting(house.council.desk, ref).line.state is PostingState.PUBLISHED
