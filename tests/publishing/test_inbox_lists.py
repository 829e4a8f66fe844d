"""The inbox's lists: what waits and what is overdue, narrowed and in parts, in one order on both databases."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from cydbost_queue.actions.inbox_work import assign, escalate, set_tags
from cydbost_queue.inbox.authors import author_key
from cydbost_queue.queries.inbox import count_inbox, list_inbox, list_tags
from cydbost_queue.queries.inbox_order import Wanted, key_of, read_key
from cydbost_queue.record.apart import keep
from cydbost_queue.tables import Comment, CommentState, Concern
from publishing.conftest import EDITOR, START, Council

HOUR = timedelta(hours=1)


@pytest.fixture
def inbox(council: Council) -> Council:
    """Return a council with twelve comments, an hour between them: every third is English, the last two answered."""
    with council.desk.store.writing() as session:
        for number in range(1, 13):
            english = number % 3 == 0
            add(session, number, "board-en" if english else "board-cy", "en" if english else "cy")
        for number in (11, 12):
            session.get_one(Comment, number).state = CommentState.ANSWERED
    council.clock.advance(timedelta(hours=30))
    return council


def add(session: Session, number: int, account: str, language: str) -> None:
    """Store one comment as it is kept when it is fetched."""
    session.add(
        Comment(
            account=account,
            remote_id=f"r{number}",
            text_id=keep(session, f"Sylw {number}").id or 0,
            author_id=keep(session, "Preswylydd").id or 0,
            author_key=author_key(account, "Preswylydd"),
            written_at=START + number * HOUR,
            fetched_at=START + number * HOUR,
            language=language,
            confidence=0.9,
            reply_in=language,
        )
    )
    session.flush()


def refs(council: Council, wanted: Wanted, **more: int) -> list[str]:
    found: list[str] = []
    after: str | None = None
    while True:
        page = list_inbox(council.desk, wanted, after=after, **more)
        found += [line.ref for line in page.lines]
        after = page.next_key
        if after is None:
            return found


def test_what_waits_comes_longest_waiting_first_and_in_parts_of_any_size(inbox: Council) -> None:
    waiting = [f"C{number}" for number in range(1, 11)]
    assert [refs(inbox, Wanted(), limit=limit) for limit in (1, 3, 10, 25)] == [waiting] * 4


def test_all_states_are_one_list_in_the_order_of_time(inbox: Council) -> None:
    everything = Wanted(states=tuple(CommentState), newest_first=True)
    assert refs(inbox, everything, limit=4) == [f"C{number}" for number in range(12, 0, -1)]


def test_each_narrowing_leaves_only_what_fits_it(inbox: Council) -> None:
    assign(inbox.desk, EDITOR, "C2", EDITOR)
    set_tags(inbox.desk, EDITOR, "C4", ["Biniau Gwyrdd", "#ffyrdd"])
    set_tags(inbox.desk, EDITOR, "C1", ["ffyrdd"])
    escalate(inbox.desk, EDITOR, "C11", Concern.PRESS, "A reporter asks")
    assert refs(inbox, Wanted(reply_in="en")) == ["C3", "C6", "C9"]
    assert refs(inbox, Wanted(channel="board"), limit=3) == [f"C{number}" for number in range(1, 11)]
    assert refs(inbox, Wanted(channel="nowhere")) == []
    assert refs(inbox, Wanted(assigned_to=EDITOR.name)) == ["C2"]
    assert "C2" not in refs(inbox, Wanted(nobodys=True))
    assert refs(inbox, Wanted(tag="ffyrdd"), limit=1) == ["C1", "C4"]
    assert refs(inbox, Wanted(states=tuple(CommentState), marked=True)) == ["C11"]
    assert list_tags(inbox.desk) == ["biniau-gwyrdd", "ffyrdd"]


def test_an_answer_is_due_after_one_time_whatever_the_language(inbox: Council) -> None:
    lines = list_inbox(inbox.desk, Wanted()).lines
    assert {line.due_at - line.written_at for line in lines} == {timedelta(days=1)}
    assert {line.reply_in for line in lines} == {"cy", "en"}


def test_counts_say_how_much_waits_and_what_is_overdue(inbox: Council) -> None:
    counts = count_inbox(inbox.desk, EDITOR.name)
    assert (counts.waiting, counts.overdue, counts.mine, counts.nobodys) == (10, 6, 0, 10)


def test_a_key_that_nobody_made_begins_the_list_anew(inbox: Council) -> None:
    assert read_key(key_of(START, 7)) == (START, 7)
    for made_up in ("", "-", "7", "1-x", "9" * 40 + "-1", "²-1"):
        assert read_key(made_up) is None
        assert list_inbox(inbox.desk, Wanted(), after=made_up, limit=1).lines[0].ref == "C1"
