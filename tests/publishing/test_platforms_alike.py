"""On every platform and in every layout: Welsh first, as many pictures, each described in its own language."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from connectors.bluesky_fixtures import open_bluesky
from connectors.connector_contract import Drawing
from connectors.facebook_double import GraphDouble, PageDesk
from connectors.loopback import served
from connectors.mastodon_fixtures import open_server
from connectors.wordpress_double import open_site
from connectors.x_fixtures import open_x
from cydbost_connectors import Connector, Live, Media
from cydbost_connectors.measure import measure_of
from cydbost_connectors.platforms import find_platform
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.dividing import divide_posting
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Carries, Layout, OnHalf
from publishing.conftest import APPROVER, EDITOR, Council
from publishing.test_parts import PARTS

HOUR = timedelta(hours=1)
CY = "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026."
EN = "The library in Ruthin will be closed on Monday 8 June 2026."
#: One picture that both languages share, and one of which each has its own.
ALTS = {Language.CY: ("Llun o’r llyfrgell", "Poster Cymraeg"), Language.EN: ("The library", "English poster")}


@contextmanager
def open_page() -> Iterator[PageDesk]:
    double = GraphDouble()
    with served(double):
        yield PageDesk(double)


OPENERS: dict[str, Callable[[], Any]] = {
    "bluesky": open_bluesky,
    "facebook": open_page,
    "mastodon": open_server,
    "wordpress": open_site,
    "x": open_x,
}


def has_threads(platform: str) -> bool:
    found = find_platform(platform)
    return found is not None and found.capabilities.threads


CASES = [
    pytest.param(platform, layout, id=f"{platform}-{layout.value}")
    for platform in OPENERS
    for layout in Layout
    if (layout is not Layout.THREAD or has_threads(platform))
    and (layout is not Layout.PAIRED_ACCOUNTS or platform in {"facebook", "x"})  # two accounts are the same twice
]
WITH_THREADS = [platform for platform in OPENERS if has_threads(platform)]


@pytest.fixture
def database() -> str:
    """What is looked at is the platforms': the database makes no difference to it."""
    return "sqlite"


@dataclass
class Reach:
    """A council's channel on one platform's doubles, an account for each desk."""

    council: Council
    platform: str
    desks: list[Any]

    def seen(self) -> list[Live]:
        """Return what the accounts list as public, the Welsh account first, each in the order it was made."""
        long_ago = self.council.clock.now() - timedelta(days=3650)
        opened: list[Connector] = [desk.connector() for desk in self.desks]
        return [live for connector in opened for live in connector.recent(long_ago)]

    def publish(self, contents: dict[Language, Content], *parts: tuple[str, str]) -> None:
        desk = self.council.desk
        ref = add_posting(desk, EDITOR, label="Llyfrgell", channels=[self.platform], contents=contents)
        if parts:
            each = [{Language.CY: Content(cy), Language.EN: Content(en)} for cy, en in parts]
            divide_posting(desk, EDITOR, ref, each, seen={Language.CY: 1, Language.EN: 1})
        approve(desk, APPROVER, ref)
        schedule(desk, EDITOR, ref, self.council.clock.now() + HOUR)
        self.council.run_to(HOUR)
        self.council.run_to(HOUR / 60)
        views = [show_posting(desk, line.ref) for line in list_postings(desk)]
        assert {view.line.state for view in views} == {PostingState.PUBLISHED}, [view.deliveries for view in views]


@contextmanager
def reaching(council: Council, platform: str, layout: Layout) -> Iterator[Reach]:
    """Put a council's channel on the doubles of a platform: two of them where each language has its own account."""
    found = find_platform(platform)
    assert found is not None
    carries = [Carries.CY, Carries.EN] if layout is Layout.PAIRED_ACCOUNTS else [Carries.BOTH]
    accounts = {one: f"{platform}-{one.value}" for one in carries}
    channel = DeclaredChannel(platform, platform, layout, OnHalf.HOLD, acknowledge=False, edits=True, accounts=accounts)
    set_channels(council.desk, [channel])
    rules = replace(council.desk.rules, measures={platform: measure_of(found)})
    council.desk = replace(council.desk, rules=rules)
    with ExitStack() as opened:
        desks = [opened.enter_context(OPENERS[platform]()) for _ in carries]
        council.connectors.clear()
        council.connectors |= {name: desk.connector() for name, desk in zip(accounts.values(), desks, strict=True)}
        yield Reach(council, platform, desks)


def pictures(drawing: Drawing, language: Language) -> tuple[Media, ...]:
    colour = b"\x00\x66\x33" if language is Language.CY else b"\x66\x00\x33"
    shared, own = ALTS[language]
    made = drawing.media(alt_text=shared, colour=b"\x33\x33\x33"), drawing.media(alt_text=own, colour=colour)
    return tuple(replace(one, rights="Ffotograffydd y cyngor") for one in made)


@pytest.mark.parametrize(("platform", "layout"), CASES)
def test_welsh_stands_first_and_each_language_has_its_pictures_described_in_it(
    council: Council, tmp_path: Path, platform: str, layout: Layout
) -> None:
    drawing = Drawing(tmp_path)
    texts = {Language.CY: CY, Language.EN: EN}
    contents = {one: Content(text, media=pictures(drawing, one)) for one, text in texts.items()}
    with reaching(council, platform, layout) as reach:
        reach.publish(contents)
        seen = reach.seen()
        if layout is Layout.COMBINED:
            (both,) = seen
            assert both.text.index(CY) < both.text.index(EN)
            shared = " / ".join(ALTS[one][0] for one in Language)
            assert both.alt_texts == (shared, ALTS[Language.CY][1], ALTS[Language.EN][1])
        else:
            welsh, english = seen
            assert (welsh.text, english.text) == (CY, EN)
            assert welsh.published_at <= english.published_at
            assert (welsh.alt_texts, english.alt_texts) == (ALTS[Language.CY], ALTS[Language.EN])
            tagged = (welsh.language, english.language)
            assert tagged == (("cy", "en") if reach_tags(platform) else (None, None))


def reach_tags(platform: str) -> bool:
    found = find_platform(platform)
    return found is not None and found.capabilities.language_tag


@pytest.mark.parametrize("platform", WITH_THREADS)
def test_a_divided_message_is_a_thread_for_each_language_on_every_platform_that_has_them(
    council: Council, platform: str
) -> None:
    with reaching(council, platform, Layout.THREAD) as reach:
        reach.publish({Language.CY: Content(CY), Language.EN: Content(EN)}, *PARTS)
        assert [live.text for live in reach.seen()] == [text for pair in PARTS for text in pair]
        answered = [_answers(platform, reach.desks[0], live) for live in reach.seen()]
        ids = [live.remote_id for live in reach.seen()]
        assert answered == [None, None, *ids[:-2]]


def _answers(platform: str, desk: Any, live: Live) -> str | None:
    """Return the id of what a post continues, as the platform's double keeps it."""
    kept: str | None
    if platform == "x":
        kept = desk.double.posts[live.remote_id].reply_to
    elif platform == "mastodon":
        kept = desk.double.said[live.remote_id].under
    else:
        record = next(one for one in desk.double.posts() if one["text"] == live.text)
        kept = record["reply"]["parent"]["uri"] if "reply" in record else None
    return kept
