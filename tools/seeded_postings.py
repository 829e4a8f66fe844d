"""The rows of one seeded posting, as the queue would have left them: its texts, approvals, deliveries and receipts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from cydbost_language import Language, Side, content_hash
from cydbost_queue.record.tags import Tag
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import ApprovalKind, Carries, HeldReason, PostingKind
from seeded_store import Rows, moment

AUTHOR: Final = "comms-editor"
TRANSLATOR: Final = "translator"
APPROVER: Final = "comms-manager"
SYSTEM: Final = "cydbost"

TEXTS: Final = (
    ("Bydd y llyfrgell ar gau ddydd Llun. Rhif y neges: {n}.", "The library will be closed on Monday. Message: {n}."),
    ("Mae’r ffordd ar gau oherwydd gwaith trwsio. Rhif y neges: {n}.", "The road is closed for repairs. Message: {n}."),
    ("Cesglir y biniau glas ddydd Mawrth. Rhif y neges: {n}.", "Blue bins are collected on Tuesday. Message: {n}."),
    ("Mae’r pwll nofio ar agor eto. Rhif y neges: {n}.", "The swimming pool is open again. Message: {n}."),
)

#: What is recorded of a posting besides what its state and texts are told from, where more entries are wanted.
MORE: Final = (Tag.SLOT_SET, Tag.PREFLIGHT_PASSED, Tag.DELIVERY_MADE, Tag.DELIVERY_MADE, *(Tag.DELIVERY_MOVED,) * 6)

Happening = tuple[Tag, str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel and its accounts, Welsh first."""

    name: str
    accounts: tuple[tuple[Carries, str], ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one posting."""

    state: PostingState
    slot: datetime | None
    held: HeldReason | None = None
    has_welsh: bool = True
    lead: timedelta = timedelta()  #: by which the English was later
    is_whole: bool = True
    is_exception: bool = False
    is_late: bool = False
    has_warning: bool = False

    @property
    def went_out(self) -> bool:
        """Tell whether it did."""
        return self.state in {PostingState.PUBLISHED, PostingState.WITHDRAWN}


def write_posting(rows: Rows, number: int, made: datetime, channel: Channel, fate: Fate) -> list[Happening]:
    """Add the rows of one posting; return what the record says of it."""
    uid = f"{number:012x}"
    cy, en = (text.format(n=number) for text in TEXTS[number % len(TEXTS)])
    kind = PostingKind.EMERGENCY if fate.is_exception else PostingKind.STANDARD
    out = fate.slot or made
    rows.add(
        "posting",
        id=number,
        uid=uid,
        label=f"{en.split('.')[0]} {number}",
        kind=kind.value,
        state=fate.state.value,
        held_reason=fate.held.value if fate.held else None,
        slot=moment(fate.slot),
        releases=int(fate.went_out),
        names="[]",
        created_by=AUTHOR,
        created_at=moment(made),
        published_at=moment(out) if fate.went_out else None,
    )
    rows.add("posting_channel", posting_id=number, channel=channel.name)
    texts = {Language.CY: cy, Language.EN: en} if fate.has_welsh else {Language.EN: en}
    hashes = {language: content_hash(Side(text)) for language, text in texts.items()}
    said: list[Happening] = [(Tag.POSTING_ADDED, AUTHOR, {"channels": [channel.name], "kind": kind.value})]
    for language, text in texts.items():
        author = TRANSLATOR if language is Language.CY else AUTHOR
        digest = hashes[language]
        rows.add(
            "version",
            posting_id=number,
            language=language.value,
            revision=1,
            text=text,
            media="[]",
            content_hash=digest,
            author=author,
            created_at=moment(made),
        )
        said.append((Tag.VERSION_WRITTEN, author, {"language": language.value, "revision": 1, "content": digest}))
    if fate.state is PostingState.DRAFT:
        return said
    said += _approved(rows, number, made, hashes)
    if fate.has_warning:
        said += _warned(rows, number, made, hashes)
    if fate.went_out:
        _sent(rows, number, out, channel=channel, fate=fate, texts=texts)
    if fate.is_exception:
        _excepted(rows, number, out, fate)
    return [*said, *_moves(fate, channel)]


def _approved(rows: Rows, number: int, at: datetime, hashes: dict[Language, str]) -> Iterator[Happening]:
    both = {"cy_hash": hashes[Language.CY], "en_hash": hashes[Language.EN]}
    for language in Language:
        kind = ApprovalKind.PERSON.value
        rows.add("approval", posting_id=number, language=language.value, **both, kind=kind, by=APPROVER, at=moment(at))
        yield Tag.APPROVAL_GIVEN, APPROVER, {"language": language.value, "kind": kind, "by": APPROVER}


def _warned(rows: Rows, number: int, at: datetime, hashes: dict[Language, str]) -> Iterator[Happening]:
    both = {"posting_id": number, "cy_hash": hashes[Language.CY], "en_hash": hashes[Language.EN]}
    fingerprint = f"{number:016x}"
    found = {"check": "shortening", "code": "shorter-cy", "severity": "warn"}
    rows.add("finding", **both, fingerprint=fingerprint, **found, spans="{}", facts="{}", found_at=moment(at))
    reason = rows.words("The longer version says the same.")
    until = moment(at + timedelta(days=30))
    rows.add(
        "acceptance", **both, fingerprint=fingerprint, by=APPROVER, reason_id=reason, at=moment(at), expires_at=until
    )
    yield Tag.FINDING_ACCEPTED, APPROVER, {"finding": fingerprint, **found}


def _sent(rows: Rows, number: int, out: datetime, *, channel: Channel, fate: Fate, texts: dict[Language, str]) -> None:
    uid = f"{number:012x}"
    for carries, account in channel.accounts:
        is_english = carries is Carries.EN
        live = out + timedelta(seconds=2) + (fate.lead if is_english else timedelta())
        is_seen = fate.is_whole or not is_english
        down = fate.state is PostingState.WITHDRAWN
        text = "\n\n".join(texts.values()) if carries is Carries.BOTH else texts[Language(carries.value)]
        state = DeliveryState.WITHDRAWN if down else DeliveryState.VERIFIED if is_seen else DeliveryState.SENT
        address = f"https://board.example/{account}/{number}"
        delivery = rows.add(
            "delivery",
            key=f"{uid}.1.{account}.{carries.value}",
            batch=f"{uid}.1.{channel.name}",
            posting_id=number,
            channel=channel.name,
            account=account,
            carries=carries.value,
            pair=uid,
            text=text,
            says="1.1",
            media="[]",
            state=state.value,
            lane=0 if fate.is_exception else 2,
            attempts=1,
            not_before=moment(out),
            fence=1,
            looks=0,
            created_at=moment(out),
            remote_id=f"{number}-{carries.value}",
            address=address,
            live_at=moment(live),
            verified_at=moment(live + timedelta(seconds=5)) if is_seen else None,
            down_at=moment(out + timedelta(days=3)) if down else None,
        )
        given = {"delivery_id": delivery, "remote_id": f"{number}-{carries.value}", "address": address}
        rows.add("receipt", **given, kind="published", platform_time=moment(live), at=moment(live))
        if is_seen:
            seen = moment(live + timedelta(seconds=5))
            rows.add("receipt", **given, kind="read-back", platform_time=moment(live), at=seen)


def _excepted(rows: Rows, number: int, out: datetime, fate: Fate) -> None:
    due = out + timedelta(minutes=60)
    rows.add(
        "english_first",
        posting_id=number,
        category="weather",
        reason_id=rows.words("Roads are flooding now."),
        raised_by="duty-officer",
        authorised_by="duty-manager",
        break_glass=False,
        started_at=moment(out),
        due_at=moment(due),
        welsh_live_at=moment(due + timedelta(minutes=20 if fate.is_late else -25)),
    )
    over = None if number % 7 == 0 else moment(out + timedelta(hours=8))  # some are never said to be over
    rows.add(
        "incident",
        posting_id=number,
        started_at=moment(out),
        ended_at=over,
        ended_by="duty-officer" if over else None,
    )
    rows.add("incident_posting", posting_id=number, incident_id=number, step="first", break_glass=False)


def _moves(fate: Fate, channel: Channel) -> Iterator[Happening]:
    path = [PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED, PostingState.RELEASING]
    path += [PostingState.PUBLISHED]
    if fate.state is PostingState.WITHDRAWN:
        path += [PostingState.WITHDRAWN]
    elif fate.state is PostingState.HELD:
        path = [PostingState.DRAFT, PostingState.HELD]
    else:
        path = path[: path.index(fate.state) + 1]
    for before, after in pairwise(path):
        if after is PostingState.PUBLISHED and fate.is_whole and not fate.is_exception:
            gap: dict[str, Any] = {"channel": channel.name, "gap": abs(fate.lead.total_seconds())}
            yield Tag.PAIR_LIVE, SYSTEM, {**gap, "first": "cy" if fate.lead >= timedelta() else "en"}
        yield Tag.POSTING_MOVED, SYSTEM, {"now": before.value, "to": after.value}
