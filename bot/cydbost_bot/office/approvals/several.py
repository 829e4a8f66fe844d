"""Approving several pairs at once: only those about which nothing was found, in the very texts that were shown."""

from collections.abc import Sequence

from cydbost_bot.office.refusals import lines_of
from cydbost_bot.office.visit import Visit
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.approvals import WaitingPair, waiting_for

MOST = 50


def chosen(visit: Visit, refs: Sequence[str]) -> tuple[list[WaitingPair], list[str]]:
    """Return the ticked pairs that can be approved together, and those that cannot, by reference."""
    wanted = {ref.strip().upper() for ref in refs[:MOST] if ref}
    there = {pair.ref: pair for pair in waiting_for(visit.desk, visit.actor, refs=wanted, most=MOST).pairs}
    clean = [pair for pair in there.values() if pair.is_clean]
    return clean, sorted(wanted - {pair.ref for pair in clean})


def approved_together(visit: Visit, marks: Sequence[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Approve each pair, given as its reference and the hashes of its texts; return what was, and what was not and why.

    Each is an act of its own: one that was written anew meanwhile holds up no other.
    """
    done: list[str] = []
    refused: list[tuple[str, list[str]]] = []
    for mark in marks[:MOST]:
        ref, _space, hashes = mark.partition(" ")
        cy, _comma, en = hashes.partition(",")
        pairs, _left_out = chosen(visit, [ref])
        if not pairs:
            refused.append((ref, []))
            continue
        try:
            seen = {Language.CY: cy, Language.EN: en}
            approve(visit.desk, visit.actor, ref, pairs[0].languages, seen=seen)
            done.append(ref)
        except QueueError as error:
            refused.append((ref, lines_of(error)))
    return done, refused
