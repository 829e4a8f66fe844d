"""The settings in the office: everything that the file says, in both languages, and never a secret."""

import re
from pathlib import Path

import pytest

from cydbost_bot.office.settings_room.described import parts_of
from cydbost_bot.office.settings_room.explained import explained, read
from cydbost_bot.settings import load_settings
from cydbost_bot.settings_model import Settings
from office.office_rig import House, text_of

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.toml"


def test_every_key_of_the_configuration_is_shown_and_explained_in_both_languages() -> None:
    settings = load_settings(EXAMPLE)
    for language in ("cy", "en"):
        parts = parts_of(settings, language, sees_places=False)
        assert [part.name for part in parts] == list(Settings.model_fields)
        shown = {row.key for part in parts for row in part.rows}
        assert {"queue.late_grace", "council.name_cy", "emergency.categories.flooding", "office.require_totp"} <= shown
        untold = [row.key for part in parts[:8] for row in part.rows if not row.meaning]
        assert untold == []
    assert explained("council.name_cy", "cy") == "Ei enw yn Gymraeg."
    assert explained("council.name_cy", "en") == "Its name in Welsh."


def test_the_welsh_and_the_english_of_the_example_are_told_apart() -> None:
    told = read(EXAMPLE.read_text(encoding="utf-8"))
    assert len(told) > 80
    assert all(said["cy"] and said["en"] for said in told.values())
    english = re.compile(r"\b(the|which|where)\b")
    assert [key for key, said in told.items() if english.search(said["cy"].lower())] == []


def test_no_secret_and_no_password_is_ever_shown(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYDBOST_TEST_TOKEN", "very-secret-token")
    (tmp_path / "config.toml").write_text(
        '[database]\nurl = "postgresql://cydbost:hunter2@host/cydbost"\n'
        '[[channels]]\nname = "m"\nplatform = "mastodon"\n[channels.accounts.cy]\nname = "a"\n'
        'credentials = { access_token = { env = "CYDBOST_TEST_TOKEN" } }\n[channels.accounts.en]\nname = "b"\n'
        "[system_users]\n",
        encoding="utf-8",
    )
    settings = load_settings(tmp_path / "config.toml")
    for sees in (True, False):
        rows = [row for part in parts_of(settings, "en", sees_places=sees) for row in part.rows]
        said = str(rows)
        assert "very-secret-token" not in said
        assert "hunter2" not in said
        assert ("CYDBOST_TEST_TOKEN" in said) is sees


def test_the_page_is_for_everybody_and_the_look_at_health_for_those_who_run_it(house: House) -> None:
    page = text_of(house.visitor("language-officer", "cy").get("/settings"))
    assert "queue.late_grace" in page
    assert "1 awr" in page
    assert "Gweld a yw popeth yn iawn" not in page
    assert house.visitor("language-officer").post("/settings/health").status_code == 403
    runner = house.visitor("administrator")
    assert "Look whether all is well" in text_of(runner.get("/settings"))
    found = text_of(runner.post("/settings/health"))
    assert "The database is there, of this version, and can be written." in found
