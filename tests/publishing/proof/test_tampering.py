"""Any one entry changed, removed, put in, moved or cut off is found, however much of the rest was mended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from cydbost_queue.errors import Refused
from cydbost_queue.queries.record import entries
from cydbost_queue.record.chain import GENESIS
from cydbost_queue.record.checkpoint import Checkpoint, take_checkpoint
from cydbost_queue.record.verify import Verification, verify
from cydbost_queue.store import Store, open_store
from publishing.conftest import Council
from publishing.proof.conftest import Copy
from publishing.proof.forging import COLUMNS, WAYS, Chain, Forgery, Mended, change, forge, insert, swap
from publishing.test_record import drop_triggers

Doing = Callable[[Chain, int, str], Chain]


class Kept:
    """A record that was sealed and of which a checkpoint was taken; each forger has a copy."""

    def __init__(self, council: Council, copy_of: Copy) -> None:
        for _ in range(2):
            council.scheduled()
            council.run_to(timedelta(hours=1))
        council.run_to(timedelta(minutes=1))
        self.checkpoint = take_checkpoint(council.desk.store)
        self.lengths: dict[str, int] = {}
        for entry in entries(council.desk):
            self.lengths[entry.subject] = entry.number
        council.desk.store.close()
        self.address, self.copy_of = council.address, copy_of

    def copy(self) -> Store:
        return open_store(self.copy_of(self.address))

    def after(self, doing: Callable[[Session], None]) -> Verification:
        """Return what the check finds once somebody has done something without the triggers in the way."""
        store = self.copy()
        with store.writing() as session:
            drop_triggers(session)
            doing(session)
        found = verify(store, self.checkpoint)
        store.close()
        return found


@pytest.fixture
def kept(council: Council, copy_of: Copy) -> Kept:
    return Kept(council, copy_of)


def any_forgery_is_found(kept: Kept, examples: int) -> None:
    thorough = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))

    @thorough
    @given(
        subject=st.sampled_from(sorted(kept.lengths)),
        doing=st.sampled_from(WAYS),
        column=st.sampled_from(COLUMNS),
        mended=st.sampled_from(Mended),
        data=st.data(),
    )
    def found(subject: str, doing: Doing, column: str, mended: Mended, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, kept.lengths[subject] - 1))
        assume(place > 0 or doing is not swap)  # there is nothing in front of the first
        if doing is change and mended is not Mended.NOTHING:
            assume(column not in {"previous", "hash"})  # to mend these is to put them back
        forgery = Forgery(doing, place, mended, column)
        assert not kept.after(lambda session: forge(session, subject, forgery)).is_whole, (subject, str(forgery))

    found()


def test_any_one_forged_entry_is_found(kept: Kept, database: str) -> None:
    any_forgery_is_found(kept, {"sqlite": 40, "postgresql": 10}[database])


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_any_of_many_forged_entries_is_found(
    kept: Kept, database: str, record_property: Callable[[str, object], None]
) -> None:
    examples = {"sqlite": 2_000, "postgresql": 400}[database]
    any_forgery_is_found(kept, examples)
    record_property("total", [f"forged entries, {database}", examples])


def test_an_untouched_record_keeps_its_checkpoint(kept: Kept) -> None:
    assert kept.after(lambda _session: None).is_whole
    assert kept.checkpoint.seal > 1


def test_a_record_written_anew_as_a_whole_is_found_by_its_checkpoint_alone(kept: Kept) -> None:
    forgery = Forgery(insert, 3, Mended.EVERYTHING)
    proof = kept.after(lambda session: forge(session, "posting:1", forgery))
    assert {flaw.code for flaw in proof.flaws} == {"checkpoint_differs"}


def test_a_checkpoint_is_kept_as_one_line(kept: Kept) -> None:
    assert Checkpoint.read(f" {kept.checkpoint}\n") == kept.checkpoint
    for line in ("", "3", f"x:{GENESIS}", f"3:{GENESIS}0"):
        with pytest.raises(Refused, match="no_checkpoint"):
            Checkpoint.read(line)


def test_before_the_first_seal_a_checkpoint_holds_nothing(council: Council) -> None:
    checkpoint = take_checkpoint(council.desk.store)
    assert checkpoint == Checkpoint(0, GENESIS)
    council.add()
    assert verify(council.desk.store, checkpoint).is_whole
