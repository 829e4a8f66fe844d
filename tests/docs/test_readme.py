"""The README's promise: its commands work as they stand, in order, and print what it shows, in both languages."""

import os
import socket
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from docs.console_blocks import Shown, not_printed, shown_in

ROOT: Final = Path(__file__).resolve().parents[2]
READMES: Final = {"cy": ROOT / "README.cy.md", "en": ROOT / "README.md"}
DEMO: Final = {"cy": "CYDBOST_LANG=cy make demo", "en": "make demo"}
PAGE_TEXTS: Final = ("Bydd Llyfrgell Rhuthun ar gau ddydd Llun 3 Mehefin 2030.", "Ruthin Library will be closed on")

#: A reader waits a minute; here it is six seconds. The time is worked out when the command is reached.
SOON: Final = f'"$({sys.executable} -c "import datetime as d; print(d.datetime.now(d.UTC) + d.timedelta(seconds=6))")"'
UNTIL_LIVE: Final = """
for _ in $(seq 80); do
  cydbost --json post show P1 | grep -q '"state": "published"' && break
  sleep 0.25
done
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of one command of the README."""

    shown: Shown
    printed: str
    status: int


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _step(number: int, one: Shown, port: int, office: int) -> str:
    """Return one command as bash runs it here; each change for the test's sake is made in this place."""
    command = one.command.replace("--at +1m", f"--at {SOON}")
    if command.startswith("cydbost serve "):
        command = command.replace("cydbost serve ", f"cydbost serve --port {port} --office-port {office} ")
    step = f"{{ {command}\n}} > $OUT/{number}.out 2>&1\necho $? > $OUT/{number}.status\n"
    if "cydbost serve" in command:
        step += f"for _ in $(seq 80); do test -s $OUT/{number}.out && break; sleep 0.1; done\n"
    if command.startswith("kill "):
        step = f"{sys.executable} -c {FETCH} {port} > $OUT/page\n" + step + "wait\n"
    return step + (UNTIL_LIVE if "post schedule" in command else "")


FETCH: Final = (
    "'import sys, urllib.request as u; print(u.urlopen(f\"http://127.0.0.1:{sys.argv[1]}/\").read().decode())'"
)


def _printed(file: Path, port: int, office: int) -> str:
    printed = file.read_text(encoding="utf-8").replace(f"127.0.0.1:{port}", "127.0.0.1:8000")
    return printed.replace(f"127.0.0.1:{office}", "127.0.0.1:8001")


@pytest.fixture(scope="module", params=READMES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def walked(language: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Ran], str]:
    """Walk through “Your own first post” in a home of its own; give what each command did, and the noticeboard."""
    home, out = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("out")
    steps = [one for one in shown_in(READMES[language]) if "make " not in one.command]
    port, office = _free_port(), _free_port()
    script = "".join(_step(number, one, port, office) for number, one in enumerate(steps))
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    environment = {"HOME": str(home), "OUT": str(out), "PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1"}
    subprocess.run(["bash", "-c", script], cwd=ROOT, env=environment, check=True, timeout=90)
    ran = [
        Ran(one, _printed(out / f"{number}.out", port, office), int((out / f"{number}.status").read_text()))
        for number, one in enumerate(steps)
    ]
    return ran, (out / "page").read_text(encoding="utf-8")


def test_every_command_of_the_first_post_ends_as_the_readme_says(walked: tuple[list[Ran], str]) -> None:
    ran, _page = walked
    assert [(one.shown.command, one.status) for one in ran] == [(one.shown.command, one.shown.status) for one in ran]


def test_every_command_of_the_first_post_prints_what_the_readme_shows(walked: tuple[list[Ran], str]) -> None:
    ran, _page = walked
    missing = {one.shown.command: not_printed(one.shown.lines, one.printed) for one in ran}
    assert {command: lines for command, lines in missing.items() if lines} == {}


def test_the_first_post_is_on_the_noticeboard_in_both_languages(walked: tuple[list[Ran], str]) -> None:
    _ran, page = walked
    assert [text for text in PAGE_TEXTS if text not in page] == []


def test_the_demo_tells_what_the_readme_shows(language: str, tmp_path: Path) -> None:
    (shown,) = (one for one in shown_in(READMES[language]) if one.command == DEMO[language])
    told = subprocess.run(
        [sys.executable, "-m", "cydbost_bot", "--lang", language, "demo", "--directory", str(tmp_path / "demo")],
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=110,
    )
    assert not_printed(shown.lines, told.stdout) == []


def test_both_readmes_show_the_same_commands() -> None:
    welsh, english = (
        [" ".join(one.command.split()[:4]) for one in shown_in(READMES[name]) if one.command.startswith("cydbost")]
        for name in ("cy", "en")
    )
    assert welsh == english
    assert len(welsh) > 10


def test_what_the_readme_shows_is_looked_for_line_by_line() -> None:
    printed = "P1 goes out at Monday 3 June 2030, 6.30pm.\nand more\nthe end\n"
    assert not_printed(["P1 goes out at Friday 1 March 2024, 9am.", "…", "the end"], printed) == []
    assert not_printed(["P1 goes out at Friday 1 March 2024, 9am.", "the end"], printed) == ["the end"]
    assert not_printed(["P2 goes out at Friday 1 March 2024, 9am."], printed) != []
