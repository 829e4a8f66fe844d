"""The settings: judged whole, every mistake named."""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cydbost_bot.i18n import using
from cydbost_bot.settings import SettingsError, load_settings
from cydbost_bot.settings_lines import find_lines, line_of
from cydbost_bot.settings_mistakes import known_keys
from cydbost_bot.settings_model import Settings
from cydbost_language import Severity

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.toml"


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(path: Path, **asked: bool) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        load_settings(path, **asked)
    return [sentence.replace(f"{path}, ", "").replace(f"{path}: ", "") for sentence in refused.value.sentences()]


def test_the_defaults_run_the_demo_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(None)
    assert [(one.name, one.layout) for one in settings.channels] == [("noticeboard", "paired-accounts")]
    assert settings.database.url == f"sqlite:///{tmp_path.resolve()}/cydbost.db"
    assert settings.emergency.categories["flooding"] == 30
    assert settings.queue.late_grace == timedelta(hours=1)


def test_the_example_is_what_the_defaults_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE.parent)
    example, usual = load_settings(EXAMPLE), load_settings(write(tmp_path, ""))
    for section in ("council", "queue", "emergency"):
        assert getattr(example, section) == getattr(usual, section)
    assert example.noticeboard.model_copy(update={"url": ""}) == usual.noticeboard.model_copy(update={"url": ""})
    assert example.channels[0] == usual.channels[0]


def keys_of(*path: str | int) -> Iterator[str]:
    for name in known_keys(Settings, path):
        yield name
        for inside in ((), (0,), ("any",)):
            yield from keys_of(*path, name, *inside)


def test_the_example_names_every_key() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for key in set(keys_of()):
        assert any(f"[{key}" in line or f".{key}" in line or f"{key} =" in line for line in lines), key


def test_the_example_explains_every_key_welsh_first() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line.startswith("# ") and " = " not in line and " / " not in line]
    said = [line for line in said if not line.startswith("#   ")]
    english = {"the", "of", "is", "which", "its", "single", "where"}
    welsh = {"y", "yr", "yn", "mae", "ar", "ei", "neu", "unigol", "sut", "lle"}
    for first, second in zip(said[::2], said[1::2], strict=True):
        assert not english & set(first.casefold().split()), first
        assert not welsh & set(second.casefold().split()), second


def test_every_mistake_is_named_with_its_line_and_mend(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """\
[council]
nam_cy = "x"
colour = "red"
[queue]
lease = "soon"
[[channels]]
name = "a"
platform = "noticeboard"
layout = "combined"
[channels.accounts]
cy = "x"
[[channels]]
name = "b"
platform = "noticeboard"
acknowledge = "yes"
accounts = {cy = "x", en = "y"}
[emergency]
holding_line = {cy = "no gap"}
ladder.steps = [{at = 80, roles = ["approver"]}, {at = 50, roles = ["approver"]}]
[people.jo]
roles = ["authr"]
[noticeboard]
port = "8000"
[chanels]
""",
    )
    roles = '"author", "translator", "approver", "on-call", "language-officer", "administrator"'
    assert sorted(mistakes(path)) == sorted(
        [
            "line 2: [council] nam_cy: there is no such setting. Did you mean “name_cy”?",
            "line 3: [council] colour: this is not in the right form. See config.example.toml.",
            'line 5: [queue] lease: this must be a length of time, such as "90s", "30m" or "1h".',
            "line 6: [channels 1]: the layout combined needs one account that carries both: both.",
            "line 15: [channels 2] acknowledge: this must be true or false, without quotation marks.",
            "line 18: [emergency] holding_line.cy: the line must have {due} where the time goes, and no other gap.",
            "line 19: [emergency] ladder.steps: “at” must rise from step to step, and the last step is at 100.",
            f"line 21: [people] jo.roles.1: this must be one of {roles}.",
            "line 23: [noticeboard] port: this must be a whole number, without quotation marks.",
            "line 24: [chanels]: there is no such setting. Did you mean “channels”?",
        ]
    )


def test_mistakes_are_told_in_welsh(tmp_path: Path) -> None:
    with using("cy"):
        (said,) = mistakes(write(tmp_path, '[council]\nnme_cy = "x"\n'))
    assert said == "llinell 2: [council] nme_cy: nid oes gosodiad o’r fath. Ai “name_cy” oeddech chi’n ei feddwl?"


