"""``cydbost post edit`` of a live post, ``post drop`` and ``post expire``, tried as people try them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli_council import ENGLISH, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO

NEW_WELSH, NEW_ENGLISH = WELSH.replace("9.30yb", "10.30yb"), ENGLISH.replace("9.30am", "10.30am")


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


LATER = datetime(2038, 6, 1, 9, 0, tzinfo=UTC)


def test_one_command_changes_both_versions_of_a_live_post(council: Council) -> None:
    ref = council.publish()
    said = council.run("post", "edit", ref, "--cy", NEW_WELSH, "--en", NEW_ENGLISH)
    assert said.status == DONE
    assert council.show(ref)["state"] == "correcting"
    assert council.run("post", "approve", ref, person="comms-manager").status == DONE
    assert "The change is going out" in council.run("post", "show", ref).out
    council.work(LATER)
    shown = council.show(ref)
    assert shown["state"] == "published"
    assert [shown["versions"][one]["text"] for one in ("cy", "en")] == [NEW_WELSH, NEW_ENGLISH]
    assert "both versions are changed" in council.run("audit", "show", ref).out


def test_a_change_of_one_version_that_no_longer_fits_the_other_is_not_approved(council: Council) -> None:
    ref = council.publish()
    assert council.run("post", "edit", ref, "--cy", NEW_WELSH).status == DONE
    assert council.run("post", "approve", ref, person="comms-manager").status == NO
    assert council.run("post", "drop", ref).status == DONE
    assert council.show(ref)["state"] == "published"
    for lang, words in (("en", "No change of P1 is waiting"), ("cy", "Nid oes newid i P1")):
        said = council.run("post", "drop", ref, lang=lang)
        assert said.status == MISUSE
        assert words in said.err


def test_a_post_comes_down_at_the_time_it_was_given(council: Council) -> None:
    ref = council.publish()
    said = council.run("post", "expire", ref, "--at", "2038-06-01 09:30")
    assert said.status == DONE
    assert "comes down in both languages at" in said.out
    assert council.run("post", "expire", ref, "--never", lang="cy").status == DONE
    assert council.show(ref)["expires"] is None
    council.run("post", "expire", ref, "--at", "2038-06-01 09:30")
    council.work(LATER)
    assert council.show(ref)["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "one of the two"),
        (("--at", "2038-06-01 09:30", "--never"), "one of the two"),
        (("--at", "whenever"), "is not a date and time"),
        (("--at", "2038-05-01 09:00"), "would run out at"),
        (("--at", "2020-05-01 09:00"), "has passed"),
    ],
)
def test_a_time_to_come_down_that_cannot_be_used_is_explained(
    council: Council, words: tuple[str, ...], sentence: str
) -> None:
    ref = council.scheduled()
    for lang in ("cy", "en"):
        said = council.run("post", "expire", ref, *words, lang=lang)
        assert said.status == MISUSE
        assert len(said.err.splitlines()) == 1
    assert sentence in said.err
    assert council.show(ref)["expires"] is None


def test_a_post_may_be_given_its_end_when_it_is_added(council: Council) -> None:
    ref = council.add("--at", "2038-06-01 09:00", "--expires", "2038-06-08 09:00")
    assert council.show(ref)["expires"] == "2038-06-08T08:00:00+00:00"
    said = council.run("post", "add", "--label", "L", "--cy", WELSH, "--expires", "2020-01-01 09:00")
    assert said.status == MISUSE
