"""Channels, what needs a person, figures, and the record."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from cydbost_bot.office.api.callers import Acting, Reading
from cydbost_bot.office.api.endpoints import Endpoint
from cydbost_bot.office.api.fields import AccountName, After, Asked, Limit, PostingRef, Reason
from cydbost_bot.office.api.problems import ApiProblem, responses
from cydbost_bot.office.api.shown import Page
from cydbost_bot.sentences import entry_line, flaw_sentence
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.retrying import retry
from cydbost_queue.queries.dead_letters import DeadLetter, dead_letters
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.record import list_channels
from cydbost_queue.queries.record_search import Sought, search_record
from cydbost_queue.record.verify import verify
from cydbost_queue.tables import Carries
from cydbost_queue.views import ChannelView, EntryView

router = APIRouter(route_class=Endpoint)
_READ = responses(401, 403, 422, 429, 503)
_ACT = responses(401, 403, 404, 409, 422, 429, 503)


class ShownAccount(BaseModel):
    """One account of a channel."""

    name: str
    carries: Carries
    stopped_at: datetime | None


class ShownChannel(BaseModel):
    """One channel with its accounts, Welsh first."""

    name: str
    platform: str
    layout: str
    mode: str
    accounts: list[ShownAccount]

    @classmethod
    def of(cls, channel: ChannelView) -> "ShownChannel":
        """Return a channel as it is shown."""
        accounts = [
            ShownAccount(name=one.name, carries=one.carries, stopped_at=one.stopped_at) for one in channel.accounts
        ]
        return cls(
            name=channel.name, platform=channel.platform, layout=channel.layout, mode=channel.mode, accounts=accounts
        )


class Channels(BaseModel):
    """Every channel of the council."""

    items: list[ShownChannel]


class ResumeAsked(Asked):
    """An account, as the channels name it."""

    account: AccountName


class StopAsked(Asked):
    """The account to which nothing is to go, and why."""

    account: AccountName
    reason: Reason | None = None


class ShownTrouble(BaseModel):
    """What is wrong with one delivery."""

    account: str
    carries: Carries
    state: str
    error: str
    address: str | None


class ShownDeadLetter(BaseModel):
    """Something that needs a person."""

    ref: str = Field(examples=["P12"])
    label: str
    why: str
    since: datetime
    ways: list[str] = Field(description="What a person can do about it.")
    troubles: list[ShownTrouble]

    @classmethod
    def of(cls, letter: DeadLetter) -> "ShownDeadLetter":
        """Return one of them as it is shown."""
        return cls(
            ref=letter.ref,
            label=letter.label,
            why=letter.why,
            since=letter.since,
            ways=[way.value for way in letter.ways],
            troubles=[
                ShownTrouble(
                    account=one.account,
                    carries=one.carries,
                    state=one.state.value,
                    error=one.error,
                    address=one.address,
                )
                for one in letter.troubles
            ],
        )


class DeadLetters(BaseModel):
    """Everything that needs a person, the longest waiting first."""

    items: list[ShownDeadLetter]


class Retried(BaseModel):
    """How many deliveries are tried again."""

    deliveries: int


class ShownEntry(BaseModel):
    """One line of the record."""

    subject: str
    number: int
    at: datetime
    actor: str
    act: str = Field(examples=["slot.set"])
    data: dict[str, Any]
    hash: str
    message: str

    @classmethod
    def of(cls, entry: EntryView) -> "ShownEntry":
        """Return an entry as it is shown."""
        return cls(
            subject=entry.subject,
            number=entry.number,
            at=entry.at,
            actor=entry.actor,
            act=entry.act,
            data=dict(entry.data),
            hash=entry.hash,
            message=entry_line(entry),
        )


class Verified(BaseModel):
    """Whether the whole record stands as it was written."""

    whole: bool
    entries: int
    chains: int
    seals: int
    flaws: list[str]


@router.get("/channels", responses=_READ, tags=["channels"])
def show_channels(caller: Reading) -> Channels:
    """Return every channel with its accounts."""
    return Channels(items=[ShownChannel.of(one) for one in list_channels(caller.desk)])


@router.post("/accounts/stop", responses=_ACT, tags=["channels"])
def stop(caller: Acting, asked: StopAsked) -> Channels:
    """Let nothing more go to an account, until it is resumed."""
    stop_account(caller.desk, caller.actor, asked.account, asked.reason)
    return Channels(items=[ShownChannel.of(one) for one in list_channels(caller.desk)])


@router.post("/accounts/resume", responses=_ACT, tags=["channels"])
def resume(caller: Acting, asked: ResumeAsked) -> Channels:
    """Let what waits go to an account again."""
    resume_account(caller.desk, caller.actor, asked.account)
    return Channels(items=[ShownChannel.of(one) for one in list_channels(caller.desk)])


@router.get("/dead-letters", responses=_READ, tags=["deliveries"])
def show_dead_letters(caller: Reading) -> DeadLetters:
    """Return everything that needs a person."""
    return DeadLetters(items=[ShownDeadLetter.of(one) for one in dead_letters(caller.desk)])


@router.post("/postings/{ref}/retry", responses=_ACT, tags=["deliveries"])
def try_again(caller: Acting, ref: PostingRef) -> Retried:
    """Try a posting's failed deliveries again."""
    return Retried(deliveries=retry(caller.desk, caller.actor, ref))


@router.get("/figures", responses=_READ, tags=["record"])
def show_figures(caller: Reading) -> dict[str, Any]:
    """Return the promise in numbers: pairs, gaps, deadlines, answers."""
    return asdict(figures(caller.desk))


@router.get("/record", responses=_READ, tags=["record"])
def verify_record(caller: Reading) -> Verified:
    """Go through the whole record and say whether it stands as it was written. It takes a while."""
    proof = verify(caller.desk.store)
    return Verified(
        whole=proof.is_whole,
        entries=proof.entries,
        chains=proof.chains,
        seals=proof.seals,
        flaws=[flaw_sentence(one) for one in proof.flaws],
    )


@router.get("/record/{subject}", responses=_READ | responses(404), tags=["record"])
def show_record(
    caller: Reading,
    subject: Annotated[str, Path(pattern=r"^[a-z-]{1,20}(:[0-9A-Za-z._-]{1,40})?$", examples=["posting:12"])],
    after: After = None,
    limit: Limit = 50,
) -> Page[ShownEntry]:
    """Return what the record holds of one subject, the newest first."""
    try:
        page = search_record(caller.desk, Sought(subject=subject), older=after, most=limit)
    except (ValueError, OverflowError) as error:
        raise ApiProblem(422, "page_unknown") from error
    return Page(items=[ShownEntry.of(one) for one in page.entries], next=page.older)
