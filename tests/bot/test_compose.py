"""Where settings, queue and platforms meet: rules, channels, accounts and pictures."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from cydbost_bot.compose import create_desk, keep_media, make_connectors, make_worker, media_folder, open_desk
from cydbost_bot.people import find_actor
from cydbost_bot.problem import Misuse
from cydbost_bot.settings import Settings, load_settings
from cydbost_connectors import NotAllowed
from cydbost_queue.errors import StoreMissing
from cydbost_queue.policy import Role
from cydbost_queue.queries.record import entries, list_channels

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
CONFIG = """
[emergency.categories]
flooding = 20
[people.editor]
roles = ["author"]
[people.officer]
roles = ["on-call", "approver"]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return load_settings(tmp_path / "config.toml")


def test_there_is_no_desk_before_a_database(settings: Settings) -> None:
    with pytest.raises(StoreMissing):
        open_desk(settings)


def test_opening_again_leaves_no_entry(settings: Settings) -> None:
    create_desk(settings).store.close()
    desk = open_desk(settings)
    assert [entry.act for entry in entries(desk)] == ["channel.set", "settings.set"]
    assert [account.name for account in list_channels(desk)[0].accounts] == ["noticeboard/cy", "noticeboard/en"]
    assert desk.rules.categories == {"flooding": timedelta(minutes=20)}
    assert desk.rules.acknowledgement[0].startswith("Diolch")
    desk.store.close()


def test_every_account_is_reached_and_an_absent_one_refuses(settings: Settings) -> None:
    desk = create_desk(settings)
    worker = make_worker(settings, desk)
    assert set(worker.connectors) == {"noticeboard/cy", "noticeboard/en"}
    assert all(connector.health().usable for connector in worker.connectors.values())
    absent = worker.connectors["gone/cy"]
    assert not absent.health().usable
    with pytest.raises(NotAllowed):
        absent.read_back("1")
    desk.store.close()


def test_an_unknown_platform_is_named_with_the_nearest(tmp_path: Path) -> None:
    text = '[[channels]]\nname = "a"\nplatform = "noticebord"\naccounts = { cy = "c", en = "e" }\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match="noticeboard"):
        make_connectors(load_settings(tmp_path / "config.toml"))


def test_a_picture_is_kept_under_its_hash(settings: Settings, tmp_path: Path) -> None:
    given = tmp_path / "flood.jpg"  # its ending lies; its bytes tell
    given.write_bytes(PNG)
    media = keep_media(settings, given, " A river ")
    assert (media.mime, media.sha256, media.alt_text) == ("image/png", sha256(PNG).hexdigest(), "A river")
    assert keep_media(settings, given, "A river") == media
    given.unlink()
    assert Path(media.path).read_bytes() == PNG
    assert [path.name for path in media_folder(settings).iterdir()] == [f"{media.sha256}.png"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "media_empty"), (b"<svg/>", "media_kind"), (PNG + bytes(8_000_001), "media_too_large")],
)
def test_what_is_no_picture_is_refused_and_not_kept(
    settings: Settings, tmp_path: Path, content: bytes, code: str
) -> None:
    (tmp_path / "given").write_bytes(content)
    with pytest.raises(Misuse) as caught:
        keep_media(settings, tmp_path / "given", "x")
    assert caught.value.problems[0].code == code
    assert not media_folder(settings).exists()


def test_a_missing_picture_and_a_folder_are_refused(settings: Settings, tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.png", "media_not_there"), (tmp_path, "media_not_read")):
        with pytest.raises(Misuse) as caught:
            keep_media(settings, path, "x")
        assert caught.value.problems[0].code == code


def test_who_acts_is_named_or_refused(settings: Settings) -> None:
    assert find_actor(settings, "officer", environment={}).roles == {Role.ON_CALL, Role.APPROVER}
    assert find_actor(settings, None, environment={"CYDBOST_AS": "editor"}).name == "editor"
    with pytest.raises(Misuse, match="--as"):
        find_actor(settings, None, environment={})
    with pytest.raises(Misuse, match="editor"):
        find_actor(settings, "editr", environment={})
