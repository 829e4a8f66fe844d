"""How long a message is on each platform: what is counted is what its connector will look at."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cydbost_connectors import Outgoing, Rejected
from cydbost_connectors.bluesky import limits as bluesky
from cydbost_connectors.facebook import limits as facebook
from cydbost_connectors.mastodon.limits import Limits, check_text
from cydbost_connectors.mastodon.wording import composed
from cydbost_connectors.measure import Measure, measure_of, plain_measure
from cydbost_connectors.noticeboard import limits as noticeboard
from cydbost_connectors.platforms import OWN, find_platform
from cydbost_connectors.wordpress import limits as wordpress
from cydbost_connectors.x import details as of_x
from cydbost_connectors.x.checking import check as check_on_x

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"  # one letter to a reader, 25 bytes
LINK = "https://www.example.org/newyddion/" + "a" * 60


def measure(name: str, limit: int | None = None) -> Measure:
    platform = find_platform(name)
    assert platform is not None
    return measure_of(platform, limit=limit)


def outgoing(text: str, link: str | None = None) -> Outgoing:
    return Outgoing("key", "cy", text, datetime(2026, 6, 1, tzinfo=UTC), "pair", link=link)


@pytest.mark.parametrize(
    ("platform", "text", "link", "length"),
    [
        ("x", "Ŵyn ŷd", None, 6),
        ("x", "Ffordd ar gau", LINK, 13 + 2 + 23),
        ("x", f"Gweler {LINK}", LINK, 7 + 23),
        ("x", FAMILY, None, 2),
        ("mastodon", "Ŵyn ŷd", None, 6),
        ("mastodon", "Ffordd ar gau", LINK, 13 + 3 + 23),
        ("mastodon", FAMILY, None, 1),
        ("mastodon", "Diolch @cyngor@toot.wales", None, 14),
        ("bluesky", "w\u0302yn y\u0302d", None, 6),
        ("bluesky", FAMILY + "\U0001f1e6\U0001f1f1", None, 2),
        ("bluesky", "Ffordd ar gau", LINK, 13),  # its card is no part of the text
        ("bluesky", f"Gweler {LINK}", None, 7 + len(LINK)),
        ("facebook", "Ŵyn 🌊", None, 6),  # a browser's units: an emoji is two
        ("facebook", "Ffordd ar gau", LINK, 13),
        ("wordpress", "Ffordd ar gau", LINK, 13),
    ],
)
def test_a_text_and_its_link_count_as_the_platform_counts_them(
    platform: str, text: str, link: str | None, length: int
) -> None:
    assert measure(platform).count(text, link) == length


def test_every_platform_of_our_own_says_how_it_counts() -> None:
    for name in OWN:
        one = measure(name)
        assert one.fits("Ffordd ar gau", None)
        if name == "manual":  # each place has its own, as the council says it
            assert one.limit is None
            continue
        assert one.limit is not None
        assert not one.fits("a" * (one.limit + 1), None)


def test_bluesky_takes_three_hundred_letters_and_three_thousand_bytes() -> None:
    one = measure("bluesky")
    assert one.fits("ŵ" * 300, None)
    assert not one.fits("ŵ" * 301, None)
    assert one.fits(FAMILY * 120, None)
    assert not one.fits(FAMILY * 121, None)
    assert one.bytes_over(FAMILY * 121) == 25


def test_a_server_s_own_limit_takes_the_place_of_the_usual_one() -> None:
    assert (measure("mastodon").limit, measure("mastodon").is_sure) == (500, False)
    assert (measure("mastodon", 5_000).limit, measure("mastodon", 5_000).is_sure) == (5_000, True)
    assert measure("x").is_sure


PIECES = st.sampled_from(["Ffordd ar gau. ", "ŵ", FAMILY, "🌊", "故", f" {LINK} ", " gov.wales ", "@cyngor ", "\n\n"])
TEXTS = st.builds(
    lambda pieces, filling: "".join(pieces) + "a" * filling,
    st.lists(PIECES, max_size=30),
    st.integers(0, 320),
)


def is_refused_as_too_long(platform: str, text: str, link: str | None) -> bool:
    """Tell whether the connector, asked to prepare it, would say that it is too long."""
    one = outgoing(text, link)
    try:
        if platform == "x":
            check_on_x(one, language="cy")
        elif platform == "mastodon":
            check_text(composed(one), Limits())
        else:
            {"bluesky": bluesky, "facebook": facebook, "wordpress": wordpress}[platform].check_words(one)
    except Rejected as refused:
        return refused.detail == of_x.TOO_LONG or "300" in refused.detail or "500" in refused.detail
    return False


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from([None, LINK]))
@example("a" * 255, LINK)
@example("a" * 256, LINK)
@example("a" * 474, LINK)
@example("a" * 475, LINK)
def test_what_is_counted_is_what_the_connector_refuses(text: str, link: str | None) -> None:
    for platform in ("x", "mastodon", "bluesky"):
        if text.strip():
            assert measure(platform).fits(text, link) is not is_refused_as_too_long(platform, text, link)


@pytest.mark.parametrize(
    ("platform", "check"),
    [("facebook", facebook.check_words), ("wordpress", wordpress.check_words)],
    ids=["facebook", "wordpress"],
)
def test_the_longest_text_that_is_counted_as_fitting_is_taken(platform: str, check: Callable[[Outgoing], None]) -> None:
    one = measure(platform)
    longest = "a" * (one.limit or 0)
    check(outgoing(longest))
    with pytest.raises(Rejected):
        check(outgoing(longest + "a"))
    assert one.fits(longest, None)
    assert not one.fits(longest + "a", None)


def test_the_noticeboard_takes_its_five_thousand_characters() -> None:
    one = plain_measure("Noticeboard", noticeboard.CAPABILITIES)
    noticeboard.check_words(outgoing("ŵ" * 5_000, LINK))
    assert one.fits("ŵ" * 5_000, LINK)
    assert not one.fits("ŵ" * 5_001, LINK)
