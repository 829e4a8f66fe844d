"""Random sequences of people's acts, faults, restarts and passing time: no invariant of the design ever breaks."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from cydbost_connectors import OutcomeUnknown, Rejected, Throttled, Unavailable
from cydbost_connectors.noticeboard import Notice
from cydbost_connectors.noticeboard.reading import replies_on
from cydbost_connectors.noticeboard.remote_ids import COMMENT, remote_id
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.expiring import expire
from cydbost_queue.actions.halting import CANCEL, GO, resume_all, stop_all
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import cancel, schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.queries.waiting import show_halt
from cydbost_queue.record.verify import verify
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.store import open_store
from cydbost_queue.tables import Approval, Comment, CommentState, Layout, OnHalf, Posting, PostingKind, Version
from cydbost_queue.worker import Worker
from publishing.conftest import (
    APPROVER,
    EDITOR,
    ENGLISH,
    MANAGER,
    OFFICER,
    TRANSLATOR,
    WELSH,
    council_at,
    declared,
)
from publishing.faults import after, before

FAULTS = st.sampled_from(
    [
        before(Unavailable("down")),
        before(Throttled(retry_after=30)),
        before(Rejected("no")),
        before(OutcomeUnknown("timed out")),
        after(),
    ]
)
METHODS = st.sampled_from(["prepare", "publish", "find", "read_back", "edit", "withdraw"])
ACCOUNTS = st.sampled_from(["board-cy", "board-en"])
LIVES = 400
NO_TIME = timedelta(0)
STEPS = st.sampled_from([timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=7), timedelta(hours=2)])
QUESTIONS = st.sampled_from(
    [
        "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?",
        "When will the library in Ruthin open again please?",
        "Pryd fydd y llyfrgell yn ailagor? I need to return my books before the end of the week.",
    ]
)
ANSWERS = {
    Language.CY: "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am ofyn.",
    Language.EN: "The library will open again at 9.30am on Tuesday. Thank you for asking.",
}


class Death(BaseException):
    """A worker's end between two of its steps: it records nothing more, and gives nothing back."""


