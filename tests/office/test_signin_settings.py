"""The section ``[office]``: judged like every other, and its secret is never what keeps a post from going out."""

from pathlib import Path

import pytest

from cydbost_bot.settings import SettingsError, load_settings

OIDC = """\
[office]
sign_in = "both"
[office.oidc]
issuer = "https://login.example/tenant/v2.0"
client_id = "cydbost"
client_secret = { env = "CYDBOST_OIDC_SECRET" }
roles = { "Cydbost.Author" = "author" }
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_signing_in_at_the_council_needs_to_be_told_where(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(write(tmp_path, '[office]\nsign_in = "oidc"\n'))
    (said,) = refused.value.sentences()
    assert said.endswith("this way of signing in needs [office.oidc] with issuer and client_id. Add it.")


def test_a_secret_for_signing_in_that_is_missing_stops_no_post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CYDBOST_OIDC_SECRET", raising=False)
    oidc = load_settings(write(tmp_path, OIDC)).office.oidc
    assert oidc is not None
    assert oidc.client_secret is not None
    assert oidc.client_secret.missing() is not None
    assert oidc.roles == {"Cydbost.Author": "author"}


@pytest.mark.parametrize(
    "line", ['client_secret = "hunter2"', 'issuer = "login.example"', 'roles = { "x" = "chief" }', "tenant = 1"]
)
def test_what_does_not_fit_is_named_and_a_secret_is_not_repeated(tmp_path: Path, line: str) -> None:
    name = line.partition(" ")[0]
    kept = [one for one in OIDC.splitlines() if not one.startswith(name)]
    with pytest.raises(SettingsError) as refused:
        load_settings(write(tmp_path, "\n".join([*kept, line])))
    (said,) = refused.value.sentences()
    assert f"oidc.{name}" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "address", ["https://me@office.example", "https://office.example/?x=1", "ftp://office.example"]
)
def test_an_address_that_more_cannot_be_added_to_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError):
        load_settings(write(tmp_path, f'[office]\nbase_url = "{address}"\n'))
