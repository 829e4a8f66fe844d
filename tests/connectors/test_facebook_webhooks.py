"""Facebook's webhooks: the handshake, the signature over the body as it came, and each comment's change once."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_connectors.facebook.webhooks import Change, changes, handshake, is_signed, unseen

SECRET, PAGE, POST, COMMENT = "shh", "100200300", "100200300_7", "7_8"
ASKED = {"hub.mode": "subscribe", "hub.verify_token": "agreed", "hub.challenge": "1158201444"}


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def delivery(*values: dict[str, Any], field: str = "feed", at: int = 1_780_500_000) -> bytes:
    inner = [{"field": field, "value": value} for value in values]
    told = {"object": "page", "entry": [{"id": PAGE, "time": at, "changes": inner}]}
    return json.dumps(told).encode()  # writes ŵ as \u0175, as Facebook does


def comment(**more: Any) -> dict[str, Any]:
    about = {"item": "comment", "verb": "add", "comment_id": COMMENT, "post_id": POST, "parent_id": POST}
    writer = {"from": {"id": "4001", "name": "Aelod o’r cyhoedd"}, "created_time": 1_780_500_000}
    return {**about, **writer, "message": "Pryd mae’r ŵyl?", **more}


def read(body: bytes) -> list[Change]:
    return list(changes(body))


def test_the_handshake_is_answered_with_its_challenge_where_the_words_agree() -> None:
    assert handshake(ASKED, "agreed") == "1158201444"


@pytest.mark.parametrize(
    "wrong",
    [{"hub.verify_token": "guessed"}, {"hub.verify_token": "ŵ"}, {"hub.mode": "unsubscribe"}],
)
def test_the_handshake_of_a_stranger_is_not_answered(wrong: dict[str, str]) -> None:
    assert handshake(ASKED | wrong, "agreed") is None
    assert handshake({}, "agreed") is None
    assert handshake(ASKED | {"hub.verify_token": ""}, "") is None


def test_a_body_is_facebooks_only_as_it_came() -> None:
    body = delivery(comment())
    written_anew = json.dumps(json.loads(body), ensure_ascii=False).encode()
    assert is_signed(body, signature(body), SECRET)
    assert not is_signed(written_anew, signature(body), SECRET)


@pytest.mark.parametrize(
    "given_signature", [None, "", "sha256=", "sha1=abc", "sha256=ŵ", signature(b"other"), signature(b"{}", "guess")]
)
def test_a_body_without_its_signature_is_nobodys(given_signature: str | None) -> None:
    assert not is_signed(b"{}", given_signature, SECRET)
    assert not is_signed(b"{}", signature(b"{}", ""), "")


def test_a_comment_comes_with_its_post_its_author_and_its_words() -> None:
    (change,) = read(delivery(comment()))
    at = datetime.fromtimestamp(1_780_500_000, UTC)
    assert change.identity == (COMMENT, "add", 1_780_500_000)
    assert (change.comment.on, change.comment.text, change.comment.written_at) == (POST, "Pryd mae’r ŵyl?", at)


@pytest.mark.parametrize(
    "other",
    [
        comment(item="reaction"),
        comment(**{"from": {"id": PAGE, "name": "Cyngor Enghraifft"}}),
        comment(comment_id="../8"),
        comment(created_time="yesterday"),
        comment(created_time=10**40),
    ],
)
def test_what_is_no_comment_of_another_is_passed_over(other: dict[str, Any]) -> None:
    assert read(delivery(other)) == []
    assert read(delivery(comment(), field="messages")) == []


def test_what_is_delivered_again_comes_once_and_an_edit_comes_too() -> None:
    seen: set[tuple[str, str, int]] = set()
    body = delivery(comment(), comment(), comment(verb="edited", message="Pryd mae'r ŵyl nesaf?"))
    assert [one.verb for one in unseen(changes(body), seen)] == ["add", "edited"]
    assert list(unseen(changes(body), seen)) == []
    later = delivery(comment(verb="edited", message="Pryd a ble?"), at=1_780_500_900)
    assert [one.comment.text for one in unseen(changes(later), seen)] == ["Pryd a ble?"]


@pytest.mark.parametrize("body", [b"", b"no JSON", b"[]", b"null", b'{"object": "page", "entry": 7}', b"\xff"])
def test_what_cannot_be_read_tells_nothing(body: bytes) -> None:
    assert read(body) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["entry", "changes", "value", "from"]), inner),
    )
)
def test_no_shape_of_a_delivery_breaks_the_reading(told: Any) -> None:
    assert read(json.dumps({"object": "page", "entry": told}).encode()) == []
