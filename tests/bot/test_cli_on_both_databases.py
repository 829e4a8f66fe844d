"""Every command that reaches a database does the same on SQLite and on PostgreSQL."""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.cli_council import CONFIG, ENGLISH, SLOT, WELSH, Council
from cydbost_bot.console import DONE, NO
from throwaway_postgresql import Databases

KINDS = ("sqlite", "postgresql")
FLOOD = (
    *("--template", "flood-warning", "--set", "from=2038-11-12 18:30"),
    *("--set", "area.cy=Afon Elwy, Llanelwy", "--set", "area.en=River Elwy, St Asaph"),
    *("--set", "link.cy=https://cyngor.example/cy/llifogydd", "--set", "link.en=https://cyngor.example/en/flooding"),
)
BURST = "A burst water main has closed Station Road in Ruthin. Avoid the area."
BURST_WELSH = "Mae prif bibell ddŵr wedi byrstio ac wedi cau Ffordd yr Orsaf yn Rhuthun. Cadwch draw o'r ardal."
MakeCouncil = Callable[[str], Council]


@pytest.fixture
def make_council(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MakeCouncil]:
    """Return a maker of councils whose queue and noticeboard are each in a database of one kind."""
    monkeypatch.chdir(tmp_path)
    with ExitStack() as made:

        def make(kind: str) -> Council:
            folder = tmp_path / f"{kind}-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            if kind == "sqlite":
                return Council(folder, capsys)
            server: Databases = request.getfixturevalue("postgresql")
            queue, board = (made.enter_context(server.empty()) for _ in range(2))
            return Council(folder, capsys, f'[database]\nurl = "{queue}"\n[noticeboard]\nurl = "{board}"\n{CONFIG}')

        yield make


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def council(kind: str, make_council: MakeCouncil) -> Council:
    return make_council(kind)


def done(council: Council, *words: str, person: str = "comms-editor", status: int = DONE) -> str:
    """Run a command that must end with ``status``; return what it printed."""
    said = council.run(*words, person=person)
    assert said.status == status, (words, said.err)
    return said.out


def test_a_council_begins_and_all_is_well(council: Council, kind: str) -> None:
    done(council, "init")
    done(council, "db", "migrate", person="administrator")
    assert "as they should be" in done(council, "db", "check")
    assert council.run("doctor", "--json").lines()
    done(council, "channel", "list")
    done(council, "channel", "test", person="administrator")
    done(council, "rota", status=council.run("rota").status)
    assert (council.folder / "cydbost.db").exists() is (kind == "sqlite")


def test_a_post_goes_its_way(council: Council) -> None:
    ref = council.scheduled()
    assert council.run("post", "list", "--json").lines()[0]["ref"] == ref
    done(council, "post", "show", ref)
    done(council, "worker", "--dry-run")
    done(council, "worker", "--once")
    done(council, "post", "cancel", ref)
    done(council, "post", "withdraw", ref, "--reason", "Written twice", person="comms-manager")
    live = council.publish()
    assert council.show(live)["state"] == "published"
    done(
        council,
        "post",
        "edit",
        live,
        "--cy",
        WELSH.replace("9.30yb", "10.30yb"),
        "--en",
        ENGLISH.replace("9.30", "10.30"),
    )
    done(council, "post", "approve", live, person="comms-manager")
    council.work()
    assert council.show(live)["state"] == "published"
    done(council, "post", "expire", live, "--at", "2038-06-09 09:30")
    done(council, "post", "withdraw", live, "--reason", "Wrong", person="comms-manager")
    council.work()
    assert {one["state"] for one in council.show(live)["deliveries"]} == {"withdrawn"}
    done(council, "noticeboard", "write", str(council.folder / "site"))


def test_a_plan_is_brought_in_and_a_series_and_a_quiet_period_are_kept(council: Council) -> None:
    row = {"label": "llyfrgell", "channels": "noticeboard", "date": "2038-06-01", "time": "09:00"}
    plan = council.folder / "cynllun.csv"
    with plan.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*row, "cy", "en"])
        writer.writeheader()
        writer.writerow({**row, "cy": WELSH, "en": ENGLISH})
    done(council, "plan", "import", str(plan))
    assert council.postings() == 1
    ref = council.add()
    done(council, "post", "approve", ref, person="comms-manager")
    done(council, "series", "add", ref, "--first", "2038-06-07 09:00", "--every", "week", "--count", "3")
    done(council, "series", "show", "S1")
    done(council, "series", "skip", "S1", "--day", "14 June 2038")
    done(council, "series", "stop", "S1", "--from", "2038-06-21", "--reason", "The campaign ends")
    period = (
        "--label",
        "Mourning",
        "--kind",
        "mourning",
        "--from",
        "2038-05-31 09:00",
        "--until",
        "2038-06-10 09:00",
        "--reason",
        "Mourning",
    )
    done(council, "quiet", "begin", *period, person="duty-officer")
    done(council, "quiet", "show", "Q1")
    done(council, "quiet", "end", "Q1", "--at", "2038-06-01 09:00", person="duty-officer")


