"""What was moved last, as the next page tells it: where it is, what is near it there, and the way back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from cydbost_bot.office.planner.asked import Asked, read_asked
from cydbost_bot.office.planner.spans import day_of
from cydbost_bot.office.visit import Visit
from cydbost_language import Finding
from cydbost_queue.conflicts import CHECKS
from cydbost_queue.errors import NotFound
from cydbost_queue.queries.plan_beside import QuietBand, quiet_between
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.views import PostingView

#: Stands in an address for a posting that had no time.
NONE = "none"


@dataclass(frozen=True, slots=True)
class MovedView:
    """A posting that was just moved, as it stands now, and the time it had before."""

    posting: PostingView
    before: datetime | None
    quiet: QuietBand | None

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """What stands near it at its new time, and nobody has accepted."""
        verdict = self.posting.verdict
        return tuple(
            finding
            for finding in verdict.findings
            if finding.check in CHECKS and finding.fingerprint not in verdict.accepted
        )

    @property
    def way_back(self) -> str:
        """The time it had, as the form that takes it back sends it."""
        return spelt(self.before)


def spelt(slot: datetime | None) -> str:
    """Return a slot as addresses and forms carry it."""
    return slot.isoformat() if slot else NONE


def read_spelt(given: str) -> tuple[bool, datetime | None]:
    """Return whether ``given`` is a slot as ``spelt`` writes it, and which."""
    if given == NONE:
        return True, None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return False, None
    return moment.tzinfo is not None, moment if moment.tzinfo is not None else None


def asked_back(visit: Visit, back: str) -> Asked:
    """Return the look that a form came from; only what the calendar itself understands is kept of its address."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    return read_asked(asked, today=day_of(visit.now, visit.desk.rules.zone))


def told(asked: Asked, ref: str, before: datetime | None) -> str:
    """Return the address that shows ``asked`` and tells of the move."""
    mark = "&" if "?" in asked.address else "?"
    return f"{asked.address}{mark}{urlencode({'moved': ref, 'before': spelt(before)})}"


def read_moved(visit: Visit) -> MovedView | None:
    """Return what the address says was moved; ``None`` where it says nothing that can be."""
    ref = visit.query.get("moved", "")
    is_spelt, before = read_spelt(visit.query.get("before", ""))
    if not ref or not is_spelt:
        return None
    try:
        posting = show_posting(visit.desk, ref)
    except NotFound:
        return None
    if posting.line.slot == before:
        return None  # it is back
    return MovedView(posting, before, quiet_of(visit, posting))


def quiet_of(visit: Visit, posting: PostingView) -> QuietBand | None:
    """Return the quiet period that would hold a posting at its slot, if one would."""
    slot = posting.line.slot
    if slot is None:
        return None
    bands = quiet_between(visit.desk, slot, slot + timedelta(minutes=1))
    return next((band for band in bands if band.covers(slot, posting.line.channels)), None)
