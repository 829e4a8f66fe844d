"""What every connector promises. A platform's own test class takes these over and gives the fixtures ``connector`` and
``desk``; ``desk`` is what a test needs of the platform besides the connector itself.

What a platform cannot do, by its ``Capabilities``, is passed over and named.
"""

import hashlib
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from cydbost_connectors import Connector, Incoming, Media, Outgoing, Receipt, Rejected

WRITTEN = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)
WELSH = "Mae’r ffordd ar gau. Tŷ Ŵyn, Llanŷ: ŵ ŷ â î ô û ï – “dyfynbris” 🌊🚧👩‍🚒 w\u0302"


class Desk(Protocol):
    """The platform's other side."""

    def connector(self) -> Connector:
        """Open the same account once more, as another process would."""
        ...

    def comment(self, remote_id: str, text: str) -> str:
        """Write as a member of the public under ``remote_id``; return the comment's own id."""
        ...

    def visible(self) -> list[str]:
        """Return the text of every post of ours that the public sees now."""
        ...


@dataclass(frozen=True)
class Drawing:
    """A small picture file to send."""

    folder: Path

    def media(self, *, alt_text: str = "Ffordd dan ddŵr", colour: bytes = b"\x00\x66\x33") -> Media:
        content = _png(colour)
        digest = hashlib.sha256(content).hexdigest()
        path = self.folder / f"{digest[:8]}.png"
        path.write_bytes(content)
        return Media(path=str(path), sha256=digest, mime="image/png", alt_text=alt_text)


