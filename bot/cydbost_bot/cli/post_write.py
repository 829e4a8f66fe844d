"""``cydbost post add`` and ``post edit``: writing a posting's versions, judged at once."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.channel_choice import chosen_channels
from cydbost_bot.cli.post_content import Given, changed_content, given_texts, new_contents
from cydbost_bot.cli.post_options import (
    AltCy,
    AltEn,
    At,
    Channels,
    Cy,
    CyFile,
    En,
    EnFile,
    Expires,
    Label,
    LinkCy,
    LinkEn,
    OneLanguage,
    Pictures,
    Ref,
    Rights,
    Zone,
)
from cydbost_bot.cli.post_report import report
from cydbost_bot.cli.text_input import edit_text, has_terminal
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_language import Language
from cydbost_queue.actions.writing import add_posting, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.views import PostingView

NO_WORDS = Wording("no_words", N_("Give the text: --cy, --en, or a file with --cy-file, --en-file."))

ADD = N_("Add a post: with both languages, or one now and the other later. It is judged at once.")
EDIT = N_("Write a version anew; without a text, in your editor (EDITOR). What was approved must be approved again.")


def add(
    context: typer.Context,
    *,
    label: Label,
    channel: Channels = None,
    cy: Cy = None,
    cy_file: CyFile = None,
    en: En = None,
    en_file: EnFile = None,
    link_cy: LinkCy = None,
    link_en: LinkEn = None,
    media: Pictures = None,
    alt_cy: AltCy = None,
    alt_en: AltEn = None,
    rights: Rights = None,
    at: At = None,
    expires: Expires = None,
    zone: Zone = None,
) -> None:
    """Add a posting, and say what is found in it and what is missing.

    Raises:
        Misuse: no text, or something given that cannot be used.
        QueueError: the queue does not take it.
    """
    texts = given_texts({Language.CY: cy, Language.EN: en}, {Language.CY: cy_file, Language.EN: en_file})
    if not texts:
        raise Misuse(NO_WORDS())
    sides = _sides(texts, {Language.CY: link_cy, Language.EN: link_en}, {Language.CY: alt_cy, Language.EN: alt_en})
    sides = _with_rights(sides, rights, {side.language for side in sides if side.text is not None})
    with at_desk(context) as here:
        slot = here.moment(at, zone) if at is not None else None
        ends = here.moment(expires, zone) if expires is not None else None
        channels = chosen_channels(here, channel)
        contents = new_contents(here.settings, sides, media or [])
        ref = add_posting(
            here.desk, here.actor, label=label, channels=channels, contents=contents, slot=slot, expires=ends
        )
        report(here, ref, _("{ref} is added.").format(ref=ref), texts=True)


def edit(
    context: typer.Context,
    ref: Ref,
    *,
    cy: Cy = None,
    cy_file: CyFile = None,
    en: En = None,
    en_file: EnFile = None,
    link_cy: LinkCy = None,
    link_en: LinkEn = None,
    media: Pictures = None,
    alt_cy: AltCy = None,
    alt_en: AltEn = None,
    rights: Rights = None,
    language: OneLanguage = None,
) -> None:
    """Write new revisions; nothing is written when any of them cannot be used.

    Raises:
        Misuse: nothing given and no terminal, or something given that cannot be used.
        QueueError: the queue does not take it.
    """
    texts = given_texts({Language.CY: cy, Language.EN: en}, {Language.CY: cy_file, Language.EN: en_file})
    sides = _sides(texts, {Language.CY: link_cy, Language.EN: link_en}, {Language.CY: alt_cy, Language.EN: alt_en})
    with at_desk(context) as here:
        posting = show_posting(here.desk, ref)
        sides = _with_rights(sides, rights, {*texts, *posting.versions})
        if all(side.is_nothing for side in sides) and not media:
            sides = _from_editor(posting, [Language(language)] if language else list(Language))
        contents = {
            side.language: changed_content(
                here.settings,
                side,
                media or [],
                current=posting.versions.get(side.language),
                other=posting.versions.get(side.language.other),
            )
            for side in sides
            if not side.is_nothing
        }
        _write(here, posting, contents)
        said = _("{ref} is written anew.") if contents else _("{ref} is as it was.")
        report(here, posting.line.ref, said.format(ref=posting.line.ref), texts=True)


def _sides(
    texts: Mapping[Language, str], links: Mapping[Language, str | None], alts: Mapping[Language, list[str] | None]
) -> list[Given]:
    return [Given(one, texts.get(one), links.get(one), tuple(alts.get(one) or ())) for one in Language]


def _with_rights(sides: list[Given], rights: list[str] | None, written: Collection[Language]) -> list[Given]:
    """Note the rights on every version there is: the same picture is used by the same right in both."""
    return [replace(side, rights=tuple(rights or ())) if side.language in written else side for side in sides]


def _from_editor(posting: PostingView, languages: list[Language]) -> list[Given]:
    if not has_terminal():
        raise Misuse(NO_WORDS())
    sides = []
    for language in languages:
        version = posting.versions.get(language)
        before = version.text if version else ""
        after = edit_text(before, name=f"{posting.line.ref}-{language.value}").strip()
        if after not in {"", before}:
            sides.append(Given(language, after))
    return sides


def _write(here: AtDesk, posting: PostingView, contents: Mapping[Language, Content]) -> None:
    versions = {language: posting.versions.get(language) for language in contents}
    seen = {language: version.revision if version else 0 for language, version in versions.items()}
    if contents:
        edit_versions(here.desk, here.actor, posting.line.ref, contents, seen=seen)
