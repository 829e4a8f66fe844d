"""``cydbost detect``: which language a text is in, and in which to answer it."""

from typing import Annotated, Any

import typer

from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.lines import read_objects
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.progress import with_progress
from cydbost_bot.cli.session import session
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_language import detect

WHICH = Wording("detect_which", N_("Give a text, or a file with --jsonl, and not both."))

LANGUAGES = {"cy": N_("Welsh"), "en": N_("English"), "mixed": N_("Welsh and English"), "other": N_("another language")}
NONE = N_("no words to tell by")
REPLIES = {"cy": N_("answer in Welsh"), "en": N_("answer in English"), "both": N_("answer in both, Welsh first")}

app = App()


@app.command(help=N_("Say which language each text is in, and in which to answer it."))
def run(
    context: typer.Context,
    *,
    texts: Annotated[
        list[str] | None, typer.Argument(metavar=N_("TEXT"), help=N_("A comment or any other text."))
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option("--jsonl", metavar=N_("FILE"), help=N_("Read lines of {id, text}; - is standard input.")),
    ] = None,
) -> None:
    """Print one verdict a text, in order.

    Raises:
        Misuse: neither texts nor a file, or both; a line that cannot be read.
    """
    if bool(texts) == (jsonl is not None):
        raise Misuse(WHICH())
    if jsonl is not None:
        for line in with_progress(read_objects(jsonl, texts=("text",))):
            print_json({"id": line["id"], **verdict(line["text"])})
        return
    for text in texts or ():
        found = verdict(text)
        if session(context).json:
            print_json(found)
        else:
            say(spell(found))


def verdict(text: str) -> dict[str, Any]:
    """Return what is detected in ``text`` as the data that scripts rely on."""
    found = detect(text)
    return {
        "language": str(found.language),
        "confidence": round(found.confidence, 3),
        "reply_in": str(found.reply_in),
    }


def spell(found: dict[str, Any]) -> str:
    """Return a verdict as a line for a person."""
    language = _(LANGUAGES.get(found["language"], NONE))
    return f"{language} ({found['confidence']:.0%}): {_(REPLIES[found['reply_in']])}"
