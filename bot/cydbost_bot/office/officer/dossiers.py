"""The dossier of one posting: what was written, found, decided, sent and seen, with the state of its chain."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.office.officer import dashboard
from cydbost_bot.office.officer.check_names import check_name
from cydbost_bot.office.officer.differences import changed
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, gettext
from cydbost_bot.sentences import entry_sentence, flaw_sentence, name_of
from cydbost_bot.sentences_words import APPROVAL_KINDS, HELD_REASONS, POSTING_KINDS, SEVERITIES, VERSIONS
from cydbost_queue.queries.dossier import dossier
from cydbost_queue.queries.postings import show_posting

#: What a platform gave back, by the receipt's kind.
RECEIPTS: Final = {
    "published": N_("the platform said that it is out"),
    "found": N_("found on the platform"),
    "by-hand": N_("posted by hand"),
    "read-back": N_("read back as the public sees it"),
    "edited": N_("changed"),
    "withdrawn": N_("taken down"),
}


def show(visit: Visit, ref: str) -> Response:
    """Show a dossier; with ``print`` everything is open and nothing but it is on the page."""
    posting = show_posting(visit.desk, ref)
    return visit.show(
        "officer/dossier.html",
        posting=posting,
        dossier=dossier(visit.desk, ref),
        for_print="print" in visit.query,
        changed=changed,
        check_name=check_name,
        entry_sentence=entry_sentence,
        flaw_sentence=flaw_sentence,
        receipt_name=receipt_name,
        VERSIONS=VERSIONS,
        APPROVAL_KINDS=APPROVAL_KINDS,
        HELD_REASONS=HELD_REASONS,
        POSTING_KINDS=POSTING_KINDS,
        SEVERITIES=SEVERITIES,
        **dashboard.WORDS,
    )


def receipt_name(kind: str) -> str:
    """Return what a receipt says."""
    return gettext(RECEIPTS[kind]) if kind in RECEIPTS else name_of(RECEIPTS, kind)
