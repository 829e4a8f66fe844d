"""``cydbost post split``: a message that is too long for one post, in parts that say the same in both languages."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.post_options import Ref
from cydbost_bot.cli.posting_data import finding_data
from cydbost_bot.cli.posting_view import show_finding_lines
from cydbost_bot.dividing import DividedPart, divided_for, undivided
from cydbost_bot.i18n import N_, _
from cydbost_bot.sentences import name_of
from cydbost_bot.sentences_words import LANGUAGES
from cydbost_language import Language
from cydbost_language.parting import CannotDivide
from cydbost_queue.actions.dividing import divide_posting
from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.sides import media_of
from cydbost_queue.tables import Carries
from cydbost_queue.views import PostingView

SPLIT = N_("Divide a post that is too long into parts, the same in both languages; shown first, kept with --yes.")

Yes = Annotated[bool, typer.Option("--yes", help=N_("Keep the parts as they are shown."))]


def split(context: typer.Context, ref: Ref, *, yes: Yes = False) -> None:
    """Show a posting in parts, and keep them where that is asked for.

    Raises:
        Misuse: it cannot be divided; the sentence that is too long is named.
        QueueError: the queue does not allow it.
    """
    with at_desk(context) as here:
        here.actor.require(Right.WRITE)
        posting = show_posting(here.desk, ref)
        parts = _divided(here, posting)
        if len(parts) == 1:
            _say_fits(here, posting)
            return
        refs = _keep(here, posting, parts) if yes else []
        if here.as_json:
            print_json({"ref": posting.line.ref, "refs": refs, "parts": [part_data(part) for part in parts]})
            return
        show_parts(parts)
        if refs:
            said = _("{ref} is divided: {refs}. What is decided about one of them is decided about all.")
            say(said.format(ref=posting.line.ref, refs=", ".join(refs)))
            say(_("Next: someone who did not write it approves it: cydbost post approve {ref}").format(ref=refs[0]))
        else:
            say(_("Nothing is kept yet. Keep it so: cydbost post split {ref} --yes").format(ref=posting.line.ref))


def _divided(here: AtDesk, posting: PostingView) -> list[DividedPart]:
    if posting.parts:
        raise Refused("divided_already", ref=posting.line.ref)
    if len(posting.versions) < len(Language):
        raise Refused("one_version_only", ref=posting.line.ref)
    whole = {
        language: Content(version.text, version.link, media_of(version.media))
        for language, version in posting.versions.items()
    }
    try:
        return divided_for(here.settings, here.desk.current_rules(), posting.line.channels, whole)
    except CannotDivide as error:
        raise undivided(error) from error


def _keep(here: AtDesk, posting: PostingView, parts: Sequence[DividedPart]) -> list[str]:
    seen = {language: version.revision for language, version in posting.versions.items()}
    return divide_posting(here.desk, here.actor, posting.line.ref, [part.contents for part in parts], seen=seen)


def _say_fits(here: AtDesk, posting: PostingView) -> None:
    if here.as_json:
        print_json({"ref": posting.line.ref, "refs": [], "parts": []})
    else:
        say(_("{ref} fits as it is: there is nothing to divide.").format(ref=posting.line.ref))


def part_data(part: DividedPart) -> dict[str, Any]:
    """Return one part for scripts."""
    return {
        "number": part.number,
        **{language.value: content.text for language, content in part.contents.items()},
        "posts": part.count.data()["posts"],
        "findings": [finding_data(finding) for finding in part.findings],
    }


def show_parts(parts: Sequence[DividedPart]) -> None:
    """Print every part, both languages side by side with how long each is, and what is found in it."""
    table = Table(expand=True, show_lines=True)
    table.add_column("")
    for language in Language:
        table.add_column(name_of(LANGUAGES, language), ratio=1, overflow="fold")
    for part in parts:
        table.add_row(str(part.number), *(_cell(part, language) for language in Language))
    console().print(table)
    for part in parts:
        if part.findings:
            say(_("Part {number}:").format(number=part.number))
            show_finding_lines(part.findings)


def _cell(part: DividedPart, language: Language) -> Text:
    own = {Carries(language.value), Carries.BOTH}
    counts = [
        f"{post.channel}: {post.length}/{post.measure.limit}"
        for post in part.count.posts
        if post.carries in own and post.measure.limit is not None
    ]
    return Text.assemble(part.contents[language].text, "\n\n", ("\n".join(counts), "dim"))
