"""The last act: the record proves it, the figures count it, and the door is shown."""

from collections.abc import Iterator

from cydbost_bot.demo.stage import Stage
from cydbost_bot.i18n import _
from cydbost_bot.sentences import entry_line, flaw_sentence
from cydbost_queue.queries.figures import Figures, figures
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
    made = figures(stage.desk)
    yield _("Postings out in both languages"), str(made.postings["published"])
    yield _("Stopped at the gate"), str(made.postings["draft"])
    yield _("Pairs whose Welsh was first"), f"{made.welsh_first} / {made.gaps.pairs}"
    yield _("Longest gap between the languages, in seconds"), f"{made.gaps.longest or 0:.2f}"
    yield _("Welsh deadlines kept"), str(made.deadlines.kept)
    yield _("Welsh deadlines missed"), str(made.deadlines.late)
    yield from _answers(made)


def _answers(made: Figures) -> Iterator[tuple[str, str]]:
    names = {
        "cy": _("Welsh comments answered in Welsh"),
        "en": _("English comments answered in English"),
        "both": _("Mixed or undecided comments answered in both"),
    }
    for row in made.answers:
        yield names[row.reply_in], f"{row.matching} / {row.received - row.no_answer}"


def the_door(stage: Stage) -> Iterator[str]:
    """Say how to look at it all."""
    command = f".venv/bin/cydbost --config {stage.folder / 'config.toml'}"
    yield _("Open the noticeboard:   make serve   then   {address}").format(address=stage.settings.noticeboard.base_url)
    yield _("Read the record:        {command} --as language-officer audit show").format(command=command)
    yield _("See the postings:       {command} --as comms-editor post list").format(command=command)