def test_sections_are_read_against_one_another(tmp_path: Path) -> None:
    said = mistakes(
        write(
            tmp_path,
            """\
[people.editor]
roles = ["author"]
[system_users]
ann = "edtor"
[[channels]]
name = "One"
platform = "noticeboard"
accounts = {cy = "a", en = "b"}
[[channels]]
name = "one"
platform = "noticeboard"
accounts = {cy = "a", en = "b"}
""",
        )
    )
    assert said == [
        "line 4: [system_users] ann: “edtor” is not under [people]. Did you mean “editor”?",
        "line 10: [channels 2] name: another channel is called “one” too. Give each channel its own name.",
    ]


CHANNEL = """\
[[channels]]
name = "x"
platform = "x"
layout = "combined"
[channels.accounts]
both = {name = "c", credentials = {token = %s}}
"""


def test_a_secret_is_read_from_its_place_and_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TOKEN", "hush-in-the-environment\n")
    (tmp_path / "token").write_text("hush-in-a-file\n")
    for place, secret in (('{env = "A_TOKEN"}', "hush-in-the-environment"), ('{file = "token"}', "hush-in-a-file")):
        settings = load_settings(write(tmp_path, CHANNEL % place))
        account = settings.channels[0].accounts.both
        assert account is not None
        assert account.credentials["token"].reveal() == secret
        assert "hush" not in f"{settings!r}{settings!s}{settings.model_dump()}"


def test_a_secret_written_in_the_file_is_refused_unseen(tmp_path: Path) -> None:
    for literal in ('"hush"', '{env = "A", file = "b"}', '{value = "hush"}', "12"):
        (said,) = mistakes(write(tmp_path, CHANNEL % literal))
        assert said.startswith("line 6: [channels 1] accounts.both.credentials.token: a secret is never written here.")
        assert "hush" not in said


def test_a_missing_secret_is_named_unless_it_is_not_needed(tmp_path: Path) -> None:
    path = write(tmp_path, CHANNEL % '{env = "CYDBOST_NO_SUCH"}')
    (said,) = mistakes(path)
    assert "CYDBOST_NO_SUCH is not set" in said
    assert load_settings(path, with_secrets=False).channels[0].name == "x"
    assert "No such file" in mistakes(write(tmp_path, CHANNEL % '{file = "nowhere"}'))[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[council\n", "TOML"),
        (b"[council]\nname_cy = 'a'\nname_cy = 'b'\n", "line 3"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"# " + b"x" * 1_000_001, "1 MB"),
    ],
)
def test_a_file_that_is_no_configuration_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=words):
        load_settings(path)


def test_a_configuration_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="not there"):
        load_settings(tmp_path / "none.toml")
    monkeypatch.setenv("CYDBOST_CONFIG", str(tmp_path / "other.toml"))
    with pytest.raises(SettingsError, match=r"other\.toml is not there"):
        load_settings(None)
    with pytest.raises(SettingsError):
        load_settings(tmp_path)


def test_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[templates]\ndirectory = "t"\n[replies]\nfile = "/r.toml"\n'))
    assert settings.templates.directory == tmp_path.resolve() / "t"
    assert settings.replies.file == Path("/r.toml")


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("30m", 1800), ("1h", 3600), ("1h30m", 5400), ("2d", 172_800)]
)
def test_a_length_of_time_is_read(tmp_path: Path, text: str, seconds: int) -> None:
    settings = load_settings(write(tmp_path, f'[queue]\nlease = "{text}"\n'))
    assert settings.queue.lease.total_seconds() == seconds


@pytest.mark.parametrize("value", ['"0m"', '""', '"1h 30"', '"-5m"', "30", '"h"'])
def test_no_length_of_time_is_refused(tmp_path: Path, value: str) -> None:
    assert "length of time" in mistakes(write(tmp_path, f"[queue]\nlease = {value}\n"))[0]


