"""Postings: listed, shown, written, approved, given a time, and taken down."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query, Response
from pydantic import Field, model_validator

from cydbost_bot.office.api.callers import Acting, Caller, Reading
from cydbost_bot.office.api.endpoints import Endpoint
from cydbost_bot.office.api.fields import (
    After,
    Asked,
    ChannelName,
    Label,
    Limit,
    Link,
    Moment,
    Name,
    PostingRef,
    Reason,
    Words,
)
from cydbost_bot.office.api.problems import ApiProblem, responses
from cydbost_bot.office.api.shown import Page, ShownLine, ShownPosting
from cydbost_language import Language
from cydbost_queue.actions.approving import accept_finding, approve
from cydbost_queue.actions.scheduling import cancel, schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.lookup import LAST_ROW
from cydbost_queue.queries.posting_list import Wanted, find_postings
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.views import PostingView

router = APIRouter(prefix="/postings", tags=["postings"], route_class=Endpoint)

_ETAG: Final = re.compile(r'(?:W/)?"cy([0-9]{1,9})-en([0-9]{1,9})"')
_ACT: Final = responses(401, 403, 404, 409, 422, 429, 503)


class VersionAsked(Asked):
    """What one version is to say."""

    text: Words = Field(examples=["The library will be closed on Monday."])
    link: Link | None = None

    def content(self) -> Content:
        """Return it as the queue takes it."""
        return Content(self.text, self.link)


class VersionsAsked(Asked):
    """What one version is to say, or both. A new posting may have one, and get the other later."""

    cy: VersionAsked | None = None
    en: VersionAsked | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> "VersionsAsked":
        if self.cy is None and self.en is None:
            raise ValueError("one version at least")
        return self

    def contents(self) -> dict[Language, Content]:
        """Return them as the queue takes them."""
        given = {Language.CY: self.cy, Language.EN: self.en}
        return {language: version.content() for language, version in given.items() if version is not None}


class PostingAsked(VersionsAsked):
    """A new posting."""

    label: Label
    channels: Annotated[list[Name], Field(min_length=1, max_length=50)]
    slot: Moment | None = None
    expires: Moment | None = None


class ApprovalAsked(Asked):
    """Which versions are right."""

    languages: Annotated[list[Language], Field(default_factory=lambda: list(Language), min_length=1, max_length=2)]


class AcceptanceAsked(Asked):
    """Which warning is accepted, and why."""

    finding: Annotated[str, Field(pattern=r"^[0-9a-f]{4,64}$")]
    reason: Reason


class SlotAsked(Asked):
    """When it is to go out."""

    slot: Moment


class WithdrawalAsked(Asked):
    """Why it comes down, in both languages."""

    reason: Reason


@router.get("", responses=responses(401, 403, 422, 429, 503))
def list_postings(
    caller: Reading,
    state: Annotated[list[PostingState] | None, Query(max_length=10)] = None,
    channel: ChannelName = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ShownLine]:
    """Return postings, the newest first."""
    if after is not None and not (
        after.isascii() and after.isdecimal() and len(after) <= 15 and int(after) <= LAST_ROW
    ):
        raise ApiProblem(422, "page_unknown")
    wanted = Wanted(states=frozenset(state or ()), channel=channel or "")
    page = find_postings(caller.desk, wanted, before=int(after) if after else None, limit=limit)
    return Page(
        items=[ShownLine.of(one.line) for one in page.postings],
        next=str(page.older) if page.older is not None else None,
    )


@router.post("", status_code=201, responses=_ACT)
def add(caller: Acting, asked: PostingAsked, response: Response) -> ShownPosting:
    """Add a posting; its ETag is what a writer sends back as If-Match."""
    ref = add_posting(
        caller.desk,
        caller.actor,
        label=asked.label,
        channels=asked.channels,
        contents=asked.contents(),
        slot=asked.slot,
        expires=asked.expires,
    )
    response.headers["Location"] = f"{caller.office.base_url}/api/v1/postings/{ref}"
    return _shown(caller, ref, response)


@router.get("/{ref}", responses=responses(401, 403, 404, 422, 429, 503))
def show(caller: Reading, ref: PostingRef, response: Response) -> ShownPosting:
    """Return everything about one posting, judged as it stands now."""
    return _shown(caller, ref, response)


@router.put("/{ref}/versions", responses={**_ACT, **responses(412, 428)})
def write(
    caller: Acting,
    ref: PostingRef,
    asked: VersionsAsked,
    response: Response,
    if_match: Annotated[str | None, Header(max_length=100)] = None,
) -> ShownPosting:
    """Write one version anew, or both, from the revisions that were read; every approval there was ends."""
    if if_match is None:
        raise ApiProblem(428, "revision_missing")
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise ApiProblem(422, "revision_unreadable")
    seen = {Language.CY: int(found[1]), Language.EN: int(found[2])}
    current = _revisions(show_posting(caller.desk, ref))
    if current != seen:
        raise ApiProblem(412, "revision_other")
    edit_versions(caller.desk, caller.actor, ref, asked.contents(), seen=seen)
    return _shown(caller, ref, response)


@router.post("/{ref}/approvals", responses=_ACT)
def approve_versions(caller: Acting, ref: PostingRef, asked: ApprovalAsked, response: Response) -> ShownPosting:
    """Approve one version or both, for the exact texts that both have now. Nobody approves their own."""
    approve(caller.desk, caller.actor, ref, list(dict.fromkeys(asked.languages)))
    return _shown(caller, ref, response)


@router.post("/{ref}/acceptances", responses=_ACT)
def accept(caller: Acting, ref: PostingRef, asked: AcceptanceAsked, response: Response) -> ShownPosting:
    """Accept one warning, for these exact texts and until it runs out."""
    accept_finding(caller.desk, caller.actor, ref, asked.finding, asked.reason)
    return _shown(caller, ref, response)


@router.put("/{ref}/slot", responses=_ACT)
def give_slot(caller: Acting, ref: PostingRef, asked: SlotAsked, response: Response) -> ShownPosting:
    """Give a posting that is approved its time."""
    schedule(caller.desk, caller.actor, ref, asked.slot)
    return _shown(caller, ref, response)


@router.delete("/{ref}/slot", responses=_ACT)
def take_slot(caller: Acting, ref: PostingRef, response: Response) -> ShownPosting:
    """Take a posting's time away."""
    cancel(caller.desk, caller.actor, ref)
    return _shown(caller, ref, response)


@router.post("/{ref}/withdrawal", responses=_ACT)
def take_down(caller: Acting, ref: PostingRef, asked: WithdrawalAsked, response: Response) -> ShownPosting:
    """Take both versions down wherever they are."""
    withdraw(caller.desk, caller.actor, ref, asked.reason)
    return _shown(caller, ref, response)


def _shown(caller: Caller, ref: str, response: Response) -> ShownPosting:
    posting = show_posting(caller.desk, ref)
    revisions = _revisions(posting)
    response.headers["ETag"] = f'"cy{revisions[Language.CY]}-en{revisions[Language.EN]}"'
    return ShownPosting.whole(posting)


def _revisions(posting: PostingView) -> dict[Language, int]:
    versions = posting.versions
    return {language: versions[language].revision if language in versions else 0 for language in Language}
