"""One post: both versions side by side, what was found, where it stands, and what may be done with it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from starlette.responses import Response

from cydbost_bot.office.compose.found import Found, found_in
from cydbost_bot.office.compose.listing import COLOURS
from cydbost_bot.office.compose.marked import marked, marks_of
from cydbost_bot.office.compose.next_steps import next_step
from cydbost_bot.office.visit import Visit
from cydbost_bot.posting_judgement import findings_of, pair_of
from cydbost_bot.sentences import held_reason, name_of, obstacle_sentence
from cydbost_bot.sentences_words import APPROVAL_KINDS, ERRORS, LANGUAGES, POSTING_KINDS, TASKS
from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.lookup import number_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.queries.approvals import SentBackView, sent_back
from cydbost_queue.queries.drafts import draft_of
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.writers import written_by
from cydbost_queue.states import PostingState
from cydbost_queue.views import PostingView

_APPROVABLE: Final = frozenset(
    {PostingState.DRAFT, PostingState.HELD, PostingState.ENGLISH_OUT, PostingState.CORRECTING}
)
_EDITABLE: Final = _APPROVABLE | {PostingState.READY, PostingState.SCHEDULED, PostingState.PUBLISHED}
_SCHEDULABLE: Final = frozenset({PostingState.READY, PostingState.SCHEDULED, PostingState.HELD})
_DIVISIBLE: Final = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED, PostingState.HELD})
#: In these the gate has nothing more to say.
_PAST_THE_GATE: Final = frozenset(
    {PostingState.RELEASING, PostingState.CHANGING, PostingState.PUBLISHED, PostingState.WITHDRAWN}
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What this visitor may do with this posting as it stands."""

    edit: bool
    schedule: bool
    unschedule: bool
    withdraw: bool
    drop: bool
    expire: bool
    divide: bool
    accept: bool
    approve: Sequence[Language]  #: the versions that they did not write, and nobody approved yet


@dataclass(frozen=True, slots=True)
class ShownPosting:
    """A posting as its page shows it."""

    posting: PostingView
    found: Sequence[Found]
    texts: Mapping[Language, Markup]
    obstacles: Sequence[str]  #: besides the findings
    next_step: str
    choices: Choices
    has_draft: bool
    sent_back: SentBackView | None  #: why an approver wants it written anew


def shown_posting(visit: Visit, ref: str) -> ShownPosting:
    """Return a posting as its page shows it.

    Raises:
        NotFound: there is no such posting.
    """
    posting = show_posting(visit.desk, ref)
    pair, findings = pair_of(posting), findings_of(visit.desk, posting)
    is_past = posting.line.state in _PAST_THE_GATE
    return ShownPosting(
        posting=posting,
        found=found_in(pair, findings, accepted=posting.verdict.accepted),
        texts={
            language: marked(version.text, language, marks_of(findings, language, version.text))
            for language, version in posting.versions.items()
        },
        obstacles=[obstacle_sentence(one) for one in posting.verdict.obstacles if not one.finding and not is_past],
        next_step=next_step(posting),
        choices=_choices(visit, posting),
        has_draft=visit.may(Right.WRITE) and draft_of(visit.desk, visit.actor.name, posting.line.ref) is not None,
        sent_back=sent_back(visit.desk, number_of(posting.line.ref, "P")) if not is_past else None,
    )


def show(visit: Visit, ref: str) -> Response:
    """Show a posting."""
    return posting_page(visit, ref)


def posting_page(visit: Visit, ref: str, *, problem: Exception | None = None) -> Response:
    """Show a posting, with what stood in the way of an act where something did."""
    shown = shown_posting(visit, ref)
    return visit.show(
        "compose/posting.html",
        problem=problem,
        shown=shown,
        is_past=shown.posting.line.state in _PAST_THE_GATE,
        colours=COLOURS,
        kind_name=lambda kind: name_of(POSTING_KINDS, kind),
        language_name=lambda language: name_of(LANGUAGES, language),
        approval_name=lambda kind: name_of(APPROVAL_KINDS, kind),
        error_name=lambda code: name_of(ERRORS, code),
        task_name=lambda task: name_of(TASKS, task),
        held_name=held_reason,
    )


def _choices(visit: Visit, posting: PostingView) -> Choices:
    state, line = posting.line.state, posting.line
    is_whole = len(posting.versions) == len(Language)
    is_too_long = is_whole and any(finding.code == "too_long_to_divide" for finding in posting.verdict.findings)
    may_schedule = visit.may(Right.SCHEDULE)
    return Choices(
        edit=visit.may(Right.WRITE) and state in _EDITABLE,
        schedule=may_schedule and (state in _SCHEDULABLE or (state is PostingState.DRAFT and posting.verdict.is_open)),
        unschedule=may_schedule and line.slot is not None and state in _DIVISIBLE,
        withdraw=visit.may(Right.WITHDRAW) and state is not PostingState.WITHDRAWN,
        drop=visit.may(Right.WRITE) and state is PostingState.CORRECTING,
        expire=may_schedule and state is not PostingState.WITHDRAWN,
        divide=visit.may(Right.WRITE)
        and is_too_long
        and state in _DIVISIBLE
        and len(posting.versions) == len(Language),
        accept=visit.may(Right.ACCEPT_FINDING) and not _wrote(visit.desk, visit.actor, posting, Language),
        approve=_approvable(visit, posting),
    )


def _approvable(visit: Visit, posting: PostingView) -> list[Language]:
    """Return the versions that this visitor may approve now."""
    stops = {"version_missing", "finding_blocks"}
    is_faulty = any(one.code in stops for one in posting.verdict.obstacles)
    if not visit.may(Right.APPROVE) or posting.line.state not in _APPROVABLE or is_faulty:
        return []
    missing = [one.language for one in posting.verdict.obstacles if one.code == "approval_missing"]
    wanted = [language for language in Language if language in missing]
    return [language for language in wanted if not _wrote(visit.desk, visit.actor, posting, [language])]


def _wrote(desk: Desk, actor: Actor, posting: PostingView, languages: Sequence[Language] | type[Language]) -> bool:
    wrote = written_by(desk, actor.name, posting.line.ref)
    return any(language in wrote for language in languages)
