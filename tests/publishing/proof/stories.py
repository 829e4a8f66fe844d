"""What is done to one council, up to the moment a worker goes on with it; and what the public must see in the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel
from cydbost_queue.actions.dividing import divide_posting
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.expiring import expire
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.rules import Rules
from cydbost_queue.sending.releases import release_next
from cydbost_queue.sides import LANGUAGE_RULE
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import CommentState, Layout, OnEdit
from publishing.conftest import APPROVER, EDITOR, ENGLISH, MANAGER, OFFICER, TRANSLATOR, WELSH, declared
from publishing.proof.scripted_platform import ADDRESS
from publishing.proof.stage import Stage, Standing

NEW_WELSH: Final = WELSH.replace("9.30yb", "10.30yb")
NEW_ENGLISH: Final = ENGLISH.replace("9.30am", "10.30am")
FLOOD_ENGLISH: Final = (
    "Flood warning. The river is rising quickly near the bridge. Leave the riverside now and go to higher ground."
)
FLOOD_WELSH: Final = (
    "Rhybudd llifogydd. Mae'r afon yn codi'n gyflym ger y bont. Gadewch lan yr afon nawr ac ewch i dir uwch."
)
#: One message in two parts, each a pair of its own.
PARTS: Final = tuple(
    (f"{cy}. ({number}/2)", f"{en}. ({number}/2)")
    for number, (cy, en) in enumerate(
        zip(WELSH.rstrip(".").split(". "), ENGLISH.rstrip(".").split(". "), strict=True), start=1
    )
)
SEVERAL: Final = 3  #: enough to have a first, a last and one between them
QUESTION: Final = "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?"
ANSWER: Final = "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am ofyn."


@dataclass(frozen=True)
class Story:
    """``begin`` ends where a worker has something to do, ``end`` is what people do once the worker has done it.

    ``unwanted`` is the account, the call and the text that the platform refuses, always.
    """

    name: str
    channel: DeclaredChannel
    begin: Callable[[Stage], str]
    promise: Callable[[Stage], Standing]
    end: Callable[[Stage, str], None] | None = None
    state: PostingState = PostingState.PUBLISHED
    unwanted: tuple[str, str, str] | None = None

    def assert_state(self, stage: Stage, where: str) -> None:
        """Check where each posting and each of its deliveries stand, and that nobody was told anything twice."""
        assert {line.state for line in list_postings(stage.desk)} == {self.state}, where
        for line in list_postings(stage.desk):
            rows = show_posting(stage.desk, line.ref).deliveries
            assert {row.state for row in rows} <= {DeliveryState.VERIFIED, DeliveryState.WITHDRAWN}, where
        assert {row.state for row in list_comments(stage.desk)} <= {CommentState.ANSWERED}, where
        told = [(one.code, one.subject, str(one.facts)) for one in notices(stage.desk)]
        assert len(told) == len(set(told)), (where, told)


def pair_of(stage: Stage, welsh: str, english: str, *, first: int = 1) -> Standing:
    """Return how a pair stands on the stage's channel, if its first post is the platform's ``first``."""
    layout = stage.channel.layout
    if layout is Layout.PAIRED_ACCOUNTS:
        return [("board-cy", welsh, None), ("board-en", english, None)]
    if layout is Layout.COMBINED:
        return [("board", f"{welsh}{LANGUAGE_RULE}{english}", None)]
    return [("board", welsh, None), ("board", english, str(first) if layout is Layout.THREAD else None)]


def _due(stage: Stage) -> str:
    ref = stage.scheduled()
    stage.to_slot()
    return ref


def _emergency(stage: Stage) -> str:
    return raise_english_first(
        stage.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(FLOOD_ENGLISH),
        category="flooding",
        reason="Nobody who has Welsh can be reached",
        channels=["board"],
        authoriser=MANAGER,
    )


def _give_welsh(stage: Stage, ref: str) -> None:
    edit_version(stage.desk, TRANSLATOR, ref, Language.CY, Content(FLOOD_WELSH))
    approve(stage.desk, MANAGER, ref)


def _welsh_owed(stage: Stage) -> str:
    ref = _emergency(stage)
    stage.worker().tick()
    _give_welsh(stage, ref)
    return ref


def _flood(stage: Stage) -> Standing:
    layout = stage.channel.layout
    if layout is Layout.THREAD:
        return [("board", FLOOD_ENGLISH, None), ("board", FLOOD_WELSH, "1")]
    return pair_of(stage, FLOOD_WELSH, FLOOD_ENGLISH)


def _change(stage: Stage) -> str:
    ref = stage.published()
    edit_versions(stage.desk, EDITOR, ref, {Language.CY: Content(NEW_WELSH), Language.EN: Content(NEW_ENGLISH)})
    approve(stage.desk, APPROVER, ref)
    return ref


def _corrected(stage: Stage) -> Standing:
    lines = [line.format(address=ADDRESS.format(number=n)) for n, line in enumerate(Rules().correction_line, 1)]
    new = pair_of(stage, f"{lines[0]}\n\n{NEW_WELSH}", f"{lines[1]}\n\n{NEW_ENGLISH}")
    return pair_of(stage, WELSH, ENGLISH) + new


def _withdrawal(stage: Stage) -> str:
    ref = stage.published()
    withdraw(stage.desk, APPROVER, ref, "Wrong")
    return ref


def _run_out(stage: Stage) -> str:
    ref = stage.published()
    expire(stage.desk, EDITOR, ref, stage.clock.now() + timedelta(hours=1))
    stage.clock.advance(timedelta(hours=1))
    return ref


def _late(stage: Stage) -> str:
    ref = _emergency(stage)
    stage.worker().tick()
    stage.clock.advance(timedelta(days=1))
    return ref


def _comment(stage: Stage, *, number: int = 1) -> str:
    ref = stage.published()
    stage.platform.kept.comments.extend(
        {
            "id": f"c{place}",
            "on": "1",
            "author": "Preswylydd / Resident",
            "text": QUESTION,
            "at": stage.clock.now().isoformat(),
        }
        for place in range(1, number + 1)
    )
    return ref


def _comments(stage: Stage) -> str:
    ref = _comment(stage, number=SEVERAL)
    stage.run()
    _answer_all(stage, ref)
    return ref


def _with_answers(stage: Stage) -> Standing:
    answers: Standing = [("board-cy", ANSWER, f"c{place}") for place in range(1, SEVERAL + 1)]
    return pair_of(stage, WELSH, ENGLISH) + answers


def _all_due(stage: Stage) -> str:
    refs = [stage.scheduled(f" ({place})") for place in range(SEVERAL)]
    stage.to_slot()
    while release_next(stage.desk):
        continue
    return refs[0]


def _all_out(stage: Stage) -> Standing:
    places = [f" ({place})" for place in range(SEVERAL)]
    return [post for mark in places for post in pair_of(stage, WELSH + mark, ENGLISH + mark)]


def _in_parts(stage: Stage) -> str:
    ref = stage.scheduled()
    contents = [{Language.CY: Content(cy), Language.EN: Content(en)} for cy, en in PARTS]
    divide_posting(stage.desk, EDITOR, ref, contents, seen={Language.CY: 1, Language.EN: 1})
    approve(stage.desk, APPROVER, ref)
    stage.to_slot()
    return ref


def _all_parts(_stage: Stage) -> Standing:
    first, second = PARTS
    begun: Standing = [("board-cy", first[0], None), ("board-en", first[1], None)]
    return [*begun, ("board-cy", second[0], "1"), ("board-en", second[1], "2")]


def _answered(stage: Stage) -> str:
    ref = _comment(stage)
    stage.run()
    answer(stage.desk, EDITOR, list_comments(stage.desk)[-1].ref, {Language.CY: ANSWER})
    return ref


def _answer_all(stage: Stage, _ref: str) -> None:
    for comment in list_comments(stage.desk):
        answer(stage.desk, EDITOR, comment.ref, {Language.CY: ANSWER})


def _with_answer(stage: Stage) -> Standing:
    return [*pair_of(stage, WELSH, ENGLISH), ("board-cy", ANSWER, "c1")]


def _on(layout: Layout, on_edit: OnEdit = OnEdit.EDIT) -> DeclaredChannel:
    return declared(layout, on_edit=on_edit)


def _pair(layout: Layout) -> Story:
    return Story(f"pair, {layout.value}", _on(layout), _due, lambda stage: pair_of(stage, WELSH, ENGLISH))


def _edit(layout: Layout) -> Story:
    return Story(f"edit, {layout.value}", _on(layout), _change, lambda stage: pair_of(stage, NEW_WELSH, NEW_ENGLISH))


def _down(layout: Layout) -> Story:
    return Story(f"withdrawal, {layout.value}", _on(layout), _withdrawal, lambda _: [], state=PostingState.WITHDRAWN)


_PAIRED: Final = Layout.PAIRED_ACCOUNTS

#: One of each kind: what every run of the tests goes through.
MAIN: Final = (
    _pair(_PAIRED),
    Story("emergency, English", _on(_PAIRED), _emergency, _flood, _give_welsh),
    Story("emergency, Welsh", _on(_PAIRED), _welsh_owed, _flood),
    _edit(_PAIRED),
    _down(_PAIRED),
    Story("reply", _on(_PAIRED), _answered, _with_answer),
    Story("parts", _on(_PAIRED), _in_parts, _all_parts),
)

#: What is left where the platform refuses one side for good.
HALVES: Final = (
    Story(
        "half a pair",
        _on(_PAIRED),
        _due,
        lambda _: [],
        state=PostingState.HELD,
        unwanted=("board-en", "publish", ENGLISH),
    ),
    Story(
        "half a change",
        _on(_PAIRED),
        _change,
        lambda stage: pair_of(stage, WELSH, ENGLISH),
        state=PostingState.CORRECTING,
        unwanted=("board-en", "edit", NEW_ENGLISH),
    ),
)

#: Much that is due at one moment.
TOGETHER: Final = (
    Story("several replies", _on(_PAIRED), _comments, _with_answers),
    Story("several combined posts", _on(Layout.COMBINED), _all_due, _all_out),
)

#: Every layout, and every way in which a change is made.
REST: Final = (
    *(_pair(layout) for layout in Layout if layout is not _PAIRED),
    *(
        Story(f"emergency, Welsh, {layout.value}", _on(layout), _welsh_owed, _flood)
        for layout in Layout
        if layout is not _PAIRED
    ),
    *(_edit(layout) for layout in Layout if layout is not _PAIRED),
    *(_down(layout) for layout in Layout if layout is not _PAIRED),
    Story("correction", _on(_PAIRED, OnEdit.CORRECTION), _change, _corrected),
    Story(
        "republishing",
        _on(_PAIRED, OnEdit.REPUBLISH),
        _change,
        lambda stage: pair_of(stage, NEW_WELSH, NEW_ENGLISH),
    ),
    Story("expiry", _on(_PAIRED), _run_out, lambda _: [], state=PostingState.WITHDRAWN),
    Story("emergency, late", _on(_PAIRED), _late, _flood, _give_welsh),
    *HALVES,
    *TOGETHER,
    Story("comment", _on(_PAIRED), _comment, _with_answer, _answer_all),
)
