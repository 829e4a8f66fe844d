"""The guides: every command in them exists with its options, and each guide has its twin in the other language."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from cydbost_bot.cli.root import app
from cydbost_bot.cli.session import global_first

ROOT: Final = Path(__file__).resolve().parents[2]
GUIDES: Final = (
    "communications-team",
    "on-call-officer",
    "translator",
    "welsh-language-officer",
    "administrator",
    "setting-up-a-channel",
    "reaching-people",
    "when-posts-go-out",
    "long-messages",
    "production",
    "backing-up",
    "costs",
    "platforms/facebook",
    "platforms/manual",
    "platforms/threads",
    "platforms/webhooks",
)
DOCUMENTS: Final = (
    *(ROOT / "docs" / f"{guide}{ending}" for guide in GUIDES for ending in (".cy.md", ".md")),
    ROOT / "README.cy.md",
    ROOT / "README.md",
)

_BLOCK: Final = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE: Final = re.compile(r"`(cydbost [^`]{1,200})`", re.DOTALL)
#: Two pages of A4 in ten-point type, with their tables and blocks.
MOST_WORDS: Final = 1000


def _commands(document: Path) -> Iterator[str]:
    text = document.read_text(encoding="utf-8")
    for block in _BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            command = re.split(r" (?:2?>|&|\|)", line.removeprefix("$ "))[0]
            if command.startswith("cydbost "):
                yield command
    for written in _INLINE.findall(_BLOCK.sub("", text)):
        yield " ".join(written.split())


def _walk(command: Any, name: str, words: list[str], parent: Any = None) -> str:
    """Parse ``words`` as the command line does, without doing anything; return the command's whole name."""
    context = command.make_context(name, words, parent=parent)
    rest = [*context._protected_args, *context.args] if hasattr(command, "resolve_command") else []
    if not rest:
        return str(context.command_path)
    found, inner, after = command.resolve_command(context, rest)
    return _walk(inner, found, after, context)


def _parse(written: str) -> str:
    words = [word for word in shlex.split(written)[1:] if word != "--help"]  # --help prints, and ends the parsing
    return _walk(typer.main.get_command(app), "cydbost", global_first(words)) if words else "cydbost"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_of_the_guides_exists_with_its_options(document: Path) -> None:
    commands = list(_commands(document))
    assert commands
    for written in commands:
        assert _parse(written).startswith("cydbost"), written


@pytest.mark.parametrize(
    "wrong", ["cydbost post publish P1", "cydbost post add --label a --colour red", "cydbost post accept P1 abc"]
)
def test_a_command_that_does_not_exist_is_noticed(wrong: str) -> None:
    with pytest.raises(Exception, match=r".") as caught:
        _parse(wrong)
    assert type(caught.value).__name__ in {"Misuse", "NoSuchOption", "MissingParameter"}


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_the_same_commands_in_both_languages(guide: str) -> None:
    welsh, english = ([_parse(one) for one in _commands(ROOT / "docs" / f"{guide}{end}")] for end in (".cy.md", ".md"))
    assert welsh == english


@pytest.mark.parametrize("document", DOCUMENTS[:-2], ids=lambda path: path.name)
def test_a_guide_is_two_pages_at_most(document: Path) -> None:
    words = [word for word in document.read_text(encoding="utf-8").split() if re.search(r"\w", word)]
    assert len(words) <= MOST_WORDS


def test_the_index_names_every_guide_with_the_welsh_first() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for guide in GUIDES:
        assert index.index(f"({guide}.cy.md)") < index.index(f"({guide}.md)")
