"""What is to be done by hand, before a person and as data: every word as approved, ready to copy."""

from typing import Any, Final

from rich.text import Text

from cydbost_bot.cli.output import console, say
from cydbost_bot.i18n import N_, _
from cydbost_bot.sentences import name_of, spell_moment
from cydbost_bot.sentences_hand import HAND_TASKS
from cydbost_bot.sentences_words import VERSIONS
from cydbost_connectors.manual.composing import with_link
from cydbost_queue.queries.by_hand import HandJob
from cydbost_queue.tables import Task

MARKS: Final = {
    "emergency": N_("EMERGENCY"),
    "half": N_("the other language stands alone"),
    "doubt": N_("it may have been done already: look first"),
    "paused": N_("stopped: do not post it now"),
}
DONE: Final = N_("Then: cydbost manual done {ref} --account {account} --address ADDRESS")
CHANGED: Final = N_("Then: cydbost manual done {ref} --account {account}")
GONE: Final = N_("Then: cydbost manual gone {ref} --account {account}")
CANNOT: Final = N_("If it cannot be done: cydbost manual cannot {ref} --account {account} --reason REASON")
OUT: Final = N_("If it was posted: cydbost manual done {ref} --account {account} --address ADDRESS")


def job_line(job: HandJob) -> str:
    """Return one job in a line: what, where, by when."""
    said = _("{ref} {label}: {task}: {version}, {account}; by {due}.").format(
        ref=job.ref,
        label=job.label,
        task=name_of(HAND_TASKS, _task(job)),
        version=name_of(VERSIONS, job.carries.value),
        account=job.account,
        due=spell_moment(job.due_at),
    )
    marks = _marks(job)
    return f"{said} [{'; '.join(marks)}]" if marks else said


def show_job(job: HandJob) -> None:
    """Print one job: what to do, where, the words, the pictures, and what to say afterwards."""
    say(job_line(job))
    if job.address is not None:
        say(_("It stands at: {address}").format(address=job.address))
    if job.answers is not None:
        say(_("Post it as an answer to: {address}").format(address=job.answers))
    if job.task is not Task.WITHDRAW and not job.is_paused:
        console().print(Text(f"\n{text_to_copy(job)}\n"), soft_wrap=True)
        for media in job.media:
            say(_("Picture: {file}").format(file=media.path))
            say(_("Its alternative text: {alt}").format(alt=media.alt_text))
    for line in _next(job):
        say(_(line).format(ref=job.ref, account=job.account))


def text_to_copy(job: HandJob) -> str:
    """Return the words exactly as they were approved; a link that is not among them follows."""
    return with_link(job.text, job.link)


def job_data(job: HandJob) -> dict[str, Any]:
    """Return one job as data for scripts."""
    return {
        "ref": job.ref,
        "label": job.label,
        "channel": job.channel,
        "account": job.account,
        "carries": job.carries.value,
        "task": _task(job),
        "text": None if job.task is Task.WITHDRAW or job.is_paused else job.text,
        "link": job.link,
        "media": [{"path": one.path, "alt_text": one.alt_text} for one in job.media],
        "address": job.address,
        "answers": job.answers,
        "since": job.handed_at.isoformat(),
        "due_at": job.due_at.isoformat(),
        "emergency": job.is_emergency,
        "half": job.is_half,
        "in_doubt": job.in_doubt,
        "stopped": job.is_paused,
    }


def _task(job: HandJob) -> str:
    return "recall" if job.is_recall else job.task.value


def _marks(job: HandJob) -> list[str]:
    said = {"emergency": job.is_emergency, "half": job.is_half, "doubt": job.in_doubt, "paused": job.is_paused}
    return [_(MARKS[name]) for name, holds in said.items() if holds]


def _next(job: HandJob) -> tuple[str, ...]:
    if job.is_recall:
        return GONE, OUT
    if job.task is Task.WITHDRAW:
        return GONE, CANNOT
    return (CHANGED if job.task is Task.EDIT else DONE), CANNOT
