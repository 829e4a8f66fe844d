"""``cydbost emergency``: a template in both languages at once, or English first as the recorded exception."""

import sys
from dataclasses import dataclass, field
from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.channel_choice import chosen_channels
from cydbost_bot.cli.emergency_plan import say_deadline, show_places, show_words
from cydbost_bot.cli.emergency_send import report_sent, send_now, tell_now
from cydbost_bot.cli.output import say
from cydbost_bot.cli.post_content import given_texts
from cydbost_bot.cli.post_options import Channels, En, EnFile
from cydbost_bot.cli.template import show_templates
from cydbost_bot.cli.template_choice import find_template, templates
from cydbost_bot.cli.text_input import has_terminal
from cydbost_bot.console import NO
from cydbost_bot.directory import Directory
from cydbost_bot.i18n import N_, _
from cydbost_bot.library.approved import approvers, first_words, label_of
from cydbost_bot.library.template_filling import fill_from_options
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_language import Language
from cydbost_language.templates import template_hash
from cydbost_queue.actions.emergency import TemplateUse, raise_english_first, send_template
from cydbost_queue.content import Content, checked
from cydbost_queue.policy import Right
from cydbost_queue.sending.english_first import under_holding_line

ONE_WAY = Wording("emergency_two_ways", N_("Give a template or an English text, not both."))
TEMPLATES_FIRST = Wording(
    "templates_first",
    N_(
        "Templates come first: they go out in both languages at once. Choose one: cydbost emergency --template NAME. "
        "If none fits: cydbost emergency --en TEXT --category CATEGORY --reason REASON --authorised-by PERSON"
    ),
)
CATEGORY_NEEDED = Wording("category_needed", N_("Say what kind of emergency it is, with --category: {known}."))
NO_CATEGORY = Wording("no_emergency_category", N_("There is no category “{category}”.{perhaps} There are: {known}."))
REASON_NEEDED = Wording("reason_needed", N_("Say why English goes first, with --reason."))
WHO_NEEDED = Wording(
    "authoriser_needed",
    N_("Say who authorised it, with --authorised-by PERSON; or alone, to be reviewed after, with --break-glass."),
)
WHO_TWICE = Wording("authoriser_and_alone", N_("Give --authorised-by or --break-glass, not both."))
ONLY_TEMPLATE = Wording("set_needs_template", N_("--set fills a template. Name it with --template."))

RAISE = N_("Send an emergency: a template in both languages at once, or English first with the Welsh by a deadline.")

TemplateName = Annotated[
    str | None,
    typer.Option("--template", metavar=N_("NAME"), help=N_("Send this template, in both languages at once.")),
]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", metavar=N_("FIELD=VALUE"), help=N_("Fill a field: area.cy=..., area.en=..., from=...")),
]
Category = Annotated[
    str | None,
    typer.Option("--category", metavar=N_("CATEGORY"), help=N_("The kind of emergency; it sets the deadline.")),
]
WhyEnglish = Annotated[
    str | None, typer.Option("--reason", metavar=N_("REASON"), help=N_("Why English goes first; kept in the record."))
]
Authoriser = Annotated[
    str | None, typer.Option("--authorised-by", metavar=N_("PERSON"), help=N_("Whose word you have for it."))
]
BreakGlass = Annotated[
    bool, typer.Option("--break-glass", help=N_("Act alone; the Welsh language officer reviews it afterwards."))
]
Despite = Annotated[
    bool, typer.Option("--despite-findings", help=N_("Send the English although faults were found in it."))
]
EmergencyLabel = Annotated[
    str | None,
    typer.Option("--label", metavar=N_("LABEL"), help=N_("What the team calls it; its first words unless given.")),
]
Yes = Annotated[bool, typer.Option("--yes", help=N_("Do not ask before sending."))]
SendNow = Annotated[
    bool, typer.Option("--send-now/--leave-to-worker", help=N_("Send from here at once, or leave it to the worker."))
]


@dataclass(frozen=True, slots=True)
class Emergency:
    """What was asked for."""

    template: str | None
    values: list[str]
    english: str | None
    category: str | None
    reason: str | None
    authorised_by: str | None
    break_glass: bool
    despite_findings: bool
    label: str | None
    channels: list[str] = field(default_factory=list)


