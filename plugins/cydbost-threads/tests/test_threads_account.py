"""What a council meets on Threads: counting, pictures, pairs, replies, tokens and what is left of the quotas."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from threads_double import RENEWED, STARTED, TOKEN, ThreadsDesk, ThreadsDouble

from cydbost_connectors import NotAllowed, Rejected, Throttled, Unavailable
from cydbost_connectors.contract.loopback import says, served
from cydbost_connectors.contract.promises import WRITTEN, Drawing, outgoing, seen
from cydbost_connectors.vault import MemoryVault
from cydbost_threads.about import PLATFORM
from cydbost_threads.counting import length

PACKAGE = Path(__file__).resolve().parents[1]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ThreadsDesk]:
    folder = tmp_path / "public"
    folder.mkdir()
    double = ThreadsDouble(folder)
    with served(double):
        yield ThreadsDesk(double)
    assert double.wrong == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Llanŷ", 5),
        ("w\u0302", 2),
        ("🌊", 4),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 28),
        ("👩‍🚒", 11),
        ("1️⃣", 7),
        ("10", 2),
        ("– “a”", 5),
        ("\ud800", 1),
    ],
)
def test_an_emoji_counts_as_its_bytes_and_a_letter_as_one(text: str, counted: int) -> None:
    assert length(text) == counted


def test_emoji_links_and_pictures_over_a_limit_are_refused_with_what_to_change(
    desk: ThreadsDesk, tmp_path: Path
) -> None:
    connector, media = desk.connector(), Drawing(tmp_path).media()
    links = " ".join(f"https://cyngor.example/{number}" for number in range(5))
    connector.prepare(outgoing(text=f"{links} {links}"))
    for refused in (
        outgoing(text="🌊" * 126),
        outgoing(text="a\x07"),
        outgoing(text=" "),
        replace(outgoing(text=links), link="https://cyngor.example/cerdyn"),
        replace(outgoing(), media=(media,), link="https://cyngor.example/cerdyn"),
        replace(outgoing(), media=(media,) * 21),
        replace(outgoing(), media=(replace(media, mime="image/gif"),)),
        replace(outgoing(), media=(replace(media, alt_text="a" * 1_001),)),
    ):
        with pytest.raises(Rejected):
            connector.prepare(refused)
    assert desk.double.posts == {}


def test_pictures_stand_at_a_public_address_until_the_post_is_out(desk: ThreadsDesk, tmp_path: Path) -> None:
    drawing, folder = Drawing(tmp_path), desk.double.media
    assert folder is not None
    pictures = tuple(drawing.media(alt_text=f"Llun {n}", colour=bytes([n, 0, 0])) for n in range(3))
    connector = desk.connector()
    sent = replace(outgoing(), media=pictures)
    connector.prepare(sent)
    assert sorted(path.read_bytes() for path in folder.iterdir()) == sorted(desk.double.fetched)
    receipt = connector.publish(sent)
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.alt_texts == ("Llun 0", "Llun 1", "Llun 2")
    assert list(folder.iterdir()) == []
    connector.prepare(replace(outgoing("k2", text="Heb ei chyhoeddi"), media=pictures[:1]))
    desk.double.now += timedelta(days=3)  # never published: nobody needs it any more
    connector.prepare(replace(outgoing("k3", text="Arall"), media=pictures[1:2]))
    assert len(list(folder.iterdir())) == 1


def test_pictures_of_a_carousel_are_waited_for_and_made_once(desk: ThreadsDesk, tmp_path: Path) -> None:
    drawing, connector = Drawing(tmp_path), desk.connector()
    pair = tuple(drawing.media(colour=bytes([n, 9, 0])) for n in range(2))
    sent = replace(outgoing(), media=pair)
    desk.double.readiness = "IN_PROGRESS"
    for _ in range(2):
        with pytest.raises(Unavailable):
            connector.prepare(sent)
    assert len(desk.double.containers) == 2
    desk.double.readiness = "FINISHED"
    for one in desk.double.containers.values():
        one.status = "FINISHED"
    connector.publish(sent)
    assert len(desk.double.containers) == 3


def test_without_a_public_folder_pictures_are_refused_with_what_to_do(tmp_path: Path) -> None:
    double = ThreadsDouble()
    with served(double):
        connector = ThreadsDesk(double).connector()
        with pytest.raises(Rejected, match="media_folder"):
            connector.prepare(replace(outgoing(), media=(Drawing(tmp_path).media(),)))
        blocked = {"media_folder": str(tmp_path / "absent"), "media_base": "https://cyngor.example"}
        with pytest.raises(NotAllowed, match="media_folder"):
            ThreadsDesk(double).connector(blocked).prepare(replace(outgoing(), media=(Drawing(tmp_path).media(),)))


@pytest.mark.parametrize(
    "settings",
    [
        {"username": "@cyngor"},
        {"address": "http://graph.threads.net"},
        {"address": "https://graph.threads.net/v1.0"},
        {"media_folder": "", "media_base": "https://cyngor.example"},
        {"media_base": "http://cyngor.example"},
        {"token_in": "cookie"},
        {"comment_days": "0"},
        {"comment_days": "61"},
    ],
    ids=lambda settings: next(iter(settings.items())),
)
def test_a_setting_that_cannot_be_used_is_named(settings: dict[str, str], desk: ThreadsDesk) -> None:
    with pytest.raises(NotAllowed, match=list(settings)[-1].partition("_")[0]):
        desk.connector(settings)


def test_a_token_can_go_among_the_parameters(desk: ThreadsDesk) -> None:
    connector = desk.connector({"token_in": "form"})
    connector.withdraw(connector.publish(outgoing()).remote_id)
    assert connector.health().usable
    assert desk.visible() == []
    assert not any("authorization" in one.headers for one in desk.double.asked)


def test_a_token_of_another_account_never_posts(desk: ThreadsDesk) -> None:
    desk.double.username = "rhywun.arall"
    connector = desk.connector()
    with pytest.raises(NotAllowed, match=r"rhywun\.arall"):
        connector.prepare(outgoing())
    assert not connector.health().usable
    assert desk.double.containers == {}


def test_an_account_takes_only_its_own_language_and_answers_in_any(desk: ThreadsDesk) -> None:
    desk.language = "cy"
    connector = desk.connector()
    with pytest.raises(NotAllowed):
        connector.prepare(outgoing(language="en"))
    post = connector.publish(outgoing())
    connector.publish(
        replace(outgoing("r", language="en", text="By 6pm."), reply_to=desk.comment(post.remote_id, "When?"))
    )
    assert len(desk.visible()) == 2


def test_comments_stand_under_the_post_of_ours_that_they_answer(desk: ThreadsDesk) -> None:
    connector = desk.connector()
    welsh = connector.publish(outgoing())
    english = connector.publish(
        replace(outgoing("k2", language="en", text="The road is closed."), reply_to=welsh.remote_id)
    )
    below = desk.comment(english.remote_id, "How long?")
    desk.comment(below, "I wonder too")
    desk.comment(welsh.remote_id, "Diolch")
    assert [(one.on, one.text) for one in connector.comments(WRITTEN)] == [
        (english.remote_id, "How long?"),
        (welsh.remote_id, "I wonder too"),
        (welsh.remote_id, "Diolch"),
    ]
    assert connector.read_back(below) is None  # not ours
    assert [live.remote_id for live in connector.recent(WRITTEN)] == [welsh.remote_id, english.remote_id]


def test_a_reply_can_be_hidden_and_what_threads_cannot_do_is_refused(desk: ThreadsDesk) -> None:
    connector = desk.connector()
    comment = desk.comment(connector.publish(outgoing()).remote_id, "Sarhad")
    for hidden in (True, True, False):
        connector.hide(comment, hidden=hidden)
        assert desk.double.posts[comment].is_hidden is hidden
    with pytest.raises(Rejected):
        connector.remove(comment)
    with pytest.raises(Rejected):
        connector.reply_privately(comment, "Helo")
    with pytest.raises(Rejected):
        connector.hide("404", hidden=True)
    assert seen(one.text for one in connector.comments(WRITTEN)) == ["Sarhad"]


def test_a_token_is_renewed_each_week_by_one_process_and_used_by_all(desk: ThreadsDesk) -> None:
    first, second = desk.connector(), desk.connector()
    assert first.health().usable
    desk.double.now += timedelta(days=1, minutes=1)
    assert first.health().usable
    desk.double.tokens.remove(TOKEN)  # only the renewed one opens the account now
    assert second.health().usable
    desk.double.now += timedelta(days=6)
    assert second.health().usable
    renewals = [one for one in desk.double.asked if one.path == "/refresh_access_token"]
    assert [one.query["access_token"] for one in renewals] == [TOKEN]
    assert desk.connector(token=RENEWED, vault=MemoryVault()).health().usable


def test_a_renewal_that_fails_stops_nothing_and_is_tried_again_the_next_day(desk: ThreadsDesk) -> None:
    connector = desk.connector()
    connector.health()
    for faults in range(3):
        desk.double.meet("GET", "/refresh_access_token", says(500, b"<html>") if faults else says(200, {}))
        desk.double.now += timedelta(days=1, minutes=1)
        connector.publish(outgoing(f"k{faults}", text=f"Neges {faults}"))
        connector.health()
    assert sum(one.path == "/refresh_access_token" for one in desk.double.asked) == 3
    assert len(desk.visible()) == 3


def test_a_new_token_from_a_person_takes_the_place_of_what_was_kept(desk: ThreadsDesk) -> None:
    desk.connector().health()
    desk.double.now += timedelta(days=2)
    desk.connector().health()
    desk.double.tokens = {"THAA-made-anew"}
    assert not desk.connector().health().usable
    assert desk.connector(token="THAA-made-anew").health().usable


def test_health_tells_what_is_left_what_is_missing_and_when_renewing_has_failed(desk: ThreadsDesk) -> None:
    connector = desk.connector()
    desk.double.used["reply_"] = 990
    desk.double.token["expires_at"] = int((STARTED + timedelta(days=50)).timestamp())
    health = connector.health()
    assert [(quota.limit, quota.left) for quota in health.quotas] == [(250, 250), (1_000, 10), (100, 100)]
    assert (health.usable, health.expires_at) == (True, None)
    desk.double.token |= {
        "scopes": ["threads_basic", "threads_content_publish", "threads_delete"],
        "expires_at": int((STARTED + timedelta(days=9)).timestamp()),
    }
    health = connector.health()
    assert (health.usable, health.expires_at) == (True, STARTED + timedelta(days=9))
    assert "threads_manage_replies" in health.detail
    desk.double.token["scopes"] = ["threads_basic"]
    assert not connector.health().usable


def test_a_used_up_quota_stops_a_pair_before_either_language_goes_out(desk: ThreadsDesk) -> None:
    desk.double.used[""] = 250
    with pytest.raises(Throttled):
        desk.connector().prepare(outgoing())
    assert desk.double.containers == {}


def test_the_package_is_found_by_its_entry_point_and_loads_nothing_of_the_network_before_it_is_used(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, cwd=PACKAGE, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
        assert not [name for name in packed.namelist() if not name.startswith("cydbost_threads")]
    script = (
        "import json, sys; sys.path.insert(0, sys.argv[1])\n"
        "from cydbost_connectors.platforms import find_platform, platform_names\n"
        "found = find_platform('threads')\n"
        "print(json.dumps([found.title, 'threads' in platform_names(), 'requests' in sys.modules]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "installed")], check=True, capture_output=True, text=True
    )
    assert json.loads(told.stdout) == [PLATFORM.title, True, False]
