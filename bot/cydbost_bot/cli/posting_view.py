"""A posting before a person: both versions side by side, Welsh first, and what it still needs."""

from collections.abc import Sequence
from typing import Final

from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.check_view import SEVERITIES, STYLES, marked_text
from cydbost_bot.cli.deadline_view import spell_exception
from cydbost_bot.cli.next_step import spell_next_step
from cydbost_bot.cli.output import console, say
from cydbost_bot.i18n import N_, _
from cydbost_bot.posting_judgement import pair_of
from cydbost_bot.sentences import (
    delivery_state,
    finding_sentence,
    held_reason,
    name_of,
    obstacle_sentence,
    platform_words,
    posting_state,
)
from cydbost_bot.sentences_words import APPROVAL_KINDS, ERRORS, LANGUAGES
from cydbost_bot.wall_clock import spell_time
from cydbost_language import Finding, Language
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.views import DeliveryView, PostingView, VersionView

#: In these the gate has nothing more to say.
_PAST_THE_GATE: Final = frozenset(
    {PostingState.RELEASING, PostingState.CHANGING, PostingState.PUBLISHED, PostingState.WITHDRAWN}
)

#: Said of what a person posted by hand, and nobody but a person could see there.
BY_WORD = N_("live, by a person’s word")
#: The marks of a version, said under its text.
STALE = N_("stale: the other version was changed after it")


def show_posting_view(posting: PostingView, findings: Sequence[Finding], *, costs: Sequence[str] = ()) -> None:
    """Print everything about one posting; ``costs`` say what its sending costs, and are left out once it is sent."""
    say(_heading(posting))
    if posting.parts:
        say(spell_parts(posting))
    show_versions(posting, findings)
    show_finding_lines(findings, accepted=posting.verdict.accepted)
    for cost in costs if not posting.deliveries else ():
        say(cost)
    for approval in posting.approvals:
        if not approval.is_void:
            language, kind = name_of(LANGUAGES, approval.language), name_of(APPROVAL_KINDS, approval.kind)
            say(f"{language}: {kind} ({approval.by}, {spell_time(approval.at)})")
    for delivery in posting.deliveries:
        say(spell_delivery(delivery))
    if posting.exception:
        say(spell_exception(posting.exception))
    show_needs(posting, findings_shown=True)


def show_needs(posting: PostingView, *, findings_shown: bool = False) -> None:
    """Print what stands in the way of an unpublished posting, and the next step."""
    for obstacle in posting.verdict.obstacles if posting.line.state not in _PAST_THE_GATE else ():
        if not (findings_shown and obstacle.finding):
            say("- " + obstacle_sentence(obstacle))
    say(spell_next_step(posting))


def spell_parts(posting: PostingView) -> str:
    """Return every part of the message that a posting is of, and where each stands."""
    parts = []
    for part in posting.parts:
        why = f" ({held_reason(part.held_reason)})" if part.held_reason else ""
        parts.append(f"{part.ref} {posting_state(part.state)}{why}")
    number = next(part.number for part in posting.parts if part.ref == posting.line.ref)
    said = _("Part {number} of {all} of one message: {parts}.")
    return said.format(number=number, all=len(parts), parts=", ".join(parts))


def _heading(posting: PostingView) -> str:
    line = posting.line
    state = posting_state(line.state) + (f" ({held_reason(line.held_reason)})" if line.held_reason else "")
    slot = spell_time(line.slot) if line.slot else ""
    end = _("until {end}").format(end=spell_time(line.expires)) if line.expires else ""
    return " · ".join(part for part in (line.ref, line.label, state, ", ".join(line.channels), slot, end) if part)


def show_versions(posting: PostingView, findings: Sequence[Finding]) -> None:
    """Print both versions side by side, with every disagreeing stretch marked and numbered."""
    pair = pair_of(posting)
    table = Table(expand=True)
    cells = []
    for language in Language:
        table.add_column(name_of(LANGUAGES, language), ratio=1, overflow="fold")
        version = posting.versions.get(language)
        cells.append(
            _version_cell(version, marked_text(pair, language, findings)) if version else Text(_("(none yet)"))
        )
    table.add_row(*cells)
    console().print(table)


def _version_cell(version: VersionView, text: Text) -> Text:
    notes = [version.link] if version.link else []
    for item in version.media:
        notes.append(_("[picture: {alt}]").format(alt=item["alt_text"] or "?"))
        notes.append(_("[rights: {rights}]").format(rights=item["rights"] or "?"))
    by = _("{author}, revision {number}").format(author=version.author, number=version.revision)
    notes.append(f"({by}; {_(STALE)})" if version.is_stale else f"({by})")
    return Text.assemble(text, "\n\n", ("\n".join(notes), "dim"))


def show_finding_lines(findings: Sequence[Finding], *, accepted: frozenset[str] = frozenset()) -> None:
    """Print each finding with its number, and with the short name that ``post accept`` takes."""
    terminal = console()
    for number, finding in enumerate(findings, start=1):
        severity = Text(_(SEVERITIES[finding.severity]), style=STYLES[finding.severity])
        said = f" [{finding.fingerprint}] ({finding.check}): {finding_sentence(finding)}"
        is_accepted = " " + _("Accepted.") if finding.fingerprint in accepted else ""
        terminal.print(Text.assemble(f"{number}. ", severity, said, is_accepted), soft_wrap=True)


def spell_delivery(delivery: DeliveryView) -> str:
    """Return where one version on one account stands, with its address."""
    state = (
        _(BY_WORD)
        if delivery.is_by_word and delivery.state is DeliveryState.VERIFIED
        else delivery_state(delivery.state)
    )
    parts = [name_of(LANGUAGES, delivery.carries), delivery.account, state]
    parts += [part for part in (delivery.address, _why_not(delivery)) if part]
    if delivery.live_at:
        parts.append(spell_time(delivery.live_at))
    return " · ".join(parts)


def _why_not(delivery: DeliveryView) -> str:
    what = name_of(ERRORS, delivery.error_code) if delivery.error_code else ""
    detail = platform_words(delivery.error_detail) if delivery.error_detail else ""
    return ": ".join(part for part in (what, detail) if part)