def _png(colour: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = 64
    rows = (b"\x00" + colour * size) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def outgoing(key: str = "k1", *, language: str = "cy", text: str = WELSH, pair: str = "P-2026-0001") -> Outgoing:
    return Outgoing(key=key, language=language, text=text, created_at=WRITTEN, pair=pair)


def needs(connector: Connector, *abilities: str) -> None:
    """Pass the test over where the platform lacks one of these, by the names of ``Capabilities``."""
    for ability in abilities:
        if not getattr(connector.capabilities, ability):
            pytest.skip(f"passed over: {connector.capabilities.platform} has no {ability}")


def as_read(text: str) -> str:
    """Return a text as a reader sees it: platforms compose letters and fold white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def seen(texts: Iterable[str]) -> list[str]:
    return [as_read(text) for text in texts]


class ConnectorContract:
    """The promises of ``protocol.Connector``."""

    @pytest.fixture
    def drawing(self, tmp_path: Path) -> Drawing:
        return Drawing(tmp_path)

    def test_what_is_read_back_is_what_was_sent_accents_and_emoji_included(
        self, connector: Connector, drawing: Drawing
    ) -> None:
        able = connector.capabilities
        sent = replace(outgoing(), media=(drawing.media(),) if able.media_limit else ())
        receipt = connector.publish(sent)
        live = connector.read_back(receipt.remote_id)
        assert live is not None
        assert as_read(live.text) == as_read(sent.text)
        assert live.language == ("cy" if able.language_tag else None)
        assert live.alt_texts == (("Ffordd dan ddŵr",) if able.alt_text_limit and able.media_limit else ())
        assert (live.address, live.published_at) == (receipt.address, receipt.at)
        assert live.published_at.utcoffset() == timedelta(0)

    def test_publishing_again_with_the_same_key_is_the_same_write(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "repeat_safe")
        first = connector.publish(outgoing())
        assert [connector.publish(outgoing()), desk.connector().publish(outgoing())] == [first, first]
        assert seen(desk.visible()) == [as_read(WELSH)]

    def test_a_key_never_carries_other_content(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "repeat_safe")
        connector.publish(outgoing())
        with pytest.raises(Rejected):
            connector.publish(outgoing(text="Rhywbeth arall"))
        assert seen(desk.visible()) == [as_read(WELSH)]

    def test_find_knows_a_publish_by_its_key(self, connector: Connector, desk: Desk) -> None:
        assert connector.find(outgoing()) is None
        receipt = connector.publish(outgoing())
        found = desk.connector().find(outgoing())
        assert found is not None
        assert found == connector.read_back(receipt.remote_id)
        assert connector.find(outgoing("k2", text="Neges arall", pair="P-2")) is None

    def test_many_at_once_with_one_key_make_one_post(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "repeat_safe")

        def send(_: int) -> Receipt:
            return desk.connector().publish(outgoing())

        with ThreadPoolExecutor(8) as pool:
            receipts = list(pool.map(send, range(16)))
        assert len(set(receipts)) == 1
        assert seen(desk.visible()) == [as_read(WELSH)]

    def test_prepare_makes_nothing_public(self, connector: Connector, desk: Desk, drawing: Drawing) -> None:
        connector.prepare(replace(outgoing(), media=(drawing.media(),) if connector.capabilities.media_limit else ()))
        assert desk.visible() == []
        assert connector.find(outgoing()) is None

    def test_text_over_the_limit_is_refused_before_and_at_publishing(self, connector: Connector, desk: Desk) -> None:
        limit = connector.capabilities.text_limit
        assert limit is not None
        connector.prepare(outgoing(text="a" * limit))
        for act in (connector.prepare, connector.publish):
            with pytest.raises(Rejected):
                act(outgoing(text="a" * (limit + 1)))
        assert desk.visible() == []

    def test_a_picture_without_alternative_text_is_refused(self, connector: Connector, drawing: Drawing) -> None:
        needs(connector, "media_limit", "alt_text_limit")
        with pytest.raises(Rejected):
            connector.prepare(replace(outgoing(), media=(drawing.media(alt_text=" "),)))

    def test_a_picture_that_changed_or_went_since_it_was_chosen_is_refused(
        self, connector: Connector, drawing: Drawing
    ) -> None:
        needs(connector, "media_limit")
        media = drawing.media()
        Path(media.path).write_bytes(_png(b"\xff\x00\x00"))
        for there in (True, False):
            Path(media.path).unlink() if not there else None
            with pytest.raises(Rejected):
                connector.prepare(replace(outgoing(), media=(media,)))

    def test_an_edit_replaces_the_content_and_may_be_repeated(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "edits")
        receipt = connector.publish(outgoing())
        before = connector.read_back(receipt.remote_id)
        changed = outgoing(text="Ffordd ar agor eto ✔")
        first = connector.edit(receipt.remote_id, changed)
        assert connector.edit(receipt.remote_id, changed) == first
        assert (first.remote_id, first.address) == (receipt.remote_id, receipt.address)
        live = connector.read_back(receipt.remote_id)
        assert before is not None
        assert live is not None
        assert (as_read(live.text), live.published_at) == ("Ffordd ar agor eto ✔", before.published_at)
        assert seen(desk.visible()) == ["Ffordd ar agor eto ✔"]

    def test_what_cannot_be_edited_says_so(self, connector: Connector, desk: Desk) -> None:
        if connector.capabilities.edits:
            pytest.skip(f"passed over: {connector.capabilities.platform} has edits")
        receipt = connector.publish(outgoing())
        with pytest.raises(Rejected):
            connector.edit(receipt.remote_id, outgoing(text="Ffordd ar agor eto"))
        assert seen(desk.visible()) == [as_read(WELSH)]

    def test_withdrawing_takes_it_down_and_may_be_repeated(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "withdraws")
        receipt = connector.publish(outgoing())
        connector.withdraw(receipt.remote_id)
        connector.withdraw(receipt.remote_id)
        assert connector.read_back(receipt.remote_id) is None
        assert connector.find(outgoing()) is None
        assert desk.visible() == []

    def test_what_was_withdrawn_never_comes_back_by_a_repeat(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "repeat_safe", "withdraws")
        receipt = connector.publish(outgoing())
        connector.withdraw(receipt.remote_id)
        for act in (connector.publish, connector.prepare):
            with pytest.raises(Rejected):
                act(outgoing())
        with pytest.raises(Rejected):
            connector.edit(receipt.remote_id, outgoing(text="Eto"))
        assert desk.visible() == []

    @pytest.mark.parametrize(
        "stranger", ["", "nobody", "notice-999999", "notice-x", "comment-1", "notice--1", "ŵ" * 99]
    )
    def test_an_unknown_id_is_not_there_and_is_withdrawn_already(self, connector: Connector, stranger: str) -> None:
        assert connector.read_back(stranger) is None
        connector.withdraw(stranger)
        with pytest.raises(Rejected):
            connector.edit(stranger, outgoing())

    def test_what_was_published_since_a_moment_and_still_stands_is_listed_in_order(
        self, connector: Connector, desk: Desk
    ) -> None:
        needs(connector, "withdraws")
        receipts = [connector.publish(outgoing(key, text=f"Neges {key}", pair=key)) for key in ("a", "b", "c")]
        connector.withdraw(receipts[1].remote_id)
        found = list(desk.connector().recent(receipts[0].at))
        assert found == [connector.read_back(receipts[0].remote_id), connector.read_back(receipts[2].remote_id)]
        assert list(connector.recent(receipts[2].at + timedelta(seconds=1))) == []

    def test_comments_come_in_order_and_once_each(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "comments")
        receipt = connector.publish(outgoing())
        words = [f"Sylw {number} 🙂 <b>&" for number in range(5)]
        ids = [desk.comment(receipt.remote_id, text) for text in words]
        got = list(connector.comments(WRITTEN))
        assert [(one.remote_id, one.on, as_read(one.text)) for one in got] == [
            (remote, receipt.remote_id, text) for remote, text in zip(ids, words, strict=True)
        ]
        times = [one.written_at for one in got]
        assert times == sorted(times)

    def test_comments_since_a_moment_miss_none_of_that_moment(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "comments")
        receipt = connector.publish(outgoing())
        for text in ("un", "dau", "tri"):
            desk.comment(receipt.remote_id, text)
        everything: list[Incoming] = list(connector.comments(WRITTEN))
        for at, one in enumerate(everything):
            later = list(connector.comments(one.written_at))
            assert later[-len(everything) + at :] == everything[at:]
        assert list(connector.comments(everything[-1].written_at + timedelta(seconds=1))) == []

    def test_a_reply_stands_under_its_comment_once(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "comments", "replies")
        receipt = connector.publish(outgoing())
        remote = desk.comment(receipt.remote_id, "Pryd fydd y ffordd yn agor?")
        reply = replace(outgoing("r1", text="Erbyn 6.30yh.", pair="R-1"), reply_to=remote)
        first = connector.publish(reply)
        if connector.capabilities.repeat_safe:
            assert connector.publish(reply) == first
        live = connector.read_back(first.remote_id)
        assert live is not None
        assert as_read(live.text) == "Erbyn 6.30yh."
        assert sorted(seen(desk.visible())) == sorted([as_read(WELSH), "Erbyn 6.30yh."])
        assert [one.remote_id for one in connector.comments(WRITTEN)] == [remote]

    def test_nothing_is_sent_in_reply_to_what_is_not_there(self, connector: Connector, desk: Desk) -> None:
        needs(connector, "replies")
        for act in (connector.prepare, connector.publish):
            with pytest.raises(Rejected):
                act(replace(outgoing(), reply_to="404"))
        assert desk.visible() == []

    def test_a_healthy_account_says_so_and_tells_the_time(self, connector: Connector) -> None:
        health = connector.health()
        assert health.usable
        assert health.detail
        assert health.clock is None or health.clock.utcoffset() == timedelta(0)
