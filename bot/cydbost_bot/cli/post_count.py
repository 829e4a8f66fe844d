"""``cydbost post count``: how long a message is on each channel, in both languages at once."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.channel_choice import chosen_channels
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.post_content import given_texts
from cydbost_bot.cli.post_options import Channels, Cy, CyFile, En, EnFile, LinkCy, LinkEn
from cydbost_bot.cli.post_write import NO_WORDS
from cydbost_bot.console import NO
from cydbost_bot.counting import Awaited, Count, count_texts
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.sentences import name_of
from cydbost_bot.sentences_words import LANGUAGES, VERSIONS, platform_title
from cydbost_language import Language
from cydbost_queue.content import Content, checked
from cydbost_queue.lengths import Counted
from cydbost_queue.queries.postings import show_posting

COUNT = N_("Count a post, or texts, on each channel as its platform does, in both languages at once.")
REF_AND_TEXT = Wording("ref_and_text", N_("Name a post or give texts, not both."))

AnyRef = Annotated[str | None, typer.Argument(metavar=N_("REF"), help=N_("The post, such as P12."))]


def count(
    context: typer.Context,
    ref: AnyRef = None,
    *,
    cy: Cy = None,
    cy_file: CyFile = None,
    en: En = None,
    en_file: EnFile = None,
    link_cy: LinkCy = None,
    link_en: LinkEn = None,
    channel: Channels = None,
) -> None:
    """Count a posting, or texts that are not in the queue; the status is 1 where something is too long.

    Raises:
        Misuse: neither a posting nor a text, or both.
        QueueError: there is no such posting, or a text cannot be used.
        typer.Exit: status 1, something is too long.
    """
    texts = given_texts({Language.CY: cy, Language.EN: en}, {Language.CY: cy_file, Language.EN: en_file})
    if ref is not None and texts:
        raise Misuse(REF_AND_TEXT())
    if ref is None and not texts:
        raise Misuse(NO_WORDS())
    with at_desk(context) as here:
        if ref is None:
            links = {Language.CY: link_cy, Language.EN: link_en}
            words = {one: checked(Content(text, links[one])) for one, text in texts.items()}
            channels = chosen_channels(here, channel, every=True)
        else:
            posting = show_posting(here.desk, ref)
            words = {one: Content(version.text, version.link) for one, version in posting.versions.items()}
            channels = chosen_channels(here, channel) if channel else list(posting.line.channels)
        found = count_texts(here.settings, here.desk.rules, channels, words)
        if here.as_json:
            print_json(found.data())
        else:
            show_count(found)
    if not found.fits:
        raise typer.Exit(NO)


def show_count(found: Count) -> None:
    """Print a line for each post of each channel, and what is to be expected of a version that is not written."""
    table = Table()
    for title in (_("Channel"), _("Platform"), _("Language"), _("Counts"), _("Most"), _("Left")):
        table.add_column(
            title, overflow="fold", justify="right" if title in (_("Counts"), _("Most"), _("Left")) else "left"
        )
    for post in found.posts:
        most = "" if post.measure.limit is None else str(post.measure.limit)
        counts = (str(post.length), most, _left(post))
        table.add_row(post.channel, platform_title(post.measure.title), name_of(LANGUAGES, post.carries), *counts)
    console().print(table)
    for one in found.awaited:
        if one.is_tight:
            say(_expected(one))


def _left(post: Counted) -> Text:
    if post.measure.limit is None:
        return Text("")
    left = post.measure.limit - post.length
    if post.bytes_over:
        return Text(_("{n} bytes too long").format(n=post.bytes_over), "bold red")
    return Text(_("{n} too long").format(n=-left), "bold red") if left < 0 else Text(str(left))


def _expected(one: Awaited) -> str:
    if one.is_unlikely:
        sentence = _(
            "{channel}: {version} will hardly fit. It counts {usual} as a rule, and up to {most} in nine posts of ten; "
            "there is room for {room}."
        )
    else:
        sentence = _(
            "{channel}: {version} may not fit. It counts {usual} as a rule, and up to {most} in nine posts of ten; "
            "there is room for {room}."
        )
    version = name_of(VERSIONS, one.language)
    return sentence.format(channel=one.channel, version=version, usual=one.usual, most=one.most, room=one.room)