def test_emergencies_go_out_and_are_followed(council: Council) -> None:
    done(council, "template", "approve", "flood-warning", person="language-officer")
    done(council, "emergency", *FLOOD, person="duty-officer")
    first = ("--en", BURST, "--category", "utilities", "--reason", "No translator at night")
    done(council, "emergency", *first, "--break-glass", "--yes", person="duty-officer")
    done(council, "welsh", "list", status=council.run("welsh", "list").status)
    (ref,) = [one["ref"] for one in council.run("post", "list", "--json").lines() if one["state"] == "english_out"]
    done(council, "welsh", "give", ref, "--text", BURST_WELSH, person="welsh-editor")
    done(council, "post", "approve", ref, person="comms-manager")
    council.work()
    assert council.show(ref)["state"] == "published"
    assert council.run("notices", "--json").status == DONE
    done(council, "emergency", "review", ref, "--text", "It was right", person="language-officer")
    assert "welsh" in done(council, "figures", "--json")


def test_what_the_public_writes_is_answered(council: Council) -> None:
    council.publish()
    ref = council.receive("Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?")
    done(council, "comment", "show", ref)
    done(council, "comment", "answer", ref, "--cy", "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth.")
    council.work()
    assert council.run("comment", "list", "--state", "answered", "--json").lines()[0]["ref"] == ref


def test_what_is_stopped_is_looked_over_and_let_go(council: Council) -> None:
    ref = council.scheduled()
    done(council, "stop-all", "--reason", "A mistake", person="duty-officer")
    done(council, "resume", "--review")
    done(council, "resume", person="comms-manager")
    done(council, "channel", "stop", "noticeboard/cy", person="duty-officer")
    done(council, "channel", "resume", "noticeboard/cy", person="administrator")
    done(council, "post", "withdraw", ref, "--reason", "x", person="comms-manager")
    done(council, "dead-letter", "list")


def test_the_record_is_proved_read_and_written_out(council: Council) -> None:
    ref = council.publish()
    done(council, "audit", "verify")
    given = done(council, "audit", "checkpoint").strip()
    done(council, "audit", "verify", "--checkpoint", given)
    done(council, "audit", "show", ref)
    done(council, "audit", "show", "settings")


@pytest.mark.parametrize("source", KINDS)
def test_a_council_is_restored_into_the_other_kind_of_database(source: str, make_council: MakeCouncil) -> None:
    lost = make_council(source)
    live, ref, file = lost.publish(), lost.add(), lost.folder / "council.zip"
    done(lost, "backup", str(file), person="administrator")
    there = make_council(KINDS[1 - KINDS.index(source)])
    before = [done(lost, "audit", "show", live, "--json"), lost.show(live), lost.show(ref)]
    there.empty()
    done(there, "restore", str(file), person="administrator")
    assert done(there, "audit", "show", live, "--json") == before[0]
    assert [there.show(live), there.show(ref)] == before[1:]
    done(there, "audit", "verify")
    assert there.run("queue", "status").status == NO
    asked = there.run("queue", "reconcile", "--json", person="administrator").data()
    assert (asked["read"], asked["changed"], asked["gone"], asked["unasked"]) == (2, 0, 0, {})
    done(there, "queue", "open", person="administrator")
    done(there, "queue", "status")
    done(there, "worker", "--once")
    done(there, "db", "check")


def test_a_council_moves_to_the_other_kind_of_database(council: Council, kind: str, make_council: MakeCouncil) -> None:
    ref = council.scheduled()
    other = make_council(KINDS[1 - KINDS.index(kind)])
    other.empty()
    done(council, "db", "copy", council.address, other.address, person="administrator")
    done(other, "db", "check")
    done(other, "audit", "verify")
    assert (other.show(ref)["state"], other.show(ref)["slot"][:10]) == ("scheduled", SLOT[:10])
