"""The last act: the record proves it, the figures count it, and the door is shown."""

from collections.abc import Iterator

from cydbost_bot.demo.people import give_passwords
from cydbost_bot.demo.stage import Stage
from cydbost_bot.figure_lines import figure_lines
from cydbost_bot.i18n import _
from cydbost_bot.sentences import entry_line, flaw_sentence
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify

LAST = 8


def the_record_proves_it(stage: Stage) -> Iterator[str]:
    """Check every chain and seal, and show the record's last lines."""
    proof = verify(stage.desk.store)
    yield _("{entries} entries in {chains} chains under {seals} seals.").format(
        entries=proof.entries, chains=proof.chains, seals=proof.seals
    )
    if proof.is_whole:
        yield _("The record is whole: nothing was changed, removed or put in.")
    yield from (flaw_sentence(flaw) for flaw in proof.flaws)
    yield from (f"    {entry_line(entry)}" for entry in entries(stage.desk, last=LAST))


def the_figures(stage: Stage) -> Iterator[tuple[str, str]]:
    """Yield the promise in numbers: what is counted, and the count."""
    return figure_lines(figures(stage.desk))


def the_door(stage: Stage) -> Iterator[str]:
    """Say how to look at it all."""
    command = f".venv/bin/cydbost --config {stage.folder / 'config.toml'}"
    yield _("Open the noticeboard:   make serve   then   {address}").format(address=stage.settings.noticeboard.base_url)
    yield _("Open the office:        make serve   then   {address}").format(address=stage.settings.office.base_url)
    yield _("    Sign in as {names}, each with the password {password}").format(
        names=", ".join(stage.people), password=give_passwords(stage)
    )
    yield _("Read the record:        {command} --as language-officer audit show").format(command=command)
    yield _("See the postings:       {command} --as comms-editor post list").format(command=command)
