"""What is particular to a Page: layouts, links and pictures, what is refused, settings, quotas and its token's end."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.connector_contract import WRITTEN, Drawing, as_read, outgoing
from connectors.facebook_double import PAGE, STARTED, GraphDouble, PageDesk
from connectors.loopback import says, served
from cydbost_connectors import Age, Connector, NotAllowed, Outgoing, Rejected, ageing, dated_of
from cydbost_connectors.facebook import PLATFORM, FacebookPlatform
from cydbost_connectors.facebook.counting import length
from cydbost_connectors.facebook.usage import usage_of
from cydbost_connectors.platforms import find_platform

LINK = "https://cyngor.example/ffyrdd?a=1&b=2"


@pytest.fixture
def desk() -> Iterator[PageDesk]:
    double = GraphDouble()
    with served(double):
        yield PageDesk(double)
    assert double.wrong == []


@pytest.fixture
def connector(desk: PageDesk) -> Connector:
    return desk.connector()


def test_the_platform_is_found_by_its_name_without_its_library() -> None:
    assert find_platform("facebook") is PLATFORM
    told = "import sys; from cydbost_connectors.facebook import PLATFORM; print('facebook' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_post_of_many_pictures_has_each_ones_alternative_text_in_order(connector: Connector, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path)
    media = tuple(drawing.media(alt_text=f"Llun {n} â’r ŵyl", colour=bytes([n, 9, 9])) for n in range(4))
    receipt = connector.publish(replace(outgoing(), media=media))
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.alt_texts == tuple(one.alt_text for one in media)
    assert connector.find(replace(outgoing(), media=media)) == live
    assert list(connector.recent(WRITTEN)) == [live]


def test_pictures_are_sent_unseen_and_lists_go_out_as_json(
    desk: PageDesk, connector: Connector, tmp_path: Path
) -> None:
    connector.publish(replace(outgoing(), media=(Drawing(tmp_path).media(),)))
    (feed,) = [asked for asked in desk.double.asked if asked.path.endswith("/feed")]
    (photo,) = [one.number for one in desk.double.things.values() if one.kind == "photo"]
    assert json.loads(feed.form["attached_media"]) == [{"media_fbid": photo}]
    assert feed.form["published"] == "false"
    assert feed.headers["authorization"].startswith("Bearer ")


def test_a_link_is_a_card_unless_the_text_holds_it(desk: PageDesk, connector: Connector) -> None:
    connector.publish(replace(outgoing(), link=LINK))
    connector.publish(replace(outgoing("k2", text=f"Mwy: {LINK}", pair="P-2"), link=LINK))
    assert [one.link for one in desk.double.public()] == [LINK, ""]


@pytest.mark.parametrize(
    "refused",
    [
        outgoing(text=" \n"),
        outgoing(text="a\x00b"),
        outgoing(text="🌊" * 31_604),
        replace(outgoing(text="a" * 8_001), reply_to="7_8"),
        replace(outgoing(), link=LINK, reply_to="7_8"),
    ],
    ids=["empty", "control", "emoji counted twice", "long comment", "card in a comment"],
)
def test_what_facebook_would_not_take_is_refused_before_it_is_asked(
    refused: Outgoing, desk: PageDesk, connector: Connector
) -> None:
    for act in (connector.prepare, connector.publish):
        with pytest.raises(Rejected) as raised:
            act(refused)
        assert " / " in raised.value.detail
    assert desk.double.asked == []


def test_pictures_out_of_bounds_are_refused(connector: Connector, tmp_path: Path) -> None:
    media = Drawing(tmp_path).media()
    wrong = [
        (media,) * 11,
        (replace(media, mime="image/webp"),),
        (replace(media, mime="image/jpeg"),),
        (replace(media, alt_text="a" * 1_001),),
    ]
    for one in wrong:
        with pytest.raises(Rejected):
            connector.prepare(replace(outgoing(), media=one))
    with pytest.raises(Rejected):
        connector.prepare(replace(outgoing(), media=(media,), link=LINK))


def test_pictures_of_a_live_post_stay_as_they_are(connector: Connector, tmp_path: Path) -> None:
    receipt = connector.publish(outgoing())
    with pytest.raises(Rejected):
        connector.edit(receipt.remote_id, replace(outgoing(text="Arall"), media=(Drawing(tmp_path).media(),)))


def test_a_page_in_one_language_takes_no_post_in_the_other_and_answers_in_both(desk: PageDesk) -> None:
    desk.language = "cy"
    connector = desk.connector()
    post = connector.publish(outgoing())
    with pytest.raises(NotAllowed):
        connector.prepare(outgoing(language="en"))
    answered = replace(outgoing(language="en", text="By 6.30pm."), reply_to=desk.comment(post.remote_id, "When?"))
    connector.publish(answered)
    assert connector.find(answered) is not None


def test_an_answer_to_an_answer_is_found_beside_it(desk: PageDesk, connector: Connector, tmp_path: Path) -> None:
    post = connector.publish(outgoing())
    first = desk.comment(post.remote_id, "Pryd?")
    second = desk.comment(first, "A lle?")
    answer = replace(outgoing("r1", text="Yn y neuadd."), reply_to=second, media=(Drawing(tmp_path).media(),))
    assert connector.find(answer) is None
    receipt = connector.publish(answer)
    found = desk.connector().find(answer)
    assert found is not None
    assert (found.remote_id, found.alt_texts) == (receipt.remote_id, ("Ffordd dan ddŵr",))
    assert [one.on for one in connector.comments(WRITTEN)] == [post.remote_id] * 2
    assert receipt.remote_id in [one.remote_id for one in connector.recent(WRITTEN)]


def test_more_comments_than_come_with_a_post_are_all_read(desk: PageDesk, connector: Connector) -> None:
    post = connector.publish(outgoing())
    written = [desk.comment(post.remote_id, f"Sylw {n}") for n in range(230)]
    assert [one.remote_id for one in connector.comments(WRITTEN)] == written
    assert len([asked for asked in desk.double.asked if asked.path.endswith("/comments")]) == 3


def test_more_posts_than_a_page_of_the_list_holds_are_all_read(desk: PageDesk, connector: Connector) -> None:
    for number in range(60):
        desk.double._feed(PAGE, {"message": f"Neges {number}"})
    assert [one.text for one in connector.recent(WRITTEN)] == [f"Neges {number}" for number in range(60)]


def test_posts_older_than_the_council_wants_are_not_asked_about(desk: PageDesk) -> None:
    connector = desk.connector({"comment_days": "7"})
    desk.comment(connector.publish(outgoing()).remote_id, "Hen")
    desk.double.now += timedelta(days=8)
    desk.comment(connector.publish(outgoing("k2", text="Arall")).remote_id, "Newydd")
    assert [one.text for one in connector.comments(WRITTEN)] == ["Newydd"]


@pytest.mark.parametrize(
    "setting",
    [
        {"page_id": "cyngor"},
        {"graph_version": "26.0"},
        {"address": "http://graph.example"},
        {"address": "https://graph.example/path"},
        {"address": "graph.example"},
        {"publish_by": "now"},
        {"token_in": "address"},
        {"drafts_edge": "a/b"},
        {"comment_days": "0"},
    ],
)
def test_a_setting_that_cannot_be_used_is_told_at_once(setting: dict[str, str], desk: PageDesk) -> None:
    with pytest.raises(NotAllowed):
        desk.connector(setting)


def test_every_setting_is_explained_in_both_languages() -> None:
    assert [one.name for one in FacebookPlatform().settings if not one.cy or not one.en or one.cy == one.en] == []


def test_health_tells_the_quota_and_when_the_token_ends(desk: PageDesk, connector: Connector) -> None:
    ends = int(datetime(2026, 8, 1, tzinfo=UTC).timestamp())
    desk.double.token |= {"expires_at": 0, "data_access_expires_at": ends}
    desk.double.usage = {"X-App-Usage": '{"call_count": 12, "total_time": 40, "total_cputime": 3}'}
    health = connector.health()
    assert health.usable
    assert health.expires_at == datetime(2026, 8, 1, tzinfo=UTC)
    assert [(one.limit, one.left) for one in health.quotas] == [(100, 60)]
    assert health.clock is not None


def test_health_says_which_permission_is_missing(desk: PageDesk, connector: Connector) -> None:
    desk.double.token["scopes"] = ["pages_manage_posts", "pages_read_engagement"]
    health = connector.health()
    assert [side.count("pages_manage_engagement") for side in health.detail.split(" / ")] == [1, 1]
    assert health.usable
    desk.double.token["scopes"] = ["pages_read_engagement"]
    assert not connector.health().usable


def test_health_says_that_a_token_ran_out_within_one_call(desk: PageDesk) -> None:
    health = desk.connector({"page_token": "an-old-token"}).health()
    assert not health.usable
    assert "page_token" in health.detail
    assert "an-old-token" not in health.detail
    assert len(desk.double.asked) == 1


def test_what_is_not_told_of_a_token_does_not_stop_a_page_that_answers(desk: PageDesk, connector: Connector) -> None:
    desk.double.meet("GET", "/debug_token", says(500, {"error": {"code": 1}}))
    health = connector.health()
    assert health.usable
    assert len(health.detail.split(" / ")) == 2


@pytest.mark.parametrize(
    ("version", "on", "age"),
    [
        ("v26.0", date(2027, 11, 21), None),
        ("v26.0", date(2027, 11, 22), Age.OLD),
        ("v25.0", date(2028, 4, 29), Age.OLD),
        ("v25.0", date(2028, 4, 30), Age.ENDING),
        ("v21.0", date(2027, 1, 20), Age.ENDING),
        ("v21.0", date(2027, 1, 21), Age.ENDED),
        ("v99.0", date(2027, 1, 21), None),
    ],
)
def test_the_end_of_a_graph_version_is_known_ninety_days_ahead(version: str, on: date, age: Age | None) -> None:
    known = [one for one in dated_of(PLATFORM, {"graph_version": version}) if version in one.what]
    assert [one.age for one in ageing(known, on)] == ([age] if age else [])


@pytest.mark.parametrize(
    ("headers", "percent", "wait"),
    [
        ({}, None, None),
        ({"X-App-Usage": "no JSON", "Retry-After": "soon"}, None, None),
        ({"X-App-Usage": "[1]", "X-Page-Usage": '{"call_count": true}'}, None, None),
        ({"X-Page-Usage": '{"call_count": 7, "total_time": 9}'}, 9, None),
        ({"X-Business-Use-Case-Usage": '{"1": [{"call_count": 5, "estimated_time_to_regain_access": 0}]}'}, 5, None),
        ({"X-Business-Use-Case-Usage": '{"1": [{"estimated_time_to_regain_access": 19}], "2": "x"}'}, None, 1_140),
        ({"Retry-After": "30"}, None, 30),
    ],
)
def test_what_is_used_and_how_long_to_wait_is_read_from_headers(
    headers: dict[str, str], percent: int | None, wait: float | None
) -> None:
    used = usage_of(headers)
    assert (used.percent, used.wait) == (percent, wait)


@given(st.text())
def test_a_text_is_never_counted_shorter_than_it_is(text: str) -> None:
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2 >= len(text)


def test_the_letters_of_welsh_count_one_and_an_emoji_two() -> None:
    assert (length("ŵŷâêîôûŴŶïẁỳ"), length("🌊"), length("🏴󠁧󠁢󠁷󠁬󠁳󠁿")) == (12, 2, 14)


class TestModerating:
    @pytest.fixture
    def comment(self, desk: PageDesk, connector: Connector) -> str:
        return desk.comment(connector.publish(outgoing()).remote_id, "Cwyn breifat")

    def test_a_comment_is_hidden_and_shown_again_however_often(self, desk: PageDesk, comment: str) -> None:
        moderator = desk.moderator()
        for hidden in (True, True, False):
            moderator.hide(comment, hidden=hidden)
            assert desk.double.things[comment].hidden is hidden

    def test_a_comment_is_removed_and_gone_counts_as_done(self, desk: PageDesk, comment: str) -> None:
        moderator = desk.moderator()
        moderator.remove(comment)
        moderator.remove(comment)
        assert comment not in desk.double.things

    def test_its_author_is_written_to_once(self, desk: PageDesk, comment: str) -> None:
        moderator = desk.moderator()
        moderator.reply_privately(comment, "Ffoniwch ni, os gwelwch yn dda: ŵ")
        with pytest.raises(Rejected):
            moderator.reply_privately(comment, "Eto")
        assert desk.double.answered_privately == {comment: "Ffoniwch ni, os gwelwch yn dda: ŵ"}

    def test_and_within_seven_days(self, desk: PageDesk, comment: str) -> None:
        desk.double.now = STARTED + timedelta(days=8)
        with pytest.raises(Rejected):
            desk.moderator().reply_privately(comment, "Rhy hwyr")
        assert desk.double.answered_privately == {}

    @pytest.mark.parametrize("text", ["", "a" * 2_001, "\x07"])
    def test_a_private_reply_that_cannot_be_sent_is_refused(self, text: str, desk: PageDesk, comment: str) -> None:
        with pytest.raises(Rejected):
            desk.moderator().reply_privately(comment, text)

    @pytest.mark.parametrize("stranger", ["", "x", f"{PAGE}_1", "../me", "1_2/likes"])
    def test_what_is_no_comment_is_not_touched(self, stranger: str, desk: PageDesk) -> None:
        moderator = desk.moderator()
        with pytest.raises(Rejected):
            moderator.hide(stranger, hidden=True)
        with pytest.raises(Rejected):
            moderator.reply_privately(stranger, "Helo")
        assert desk.double.asked == []


def test_what_is_found_reads_as_it_was_sent(connector: Connector) -> None:
    connector.publish(outgoing(text="Llinell un\n\n\tLlinell dau w\u0302"))
    found = connector.find(outgoing(text="Llinell un\n\n\tLlinell dau w\u0302"))
    assert found is not None
    assert as_read(found.text) == "Llinell un Llinell dau ŵ"


@pytest.mark.parametrize("ending", [".md", ".cy.md"])
def test_the_guide_names_every_setting_with_what_holds_where_it_is_left_out(ending: str) -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "platforms" / f"facebook{ending}").read_text("utf-8")
    rows = {line.split("`")[1]: line for line in guide.splitlines() if line.startswith("| `")}
    plain = [one for one in FacebookPlatform().settings if not one.is_secret]
    assert [one.name for one in plain if one.default and f"`{one.default}` |" not in rows[one.name]] == []
    assert [
        one.name for one in FacebookPlatform().settings if f"{one.name} =" not in guide and one.default is None
    ] == []
