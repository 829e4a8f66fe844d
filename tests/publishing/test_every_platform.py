"""The whole job on every platform at once, through the real libraries: out, in, changed and down, as pairs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import select

from connectors.bluesky_fixtures import open_bluesky
from connectors.connector_contract import WRITTEN, Desk, Drawing, as_read
from connectors.facebook_double import GraphDouble, PageDesk
from connectors.loopback import served
from connectors.mastodon_fixtures import open_server
from connectors.wordpress_double import open_site
from connectors.x_fixtures import open_x
from cydbost_language import Language
from cydbost_queue.actions.answering import WrongLanguage, answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Carries, CommentState, Delivery, Layout, OnEdit, OnHalf
from publishing.conftest import APPROVER, EDITOR, Council, council_at

MINUTE = timedelta(minutes=1)
WELSH = "Bydd Ysgol Tŷ Ŵyn ar gau ddydd Llun 8 Mehefin 2026 oherwydd llifogydd. Manylion: https://council.example/ysgol"
ENGLISH = (
    "Ysgol Tŷ Ŵyn will be closed on Monday 8 June 2026 because of flooding. Details: https://council.example/ysgol"
)
QUESTION = "Pryd fydd yr ysgol yn agor eto os gwelwch yn dda?"
ANSWER = "Bydd yr ysgol yn agor eto ddydd Mawrth. Diolch am ofyn."


class Place(NamedTuple):
    """One channel: its platform's name, how it carries the pair, how a live pair is changed, and its accounts."""

    platform: str
    layout: Layout
    on_edit: OnEdit
    desks: dict[str, Desk]


@pytest.fixture
def places() -> Iterator[list[Place]]:
    with ExitStack() as opened:
        x, toots = opened.enter_context(open_x()), [opened.enter_context(open_server()) for _ in range(2)]
        bluesky, site = opened.enter_context(open_bluesky()), opened.enter_context(open_site())
        page = GraphDouble()
        opened.enter_context(served(page))
        for desk, language in zip(toots, ("cy", "en"), strict=True):
            desk.language = language
        yield [
            Place("x", Layout.THREAD, OnEdit.REPUBLISH, {"x": x}),
            Place("facebook", Layout.COMBINED, OnEdit.EDIT, {"page": PageDesk(page)}),
            Place("bluesky", Layout.TWO_POSTS, OnEdit.REPUBLISH, {"bsky": bluesky}),
            Place(
                "mastodon", Layout.PAIRED_ACCOUNTS, OnEdit.EDIT, dict(zip(("toot-cy", "toot-en"), toots, strict=True))
            ),
            Place("wordpress", Layout.TWO_POSTS, OnEdit.EDIT, {"site": site}),
        ]
        assert page.wrong == []


@pytest.fixture
def council(new_address: Callable[[], str], tmp_path: Path, places: list[Place]) -> Iterator[Council]:
    council = council_at(new_address(), tmp_path / "board.db")
    council.clock.advance(WRITTEN - council.clock.now() - MINUTE)  # the doubles' clocks begin then
    set_channels(council.desk, [_declared(place) for place in places])
    accounts = [account for place in places for account in place.desks.items()]
    council.connectors.update({name: desk.connector() for name, desk in accounts})
    yield council
    council.desk.store.close()
    council.board.close()


def _declared(place: Place) -> DeclaredChannel:
    carried = [Carries.CY, Carries.EN] if len(place.desks) > 1 else [Carries.BOTH]
    accounts = dict(zip(carried, place.desks, strict=True))
    edits = place.on_edit is OnEdit.EDIT
    return DeclaredChannel(
        place.platform,
        place.platform,
        place.layout,
        OnHalf.WITHDRAW,
        acknowledge=False,
        edits=edits,
        accounts=accounts,
        on_edit=place.on_edit,
    )


