"""Setting up a channel: told by options or asked on a terminal, tried first, and written whole or not at all."""

import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.council_at_home import begun, cydbost
from connectors.x_double import HANDLE, KEYS
from connectors.x_fixtures import open_x
from cydbost_bot import config_file
from cydbost_bot.cli.channel_answers import Told, channel_of
from cydbost_bot.problem import Misuse
from cydbost_bot.reaching import Offer
from cydbost_bot.settings import load_settings
from cydbost_connectors import AccountSettings, Capabilities, Connector, Health, NotAllowed, Setting
from cydbost_connectors import platforms as there
from cydbost_connectors.exercise import ExerciseConnector
from cydbost_connectors.noticeboard.limits import CAPABILITIES
from cydbost_connectors.platforms import find_platform

SECRET = "s3cret-that-nobody-may-see"
PAIR = ("--account", "cy=cyngor", "--account", "en=council", "--set", "server=a.test")


class Tried(ExerciseConnector):
    """A connector that can be used with the right secret."""

    def __init__(self, account: AccountSettings) -> None:
        self._account = account

    def health(self) -> Health:
        is_right = self._account.secrets["token"] == SECRET
        return Health(is_right, "" if is_right else "Y tocyn yn anghywir. / The token is wrong.")


class Plain:
    """A platform of another package."""

    name = "plain"
    title = "Plain & Simple"
    capabilities: Capabilities = CAPABILITIES
    settings = (
        Setting("server", "Y gweinydd", "The server"),
        Setting("slow", "Araf", "Slow", default="false"),
        Setting("token", "Y tocyn", "The token", is_secret=True),
    )

    def length(self, text: str) -> int:
        return len(text)

    def connect(self, account: AccountSettings) -> Connector:
        if account.plain["server"] == "refused":
            raise NotAllowed("nid yw'r gweinydd yn ateb / the server does not answer")
        return Tried(account)


class Point:
    """An entry point as an installed package gives one."""

    def load(self) -> object:
        return Plain()


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    find_platform.cache_clear()
    monkeypatch.setattr(there, "_brought", lambda: {"plain": Point()})
    (tmp_path / "token").write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield begun(tmp_path, monkeypatch)
    find_platform.cache_clear()


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file but the databases, which a trial opens."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and ".db" not in file.name}


