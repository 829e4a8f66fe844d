"""The acts of the story: each works through the doors that everybody uses, and tells what came of it."""

from collections.abc import Iterator
from datetime import timedelta

from cydbost_bot.demo.content import DemoContent
from cydbost_bot.demo.stage import Stage
from cydbost_bot.i18n import _, current
from cydbost_bot.library import load_templates
from cydbost_bot.plan import read_plan
from cydbost_bot.sentences import error_lines, finding_sentence, posting_state, spell_length, spell_moment
from cydbost_connectors.noticeboard.reading import standing
from cydbost_language import Language, Severity
from cydbost_language.templates import fill, named_places, template_hash
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import TemplateUse, approve_template, raise_english_first, send_template
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import GateClosed
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.views import PostingLine

CHANNEL = "noticeboard"


def write_pair(stage: Stage, label: str, cy: Content | None, en: Content | None) -> str:
    """Add a posting as a council does: the editor writes the English, the translator the Welsh."""
    contents = {Language.EN: en} if en else {}
    ref = add_posting(stage.desk, stage.people["comms-editor"], label=label, channels=[CHANNEL], contents=contents)
    if cy:
        edit_version(stage.desk, stage.people["translator"], ref, Language.CY, cy)
    return ref


def plan_a_month(stage: Stage, content: DemoContent) -> Iterator[str]:
    """Bring in the month's plan: every pair judged, approved by somebody else, and given its slot."""
    rows = read_plan(content.plan, now=stage.clock.now(), channels=[CHANNEL])
    for row in rows:
        ref = write_pair(stage, row.label, Content(row.cy, row.link_cy or None), Content(row.en, row.link_en or None))
        approve(stage.desk, stage.people["comms-manager"], ref)
        if row.at is not None:
            schedule(stage.desk, stage.people["comms-editor"], ref, row.at)
    scheduled = list_postings(stage.desk, states=[PostingState.SCHEDULED])
    yield _("{count} posts of the month’s plan: both versions judged identical, approved and scheduled.").format(
        count=len(scheduled)
    )


def meet_the_gate(stage: Stage, content: DemoContent) -> Iterator[str]:
    """Try to get faulty pairs past the gate, and hear why not."""
    for row in content.faulty:
        ref = write_pair(stage, row["label"], _content(row["cy"]), _content(row["en"]))
        try:
            approve(stage.desk, stage.people["comms-manager"], ref)
        except GateClosed as refusal:
            yield _("Refused: {ref} {label}").format(ref=ref, label=row["label"])
            yield from (f"    {line}" for line in _reasons(refusal))


def _content(text: str) -> Content | None:
    return Content(text) if text.strip() else None


def _reasons(refusal: GateClosed) -> list[str]:
    found = [item for item in refusal.verdict.findings if item.severity is Severity.BLOCK]
    if found:
        return [finding_sentence(found[0])]
    return [line for line in error_lines(refusal) if line][1:2]


def change_after_approval(stage: Stage) -> Iterator[str]:
    """Edit one side of a scheduled pair: both approvals are void, and nothing goes until it is approved again."""
    first = min(
        list_postings(stage.desk, states=[PostingState.SCHEDULED]), key=lambda line: line.slot or line.created_at
    )
    english = show_posting(stage.desk, first.ref).versions[Language.EN]
    edited = Content(english.text.replace("this week", "this week only"), english.link)
    edit_version(stage.desk, stage.people["comms-editor"], first.ref, Language.EN, edited)
    view = show_posting(stage.desk, first.ref)
    yield _("{ref} was edited after it was approved: it is “{state}” again, and both approvals are void.").format(
        ref=first.ref, state=posting_state(view.line.state.value)
    )
    edit_version(stage.desk, stage.people["comms-editor"], first.ref, Language.EN, Content(english.text, english.link))
    approve(stage.desk, stage.people["comms-manager"], first.ref)
    state = show_posting(stage.desk, first.ref).line.state.value
    yield _("Set right and approved again, it is “{state}”.").format(state=posting_state(state))


