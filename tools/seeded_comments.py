"""The rows of one seeded comment and of its answer, as the queue would have left them."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from cydbost_queue.inbox.authors import author_key
from cydbost_queue.record.tags import Tag
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Carries, CommentState
from seeded_postings import SYSTEM, Channel, Happening
from seeded_store import Rows, moment

ASKED: Final = {
    "cy": "Pryd fydd y llyfrgell yn ailagor?",
    "en": "When will the library reopen?",
    "both": "Pryd fydd y llyfrgell yn ailagor? When will the library reopen?",
}
ANSWERED: Final = {
    "cy": "Bydd yn ailagor ddydd Mawrth.",
    "en": "It will reopen on Tuesday.",
    "both": "Bydd yn ailagor ddydd Mawrth.\n\nIt will reopen on Tuesday.",
}
DETECTED: Final = {"cy": "cy", "en": "en", "both": "mixed"}


def write_comment(
    rows: Rows, number: int, written: datetime, *, posting: int, channel: Channel, chance: Random, is_open: bool
) -> list[Happening]:
    """Add the rows of one comment; return what the record says of it."""
    due = "both" if number % 40 == 0 else "cy" if number % 8 == 0 else "en"
    account = next((name for carries, name in channel.accounts if carries.value == due), channel.accounts[-1][1])
    is_declined = not is_open and number % 33 == 0
    state = CommentState.OPEN if is_open else CommentState.NO_ANSWER if is_declined else CommentState.ANSWERED
    name = f"resident-{number % 5000}"
    text, author = rows.words(f"{ASKED[due]} {number}"), rows.words(name)
    decided = {"decided_by": "comms-editor", "decided_at": moment(written + timedelta(hours=1))} if is_declined else {}
    rows.add(
        "comment",
        id=number,
        account=account,
        remote_id=f"comment-{number}",
        posting_id=posting,
        text_id=text,
        author_id=author,
        author_key=author_key(account, name),
        written_at=moment(written),
        fetched_at=moment(written + timedelta(seconds=40)),
        language=DETECTED[due],
        confidence=0.97,
        reply_in=due,
        state=state.value,
        **decided,
    )
    if state is CommentState.ANSWERED:
        _answer(
            rows,
            number,
            written,
            due=due,
            channel=channel,
            account=account,
            seconds=round(chance.lognormvariate(8.2, 1.1)),
        )
    return [(Tag.COMMENT_RECEIVED, SYSTEM, {"account": account, "language": DETECTED[due]})]


def _answer(
    rows: Rows, number: int, written: datetime, *, due: str, channel: Channel, account: str, seconds: int
) -> None:
    live = written + timedelta(seconds=60 + seconds)
    language = "en" if number % 5000 == 4000 else due  # now and then one left in another language
    reply = rows.add(
        "reply",
        comment_id=number,
        kind="answer",
        language=language,
        text_id=rows.words(ANSWERED[language]),
        author="comms-editor",
        written_at=moment(live - timedelta(seconds=5)),
        live_at=moment(live),
    )
    key = f"reply.{reply}"
    rows.add(
        "delivery",
        key=key,
        batch=key,
        reply_id=reply,
        channel=channel.name,
        account=account,
        carries=(Carries.BOTH if language == "both" else Carries(language)).value,
        pair=key,
        text=ANSWERED[language],
        media="[]",
        state=DeliveryState.VERIFIED.value,
        lane=1,
        attempts=1,
        not_before=moment(live),
        fence=1,
        looks=0,
        created_at=moment(live - timedelta(seconds=5)),
        remote_id=f"reply-{number}",
        address=f"https://board.example/{account}/reply-{number}",
        live_at=moment(live),
        verified_at=moment(live + timedelta(seconds=5)),
    )