def test_a_script_adds_a_pair_of_accounts_and_all_that_stood_there_stays(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = config.read_bytes()
    config.chmod(0o640)
    words = ("channel", "add", "--platform", "plain", "--name", "social", *PAIR, "--secret-file", "token=token")
    shown = cydbost(*words, "--dry-run", capsys=capsys)
    assert (shown[0], config.read_bytes()) == (0, before)
    assert "+[channels.accounts.cy]" in shown[2]
    status, out, err = cydbost(*words, "--set", "en.slow=true", "--yes", "--json", capsys=capsys)
    assert (status, json.loads(out)["channel"]) == (0, "social")
    after = config.read_bytes()
    assert after.startswith(before)
    assert stat.S_IMODE(config.stat().st_mode) == 0o640
    added = tomllib.loads(after.decode())["channels"][-1]
    assert added["accounts"] == {
        "cy": {
            "name": "cyngor",
            "settings": {"server": "a.test"},
            "credentials": {"token": {"file": str(config.parent / "token")}},
        },
        "en": {
            "name": "council",
            "settings": {"server": "a.test", "slow": "true"},
            "credentials": {"token": {"file": str(config.parent / "token")}},
        },
    }
    assert SECRET not in out + err
    assert cydbost("channel", "test", "social", capsys=capsys)[0] == 0
    again = cydbost(*words, "--yes", capsys=capsys)
    assert (again[0], config.read_bytes()) == (2, after)


def test_a_first_channel_takes_the_noticeboard_from_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = tmp_path / "bare" / "config.toml"
    bare.parent.mkdir()
    bare.write_bytes(b'\xef\xbb\xbf# ein cyngor\r\n[council]\r\nname_cy = "Cyngor \xc5\xb4"')
    words = ("--config", str(bare), "channel", "add", "--platform", "plain", "--layout", "combined")
    more = ("--account", "both=c", "--set", "server=a", "--secret-env", "token=CYDBOST_NOT_SET", "--untried", "--yes")
    assert cydbost(*words, *more, capsys=capsys)[0] == 0
    written = bare.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# ein cyngor\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    settings = load_settings(bare, with_secrets=False)
    assert [(one.name, one.layout) for one in settings.channels] == [
        ("noticeboard", "paired-accounts"),
        ("plain", "combined"),
    ]


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--platform", "plane", *PAIR), "plain"),
        ((), "wordpress"),
        (("--platform", "plain"), "cy.server"),
        (("--platform", "plain", *PAIR), "cy.token"),
        (("--platform", "plain", "--layout", "sideways", *PAIR), "two-posts"),
        (("--platform", "plain", "--layout", "combined", *PAIR), "both"),
        (("--platform", "plain", *PAIR, "--set", "sever=b", "--secret-env", "token=T"), "server"),
        (("--platform", "plain", *PAIR, "--set", f"token={SECRET}"), "--set"),
        (("--platform", "plain", *PAIR, "--secret-file", SECRET.replace("s3", "=")), "--secret-file"),
        (("--platform", "plain", *PAIR, "--secret-env", "token=CYDBOST_NOT_SET"), "CYDBOST_NOT_SET"),
        (("--platform", "plain", *PAIR, "--secret-file", "token=nowhere"), "nowhere"),
        (("--platform", "plain", *PAIR, "--set", "server=refused", "--secret-file", "token=token"), "a"),
        (("--platform", "plain", *PAIR, "--account", "en=cyngor", "--secret-file", "token=token"), "cyngor"),
    ],
)
def test_what_is_missing_or_cannot_be_is_named_in_either_language_and_nothing_is_written(
    words: tuple[str, ...], said: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(tmp_path)
    status, out, err = cydbost("--lang", language, "channel", "add", *words, "--yes", capsys=capsys)
    assert (status, said in err) == (2, True)
    assert SECRET not in out + err
    assert tree(tmp_path) == before


def test_nobody_is_asked_where_nobody_can_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--yes" in cydbost("channel", "add", "--platform", "plain", capsys=capsys)[2]


def test_channels_in_one_list_are_left_to_a_person(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text('channels = [{ name = "a", platform = "noticeboard", accounts = { cy = "a", en = "b" } }]\n')
    words = ("--platform", "noticeboard", "--account", "cy=c", "--account", "en=d", "--yes")
    status, _out, err = cydbost("channel", "add", *words, capsys=capsys)
    assert (status, "[[channels]]" in err) == (2, True)


def test_an_account_that_does_not_work_is_not_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong").write_text("wrong", encoding="utf-8")
    before = tree(tmp_path)
    words = ("--platform", "plain", *PAIR, "--secret-file", "cy.token=token", "--secret-file", "en.token=wrong")
    status, _out, err = cydbost("channel", "add", *words, "--yes", capsys=capsys)
    assert (status, err.count("usable: yes."), "The token is wrong." in err) == (1, 1, True)
    assert tree(tmp_path) == before


def test_a_file_that_changed_meanwhile_is_left_alone_and_no_secret_stays_behind(config: Path, tmp_path: Path) -> None:
    read = config_file.read_config_file(config)
    config.write_text(config.read_text() + "# arall\n")
    modes: list[int] = []

    def written() -> None:
        with config_file.kept_secrets(tmp_path, {"secrets/a": SECRET}, used=frozenset()):
            modes.extend(stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("secrets", "secrets/a"))
            read.replace(read.with_more("[more]\n"))

    with pytest.raises(Misuse, match="changed"):
        written()
    assert modes == [0o700, 0o600]
    assert config.read_text().endswith("# arall\n")
    assert [file.name for file in (tmp_path / "secrets").iterdir()] == ["vault-key"]
    used = frozenset({(tmp_path / "secrets" / "a").resolve()})
    with (
        pytest.raises(Misuse, match="already"),
        config_file.kept_secrets(tmp_path, {"secrets/a": SECRET}, used=used),
    ):
        raise AssertionError


def test_a_token_of_single_use_that_the_trial_used_is_there_for_the_worker(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_x() as desk:
        words = ["--platform", "x", "--layout", "two-posts", "--account", "both=cyngor", "--set", "auth=oauth2"]
        words += ["--set", f"handle={HANDLE}", "--set", f"api={desk.double.address}"]
        for name in ("client_id", "client_secret", "refresh_token"):
            (config.parent / name).write_text(KEYS[name], encoding="utf-8")
            words += ["--secret-file", f"{name}={config.parent / name}"]
        status, out, err = cydbost("channel", "add", *words, "--yes", capsys=capsys)
        assert (status, err.count("usable: yes.")) == (0, 1), out + err
        assert desk.double.refresh_token != KEYS["refresh_token"]  # it is used up
        assert cydbost("channel", "test", "x", capsys=capsys)[0] == 0
        assert desk.double.renewals == 1
        kept = b"".join(file.read_bytes() for file in config.parent.glob("cydbost.db*"))
        assert desk.double.refresh_token.encode() not in kept


def test_a_secret_that_may_be_left_out_is_asked_for_too(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = (
        Setting("a", "A", "A", is_secret=True),
        Setting("b", "B", "B", is_secret=True, default=""),
        Setting("c", "C", "C", is_secret=True, default=""),
        Setting("d", "D", "D", is_secret=True, default=""),
    )
    answers = iter(["", SECRET, "", "env:C_TOKEN", "file:/run/d"])
    monkeypatch.setattr("getpass.getpass", lambda *_words, **_more: next(answers))
    told = Told(name="n", platform="p", layout="combined", accounts={"both": "c"})
    channel = channel_of(told, [Offer("p", "P", settings, threads=True)], is_asked=True)
    secrets = channel.accounts["both"].secrets
    assert list(secrets) == ["a", "c", "d"]
    assert (secrets["a"].reveal(), secrets["c"].env, secrets["d"].path) == (SECRET, "C_TOKEN", Path("/run/d"))
    assert channel.typed() == {"secrets/n-both-a": SECRET}
    assert SECRET not in channel.lines() + repr(channel)


class Terminal:
    """``cydbost`` on a terminal of its own, as a person has it. Mastodon is not asked anything: it is not tried."""

    def __init__(self, folder: Path, *words: str) -> None:
        environment = {**os.environ, "CYDBOST_CONFIG": str(folder / "config.toml"), "CYDBOST_LANG": "cy"}
        self._mine, theirs = pty.openpty()
        command = [sys.executable, "-m", "cydbost_bot", "channel", "add", "--untried", *words]
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        self.shown = ""

    def until(self, words: str) -> None:
        """Read until these words are shown."""
        while words not in self.shown.rpartition("\0")[2] and self._more():
            pass
        assert words in self.shown, self.shown

    def answer(self, asked: str, line: str) -> None:
        """Answer a question once it is there."""
        self.until(asked)
        self.shown += "\0"
        os.write(self._mine, f"{line}\n".encode())

    def end(self) -> int:
        while self._more():
            pass
        os.close(self._mine)
        return self.process.wait(60)

    def _more(self) -> bool:
        ready, _writable, _faulty = select.select([self._mine], [], [], 60)
        try:
            new = os.read(self._mine, 65_536) if ready else b""
        except OSError:  # it has ended
            new = b""
        self.shown += new.decode()
        return bool(new)


def test_a_person_is_led_through_it_in_welsh_and_what_they_type_secretly_is_shown_nowhere(
    config: Path, tmp_path: Path
) -> None:
    there = Terminal(tmp_path)
    there.answer("mastodon: Mastodon", "mastodon")
    there.answer("two-posts: ", "2")
    there.answer("[mastodon]", "toot")
    there.answer("Enw’r cyfrif", "cyngor")
    there.answer("server: ", "https://toot.wales")
    there.answer("file:LLWYBR", SECRET)
    there.answer("+[channels.accounts.both]", "ie")
    assert there.end() == 0, there.shown
    assert SECRET not in there.shown
    added = tomllib.loads(config.read_text())["channels"][-1]
    place = added["accounts"]["both"]["credentials"]["token"]["file"]
    file = config.parent / place
    assert (file.read_text().strip(), stat.S_IMODE(file.stat().st_mode)) == (SECRET, 0o600)
    assert SECRET not in config.read_text()


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_whoever_breaks_off_leaves_nothing_half_done(blow: signal.Signals, tmp_path: Path) -> None:
    before = tree(tmp_path)
    there = Terminal(tmp_path, "--platform", "mastodon", "--layout", "combined", "--account", "both=c")
    there.answer("[mastodon]", "toot")
    there.answer("server: ", "https://toot.wales")
    there.answer("file:LLWYBR", SECRET)
    there.until("+[channels.accounts.both]")
    os.killpg(there.process.pid, blow)
    assert there.end() in {130, -9}
    assert tree(tmp_path) == before
