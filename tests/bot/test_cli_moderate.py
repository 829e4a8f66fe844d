"""``cydbost comment hide``, ``remove`` and ``answer-privately``: on a Page, and where nothing of it can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli_council import CONFIG, Council
from connectors.facebook_double import APP_ID, APP_SECRET, PAGE, TOKEN, GraphDouble, Thing
from connectors.loopback import served
from cydbost_bot.compose import make_connector
from cydbost_bot.console import DONE, MISUSE
from cydbost_bot.settings import load_settings
from cydbost_queue.inbox.keeping import fetch_comments

QUESTION = "Pryd fydd y llyfrgell yn ailagor, os gwelwch yn dda? Mae'r plant eisiau benthyg llyfrau."
ANSWER_CY = "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am eich cwestiwn."
ANSWER_EN = "The library will reopen at 9.30am on Tuesday. Thank you for your question."
CHANNEL = """
[[channels]]
name = "page"
platform = "facebook"
layout = "two-posts"
acknowledge = false
[channels.accounts.both]
name = "cyngor"
settings = {{ page_id = "{page}", app_id = "{app}", address = "{address}" }}
[channels.accounts.both.credentials]
page_token = {{ env = "PAGE_TOKEN" }}
app_secret = {{ env = "APP_SECRET" }}
"""
ACCOUNT = "page/cyngor"
WHY = ("--reason", "Sarhau aelod o staff")


@dataclass
class Page:
    """A council with one Page, and one comment under a post of it."""

    council: Council
    double: GraphDouble
    ref: str
    remote_id: str

    @property
    def comment(self) -> Thing:
        return self.double.things[self.remote_id]


@pytest.fixture
def page(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGE_TOKEN", TOKEN)
    monkeypatch.setenv("APP_SECRET", APP_SECRET)
    double = GraphDouble()
    double.now = datetime.now(UTC).replace(microsecond=0)  # the command line reads the machine's own clock
    with served(double):
        written = CONFIG + CHANNEL.format(page=PAGE, app=APP_ID, address=double.address)
        council = Council(tmp_path, capsys, written)
        post = Thing("post", f"{PAGE}_9", double.now, "Llyfrgell")
        double.things[post.number] = post
        remote_id = double.write(post.number, QUESTION)
        with council.desk() as desk:
            fetch_comments(
                desk, "page/cyngor", make_connector(load_settings(council.config), "page/cyngor", desk.clock)
            )
        (one,) = council.run("comment", "list", "--json").lines()
        yield Page(council, double, one["ref"], remote_id)
    assert double.wrong == []


def test_a_comment_is_hidden_shown_again_and_removed_and_each_is_said_in_both_languages(page: Page) -> None:
    run, ref = page.council.run, page.ref
    assert run("comment", "hide", ref, *WHY).status == MISUSE  # an author may not
    hidden = run("comment", "hide", ref, *WHY, person="comms-manager", lang="cy")
    assert (hidden.status, hidden.out.strip(), page.comment.hidden) == (DONE, f"Mae {ref} wedi’i guddio.", True)
    assert "hidden" in run("comment", "list").out
    said = run("comment", "show", ref, lang="cy").out
    assert "wedi’i guddio" in said
    assert "Cuddio’r sylw" in said
    assert WHY[1] in said
    again = run("comment", "show-again", ref, *WHY, "--json", person="duty-officer").data()
    assert (again["hidden"], page.comment.hidden) == (False, False)
    assert [act["kind"] for act in again["moderation"]] == ["hide", "show"]
    assert run("comment", "remove", ref, *WHY, person="comms-manager").status == DONE
    assert page.remote_id not in page.double.things
    assert "removed" in run("comment", "show", ref).out
    assert "was removed" in run("comment", "hide", ref, *WHY, person="comms-manager").err


def test_a_private_answer_is_labelled_keeps_the_language_and_is_made_once(page: Page) -> None:
    run, ref = page.council.run, page.ref
    assert "Give the private answer" in run("comment", "answer-privately", ref).err
    assert run("comment", "answer-privately", ref, "--cy", ANSWER_CY, "--sent").status == MISUSE
    assert run("comment", "answer-privately", ref, "--en", ANSWER_EN).status == MISUSE
    assert page.double.answered_privately == {}
    assert run("comment", "answer-privately", ref, "--cy", ANSWER_CY).status == DONE
    assert page.double.answered_privately == {page.remote_id: ANSWER_CY}
    assert "answered in private already" in run("comment", "answer-privately", ref, "--cy", ANSWER_CY).err
    assert "Private answer, for its author alone · Welsh" in run("comment", "show", ref).out
    assert "Ateb preifat, i’w awdur yn unig · Cymraeg" in run("comment", "show", ref, lang="cy").out
    shown = run("comment", "show", ref, "--json").data()
    assert (shown["answered_privately"], shown["state"], shown["replies"]) == (True, "open", [])
    assert "nothing to settle" in run("comment", "answer-privately", ref, "--sent").err
    assert "Ysgrifennwyd ateb preifat" in run("audit", "show", ref, lang="cy").out


def test_what_facebook_refuses_is_said_and_stays_open(page: Page) -> None:
    page.double.answered_privately[page.remote_id] = "from elsewhere"
    said = page.council.run("comment", "answer-privately", page.ref, "--cy", ANSWER_CY)
    assert said.status == MISUSE
    shown = page.council.run("comment", "show", page.ref, "--json").data()
    assert (shown["answered_privately"], shown["moderation"][0]["error"]) == (False, "rejected")


@pytest.mark.parametrize(("lang", "words"), [("en", "Do it there by hand"), ("cy", "Gwnewch hynny yno â llaw")])
def test_where_nothing_can_be_hidden_it_is_said_where_to_do_it_by_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    council = Council(tmp_path, capsys)
    council.publish()
    ref = council.receive(QUESTION)
    said = council.run("comment", "hide", ref, *WHY, person="comms-manager", lang=lang)
    assert said.status == MISUSE
    assert words in said.err
    assert "http" in said.err
