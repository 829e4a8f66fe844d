"""The vault's key from the command line: made once, followed by others, missed aloud, and kept out of every output."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.council_at_home import begun, cydbost
from cydbost_bot.settings import load_settings
from cydbost_bot.vault_key import read_seal
from cydbost_queue.clock import SystemClock
from cydbost_queue.seal import NoSeal, Seal
from cydbost_queue.store import open_store
from cydbost_queue.vault import StoreVault

SECRET = "refresh-token-that-nobody-may-see"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return begun(tmp_path, monkeypatch)


def kept(config: Path, raw: str | None = None, seal: Seal | None = None) -> str | None:
    """Keep something as a worker would, or read what is kept."""
    database = load_settings(config).database
    store = open_store(database.address())
    try:
        vault = StoreVault(lambda: store, SystemClock(), "x", seal=lambda: seal or read_seal(database))
        with vault.drawer("cyngor") as drawer:
            if raw is not None:
                drawer.keep(raw)
            return drawer.read()
    finally:
        store.close()


def looked(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status, out, err = cydbost("doctor", capsys=capsys)
    assert SECRET not in out + err
    return status, out


def test_init_makes_the_key_for_its_owner_alone_and_never_another(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = config.parent / "secrets" / "vault-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text()
    for command in (("init", str(config.parent)), ("db", "key")):
        assert cydbost(*command, capsys=capsys)[0] == 0
    assert key.read_text() == before
    assert before not in looked(capsys)[1]
    key.chmod(0o644)
    assert "chmod 600" in looked(capsys)[1]


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_lost_key_is_told_and_no_other_is_made_in_its_place(
    config: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(config, SECRET)
    key = config.parent / "secrets" / "vault-key"
    right = key.read_text()
    key.unlink()
    for command in (("init", str(config.parent)), ("db", "key")):
        status, _out, err = cydbost("--lang", language, *command, capsys=capsys)
        assert (status, "vault_key" in err, key.exists()) == (2, True, False)
    status, out = looked(capsys)
    assert (status, "vault_key" in out) == (1, True)
    assert cydbost("channel", "test", capsys=capsys)[0] == 0  # all else goes on
    key.write_text(f"{Fernet.generate_key().decode()}\n")
    key.chmod(0o600)
    assert "x/cyngor" in looked(capsys)[1]
    status, _out, err = cydbost("db", "rekey", capsys=capsys)
    assert (status, "--discard" in err, len(key.read_text().split())) == (2, True, 1)
    key.write_text(right)
    assert (looked(capsys)[0], kept(config)) == (0, SECRET)
    key.write_text("nonsense")
    assert looked(capsys)[0] == 1
    key.write_text(f"{Fernet.generate_key().decode()}\n")
    status, out, _err = cydbost("db", "rekey", "--discard", capsys=capsys)
    assert (status, "x/cyngor" in out) == (0, True)
    assert kept(config) is None


def test_a_new_key_seals_all_and_the_one_before_it_stays_until_the_next(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = config.parent / "secrets" / "vault-key"
    kept(config, SECRET)
    seen = key.read_text().split()
    for _ in range(2):
        assert cydbost("db", "rekey", capsys=capsys)[0] == 0
        keys = key.read_text().split()
        assert (keys[0] not in seen, keys[1:]) == (True, seen[-1:])
        assert kept(config) == SECRET
        seen.append(keys[0])
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_without_a_key_what_is_kept_in_clear_is_a_finding_until_it_is_sealed(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = config.read_text()
    bare = "\n".join(line for line in whole.splitlines() if not line.startswith("vault_key"))
    config.write_text(bare)
    assert looked(capsys)[0] == 0
    kept(config, SECRET)
    assert SECRET.encode() in b"".join(path.read_bytes() for path in config.parent.glob("cydbost.db*"))
    status, out = looked(capsys)
    assert (status, "vault_key = {" in out) == (1, True)
    for command in (("db", "key"), ("db", "rekey"), ("db", "rekey", "--same-key")):
        assert cydbost(*command, capsys=capsys)[0] == 2
    config.write_text(whole)
    assert "db rekey" in looked(capsys)[1]
    assert cydbost("db", "rekey", "--same-key", "--json", capsys=capsys)[0] == 0
    assert looked(capsys)[0] == 0
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in config.parent.glob("cydbost.db*"))
    key = (config.parent / "secrets" / "vault-key").read_text()
    newer = Fernet.generate_key().decode()
    monkeypatch.setenv("VAULT_KEYS", f"{newer} {key}")
    config.write_text(bare.replace("[database]", '[database]\nvault_key = { env = "VAULT_KEYS" }'))
    assert "VAULT_KEYS" in cydbost("db", "rekey", capsys=capsys)[2]
    assert cydbost("db", "rekey", "--same-key", capsys=capsys)[0] == 0
    monkeypatch.setenv("VAULT_KEYS", newer)
    assert kept(config) == SECRET
    with pytest.raises(Exception, match="vault_key_missing"):
        kept(config, seal=NoSeal())
