"""``cydbost comment``: the public, answered in their own language."""

from pathlib import Path

import pytest

from bot.cli_council import Council
from cydbost_bot.console import DONE, MISUSE, NO
from cydbost_bot.library import load_saved_replies

WELSH = "Pryd fydd y llyfrgell yn ailagor, os gwelwch yn dda? Mae'r plant eisiau benthyg llyfrau."
ENGLISH = "When will the library open again? The children would like to borrow some books."
ANSWER_CY = "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am eich cwestiwn."
ANSWER_EN = "The library will reopen at 9.30am on Tuesday. Thank you for your question."


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def received(council: Council, text: str) -> str:
    council.publish()
    return council.receive(text)


def test_comments_are_listed_with_their_language_and_their_wait(council: Council) -> None:
    assert council.run("comment", "list").status == NO
    ref = received(council, WELSH)
    (one,) = council.run("comment", "list", "--json").lines()
    assert (one["ref"], one["language"], one["reply_in"], one["state"]) == (ref, "cy", "cy", "open")
    assert one["waiting_seconds"] >= 0
    english, welsh = (council.run("comment", "list", lang=lang) for lang in ("en", "cy"))
    assert "Answer in" in english.out
    assert "Ateb yn" in welsh.out
    assert council.run("comment", "list", "--state", "answered").status == NO
    assert "Did you mean “open”?" in council.run("comment", "list", "--state", "opne").err


def test_a_comment_is_shown_whole(council: Council) -> None:
    ref = received(council, WELSH)
    said = council.run("comment", "show", ref, lang="cy")
    assert "Darllenydd" in said.out
    assert "Iaith yr ateb: Cymraeg" in said.out
    assert council.run("comment", "show", ref, "--json").data()["text"] == WELSH


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [(WELSH, ("--en", ANSWER_EN), ("--cy", ANSWER_CY)), (ENGLISH, ("--cy", ANSWER_CY), ("--en", ANSWER_EN))],
)
def test_an_answer_leaves_only_in_the_language_of_its_comment(
    council: Council, text: str, wrong: tuple[str, str], right: tuple[str, str]
) -> None:
    ref = received(council, text)
    for words in (wrong, (right[0], wrong[1]), (*right, *wrong)):
        said = council.run("comment", "answer", ref, *words)
        assert said.status in {NO, MISUSE}
        assert said.err
    assert council.run("comment", "show", ref, "--json").data()["replies"] == []
    assert council.run("comment", "answer", ref, *right).status == DONE
    council.work()
    shown = council.run("comment", "show", ref, "--json").data()
    assert (shown["state"], shown["replies"][0]["text"]) == ("answered", right[1])
    assert council.run("comment", "answer", ref, *right).status == MISUSE


def test_a_corrected_language_decides_and_is_kept(council: Council) -> None:
    ref = received(council, ENGLISH)
    assert council.run("comment", "language", ref, "fr").status == MISUSE
    assert council.run("comment", "language", ref, "both", person="language-officer").status == DONE
    shown = council.run("comment", "show", ref)
    assert "corrected by language-officer" in shown.out
    assert council.run("comment", "answer", ref, "--en", ANSWER_EN).status == MISUSE
    assert council.run("comment", "answer", ref, "--cy", ANSWER_CY, "--en", ANSWER_EN).status == DONE
    (reply,) = council.run("comment", "show", ref, "--json").data()["replies"]
    assert reply["text"].index(ANSWER_CY) < reply["text"].index(ANSWER_EN)


@pytest.mark.parametrize(("text", "language"), [(WELSH, "cy"), (ENGLISH, "en")])
def test_the_comment_chooses_the_language_of_a_saved_reply(council: Council, text: str, language: str) -> None:
    ref = received(council, text)
    assert council.run("comment", "answer", ref, "--saved", "thanks").status == DONE
    thanks = load_saved_replies()["thanks"].text
    expected = thanks.cy if language == "cy" else thanks.en
    assert council.run("comment", "show", ref, "--json").data()["replies"][0]["text"] == expected


def test_a_saved_reply_is_filled_for_its_language(council: Council) -> None:
    ref = received(council, WELSH)
    words = ("comment", "answer", ref, "--saved", "bin-missed")
    said = council.run(*words, "--set", "date=soon")
    assert said.status == MISUSE
    assert "is not a date" in said.err
    assert "“link” is missing" in said.err
    links = ("--set", "link.cy=https://cyngor.example/cy/biniau", "--set", "link.en=https://cyngor.example/en/bins")
    assert council.run(*words, "--set", "date=2038-06-10", *links).status == DONE
    (reply,) = council.run("comment", "show", ref, "--json").data()["replies"]
    assert "10 Mehefin" in reply["text"]
    assert "https://cyngor.example/cy/biniau" in reply["text"]


def test_an_answer_is_given_in_one_way(council: Council) -> None:
    assert "Give the answer" in council.run("comment", "answer", "C1").err
    assert "not both" in council.run("comment", "answer", "C1", "--cy", "x", "--saved", "thanks").err
    assert "--saved" in council.run("comment", "answer", "C1", "--cy", "x", "--set", "a=b").err
    ref = received(council, WELSH)
    assert "Did you mean “thanks”?" in council.run("comment", "answer", ref, "--saved", "thank").err


@pytest.mark.parametrize("text", ["", "\x00", "x" * 100_000])
def test_an_answer_that_cannot_be_used_is_refused(council: Council, text: str) -> None:
    ref = received(council, WELSH)
    said = council.run("comment", "answer", ref, "--cy", text)
    assert said.status == MISUSE
    assert len(said.err.splitlines()) == 1
    assert council.run("comment", "show", ref, "--json").data()["state"] == "open"


def test_no_answer_is_a_decision_with_a_reason(council: Council) -> None:
    ref = received(council, WELSH)
    assert council.run("comment", "no-answer", ref).status == MISUSE
    assert council.run("comment", "no-answer", ref, "--reason", " ").status == MISUSE
    assert council.run("comment", "no-answer", ref, "--reason", "Sgwrs", person="language-officer").status == MISUSE
    assert council.run("comment", "no-answer", ref, "--reason", "Sgwrs breifat").status == DONE
    shown = council.run("comment", "show", ref)
    assert "needs no answer" in shown.out
    assert "Sgwrs breifat" in shown.out


def test_an_unknown_comment_is_named(council: Council) -> None:
    for words in (("show", "C9"), ("show", "P1"), ("answer", "C9", "--saved", "thanks"), ("language", "C9", "cy")):
        said = council.run("comment", *words)
        assert said.status == MISUSE
        assert "There is no comment" in said.err


def test_the_saved_replies_are_listed(council: Council) -> None:
    assert {one["name"] for one in council.run("comment", "saved", "--json").lines()} == set(load_saved_replies())
    assert "Diolch am sylw" in council.run("comment", "saved", lang="cy").out
