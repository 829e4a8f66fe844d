"""On Bluesky's own server: what readers are shown, a repeat that changes nothing, and one record whatever is killed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from connectors.connector_contract import Drawing, outgoing
from connectors.loopback import Answer, Asked, Double, Exchange, served
from cydbost_connectors import AccountSettings, OutcomeUnknown, Outgoing, Rejected
from cydbost_connectors.bluesky.connector import BlueskyConnector
from cydbost_connectors.bluesky.repository import GATE
from cydbost_connectors.vault import MemoryVault
from platforms.bluesky_accounts import POST, RealDesk
from platforms.data_server import DataServer, data_server

pytestmark = pytest.mark.platforms

CY = "Ŵyl 🏴󠁧󠁢󠁷󠁬󠁳󠁿 yn Nhŷ Ŵyn 👩‍🚒: #ŴylYDŵr https://llyw.cymru/tŷ gan @{handle}"
EN = "A festival 🏴󠁧󠁢󠁷󠁬󠁳󠁿 at Tŷ Ŵyn 👩‍🚒: #WaterFestival https://gov.wales/tŷ by @{handle}"


class Between(Double):
    """Stands between the connector and the real server, and passes everything on."""

    def __init__(self, server: DataServer) -> None:
        super().__init__()
        self._server = server

    def answer(self, asked: Asked) -> Answer:
        kept = ("authorization", "content-type")
        headers = {name: value for name, value in asked.headers.items() if name in kept}
        address = f"{self._server.address}{asked.path}"
        answer = httpx.request(
            asked.method, address, params=asked.query, content=asked.body, headers=headers, timeout=30
        )
        return Answer(answer.status_code, answer.content)

    def count(self, part: str) -> int:
        return sum(part in asked.path for asked in self.asked)


@dataclass
class Watched:
    """A connector that reaches the real server through ``between``."""

    desk: RealDesk
    between: Between

    def connector(
        self, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), vault: MemoryVault
    ) -> BlueskyConnector:
        plain = {"handle": self.desk.council.handle, "service": self.between.address, "web": "https://bsky.app"}
        account = AccountSettings("cyngor", "cy,en", plain, {"app_password": self.desk.password}, now, vault)
        return BlueskyConnector(account, patience=(5, 20))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataServer]:
    with data_server(tmp_path_factory.mktemp("pds"), limits=True) as server:
        yield server


@pytest.fixture
def desk(server: DataServer) -> RealDesk:
    return RealDesk.opened(server)


@pytest.fixture
def watched(server: DataServer, desk: RealDesk) -> Iterator[Watched]:
    between = Between(server)
    with served(between):
        yield Watched(desk, between)


def pair(handle: str = "neb.test") -> list[Outgoing]:
    return [
        replace(outgoing("cy1", text=CY.format(handle=handle)), language="cy"),
        replace(outgoing("en1", text=EN.format(handle=handle)), language="en"),
    ]


def test_a_pair_stands_in_both_languages_with_all_that_can_be_followed(desk: RealDesk) -> None:
    desk.connector().publish_pair(pair(desk.public.handle))
    shown = {record["value"]["langs"][0]: record["value"] for record in desk.council.records()}
    followed = {
        lang: [
            (
                record["text"].encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(),
                *features(facet),
            )
            for facet in record["facets"]
        ]
        for lang, record in shown.items()
    }
    mention = (f"@{desk.public.handle}", desk.public.did)
    assert followed == {
        "cy": [("#ŴylYDŵr", "ŴylYDŵr"), ("https://llyw.cymru/tŷ", "https://llyw.cymru/tŷ"), mention],
        "en": [("#WaterFestival", "WaterFestival"), ("https://gov.wales/tŷ", "https://gov.wales/tŷ"), mention],
    }


def features(facet: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one.get("tag") or one.get("uri") or one["did"] for one in facet["features"]]


def test_a_pair_is_one_commit_and_a_repeat_is_none(desk: RealDesk, watched: Watched) -> None:
    connector = watched.connector(vault=MemoryVault())
    receipts = connector.publish_pair(pair())
    commit = desk.council.commit()
    assert desk.connector().publish_pair(pair()) == receipts
    assert [desk.connector().publish(one) for one in pair()] == receipts
    assert desk.council.commit() == commit
    assert watched.between.count("applyWrites") == 1
    assert len(desk.visible()) == 2


def test_of_a_pair_of_which_one_half_cannot_be_written_neither_is(desk: RealDesk, watched: Watched) -> None:
    def spoils(exchange: Exchange, act: Callable[[], Answer]) -> None:
        write = exchange.double.asked[-1].json["writes"][3]  # the key of the second half is used up meanwhile
        assert write["collection"] == GATE
        desk.council.call(
            "com.atproto.repo.createRecord",
            {"repo": desk.council.did, "collection": GATE, "rkey": write["rkey"], "record": write["value"]},
        )
        exchange.reply(act())

    watched.between.meet("POST", "applyWrites", spoils)
    with pytest.raises(Rejected):
        watched.connector(vault=MemoryVault()).publish_pair(pair())
    assert desk.visible() == []


@pytest.mark.parametrize("acts", [True, False], ids=["after it wrote", "before it wrote"])
def test_a_server_killed_before_it_answered_holds_each_post_once(
    server: DataServer, desk: RealDesk, watched: Watched, acts: bool
) -> None:
    def dies(exchange: Exchange, act: Callable[[], Answer]) -> None:
        if acts:
            assert act().status == 200
        server.kill()
        exchange.cut()

    connector = watched.connector(vault=MemoryVault())
    watched.between.meet("POST", "applyWrites", dies)
    with pytest.raises(OutcomeUnknown):
        connector.publish_pair(pair())
    server.start()
    assert [connector.find(one) is not None for one in pair()] == [acts, acts]
    receipts = connector.publish_pair(pair())
    assert [connector.read_back(one.remote_id) is not None for one in receipts] == [True, True]
    assert len(desk.visible()) == 2


def test_what_was_withdrawn_stays_away_though_the_first_call_arrives_again(desk: RealDesk, watched: Watched) -> None:
    connector = watched.connector(vault=MemoryVault())
    receipt = connector.publish(outgoing())
    late = next(asked for asked in watched.between.asked if "applyWrites" in asked.path)
    connector.withdraw(receipt.remote_id)
    assert watched.between.answer(late).status == 500
    assert desk.visible() == []
    assert len(desk.council.records(GATE)) == 1


def test_a_picture_is_known_by_its_content_and_carries_its_words(desk: RealDesk, tmp_path: Path) -> None:
    sent = replace(outgoing(), media=(Drawing(tmp_path).media(),))
    receipt = desk.connector().publish(sent)
    assert desk.connector().publish(sent) == receipt
    other = replace(sent, media=(Drawing(tmp_path).media(colour=b"\xff\x00\x00"),))
    with pytest.raises(Rejected):
        desk.connector().publish(other)
    (record,) = desk.council.records()
    assert [image["alt"] for image in record["value"]["embed"]["images"]] == ["Ffordd dan ddŵr"]


def test_a_link_without_a_picture_is_shown_as_a_card(desk: RealDesk) -> None:
    desk.connector().publish(replace(outgoing(), link="https://www.llyw.cymru/tŷ-ar-werth"))
    (record,) = desk.council.records()
    assert record["value"]["embed"]["external"]["uri"] == "https://www.llyw.cymru/tŷ-ar-werth"


@pytest.mark.parametrize("letter", ["ŵ", "w\u0302", "e\u0301", "👩‍🚒", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧", "\r\n", "👍🏽", "각"])
def test_a_letter_is_counted_as_the_server_counts_it(desk: RealDesk, letter: str) -> None:
    many = letter * 60
    desk.connector().publish(outgoing(letter, text=f"a{many}{'a' * 239}"))
    headers = {"Authorization": f"Bearer {desk.public.token}"}
    record = {"$type": POST, "text": f"a{many}{'a' * 240}", "createdAt": "2026-06-03T17:30:00Z"}
    body = {"repo": desk.public.did, "collection": POST, "record": record}
    address = f"{desk.public.server.address}/xrpc/com.atproto.repo.createRecord"
    refused = httpx.post(address, json=body, headers=headers, timeout=30)
    assert (refused.status_code, "grapheme" in refused.text) == (400, True)
    with pytest.raises(Rejected):
        desk.connector().prepare(outgoing("k9", text=record["text"]))


def test_one_session_serves_every_call_and_is_renewed_without_the_password(watched: Watched) -> None:
    vault = MemoryVault()
    for number in range(3):
        watched.connector(vault=vault).publish(outgoing(f"k{number}", text=f"Neges {number}"))
    assert (watched.between.count("createSession"), watched.between.count("refreshSession")) == (1, 0)
    later = watched.connector(now=lambda: datetime.now(UTC) + timedelta(hours=2), vault=vault)
    later.publish(outgoing("k9", text="Neges hwyr"))
    assert watched.between.count("createSession") == 1
    assert watched.between.count("refreshSession") >= 1


def test_health_tells_what_is_left_and_that_an_app_password_is_safer(desk: RealDesk) -> None:
    health = desk.connector().health()
    assert health.usable
    assert health.clock is not None
    assert [(quota.limit, quota.left < 3000) for quota in health.quotas] == [(3000, True)]
    assert "app password" not in health.detail
    assert "app password" in replace(desk, password="loopback-only").connector().health().detail
