"""What a posting needs next, in one sentence."""

from collections.abc import Mapping
from typing import Final

from cydbost_bot.i18n import N_, _
from cydbost_bot.sentences import held_reason
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.verdict import Verdict
from cydbost_queue.views import PostingView

WRITE: Final = N_("Next: write the missing version, then have both approved.")
MEND: Final = N_("Next: mend or accept what was found, then have both versions approved.")
APPROVE: Final = N_("Next: someone who did not write it approves it: cydbost post approve {ref}")
GIVE_WELSH: Final = N_("Next: give the Welsh, due by {due}: cydbost welsh give {ref} --file FILE")
APPROVE_WELSH: Final = N_("Next: someone else approves the Welsh, due by {due}; it then goes out at once.")
WELSH_GOING: Final = N_("Next: nothing. The Welsh is on its way; the worker sends it.")
RETRY: Final = N_("Next: mend what the platform refused, then: cydbost post retry {ref}")
NEW_TIME: Final = N_("Next: give it a new time: cydbost post schedule {ref} --at TIME. It is held: {reason}.")
CHANGE_AGAIN: Final = N_(
    "Next: mend what stopped the change, then: cydbost post retry {ref}; or drop it: cydbost post drop {ref}"
)
BY_HAND: Final = N_("Next: somebody does it by hand, and says so: cydbost manual show {ref}")
TAKING_DOWN: Final = N_("Next: nothing. The worker takes down what is still live.")

_SIMPLE: Final[Mapping[PostingState, str]] = {
    PostingState.READY: N_("Next: give it a time: cydbost post schedule {ref} --at TIME"),
    PostingState.SCHEDULED: N_("Next: nothing. It goes out at {slot}."),
    PostingState.RELEASING: N_("Next: nothing. It is going out; the worker sends it."),
    PostingState.CHANGING: N_("Next: nothing. The change is going out; the worker makes it."),
    PostingState.PUBLISHED: N_("Next: nothing. Both versions are live."),
    PostingState.WITHDRAWN: N_("Next: nothing. It was withdrawn in both languages."),
}


def spell_next_step(posting: PostingView) -> str:
    """Return what a person has to do next with a posting, or that there is nothing to do."""
    line = posting.line
    match line.state:
        case _ if any(one.is_in_hand for one in posting.deliveries):
            sentence = BY_HAND
        case PostingState.DRAFT:
            sentence = _draft(posting.verdict)
        case PostingState.HELD:
            sentence = RETRY if _has_failed(posting) else _held(posting.verdict)
        case PostingState.CORRECTING:
            sentence = CHANGE_AGAIN if posting.verdict.is_open else _draft(posting.verdict)
        case PostingState.ENGLISH_OUT:
            sentence = _owed(posting)
        case PostingState.WITHDRAWN if any(one.state in LIVE_DELIVERIES for one in posting.deliveries):
            sentence = TAKING_DOWN
        case _:
            sentence = _SIMPLE[line.state]
    return _(sentence).format(
        ref=line.ref,
        slot=spell_time(line.slot) if line.slot else "",
        due=spell_time(posting.exception.due_at) if posting.exception else "",
        reason=held_reason(line.held_reason.value) if line.held_reason else "",
    )


def _held(verdict: Verdict) -> str:
    return NEW_TIME if verdict.is_open else _draft(verdict)


def _draft(verdict: Verdict) -> str:
    codes = {obstacle.code for obstacle in verdict.obstacles}
    if "version_missing" in codes:
        return WRITE
    return MEND if codes & {"finding_blocks", "finding_not_accepted"} else APPROVE


def _owed(posting: PostingView) -> str:
    if posting.verdict.is_open:
        return RETRY if _has_failed(posting) else WELSH_GOING
    codes = {obstacle.code for obstacle in posting.verdict.obstacles}
    if "version_missing" in codes:
        return GIVE_WELSH
    return MEND if codes & {"finding_blocks", "finding_not_accepted"} else APPROVE_WELSH


def _has_failed(posting: PostingView) -> bool:
    return any(delivery.state is DeliveryState.FAILED for delivery in posting.deliveries)
