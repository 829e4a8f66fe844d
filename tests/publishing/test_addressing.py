"""A posting that never went out can be given another name and other channels; its approvals end with the old ones."""

from datetime import timedelta

import pytest

from cydbost_queue.actions.addressing import readdress
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Carries, Layout, OnHalf
from publishing.conftest import APPROVER, EDITOR, Council

OTHER = DeclaredChannel(
    "other",
    "noticeboard",
    Layout.COMBINED,
    OnHalf.WITHDRAW,
    acknowledge=False,
    edits=True,
    accounts={Carries.BOTH: "other"},
)


@pytest.fixture
def ref(council: Council) -> str:
    set_channels(council.desk, [OTHER])
    return council.add()


def test_other_channels_end_the_approvals_and_make_a_draft_again(council: Council, ref: str) -> None:
    approve(council.desk, APPROVER, ref)
    assert show_posting(council.desk, ref).line.state is PostingState.READY
    assert readdress(council.desk, EDITOR, ref.lower(), channels=["other", "board"])
    shown = show_posting(council.desk, ref)
    assert shown.line.channels == ("board", "other")
    assert shown.line.state is PostingState.DRAFT
    assert all(approval.is_void for approval in shown.approvals)
    assert [entry.act for entry in entries(council.desk)].count("posting.addressed") == 1
    assert verify(council.desk.store).is_whole


def test_another_name_leaves_the_approvals_and_the_same_again_changes_nothing(council: Council, ref: str) -> None:
    approve(council.desk, APPROVER, ref)
    assert readdress(council.desk, EDITOR, ref, label="Llyfrgell Rhuthun", channels=["board"])
    before = list(entries(council.desk))
    assert not readdress(council.desk, EDITOR, ref, label=" Llyfrgell Rhuthun ", channels=["board"])
    shown = show_posting(council.desk, ref)
    assert (shown.line.label, shown.line.state) == ("Llyfrgell Rhuthun", PostingState.READY)
    assert list(entries(council.desk)) == before


def test_what_went_out_keeps_its_channels(council: Council) -> None:
    set_channels(council.desk, [OTHER])
    ref = council.scheduled()
    council.run_to(timedelta(hours=1))
    with pytest.raises(Refused, match="channels_stand"):
        readdress(council.desk, EDITOR, ref, channels=["other"])


def test_no_channel_an_unknown_one_and_an_approver_are_refused(council: Council, ref: str) -> None:
    with pytest.raises(Refused, match="channels_none"):
        readdress(council.desk, EDITOR, ref, channels=[])
    with pytest.raises(NotFound, match="no_channel"):
        readdress(council.desk, EDITOR, ref, channels=["elsewhere"])
    with pytest.raises(Denied):
        readdress(council.desk, APPROVER, ref, channels=["other"])
    with pytest.raises(NotFound, match="no_posting"):
        readdress(council.desk, EDITOR, "P999", label="x")
    assert show_posting(council.desk, ref).line.channels == ("board",)
