"""What a post needs next, in one sentence, where the buttons for it are."""

from collections.abc import Mapping
from typing import Final

from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences import held_reason
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.verdict import Verdict
from cydbost_queue.views import PostingView

_WRITE: Final = N_("Write the version that is missing, then have both approved.")
_MEND: Final = N_("Mend what was found, or have it accepted with a reason; then have both versions approved.")
_APPROVE: Final = N_("Somebody who did not write it approves it.")
_GIVE_WELSH: Final = N_("Write the Welsh, which is due by {due}.")
_APPROVE_WELSH: Final = N_("Somebody else approves the Welsh, which is due by {due}; it then goes out at once.")
_NEW_TIME: Final = N_("Give it a new time.")
_FAILED: Final = N_("A platform did not take it. See what went wrong under “Where it goes”.")
_BY_HAND: Final = N_("Somebody posts it by hand, and says where it stands.")
_TAKING_DOWN: Final = N_("Nothing to do: what is still live is being taken down.")

_SIMPLE: Final[Mapping[PostingState, str]] = {
    PostingState.READY: N_("Give it a time."),
    PostingState.SCHEDULED: N_("Nothing to do: it goes out at {slot}."),
    PostingState.RELEASING: N_("Nothing to do: it is going out now."),
    PostingState.CHANGING: N_("Nothing to do: the change is going out now."),
    PostingState.PUBLISHED: N_("Nothing to do: both versions are live."),
    PostingState.WITHDRAWN: N_("Nothing to do: it was withdrawn in both languages."),
}


def next_step(posting: PostingView) -> str:
    """Return what a person has to do next with a posting, or that there is nothing to do."""
    line = posting.line
    sentence = _next(posting)
    said = _(sentence).format(
        slot=spell_time(line.slot) if line.slot else "",
        due=spell_time(posting.exception.due_at) if posting.exception else "",
    )
    if line.held_reason:
        return _("It is held: {reason}.").format(reason=held_reason(line.held_reason.value)) + " " + said
    return said


def _next(posting: PostingView) -> str:
    state = posting.line.state
    if any(one.is_in_hand for one in posting.deliveries):
        return _BY_HAND
    if state is PostingState.WITHDRAWN and any(one.state in LIVE_DELIVERIES for one in posting.deliveries):
        return _TAKING_DOWN
    return _SIMPLE.get(state) or _of_undecided(posting)


def _of_undecided(posting: PostingView) -> str:
    state, verdict = posting.line.state, posting.verdict
    has_failed = any(one.state is DeliveryState.FAILED for one in posting.deliveries)
    if has_failed and (state is PostingState.HELD or verdict.is_open):
        return _FAILED
    if state is PostingState.ENGLISH_OUT:
        wanted = _wanted(verdict)
        return {_WRITE: _GIVE_WELSH, _APPROVE: _APPROVE_WELSH}.get(wanted, wanted)
    return _NEW_TIME if state is PostingState.HELD and verdict.is_open else _wanted(verdict)


def _wanted(verdict: Verdict) -> str:
    codes = {obstacle.code for obstacle in verdict.obstacles}
    if "version_missing" in codes:
        return _WRITE
    return _MEND if codes & {"finding_blocks", "finding_not_accepted"} else _APPROVE