def raise_emergency(
    context: typer.Context,
    *,
    template: TemplateName = None,
    values: Values = None,
    en: En = None,
    en_file: EnFile = None,
    category: Category = None,
    reason: WhyEnglish = None,
    authorised_by: Authoriser = None,
    break_glass: BreakGlass = False,
    channel: Channels = None,
    despite_findings: Despite = False,
    label: EmergencyLabel = None,
    yes: Yes = False,
    now: SendNow = True,
) -> None:
    """Send an emergency, after showing it and asking; the status is 1 when it is not live yet, or was not sent.

    Raises:
        Misuse: something is missing or cannot be used.
        QueueError: the queue does not allow it.
    """
    english = given_texts({Language.EN: en}, {Language.EN: en_file}).get(Language.EN)
    asked = Emergency(
        template, values or [], english, category, reason, authorised_by, break_glass, despite_findings, label
    )
    with at_desk(context, with_secrets=now) as here:
        _refuse_unclear(here, asked)
        here.actor.require(Right.RAISE_EMERGENCY)
        channels = chosen_channels(here, channel, every=True)
        send = _prepare_template if asked.template else _prepare_english
        ref = send(here, asked, channels, ask=not yes and has_terminal())
        if not here.as_json:
            say(_("{ref} is in the queue.").format(ref=ref))  # said before sending, which may be interrupted
        if now:
            send_now(here)
        is_live = report_sent(here, ref)
        if now:
            sys.stdout.flush()
            tell_now(here)
        if now and not is_live:
            raise typer.Exit(NO)


def _refuse_unclear(here: AtDesk, asked: Emergency) -> None:
    if asked.template is not None and asked.english is not None:
        raise Misuse(ONE_WAY())
    if asked.values and asked.template is None:
        raise Misuse(ONLY_TEMPLATE())
    if asked.template is None and asked.english is None:
        library = templates(here)
        show_templates(library, approvers(here.desk, library))
        raise Misuse(TEMPLATES_FIRST())


def _prepare_template(here: AtDesk, asked: Emergency, channels: list[str], *, ask: bool) -> str:
    template = find_template(templates(here), asked.template or "")
    zone = str(here.desk.rules.zone)
    filled = fill_from_options(template, asked.values, now=here.desk.clock.now(), zone=zone)
    contents = {language: checked(Content(text)) for language, text in filled.texts.items()}
    if not here.as_json:
        show_words(filled.texts)
        show_places(here, channels)
    _ask(ask=ask)
    use = TemplateUse(template.name, template_hash(template), contents, filled.names)
    label = asked.label or label_of(template)
    return send_template(here.desk, here.actor, label=label, use=use, channels=channels, break_glass=asked.break_glass)


def _prepare_english(here: AtDesk, asked: Emergency, channels: list[str], *, ask: bool) -> str:
    _refuse_unfounded(here, asked)
    english = checked(Content(asked.english or ""))
    authoriser = Directory(here.settings, here.desk).require(asked.authorised_by) if asked.authorised_by else None
    allowed = here.desk.rules.categories[asked.category or ""]
    due = here.desk.clock.now() + allowed
    if not here.as_json:
        show_words({Language.EN: under_holding_line(here.desk.rules, due, english.text)})
        show_places(here, channels)
        say_deadline(due, allowed)
    _ask(ask=ask)
    return raise_english_first(
        here.desk,
        here.actor,
        label=asked.label or first_words(english.text),
        english=english,
        category=asked.category or "",
        reason=asked.reason or "",
        channels=channels,
        authoriser=authoriser,
        break_glass=asked.break_glass,
        despite_findings=asked.despite_findings,
    )


def _refuse_unfounded(here: AtDesk, asked: Emergency) -> None:
    """Raise ``Misuse`` with everything the exception still needs, at once."""
    known = list(here.desk.rules.categories)
    problems = []
    if asked.category is None:
        problems.append(CATEGORY_NEEDED(known=", ".join(known)))
    elif asked.category not in known:
        guess = perhaps(asked.category, known)
        problems.append(NO_CATEGORY(category=asked.category, perhaps=guess, known=", ".join(known)))
    if not (asked.reason or "").strip():
        problems.append(REASON_NEEDED())
    if asked.authorised_by is not None and asked.break_glass:
        problems.append(WHO_TWICE())
    elif asked.authorised_by is None and not asked.break_glass:
        problems.append(WHO_NEEDED())
    if problems:
        raise Misuse(*problems)


def _ask(*, ask: bool) -> None:
    """Ask whether to send, where somebody can be asked; end with status 1 unless they say yes."""
    if not ask:
        return
    try:
        answer = input(_("Send it to the public now? (yes/no) ")).strip().casefold()
    except EOFError:
        answer = ""
    if answer not in {"y", "yes", "ie", "iawn", "i"}:
        say(_("Nothing was sent."))
        raise typer.Exit(NO)