def test_agreements_reach_the_language_layer_as_pairs(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[agreements]\nhashtags = [{cy = "#a", en = "#b"}]\n'))
    assert settings.agreements.agreements().hashtags == (("#a", "#b"),)


def test_lines_are_found_through_arrays_and_long_values() -> None:
    text = 'a = """\nx\n[not.a.table]\n"""\n[[t]]\n[[t]]\nk = [\n 1,\n]\n[t.u]\nv = {w = 1}\n'
    lines = find_lines(text)
    assert tomllib.loads(text)["t"][1]["u"]["v"]["w"] == 1
    assert lines["a",] == 1
    assert lines["t", 1] == 6
    assert lines["t", 1, "k"] == 7
    assert lines["t", 1, "u", "v", "w"] == 11
    assert line_of(("t", 1, "k", 0, "deep"), lines) == 7
    assert line_of(("none",), lines) is None


@pytest.mark.parametrize(
    "value", ['"x"', "3", "-1.5", "true", "[]", "[1]", "{}", "{a = 1}", "1979-05-27", '[{a = "b"}]']
)
@pytest.mark.parametrize(
    "key",
    [
        "council",
        "council.colour",
        "database.url",
        "noticeboard.port",
        "queue.tick_seconds",
        "channels",
        "people",
        "people.x",
        "people.x.roles",
        "system_users",
        "emergency.categories",
        "emergency.categories.Flood",
        "emergency.ladder.steps",
        "emergency.ladder.late_every",
        "emergency.ladders",
        "people.x.ways",
        "rota.x",
        "rota.x.hours",
        "rota.x.dates",
        "emergency.holding_line",
        "agreements.names",
        "checks",
        "checks.times",
        "templates.directory",
        "notices",
        "x.y.z",
    ],
)
def test_any_value_anywhere_is_accepted_or_named(tmp_path: Path, key: str, value: str) -> None:
    path = write(tmp_path, f"{key} = {value}\n")
    try:
        settings = load_settings(path)
    except SettingsError as refused:
        said = refused.sentences()
        assert said
        assert all(": " in sentence for sentence in said)
    else:
        assert settings.council.name_cy


def test_a_long_list_is_searched_quickly(tmp_path: Path) -> None:
    pairs = "".join(f'  {{cy = "Tref {n}", en = "Town {n}"}},\n' for n in range(3_000))
    said = mistakes(write(tmp_path, f"[agreements]\nnames = [\n{pairs}]\n[council]\ncolour = 3\n"))
    assert said == ["line 3005: [council] colour: this must be text in quotation marks."]


def test_a_file_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TOML"):
        load_settings(write(tmp_path, "a = " + "[" * 50_000))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('presence = "warn"', "[checks] presence: this is always “block”"),
        ('wrong-language-cy = "off"', "[checks] wrong-language-cy: this is always “block”"),
        ('dates = "info"', "[checks] dates: this must be “block” or “warn”"),
        ('national-insurance = "off"', "[checks] national-insurance: this must be “block” or “warn”"),
        ('nearr = "off"', "[checks] nearr: there is no check of that name. Did you mean “near”?"),
        ('dates = "of"', "[checks] dates: this must be one of"),
    ],
)
def test_a_severity_that_no_council_may_set_is_refused(line: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"[checks]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        load_settings(path)
    assert words in str(refusal.value)


def test_what_stops_nothing_may_be_off_and_lists_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[checks]\nemphasis = "off"\ndates = "warn"\nprivate-mobile = "off"\nrepeat = "off"\nnear_time = "block"\n'
        '[agreements]\nown_lines = ["07700 900123"]\noffensive = ["twmffat"]\nharmless = ["Prat Lane"]\n'
        'ask_first = ["Cwmni A"]\npermitted = ["Cwmni B"]\n',
        encoding="utf-8",
    )
    settings = load_settings(path)
    language = {"emphasis": None, "dates": Severity.WARN, "private-mobile": None}
    assert settings.severities() == {**language, "repeat": None, "near_time": Severity.BLOCK}
    agreed = settings.agreements.agreements()
    assert (agreed.ask_first, agreed.permitted) == (("Cwmni A",), ("Cwmni B",))
    assert (agreed.own_lines, agreed.offensive, agreed.harmless) == (("07700 900123",), ("twmffat",), ("Prat Lane",))
