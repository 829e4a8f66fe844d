"""The council that the tests of all pages look at holds something of everything."""

from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.dead_letters import dead_letters
from cydbost_queue.queries.postings import list_postings
from office.full_house import fill
from office.office_rig import House


def test_the_full_house_has_a_posting_in_every_state_that_lasts_and_comments_in_every_language(house: House) -> None:
    fill(house)
    desk = house.council.desk
    states = {line.ref: line.state.value for line in list_postings(desk)}
    assert (
        states
        | {
            "P1": "published",
            "P2": "scheduled",
            "P3": "draft",
            "P4": "english_out",
            "P5": "draft",
            "P6": "ready",
            "P7": "withdrawn",
            "P8": "held",
            "P9": "ready",
        }
        == states
    )
    assert {comment.reply_in for comment in list_comments(desk)} == {"cy", "en", "both"}
    assert dead_letters(desk)
