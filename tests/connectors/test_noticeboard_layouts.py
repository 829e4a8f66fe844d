"""Every way a channel can carry a pair is possible on the noticeboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.board_fixtures import BASE, BoardDesk, open_board
from connectors.connector_contract import WRITTEN, outgoing
from cydbost_connectors import NotAllowed, Rejected
from cydbost_connectors.noticeboard import NoticeboardConnector


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BoardDesk]:
    with open_board(tmp_path) as desk:
        yield desk


def _account(desk: BoardDesk, account: str, language: str) -> NoticeboardConnector:
    return NoticeboardConnector(desk.store, account, language=language, base_url=f"{BASE}/")


def test_paired_accounts_share_an_address_in_each_language(desk: BoardDesk) -> None:
    welsh = _account(desk, "council-cy", "cy").publish(outgoing("k", language="cy", pair="Côd 7/Ŵyn"))
    english = _account(desk, "council-en", "en").publish(outgoing("k", language="en", pair="Côd 7/Ŵyn"))
    assert (welsh.address, english.address) == (f"{BASE}/cy/cod-7-wyn", f"{BASE}/en/cod-7-wyn")
    assert welsh.remote_id != english.remote_id


def test_an_account_refuses_notices_in_a_language_it_does_not_carry_but_replies_in_any(desk: BoardDesk) -> None:
    account = _account(desk, "council-cy", "cy")
    receipt = account.publish(outgoing("k", language="cy"))
    for language in ("en", "cy,en"):
        with pytest.raises(NotAllowed):
            account.publish(outgoing("k2", language=language))
    answer = replace(outgoing("r", language="en", pair="R"), reply_to=desk.comment(receipt.remote_id, "Thanks"))
    assert account.publish(answer).address == f"{receipt.address}#notice-2"


def test_an_english_notice_may_continue_a_welsh_one(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    welsh = account.publish(outgoing("a", language="cy"))
    english = account.publish(replace(outgoing("b", language="en"), reply_to=welsh.remote_id))
    live = account.read_back(english.remote_id)
    assert live is not None
    assert (live.language, live.address) == ("en", f"{BASE}/en/p-2026-0001")


def test_one_notice_may_carry_both_languages(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    receipt = account.publish(outgoing("a", language="cy,en", text="Cymraeg\n---\nEnglish"))
    live = account.read_back(receipt.remote_id)
    assert live is not None
    assert (live.language, live.text, live.address) == ("cy,en", "Cymraeg\n---\nEnglish", f"{BASE}/cy/p-2026-0001")


def test_references_that_look_alike_get_addresses_of_their_own(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    pairs = ["A 1", "a-1", "A.1", "日本", "tudalen", "page"]
    addresses = [account.publish(outgoing(pair, pair=pair)).address for pair in pairs]
    assert addresses[:3] == [f"{BASE}/cy/a-1", f"{BASE}/cy/a-1-2", f"{BASE}/cy/a-1-3"]
    assert len(set(addresses)) == len(pairs)
    assert not {f"{BASE}/cy/tudalen", f"{BASE}/cy/page", f"{BASE}/cy/"} & set(addresses)


def test_an_address_is_never_given_to_another_notice(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    first = account.publish(outgoing("a"))
    account.withdraw(first.remote_id)
    assert account.publish(outgoing("b")).address == f"{first.address}-2"


def test_one_account_neither_reads_edits_nor_withdraws_anothers(desk: BoardDesk) -> None:
    ours, theirs = _account(desk, "ours", "cy"), _account(desk, "theirs", "cy")
    receipt = ours.publish(outgoing())
    theirs.withdraw(receipt.remote_id)
    assert theirs.read_back(receipt.remote_id) is None
    assert theirs.find(outgoing()) is None
    with pytest.raises(Rejected):
        theirs.edit(receipt.remote_id, outgoing(text="Arall"))
    desk.comment(receipt.remote_id, "Helo")
    assert list(theirs.comments(WRITTEN)) == []
    assert ours.read_back(receipt.remote_id) is not None


def test_an_edit_neither_swaps_nor_loses_a_language_nor_changes_the_pair(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    welsh = account.publish(outgoing())
    both = account.publish(outgoing("both", pair="both", language="cy,en"))
    for changed in (outgoing(language="en"), outgoing(pair="other")):
        with pytest.raises(Rejected):
            account.edit(welsh.remote_id, changed)
    with pytest.raises(Rejected):
        account.edit(both.remote_id, outgoing("both", pair="both", language="en"))


def test_an_english_notice_may_come_to_carry_both_languages(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    english = account.publish(outgoing(language="en", text="English"))
    both = outgoing(language="cy,en", text="Cymraeg\n---\nEnglish")
    receipts = [account.edit(english.remote_id, both) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert receipts[0].address == f"{BASE}/cy/p-2026-0001"
    live = account.read_back(english.remote_id)
    assert live is not None
    assert (live.language, live.text) == ("cy,en", both.text)


def test_a_notice_does_not_take_over_its_twins_page(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    account.publish(outgoing("a"))
    english = account.publish(outgoing("b", language="en"))
    with pytest.raises(Rejected):
        account.edit(english.remote_id, outgoing("b", language="cy,en"))


def test_two_pairs_never_share_an_address_even_in_different_languages(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    addresses = [
        account.publish(outgoing(p, pair=p, language=code)).address for p, code in (("A 1", "cy"), ("a-1", "en"))
    ]
    assert addresses == [f"{BASE}/cy/a-1", f"{BASE}/en/a-1-2"]


def test_a_repeat_after_an_edit_still_finds_its_first_write(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    receipt = account.publish(outgoing())
    account.edit(receipt.remote_id, outgoing(text="Newydd"))
    assert account.publish(outgoing()) == receipt
    live = account.read_back(receipt.remote_id)
    assert live is not None
    assert live.text == "Newydd"


def test_a_reply_goes_from_view_with_its_notice_or_its_comment(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    first = account.publish(outgoing())
    comment = desk.comment(first.remote_id, "Cwestiwn")
    reply = account.publish(replace(outgoing("r", pair="R"), reply_to=comment))
    desk.store.remove_comment(1)
    assert account.read_back(reply.remote_id) is None
    second = account.publish(outgoing("b", pair="B"))
    other = account.publish(replace(outgoing("s", pair="S"), reply_to=desk.comment(second.remote_id, "Arall")))
    account.withdraw(second.remote_id)
    assert account.read_back(other.remote_id) is None


def test_a_reply_cannot_be_replied_to(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    comment = desk.comment(account.publish(outgoing()).remote_id, "Cwestiwn")
    reply = account.publish(replace(outgoing("r", pair="R"), reply_to=comment))
    with pytest.raises(Rejected):
        account.publish(replace(outgoing("x", pair="X"), reply_to=reply.remote_id))


def test_hundreds_of_comments_come_in_order_and_once_each(desk: BoardDesk) -> None:
    account = _account(desk, "council", "cy,en")
    receipt = account.publish(outgoing())
    ids = [desk.comment(receipt.remote_id, f"Sylw {number}") for number in range(405)]
    assert [one.remote_id for one in account.comments(WRITTEN)] == ids
