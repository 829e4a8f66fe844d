"""What is posted by hand: the words ready to copy, and taking a person's word of what they did."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.by_hand import hand_jobs
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from office.office_rig import House, house_at, text_of
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH

VILLAGE = """
[[channels]]
name = "village"
platform = "manual"
layout = "two-posts"
text_limit = 2000

[channels.accounts.both]
name = "village"
settings = { site = "https://village.example/board" }

"""


@pytest.fixture
def village(new_address: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Give a council that has a channel where no program may post, and a pair to be posted there now."""
    monkeypatch.setattr("office.office_rig.CONFIG", _with_village())
    house = house_at(new_address(), tmp_path)
    council = house.council
    english = {Language.EN: Content(ENGLISH)}
    ref = add_posting(council.desk, EDITOR, label="Ffair", channels=["village"], contents=english)
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, council.clock.now() + timedelta(minutes=5))
    council.run_to(timedelta(minutes=6))
    yield house
    house.close()


def _with_village() -> str:
    from office.office_rig import CONFIG  # noqa: PLC0415 - as it was before it is changed

    return CONFIG.replace("[system_users]", VILLAGE + "[system_users]")


def test_the_approved_words_are_posted_and_the_other_language_follows(village: House) -> None:
    person = village.visitor("comms-editor")
    (welsh,) = hand_jobs(village.council.desk)
    page = person.get("/by-hand")
    assert WELSH in text_of(page)
    assert ENGLISH not in text_of(page)  # the Welsh first
    form = {"account": welsh.account, "carries": welsh.carries.value, "task": "publish"}
    assert "Paste the address" in text_of(person.post(f"/by-hand/{welsh.ref}/done", form))
    elsewhere = person.post(f"/by-hand/{welsh.ref}/done", {**form, "address": "https://another.example/1"})
    assert elsewhere.status_code in {409, 503}
    form["address"] = "https://village.example/board/1"
    assert person.post(f"/by-hand/{welsh.ref}/done", {**form, "when": "?"}).status_code == 422
    done = person.post(f"/by-hand/{welsh.ref}/done", form)
    assert done.status_code == 303
    (english,) = hand_jobs(village.council.desk)
    assert ENGLISH in text_of(person.get("/by-hand"))
    form = {"account": english.account, "carries": english.carries.value, "task": "publish"}
    person.post(f"/by-hand/{english.ref}/done", {**form, "address": "https://village.example/board/2"})
    village.council.run_to(timedelta(minutes=1))
    assert "There is nothing to do by hand." in text_of(person.get("/by-hand"))
    assert show_posting(village.council.desk, welsh.ref).line.state is PostingState.PUBLISHED


def test_whoever_cannot_post_says_why_and_it_needs_a_person(village: House) -> None:
    person = village.visitor("comms-editor")
    (job,) = hand_jobs(village.council.desk)
    form = {"account": job.account, "carries": job.carries.value, "task": "publish"}
    assert "Write why it cannot be done." in text_of(person.post(f"/by-hand/{job.ref}/cannot", form))
    assert person.post(f"/by-hand/{job.ref}/cannot", {**form, "reason": "The group is closed."}).status_code == 303
    assert show_posting(village.council.desk, job.ref).line.state is PostingState.HELD
    assert job.ref in person.get("/dead-letters").text


def test_what_is_withdrawn_is_said_to_be_gone(village: House) -> None:
    (job,) = hand_jobs(village.council.desk)
    manager = village.visitor("duty-manager")

    withdraw(village.council.desk, APPROVER, job.ref, "It is over.")
    said = text_of(manager.get("/by-hand"))
    assert "do not post it" in said
    form = {"account": job.account, "carries": job.carries.value, "task": "withdraw"}
    assert manager.post(f"/by-hand/{job.ref}/gone", form).status_code == 303
    assert "There is nothing to do by hand." in text_of(manager.get("/by-hand"))