def emergency_in_english_first(stage: Stage, content: DemoContent) -> Iterator[str]:
    """An emergency at night: English at once, the Welsh clock running, then made whole."""
    stage.clock.move_to(stage.clock.now().replace(hour=2, minute=55) + timedelta(days=1))
    wanted = content.emergency
    ref = raise_english_first(
        stage.desk,
        stage.people["duty-officer"],
        label=wanted["label"],
        english=Content(wanted["en"]["text"], wanted["en"]["link"]),
        category=wanted["category"],
        reason=wanted["reason"],
        channels=wanted["channels"],
        authoriser=stage.people["duty-manager"],
    )
    stage.worker.tick()
    started = show_posting(stage.desk, ref)
    exception = started.exception
    if exception is None:
        raise AssertionError("an emergency in English first has its exception")
    yield _("{when}: {ref} is out in English, on the word of {who}. The Welsh is due by {due}.").format(
        when=spell_moment(exception.started_at),
        ref=ref,
        who=exception.authorised_by,
        due=spell_moment(exception.due_at),
    )
    yield f"    {_first_live_line(stage, ref)}"
    stage.clock.advance((exception.due_at - exception.started_at) * 0.55)
    stage.worker.tick()
    told = [notice for notice in notices(stage.desk) if notice.code == "welsh_due"]
    yield _("{when}: half the time has passed; reminded: {count} time(s).").format(
        when=spell_moment(stage.clock.now()), count=len(told)
    )
    edit_version(
        stage.desk,
        stage.people["translator"],
        ref,
        Language.CY,
        Content(wanted["cy"]["text"], wanted["cy"]["link"]),
    )
    stage.clock.advance(timedelta(seconds=100))  # well off the half minute, whatever the machine takes
    approve(stage.desk, stage.people["duty-manager"], ref)
    stage.worker.tick()
    after = show_posting(stage.desk, ref)
    if after.exception is None or after.exception.welsh_live_at is None:
        raise AssertionError("the Welsh went out with its approval")
    left = (after.exception.due_at - after.exception.welsh_live_at).total_seconds()
    yield _("{when}: the Welsh is out, {left} before its deadline. The two are now identical.").format(
        when=spell_moment(after.exception.welsh_live_at), left=spell_length(left)
    )


def _first_live_line(stage: Stage, ref: str) -> str:
    english = next(row for row in show_posting(stage.desk, ref).deliveries)
    with stage.board.view() as connection:
        shown = [notice.text for notice in standing(connection) if english.address and notice.slug in english.address]
    return shown[-1].splitlines()[0] if shown else ""


def emergency_from_a_template(stage: Stage) -> Iterator[str]:
    """The better way: words approved in advance, filled in one minute, out in both languages at once."""
    template = load_templates()["flood-warning"]
    approve_template(stage.desk, stage.people["language-officer"], template.name, template_hash(template))
    values = template.examples()
    filled = fill(template, values, short=True)
    use = TemplateUse(
        template.name,
        template_hash(template),
        {Language.CY: Content(filled.cy), Language.EN: Content(filled.en)},
        named_places(template, values),
    )
    ref = send_template(stage.desk, stage.people["duty-officer"], label=template.name, use=use, channels=[CHANNEL])
    stage.worker.tick()
    state = show_posting(stage.desk, ref).line.state.value
    yield _("{ref}, from the template “{name}”: {state}, in both languages at once, with no exception needed.").format(
        ref=ref, name=template.title.cy if current() == "cy" else template.title.en, state=posting_state(state)
    )


def let_the_month_pass(stage: Stage) -> Iterator[str]:
    """Let each slot come, and the worker release what is due."""
    for line in sorted(
        list_postings(stage.desk, states=[PostingState.SCHEDULED]), key=lambda row: row.slot or row.created_at
    ):
        if line.slot is not None and line.slot > stage.clock.now():
            stage.clock.move_to(line.slot)
        stage.worker.tick()
    made = figures(stage.desk)
    yield _("{count} pairs went out, the two languages at most {gap} seconds apart, Welsh first in {first}.").format(
        count=made.gaps.pairs, gap=f"{made.gaps.longest or 0:.2f}", first=made.welsh_first
    )


def _by_slot(stage: Stage) -> list[PostingLine]:
    """Return what is scheduled, the first due first."""
    lines = list_postings(stage.desk, states=[PostingState.SCHEDULED])
    return sorted(lines, key=lambda line: line.slot or line.created_at)
