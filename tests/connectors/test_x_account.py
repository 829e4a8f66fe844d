"""What a council meets with on X: links, threads, replies and prices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from connectors.connector_contract import WRITTEN, Drawing, outgoing
from connectors.x_double import HANDLE, KEYS, STRANGER
from connectors.x_fixtures import XDesk, open_x
from cydbost_connectors import NotAllowed, OutcomeUnknown, Rejected, dated_of, prices_of
from cydbost_connectors.platforms import find_platform
from cydbost_connectors.x import PLATFORM
from cydbost_connectors.x.prices import XPrices
from cydbost_connectors.x.snowflake import last_before, made_at


@pytest.fixture
def desk() -> Iterator[XDesk]:
    with open_x() as desk:
        yield desk


@pytest.mark.parametrize(
    "text",
    [
        "Gweler llyw.cymru/llifogydd a https://gov.wales/floods?a=1&b=2.",
        "Gwybodaeth:\n\nhttps://llyw.cymru/llifogydd",
        "A < B & C > D &amp; &lt;p&gt;",
        "Dilynwch @gwasanaethtan ac #ŵyl",
        "Tŷ  â   bylchau",
    ],
)
@pytest.mark.parametrize("link", [None, "https://llyw.cymru/rhybuddion"])
def test_words_come_back_as_they_were_approved_whatever_x_makes_of_links(
    desk: XDesk, text: str, link: str | None
) -> None:
    connector = desk.connector()
    sent = replace(outgoing(text=text), link=link)
    receipt = connector.publish(sent)
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.text.split() == text.split()
    assert connector.find(sent) == live
    assert (link is None) or desk.double.posts[receipt.remote_id].text.endswith(f"\n\n{link}")


def test_a_link_that_the_words_hold_already_is_not_sent_twice(desk: XDesk) -> None:
    sent = replace(outgoing(text="Gweler https://gov.wales/a"), link="https://gov.wales/a")
    number = desk.connector().publish(sent).remote_id
    assert desk.double.posts[number].text == sent.text


def test_pictures_carry_their_alternative_texts_in_order(desk: XDesk, tmp_path: object) -> None:
    drawing = Drawing(tmp_path)  # type: ignore[arg-type] # pytest's own path
    pictures = [drawing.media(alt_text=f"Llun {n} â", colour=bytes([n, 99, 51])) for n in range(4)]
    receipt = desk.connector().publish(replace(outgoing(), media=tuple(pictures)))
    live = desk.connector().read_back(receipt.remote_id)
    assert live is not None
    assert live.alt_texts == ("Llun 0 â", "Llun 1 â", "Llun 2 â", "Llun 3 â")
    for refused in ((*pictures, pictures[0]), (replace(pictures[0], mime="image/gif"),)):
        with pytest.raises(Rejected):
            desk.connector().prepare(replace(outgoing(), media=refused))


def test_english_continues_welsh_as_a_thread_and_is_found_there(desk: XDesk) -> None:
    connector = desk.connector()
    welsh = connector.publish(outgoing(text="Ffordd ar gau"))
    english = replace(outgoing("k2", language="en", text="Road closed"), reply_to=welsh.remote_id)
    connector.prepare(english)
    receipt = connector.publish(english)
    assert connector.find(english) == connector.read_back(receipt.remote_id)
    assert connector.find(replace(english, reply_to=None)) is None
    comment = desk.comment(receipt.remote_id, "Diolch")
    nested = desk.double.write(STRANGER, f"@{HANDLE} a phryd?", reply_to=comment)
    assert [(one.remote_id, one.on) for one in connector.comments(WRITTEN)] == [
        (comment, receipt.remote_id),
        (nested, welsh.remote_id),
    ]


def test_who_does_not_name_the_account_is_answered_by_hand(desk: XDesk) -> None:
    foreign = desk.double.write(STRANGER, "Mae twll yn y ffordd")
    reply = replace(outgoing(), reply_to=foreign)
    for act in (desk.connector().prepare, desk.connector().publish):
        with pytest.raises(Rejected) as raised:
            act(reply)
        assert "Answer by hand on x.com" in raised.value.detail
    desk.double.summoned_only = False
    desk.connector(replies="any").prepare(reply)
    desk.connector(replies="any").publish(reply)


def test_who_names_or_quotes_the_account_is_answered(desk: XDesk) -> None:
    connector = desk.connector()
    ours = connector.publish(outgoing()).remote_id
    naming = desk.double.write(STRANGER, f"@{HANDLE} pryd?")
    quoting = desk.double.write(STRANGER, "Gwelwch", quoted=ours)
    for number in (naming, quoting):
        connector.prepare(replace(outgoing(text="Erbyn 6yh"), reply_to=number))
        connector.publish(replace(outgoing(text="Erbyn 6yh"), reply_to=number))
    mention = next(one for one in connector.comments(WRITTEN) if one.remote_id == naming)
    assert (mention.on, mention.author) == (None, "@preswylydd")


def test_names_of_commenters_are_asked_for_only_where_the_council_pays_for_them(desk: XDesk) -> None:
    naming = desk.double.write(STRANGER, f"@{HANDLE} pryd?")
    assert [one.author for one in desk.connector(names="no").comments(WRITTEN)] == [STRANGER]
    assert "expansions" not in desk.double.asked[-1].query
    assert made_at(naming) > WRITTEN


def test_long_lists_are_read_page_by_page_and_no_further_back_than_asked(desk: XDesk) -> None:
    connector = desk.connector()
    desk.double.page = 7
    numbers = [connector.publish(outgoing(str(n), text=f"Neges {n}")).remote_id for n in range(30)]
    assert [one.remote_id for one in connector.recent(WRITTEN)] == numbers
    assert [one.remote_id for one in connector.recent(made_at(numbers[25]))] == numbers[25:]
    asked = len(desk.double.asked)
    assert connector.find(outgoing(text="Neges 29")) is not None
    assert len(desk.double.asked) == asked + 1


def test_a_post_that_x_does_not_list_so_far_back_is_not_called_absent(desk: XDesk) -> None:
    for number in range(3_200):
        desk.double.write("7001", f"Hen neges {number}")
    with pytest.raises(OutcomeUnknown):
        desk.connector().find(outgoing())


def test_keys_of_another_account_are_refused_before_anything_is_sent(desk: XDesk) -> None:
    with pytest.raises(NotAllowed):
        desk.connector(handle="arall").prepare(outgoing())
    assert not desk.connector(handle="arall").health().usable


def test_health_tells_prices_and_what_is_left(desk: XDesk) -> None:
    health = desk.connector().health()
    assert "$0.200" in health.detail
    assert [(quota.limit, quota.left) for quota in health.quotas] == [(100, 99)]
    assert health.clock is not None
    assert health.expires_at is None


@pytest.mark.parametrize(
    ("text", "link", "reply_to", "dollars"),
    [
        ("Ffordd ar gau", None, None, "0.015"),
        ("Gweler llyw.cymru", None, None, "0.200"),
        ("Ffordd ar gau", "https://gov.wales/a", None, "0.200"),
        ("Diolch", None, "123", "0.010"),
    ],
)
def test_a_post_costs_what_x_published(text: str, link: str | None, reply_to: str | None, dollars: str) -> None:
    sent = replace(outgoing(text=text), link=link, reply_to=reply_to)
    assert XPrices().cost(sent) == Decimal(dollars)
    assert XPrices().cost_without_links(sent) == Decimal("0.010" if reply_to else "0.015")


def test_reading_costs_less_where_the_account_owns_the_app_or_asks_for_no_names() -> None:
    settings = {one.name: one.default or "" for one in PLATFORM.settings}
    prices = prices_of(PLATFORM, settings)
    assert prices is not None
    assert (prices.cost_of_reading(2), prices.cost_of_look()) == (Decimal("0.030"), Decimal("0.005"))
    cheap = PLATFORM.prices({**settings, "owns_app": "yes", "names": "no"})
    assert (cheap.cost_of_reading(2), cheap.cost_of_look()) == (Decimal("0.002"), Decimal("0.001"))
    assert {one.what for one in dated_of(PLATFORM, settings)} == {"limits", "prices"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"text": "Gweler http://gov.wales/a"}, "https://"),
        ({"text": " "}, "Enter the post's text"),
        ({"text": "a\x00b"}, "cannot be shown"),
        ({"text": "$ABC a $DEF"}, "$"),
        ({"text": "a" * 270, "link": "https://gov.wales/a"}, "280"),
        ({"reply_to": "comment-1"}, "no longer"),
        ({"reply_to": "123", "text": "@rhywun diolch"}, "@"),
    ],
)
def test_what_x_would_refuse_is_refused_without_asking_it(desk: XDesk, change: dict[str, str], word: str) -> None:
    sent = replace(outgoing(), **change)  # type: ignore[arg-type] # only texts are changed
    with pytest.raises(Rejected) as raised:
        desk.connector().prepare(sent)
    assert word in raised.value.detail
    assert desk.double.asked == []


def test_an_account_carries_its_own_language_alone(desk: XDesk) -> None:
    account = replace(desk.account(), language="cy")
    with pytest.raises(NotAllowed):
        PLATFORM.connect(account).prepare(outgoing(language="en"))


@pytest.mark.parametrize("auth", ["oauth1", "oauth2"])
def test_a_missing_credential_is_named_before_anything_is_asked(desk: XDesk, auth: str) -> None:
    with pytest.raises(NotAllowed) as raised:
        PLATFORM.connect(desk.account({"auth": auth}, secrets=dict.fromkeys(KEYS, "")))
    assert ("access_token_secret" if auth == "oauth1" else "refresh_token") in raised.value.detail
    with pytest.raises(NotAllowed):
        PLATFORM.connect(desk.account({"names": "maybe"}))


def test_x_is_found_by_its_name() -> None:
    assert find_platform("x") is PLATFORM


def test_an_id_tells_its_moment() -> None:
    moment = WRITTEN + timedelta(milliseconds=7)
    assert made_at(str(last_before(moment) + 1)) == moment
    assert made_at(str(last_before(moment))) < moment
    assert last_before(WRITTEN.replace(year=2000)) == 1