class CouncilLife(RuleBasedStateMachine):
    """A council's life, in any order."""

    refs = Bundle("refs")
    new_address: Callable[[], str]  #: set by the test, for the database it runs on

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.council = council_at(type(self).new_address(), self.folder / "board.db")
        self.council.set_channel(declared(Layout.PAIRED_ACCOUNTS, on_half=OnHalf.WITHDRAW))

    def teardown(self) -> None:
        self.council.desk.store.close()
        self.council.board.close()
        shutil.rmtree(self.folder)

    @initialize(target=refs, is_out=st.booleans())
    def begin(self, *, is_out: bool) -> str:
        ref = self.council.scheduled()
        if is_out:
            self.council.run_to(timedelta(hours=1))
        return ref

    @rule(target=refs, whole=st.booleans(), with_slot=st.booleans())
    def write(self, *, whole: bool, with_slot: bool) -> str:
        slot = self.council.clock.now() + timedelta(minutes=5) if with_slot else None
        return self.council.add(cy=WELSH if whole else None, slot=slot)

    @rule(target=refs)
    def emergency(self) -> str:
        return raise_english_first(
            self.council.desk,
            OFFICER,
            label="Argyfwng",
            english=Content(ENGLISH),
            category="flooding",
            reason="Nobody to be reached",
            channels=["board"],
            authoriser=MANAGER,
        )

    @rule(ref=refs, language=st.sampled_from(list(Language)), word=st.integers(0, 3))
    def edit(self, ref: str, language: Language, word: int) -> None:
        text = WELSH if language is Language.CY else ENGLISH
        writer = TRANSLATOR if language is Language.CY else EDITOR
        self._try(lambda: edit_version(self.council.desk, writer, ref, language, Content(text + "!" * word)))

    @rule(ref=refs, hour=st.integers(1, 4))
    def change_both(self, ref: str, hour: int) -> None:
        texts = {
            Language.CY: Content(WELSH.replace("9.30yb", f"{hour + 6}.30yb")),
            Language.EN: Content(ENGLISH.replace("9.30am", f"{hour + 6}.30am")),
        }
        self._try(lambda: edit_versions(self.council.desk, EDITOR, ref, texts))

    @rule(ref=refs)
    def drop(self, ref: str) -> None:
        self._try(lambda: drop_change(self.council.desk, EDITOR, ref))

    @rule(ref=refs, wait=STEPS)
    def expire(self, ref: str, wait: timedelta) -> None:
        self._try(lambda: expire(self.council.desk, EDITOR, ref, self.council.clock.now() + 2 * wait))

    @rule()
    def stop_everything(self) -> None:
        self._try(lambda: stop_all(self.council.desk, OFFICER, "Stop"))

    @rule(goes=st.booleans())
    def let_everything_go(self, *, goes: bool) -> None:
        halt = show_halt(self.council.desk)
        waiting = halt.waiting if halt is not None else ()
        self._try(lambda: resume_all(self.council.desk, APPROVER, {one.ref: GO if goes else CANCEL for one in waiting}))

    @rule(ref=refs)
    def approve(self, ref: str) -> None:
        self._try(lambda: approve(self.council.desk, APPROVER, ref))

    @rule(ref=refs, wait=STEPS)
    def schedule(self, ref: str, wait: timedelta) -> None:
        self._try(lambda: schedule(self.council.desk, EDITOR, ref, self.council.clock.now() + wait))

    @rule(ref=refs)
    def cancel(self, ref: str) -> None:
        self._try(lambda: cancel(self.council.desk, EDITOR, ref))

    @rule(ref=refs)
    def withdraw(self, ref: str) -> None:
        self._try(lambda: withdraw(self.council.desk, MANAGER, ref, "Changed"))

    @rule(ref=refs)
    def retry(self, ref: str) -> None:
        self._try(lambda: retry(self.council.desk, APPROVER, ref))

    @rule(account=ACCOUNTS, stop=st.booleans())
    def switch(self, account: str, *, stop: bool) -> None:
        (stop_account if stop else resume_account)(self.council.desk, OFFICER, account)

    @rule(account=ACCOUNTS, method=METHODS, fault=FAULTS)
    def line_up_a_fault(self, account: str, method: str, fault: object) -> None:
        self.council.faulty[account].meet(method, fault)  # type: ignore[arg-type]  # drawn from FAULTS

    @rule(step=STEPS)
    def time_passes(self, step: timedelta) -> None:
        self.council.run_to(step)

    @rule(steps=st.integers(1, 12))
    def a_worker_dies(self, steps: int) -> None:
        taken: list[str] = []

        def die(step: str, _key: str) -> None:
            taken.append(step)
            if len(taken) == steps:
                raise Death

        with suppress(Death):
            Worker(self.council.desk, self.council.connectors, "doomed", on_step=die, comments_every=NO_TIME).tick()

    @rule()
    def restart(self) -> None:
        self.council.desk.store.close()
        self.council.desk = Desk(open_store(self.council.address), self.council.clock)

    @rule(question=QUESTIONS, place=st.integers(0, 5))
    def somebody_asks(self, question: str, place: int) -> None:
        live = self.council.live()
        if live:
            notice = live[place % len(live)]
            self.council.board.add_comment(notice.number, text=question, author="Preswylydd / Resident")
            self.council.run_to(timedelta(minutes=1))

    @rule()
    def answer_everybody(self) -> None:
        for comment in list_comments(self.council.desk):
            if comment.state is CommentState.OPEN:
                texts = {code: text for code, text in ANSWERS.items() if comment.reply_in in {"both", code.value}}
                self._try(lambda ref=comment.ref, texts=texts: answer(self.council.desk, EDITOR, ref, texts))

    def _try(self, act: object) -> None:
        """Do what a person asked; the queue may say no, but only in its own words."""
        try:
            act()  # type: ignore[operator]  # a lambda of the rules above
        except Refused:
            return

    @invariant()
    def no_version_is_live_twice(self) -> None:
        keys = [(notice.account, notice.key) for notice in self.council.live()]
        pairs = [(notice.account, notice.pair.split("-")[0]) for notice in self.council.live()]
        assert len(keys) == len(set(keys))
        assert len(pairs) == len(set(pairs))

    @invariant()
    def every_comment_is_answered_once_at_most_and_in_its_own_language(self) -> None:
        with self.council.desk.store.reading() as session:
            asked = {row.remote_id: row.reply_in for row in session.exec(select(Comment))}
        with self.council.board.view() as connection:
            replies = [reply for notice in self.council.live() for reply in replies_on(connection, notice.number)]
        answered = Counter(reply.answers for reply in replies)
        assert set(answered.values()) <= {1}
        for reply in replies:
            wanted = asked[remote_id(COMMENT, reply.answers or 0)]
            assert {code for code, text in ANSWERS.items() if text in reply.text} == (
                set(Language) if wanted == "both" else {Language(wanted)}
            )

    @invariant()
    def every_word_before_the_public_was_approved(self) -> None:
        for posting, notice in self._live_standard():
            assert notice.text in {text for pair in self._approved_pairs(posting) for text in pair}

    @invariant()
    def where_nothing_is_under_way_the_two_languages_are_one_approved_pair(self) -> None:
        shown: dict[int, dict[str, str]] = {}
        resting = {PostingState.PUBLISHED, PostingState.CORRECTING}
        for posting, notice in self._live_standard():
            if posting.state in resting:
                shown.setdefault(posting.id or 0, {})[notice.language] = notice.text
        for line in list_postings(self.council.desk, states=resting):
            if line.kind is PostingKind.STANDARD:
                number = int(line.ref[1:])
                assert (shown[number]["cy"], shown[number]["en"]) in self._approved_pairs_of(number)

    @invariant()
    def what_is_published_says_its_newest_revisions(self) -> None:
        for posting, notice in self._live_standard():
            if posting.state is PostingState.PUBLISHED:
                versions = show_posting(self.council.desk, posting.ref).versions
                assert notice.text == versions[Language(notice.language)].text

    def _live_standard(self) -> list[tuple[Posting, Notice]]:
        live = self.council.live()
        with self.council.desk.store.reading() as session:
            postings = {row.ref.lower(): row for row in session.exec(select(Posting))}
        found = [(postings[notice.pair.split("-")[0]], notice) for notice in live]
        return [(posting, notice) for posting, notice in found if posting.kind is PostingKind.STANDARD]

    def _approved_pairs(self, posting: Posting) -> set[tuple[str, str]]:
        return self._approved_pairs_of(posting.id or 0)

    def _approved_pairs_of(self, number: int) -> set[tuple[str, str]]:
        """Return the texts of every pair of which both versions were ever approved."""
        with self.council.desk.store.reading() as session:
            texts = {
                row.content_hash: row.text for row in session.exec(select(Version).where(Version.posting_id == number))
            }
            given: dict[tuple[str, str], set[Language]] = {}
            for row in session.exec(select(Approval).where(Approval.posting_id == number)):
                given.setdefault((row.cy_hash, row.en_hash), set()).add(Language(row.language))
        return {(texts[cy], texts[en]) for (cy, en), languages in given.items() if languages == set(Language)}

    @invariant()
    def published_means_both_languages_were_read_back(self) -> None:
        for line in list_postings(self.council.desk, states=[PostingState.PUBLISHED]):
            view = show_posting(self.council.desk, line.ref)
            verified = {row.carries.value for row in view.deliveries if row.state is DeliveryState.VERIFIED}
            assert verified == {"cy", "en"}

    @invariant()
    def a_standard_posting_with_one_language_out_is_never_at_rest(self) -> None:
        for line in list_postings(self.council.desk, states=[PostingState.DRAFT, PostingState.READY]):
            view = show_posting(self.council.desk, line.ref)
            assert not any(row.state in {DeliveryState.SENT, DeliveryState.VERIFIED} for row in view.deliveries)

    @invariant()
    def the_record_is_whole(self) -> None:
        proof = verify(self.council.desk.store)
        assert proof.is_whole, proof.flaws


def live_through(new_address: Callable[[], str], *, lives: int, steps: int) -> None:
    thorough = settings(
        max_examples=lives, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    life = type("CouncilLifeThere", (CouncilLife,), {"new_address": staticmethod(new_address)})
    run_state_machine_as_test(life, settings=thorough)


def test_no_order_of_acts_and_faults_breaks_an_invariant(database: str, new_address: Callable[[], str]) -> None:
    live_through(new_address, lives={"sqlite": 12, "postgresql": 4}[database], steps=25)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_no_order_of_acts_and_faults_breaks_an_invariant_in_many_long_lives(
    database: str, new_address: Callable[[], str], record_property: Callable[[str, object], None]
) -> None:
    live_through(new_address, lives=LIVES, steps=50)
    record_property("total", [f"lives of a council of up to 50 steps, {database}", LIVES])
