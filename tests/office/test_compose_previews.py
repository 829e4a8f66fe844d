"""A pair as each channel shows it and counts it: which posts, in which order, with which card."""

from dataclasses import replace
from pathlib import Path

import pytest

from cydbost_bot.compose import make_rules
from cydbost_bot.office.compose.counts import count_rows
from cydbost_bot.office.compose.previews import previews
from cydbost_bot.settings import load_settings
from cydbost_bot.settings_model import Settings
from cydbost_bot.unsaved import judge_unsaved
from cydbost_connectors import Media
from cydbost_language import Language
from cydbost_queue.content import Content
from publishing.conftest import ENGLISH, WELSH

CHANNELS = """
[[channels]]
name = "pair"
platform = "noticeboard"
accounts = {{ cy = "bwrdd", en = "board" }}

[[channels]]
name = "thread"
platform = "noticeboard"
layout = "thread"
accounts = {{ both = "board" }}

[[channels]]
name = "one"
platform = "noticeboard"
layout = "combined"
text_limit = {limit}
accounts = {{ both = "board" }}

[[channels]]
name = "toots"
platform = "mastodon"
layout = "two-posts"

[channels.accounts.both]
name = "council"
settings = {{ server = "https://social.example" }}
"""
EVERY = ("pair", "thread", "one", "toots")
LINK = "https://www.example.gov.uk/library"


def settings_of(folder: Path, limit: int = 300) -> Settings:
    config = folder / "config.toml"
    config.write_text(CHANNELS.format(limit=limit), encoding="utf-8")
    return load_settings(config)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(tmp_path)


def pair(link: str | None = None) -> dict[Language, Content]:
    return {Language.CY: Content(WELSH, link), Language.EN: Content(ENGLISH, link)}


def test_each_layout_is_shown_in_its_posts_welsh_first(settings: Settings) -> None:
    shown = {one.channel: one.posts for one in previews(settings, EVERY, pair())}
    assert [(post.account, list(post.words), post.is_reply) for post in shown["pair"]] == [
        ("bwrdd", ["cy"], False),
        ("board", ["en"], False),
    ]
    assert [(list(post.words), post.is_reply) for post in shown["thread"]] == [(["cy"], False), (["en"], True)]
    assert [list(post.words) for post in shown["one"]] == [["cy", "en"]]
    assert [list(post.words) for post in shown["toots"]] == [["cy"], ["en"]]


def test_a_link_is_a_card_where_the_platform_shows_one_and_follows_the_words_where_it_does_not(
    settings: Settings,
) -> None:
    shown = {one.channel: one.posts for one in previews(settings, EVERY, pair(LINK))}
    assert [(post.card, post.card_site) for post in shown["pair"]] == [(LINK, "example.gov.uk")] * 2
    assert LINK not in shown["pair"][0].words[Language.CY]
    assert [post.card for post in shown["toots"]] == ["", ""]
    assert all(LINK in words for post in shown["toots"] for words in post.words.values())


def test_a_picture_that_both_share_stands_once_in_one_post_and_is_described_twice(settings: Settings) -> None:
    shared = Media("/m/a.png", "a" * 64, "image/png", "Llyfrgell")
    written = {
        Language.CY: Content(WELSH, media=(shared,)),
        Language.EN: Content(ENGLISH, media=(replace(shared, alt_text="Library"),)),
    }
    (one,) = previews(settings, ["one"], written)
    (post,) = one.posts
    assert [dict(picture.alts) for picture in post.pictures] == [{"cy": "Llyfrgell", "en": "Library"}]


def test_nothing_is_shown_of_nothing_and_of_one_side_what_there_is(settings: Settings) -> None:
    assert previews(settings, EVERY, {}) == []
    (thread,) = previews(settings, ["thread"], {Language.EN: Content(ENGLISH)})
    assert [(list(post.words), post.is_reply) for post in thread.posts] == [(["en"], False)]


def test_both_sides_are_counted_and_what_is_still_to_come_is_warned_of(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, limit=150)
    rules = make_rules(settings)
    rows = {row.channel: row for row in count_rows(judge_unsaved(settings, rules, pair(), EVERY).count)}
    assert [cell.said for cell in rows["pair"].sides] == ["101 of 5000: 4899 left", "96 of 5000: 4904 left"]
    assert rows["one"].both is not None
    assert (rows["one"].both.is_over, rows["one"].both.said) == (True, "204 of 150: 54 too long")
    alone = judge_unsaved(settings, rules, {Language.EN: Content(ENGLISH)}, EVERY)
    rows = {row.channel: row for row in count_rows(alone.count)}
    welsh, english = rows["pair"].sides
    assert (welsh.said, english.said) == ("To be written: 107 as a rule, up to 123", "96 of 5000: 4904 left")
    assert rows["one"].note is not None
    assert rows["one"].note.is_tight
    assert "Will hardly fit" in rows["one"].note.said


def test_what_is_too_long_is_found_while_it_is_typed(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, limit=150)
    found = judge_unsaved(settings, make_rules(settings), pair(), ["one"]).findings
    assert [one.code for one in found] == ["too_long_to_divide"]
    assert judge_unsaved(settings, make_rules(settings), pair(), ["pair", "nowhere"]).findings == ()