def _contents(drawing: Drawing, cy: str = "llifogydd", en: str = "flooding") -> dict[Language, Content]:
    """Return both versions with the reason for closing, each with the picture described in its own language."""
    welsh, english = (
        replace(drawing.media(alt_text=words), rights="ours") for words in ("Maes dan ddŵr", "A field under water")
    )
    return {
        Language.CY: Content(WELSH.replace("llifogydd", cy), media=(welsh,)),
        Language.EN: Content(ENGLISH.replace("flooding", en), media=(english,)),
    }


def _state(council: Council, ref: str) -> PostingState:
    shown = show_posting(council.desk, ref)
    assert [(one.account, one.error_code, one.error_detail) for one in shown.deliveries if one.error_code] == []
    return shown.line.state


def _welsh_posts(council: Council) -> dict[str, str]:
    with council.desk.store.reading() as session:
        rows = session.exec(select(Delivery).where(Delivery.carries != Carries.EN)).all()
        return {row.account: str(row.remote_id) for row in rows}


def _seen(place: Place) -> list[str]:
    return [as_read(text) for desk in place.desks.values() for text in desk.visible()]


def _stands(place: Place, contents: Mapping[Language, Content]) -> None:
    """Fail unless the public sees the pair there, each language once, Welsh first."""
    whole = "\n".join(_seen(place))
    welsh, english = (as_read(contents[language].text) for language in (Language.CY, Language.EN))
    assert (whole.count(welsh), whole.count(english)) == (1, 1), (place.platform, whole)
    assert whole.index(welsh) < whole.index(english), (place.platform, whole)


def test_a_pair_goes_out_is_answered_changes_and_comes_down_on_every_platform(
    council: Council, places: list[Place], tmp_path: Path
) -> None:
    desk, drawing = council.desk, Drawing(tmp_path)
    first, second = _contents(drawing), _contents(drawing, "eira", "snow")
    ref = add_posting(desk, EDITOR, label="Ysgol", channels=[one.platform for one in places], contents=first)
    approve(desk, APPROVER, ref)
    schedule(desk, EDITOR, ref, council.clock.now() + MINUTE)
    council.run_to(MINUTE)
    assert _state(council, ref) is PostingState.PUBLISHED
    for place in places:
        _stands(place, first)
        assert len(_seen(place)) == (1 if place.layout is Layout.COMBINED else 2)

    welsh = _welsh_posts(council)
    for place in places:
        account, other_side = next(iter(place.desks.items()))
        other_side.comment(welsh[account], QUESTION)
    council.run_to(MINUTE)
    comments = list_comments(desk)
    assert sorted(comment.account for comment in comments) == sorted(next(iter(place.desks)) for place in places)
    for comment in comments:
        assert (as_read(comment.text or ""), comment.reply_in) == (QUESTION, "cy")
        with pytest.raises(WrongLanguage):
            answer(desk, EDITOR, comment.ref, {Language.EN: "The school will open again on Tuesday."})
        answer(desk, EDITOR, comment.ref, {Language.CY: ANSWER})
    council.run_to(MINUTE)
    assert {comment.state for comment in list_comments(desk)} == {CommentState.ANSWERED}
    for place in places:
        assert "\n".join(_seen(place)).count(ANSWER) == 1, place.platform

    edit_versions(desk, EDITOR, ref, second)
    approve(desk, APPROVER, ref)
    council.run_to(MINUTE)
    assert _state(council, ref) is PostingState.PUBLISHED
    for place in places:
        _stands(place, second)
        assert as_read(WELSH) not in "\n".join(_seen(place)), place.platform

    withdraw(desk, APPROVER, ref, "Camgymeriad / A mistake")
    council.run_to(MINUTE)
    assert _state(council, ref) is PostingState.WITHDRAWN
    for place in places:
        left = "\n".join(_seen(place))
        assert not any(as_read(content.text) in left for content in second.values()), place.platform
    assert verify(desk.store).is_whole
