"""``cydbost demo``: the whole promise, kept before your eyes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.rule import Rule

from cydbost_bot.cli.figures import figure_table
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.demo import acts, proof, replies
from cydbost_bot.demo.content import DemoContent, find_examples, read_content
from cydbost_bot.demo.stage import Stage, set_up
from cydbost_bot.i18n import N_, _

app = App()


@app.command(help=N_("Tell the whole story on a made-up council: pairs, an emergency, comments, and the proof."))
def run(
    context: typer.Context,
    *,
    directory: Annotated[
        Path, typer.Option("--directory", metavar=N_("FOLDER"), help=N_("Where the demo’s council is made."))
    ] = Path("demo"),
    content: Annotated[
        Path | None, typer.Option("--content", metavar=N_("FOLDER"), help=N_("The posts and comments to use."))
    ] = None,
) -> None:
    """Set the stage, play every act, and leave the council there to look at."""
    story = read_content(content or find_examples())
    stage = set_up(directory)
    as_json = session(context).json
    try:
        told = _play(stage, story, aloud=not as_json)
        if as_json:
            print_json({"acts": told, "figures": dict(proof.the_figures(stage))})
    finally:
        stage.close()


def _play(stage: Stage, story: DemoContent, *, aloud: bool) -> list[dict[str, object]]:
    told: list[dict[str, object]] = []
    for title, act in _acts(stage, story):
        if aloud:
            console().print(Rule(title, align="left"))
        lines = []
        for line in act:
            lines.append(line)
            if aloud:
                say(line)
        told.append({"title": title, "lines": lines})
    if aloud:
        _show_figures(stage)
    return told


def _acts(stage: Stage, story: DemoContent) -> Iterator[tuple[str, Iterator[str]]]:
    yield _("1. A month of posts, each in Welsh and English"), acts.plan_a_month(stage, story)
    yield _("2. Six faulty pairs meet the gate"), acts.meet_the_gate(stage, story)
    yield _("3. An edit after approval"), acts.change_after_approval(stage)
    yield _("4. Emergency: English first, with a Welsh deadline"), acts.emergency_in_english_first(stage, story)
    yield _("5. Emergency: from a template, both languages at once"), acts.emergency_from_a_template(stage)
    yield _("6. The month passes"), acts.let_the_month_pass(stage)
    yield _("7. The public writes"), replies.the_public_writes(stage, story)
    yield _("8. Each is answered in the language they wrote in"), replies.the_council_answers(stage)
    yield _("9. The record proves it"), proof.the_record_proves_it(stage)


def _show_figures(stage: Stage) -> None:
    console().print(figure_table(proof.the_figures(stage), title=_("The promise in numbers")))
    for line in proof.the_door(stage):
        say(line)
