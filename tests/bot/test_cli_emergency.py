"""``cydbost emergency``: a template first; English first only as the recorded exception."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli_council import Council
from cydbost_bot.console import DONE, MISUSE, NO
from cydbost_queue.errors import StoreFailed

ENGLISH = "A burst water main has closed Station Road in Ruthin. Avoid the area."
WELSH = "Mae prif bibell ddŵr wedi byrstio ac wedi cau Ffordd yr Orsaf yn Rhuthun. Cadwch draw o'r ardal."
FLOOD = (
    *("--template", "flood-warning"),
    *("--set", "area.cy=Afon Elwy, Llanelwy", "--set", "area.en=River Elwy, St Asaph"),
    *("--set", "from=2038-11-12 18:30"),
    *("--set", "link.cy=https://cyngor.example/cy/llifogydd", "--set", "link.en=https://cyngor.example/en/flooding"),
)
FIRST = ("--en", ENGLISH, "--category", "utilities", "--reason", "No translator at night")


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def officer(council: Council, *words: str, lang: str = "en", person: str = "duty-officer") -> tuple[int, str, str]:
    said = council.run("emergency", *words, person=person, lang=lang)
    return said.status, said.out, said.err


def test_with_nothing_said_the_templates_are_offered_first(council: Council) -> None:
    for lang, words, category in (("en", "Templates come first", "Flooding"), ("cy", "Templedi sy’n dod", "Llifogydd")):
        status, out, err = officer(council, lang=lang)
        assert status == MISUSE
        assert words in err
        assert "flood-warning" in out
        assert category in out


def test_an_approved_template_goes_out_in_both_languages_at_once(council: Council) -> None:
    assert council.run("template", "approve", "flood-warning", person="language-officer").status == DONE
    status, out, _err = officer(council, *FLOOD)
    assert status == DONE
    assert "6.30yh" in out
    assert "6.30pm" in out
    shown = council.show("P1")
    assert (shown["state"], shown["exception"]) == ("published", None)
    assert [one["state"] for one in shown["deliveries"]] == ["verified", "verified"]
    assert shown["approvals"][0]["by"] == "language-officer"


def test_a_place_that_has_only_a_welsh_name_stops_no_template(council: Council) -> None:
    council.run("template", "approve", "--all", person="language-officer")
    place = "Heol y Bont, Llanrhaeadr-ym-Mochnant"
    given = [word if "area." not in word else word.partition("=")[0] + f"={place}" for word in FLOOD]
    status, _out, _err = officer(council, *given)
    assert status == DONE
    assert place in council.show("P1")["versions"]["en"]["text"]


def test_a_template_nobody_approved_is_refused_unless_the_officer_is_reviewed_after(council: Council) -> None:
    status, _out, err = officer(council, *FLOOD)
    assert status == MISUSE
    assert "were not approved in advance" in err
    assert council.postings() == 0
    assert officer(council, *FLOOD, "--break-glass")[0] == DONE
    assert council.show("P1")["approvals"][0]["kind"] == "break-glass"
    reviewed = council.run("emergency", "review", "P1", "--text", "Priodol.", person="language-officer")
    assert reviewed.status == DONE


def test_every_fault_of_the_values_is_told_at_once(council: Council) -> None:
    words = ("--template", "flood-warning", "--set", "area=Elwy", "--set", "from=soon", "--set", "lnik=x", "--set", "y")
    status, _out, err = officer(council, *words)
    assert status == MISUSE
    assert len(err.splitlines()) == 5
    for part in ("“area” is needed in both", "“from”", "“link” is missing", "“lnik”", "field=value"):
        assert part in err
    assert council.postings() == 0


def test_english_goes_first_with_the_welsh_line_and_its_deadline(council: Council) -> None:
    status, out, _err = officer(council, *FIRST, "--authorised-by", "duty-manager")
    assert status == DONE
    assert "P1 is live." in out
    assert "The Welsh is due by" in out
    assert "Fersiwn Gymraeg i ddilyn erbyn" in out
    shown = council.show("P1")
    assert (shown["state"], shown["exception"]["authorised_by"]) == ("english_out", "duty-manager")
    due, begun = (datetime.fromisoformat(shown["exception"][key]) for key in ("due_at", "started_at"))
    assert due - begun == timedelta(minutes=60)
    assert [(one["carries"], one["state"]) for one in shown["deliveries"]] == [("en", "verified")]


def test_the_deadline_is_said_in_welsh(council: Council) -> None:
    _status, out, _err = officer(council, *FIRST, "--break-glass", lang="cy")
    assert "Mae’r Gymraeg yn ddyledus erbyn" in out
    assert "Mae P1 yn fyw." in out


def test_the_exception_needs_a_category_a_reason_and_somebodys_word(council: Council) -> None:
    status, _out, err = officer(council, "--en", ENGLISH)
    assert status == MISUSE
    assert len(err.splitlines()) == 3
    for part in ("--category", "--reason", "--authorised-by"):
        assert part in err
    assert "Did you mean “flooding”?" in officer(council, "--en", ENGLISH, "--category", "floding")[2]
    assert "not both" in officer(council, *FIRST, "--break-glass", "--authorised-by", "duty-manager")[2]
    assert council.postings() == 0


@pytest.mark.parametrize(
    ("person", "authoriser", "words"),
    [
        ("duty-officer", "duty-officer", "cannot authorise their own"),
        ("duty-officer", "comms-editor", "One of these roles is needed"),
        ("duty-officer", "duty-manger", "Did you mean “duty-manager”?"),
        ("comms-editor", "duty-manager", "One of these roles is needed"),
        ("language-officer", "duty-manager", "One of these roles is needed"),
    ],
)
def test_only_those_on_call_raise_it_and_only_another_authorises_it(
    council: Council, person: str, authoriser: str, words: str
) -> None:
    status, _out, err = officer(council, *FIRST, "--authorised-by", authoriser, person=person)
    assert status == MISUSE
    assert words in err
    assert council.postings() == 0


def test_english_that_is_not_english_is_sent_only_on_purpose(council: Council) -> None:
    welsh = ("--en", WELSH, "--category", "utilities", "--reason", "Brys", "--break-glass")
    status, _out, err = officer(council, *welsh)
    assert status == NO
    assert "has faults of its own" in err
    assert council.postings() == 0
    assert officer(council, *welsh, "--despite-findings")[0] == DONE


def test_the_worker_can_be_left_to_send_it(council: Council) -> None:
    status, out, _err = officer(council, *FIRST, "--break-glass", "--leave-to-worker")
    assert status == DONE
    assert "on its way" in out
    assert council.show("P1")["deliveries"][0]["state"] == "waiting"
    council.work()
    assert council.show("P1")["deliveries"][0]["state"] == "verified"


def test_on_a_terminal_it_asks_before_sending(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cydbost_bot.cli.emergency_raise.has_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: "na")
    status, out, _err = officer(council, *FIRST, "--break-glass", lang="cy")
    assert status == NO
    assert "Nid anfonwyd dim." in out
    assert council.postings() == 0
    monkeypatch.setattr("builtins.input", lambda _question: "ie")
    assert officer(council, *FIRST, "--break-glass")[0] == DONE
    monkeypatch.setattr("builtins.input", None)
    assert officer(council, *FIRST, "--break-glass", "--yes")[0] == DONE


def test_a_fault_while_sending_never_hides_that_it_is_in_the_queue(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StoreFailed("store_locked")

    monkeypatch.setattr("cydbost_bot.cli.emergency_send.make_worker", refuse)
    status, out, err = officer(council, *FIRST, "--break-glass")
    assert status == NO
    assert "P1 is in the queue." in out
    assert "is on its way" in out
    assert "held by another process" in err


def test_the_end_of_input_is_no_yes(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("cydbost_bot.cli.emergency_raise.has_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", ended)
    assert officer(council, *FIRST, "--break-glass")[0] == NO
    assert council.postings() == 0


def test_a_template_and_english_are_not_given_together(council: Council) -> None:
    assert "not both" in officer(council, *FLOOD, "--en", ENGLISH)[2]
    assert "--template" in officer(council, "--en", ENGLISH, "--set", "area=x")[2]
    assert "Did you mean “flood-warning”?" in officer(council, "--template", "flood-warnin")[2]


def test_late_is_listed_as_late_and_stays_late(council: Council) -> None:
    assert officer(council, *FIRST, "--break-glass")[0] == DONE
    assert "left" in officer(council, "list", person="language-officer")[1]
    council.run("welsh", "give", "P1", "--text", WELSH, person="welsh-editor")
    after = datetime.now(UTC) + timedelta(minutes=90)
    council.run("post", "approve", "P1", person="comms-manager")
    council.work(after)
    (line,) = council.run("emergency", "list", "--json", person="language-officer").lines()
    assert line["late"] is True
    assert line["seconds_left"] < 0
    assert "late: the Welsh came" in officer(council, "list", person="language-officer")[1]
    assert "hwyr: daeth y Gymraeg" in officer(council, "list", person="language-officer", lang="cy")[1]


def test_only_the_language_officer_reviews_and_only_what_needs_it(council: Council) -> None:
    assert officer(council, *FIRST, "--break-glass")[0] == DONE
    assert officer(council, "review", "P1", "--text", "Iawn")[0] == MISUSE
    assert officer(council, "review", "P1", "--text", "Iawn", person="language-officer")[0] == DONE
    assert "reviewed P1 already" in officer(council, "review", "P1", "--text", "Iawn", person="language-officer")[2]
    assert council.show("P1")["exception"]["reviewed_by"] == "language-officer"
    assert "nothing to review" in officer(council, "review", council.add(), "--text", "x", person="language-officer")[2]


def test_nothing_has_gone_english_first_is_said_so(council: Council) -> None:
    assert "No emergency" in officer(council, "list")[1]
